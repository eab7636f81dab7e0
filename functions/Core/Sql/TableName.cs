namespace Handover.Core.Sql;

/// <summary>The full name of a table or view, each part exactly as the warehouse stores it (Snowflake stores unquoted names in upper case).</summary>
/// <param name="Database">Database.</param>
/// <param name="Schema">Schema in that database.</param>
/// <param name="Name">Table or view in that schema.</param>
public sealed record TableName(string Database, string Schema, string Name)
{
    /// <summary><c>DB.SCHEMA.NAME</c> for people and logs; never SQL (only <c>SqlWriter</c> quotes names).</summary>
    public override string ToString() => $"{Database}.{Schema}.{Name}";
}

/// <summary>A column of a table, of a query or of a node's output.</summary>
/// <param name="Name">Name exactly as stored.</param>
/// <param name="Type">Data type.</param>
/// <param name="Nullable">False where the warehouse or the expression guarantees a value.</param>
public sealed record Column(string Name, SqlType Type, bool Nullable = true);

/// <summary>The SQL dialects that a flow can be written in.</summary>
public enum SqlDialectKind
{
    /// <summary>Snowflake: production.</summary>
    Snowflake,
    /// <summary>DuckDB: the embedded warehouse of a single machine.</summary>
    DuckDb,
}
