using System.Globalization;
using System.Text;

namespace Handover.Core.Sql;

/// <summary>What the two dialects write differently around expressions; expressions are <see cref="Expressions.ExpressionWriter"/>'s.</summary>
public abstract class SqlDialect
{
    private protected SqlDialect()
    {
    }

    /// <summary>Snowflake.</summary>
    public static SqlDialect Snowflake { get; } = new SnowflakeDialect();

    /// <summary>DuckDB.</summary>
    public static SqlDialect DuckDb { get; } = new DuckDbDialect();

    /// <summary>Which dialect it is.</summary>
    public abstract SqlDialectKind Kind { get; }

    /// <summary>Whether two names that differ only in case are two names.</summary>
    public abstract bool IsCaseSensitive { get; }

    /// <summary>The dialect of a kind.</summary>
    public static SqlDialect Of(SqlDialectKind kind) => kind == SqlDialectKind.Snowflake ? Snowflake : DuckDb;

    internal abstract void AppendSampling(StringBuilder output, Sampling sample);

    /// <summary>What stands between the name and AS of a created object, so that whoever could read it before still can.</summary>
    internal abstract string KeepGrants { get; }

    /// <summary>The new name in ALTER … RENAME TO.</summary>
    internal abstract void AppendNewName(StringBuilder output, TableName name);
}

/// <summary>Snowflake's dialect.</summary>
public sealed class SnowflakeDialect : SqlDialect
{
    internal SnowflakeDialect()
    {
    }

    /// <inheritdoc/>
    public override SqlDialectKind Kind => SqlDialectKind.Snowflake;

    /// <inheritdoc/>
    public override bool IsCaseSensitive => true;

    internal override string KeepGrants => " COPY GRANTS";

    internal override void AppendSampling(StringBuilder output, Sampling sample)
    {
        output.Append(" SAMPLE ");
        _ = sample.Rows is { } rows
            ? output.Append(CultureInfo.InvariantCulture, $"({rows} ROWS)")
            : output.Append(CultureInfo.InvariantCulture, $"BERNOULLI ({sample.Percent})");
    }

    // In full: a bare name would be looked for in the session's schema.
    internal override void AppendNewName(StringBuilder output, TableName name) => SqlIdentifier.Append(output, name);
}

/// <summary>DuckDB's dialect.</summary>
public sealed class DuckDbDialect : SqlDialect
{
    internal DuckDbDialect()
    {
    }

    /// <inheritdoc/>
    public override SqlDialectKind Kind => SqlDialectKind.DuckDb;

    /// <inheritdoc/>
    public override bool IsCaseSensitive => false;

    internal override string KeepGrants => "";

    internal override void AppendSampling(StringBuilder output, Sampling sample)
    {
        output.Append(" TABLESAMPLE ");
        _ = sample.Rows is { } rows
            ? output.Append(CultureInfo.InvariantCulture, $"reservoir({rows} ROWS)")
            : output.Append(CultureInfo.InvariantCulture, $"bernoulli({sample.Percent} PERCENT)");
    }

    // DuckDB renames within the schema and takes nothing but the bare name.
    internal override void AppendNewName(StringBuilder output, TableName name) => SqlIdentifier.Append(output, name.Name);
}
