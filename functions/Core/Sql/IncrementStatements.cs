using System.Text;

namespace Handover.Core.Sql;

/// <summary>The statements that bring a copy of a table up to date, one statement a text without a closing semicolon.</summary>
/// <param name="dialect">The dialect to write.</param>
/// <param name="columns">The table's columns in order.</param>
public sealed class IncrementStatements(SqlDialect dialect, IReadOnlyList<string> columns)
{
    private const string Source = "source";
    private const string Stage = "stage";

    /// <summary>Creates or replaces a table with another's rows; on Snowflake without copying a byte.</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/sql/create-clone</remarks>
    public string Copy(TableName from, TableName to)
    {
        var statement = new StringBuilder("CREATE OR REPLACE TABLE ");
        SqlIdentifier.Append(statement, to);
        statement.Append(dialect.Kind is SqlDialectKind.Snowflake ? " CLONE " : " AS SELECT * FROM ");
        SqlIdentifier.Append(statement, from);
        return statement.ToString();
    }

    /// <summary>Adds the rows of a SELECT whose watermark is greater than any in the table; all that have one, if the table has none.</summary>
    public string Append(TableName stage, string select, string watermark)
    {
        var statement = new StringBuilder("INSERT INTO ");
        SqlIdentifier.Append(statement, stage);
        AppendNames(statement.Append(" ("), null).Append(")\n");
        AppendRows(statement, select);
        AppendCompared(statement, stage, watermark, ">");
        AppendColumn(statement.Append(", "), Source, watermark);
        return statement.Append(" IS NOT NULL)").ToString();
    }

    /// <summary>Keeps the rows of a SELECT that are to be merged: what is checked and what is merged are the same rows, and they are computed once.</summary>
    /// <param name="delta">Where; on Snowflake a transient table, as the statements after it may run in another session.</param>
    /// <param name="stage">The table that they are merged into.</param>
    /// <param name="select">The SELECT.</param>
    /// <param name="watermark">Leaves out the rows whose value in this column is less than the greatest in the table; null takes all.</param>
    public string CreateDelta(TableName delta, TableName stage, string select, string? watermark)
    {
        var statement = new StringBuilder(dialect.Kind is SqlDialectKind.Snowflake ? "CREATE OR REPLACE TRANSIENT TABLE " : "CREATE OR REPLACE TABLE ");
        SqlIdentifier.Append(statement, delta);
        statement.Append(" AS\n");
        if (watermark is null)
        {
            return statement.Append(select).ToString();
        }

        AppendRows(statement, select);
        AppendCompared(statement, stage, watermark, ">=");
        return statement.Append(", TRUE)").ToString();
    }

    /// <summary>Adds rows with a new key and replaces those with a known one.</summary>
    public string Merge(TableName stage, TableName delta, IReadOnlyList<string> key)
    {
        var rows = new StringBuilder();
        SqlIdentifier.Append(rows, delta);
        return Merge(stage, rows.ToString(), key);
    }

    /// <summary>The same from a SELECT in one statement. Nobody has looked whether its keys are null or come twice.</summary>
    public string MergeRows(TableName table, string select, string? watermark, IReadOnlyList<string> key)
    {
        var rows = new StringBuilder("(\n");
        if (watermark is null)
        {
            rows.Append(select);
        }
        else
        {
            AppendRows(rows, select);
            AppendCompared(rows, table, watermark, ">=");
            rows.Append(", TRUE)");
        }

        return Merge(table, rows.Append("\n)").ToString(), key);
    }

    private string Merge(TableName stage, string rows, IReadOnlyList<string> key)
    {
        var statement = new StringBuilder("MERGE INTO ");
        SqlIdentifier.Append(statement, stage);
        statement.Append(" AS ").Append(SqlIdentifier.Quote(Stage)).Append("\nUSING ").Append(rows).Append(" AS ").Append(SqlIdentifier.Quote(Source)).Append("\nON ");
        AppendPairs(statement, key, " AND ", Stage);
        string[] others = [.. columns.Except(key)];
        if (others.Length > 0)
        {
            AppendPairs(statement.Append("\nWHEN MATCHED THEN UPDATE SET "), others, ", ", null);
        }

        AppendNames(statement.Append("\nWHEN NOT MATCHED THEN INSERT ("), null);
        AppendNames(statement.Append(")\nVALUES ("), Source);
        return statement.Append(')').ToString();
    }

    /// <summary>Drops the rows that were merged.</summary>
    public string DropDelta(TableName delta) => new PublicationStatements(dialect).Drop(delta, isView: false);

    private void AppendRows(StringBuilder statement, string select)
    {
        AppendNames(statement.Append("SELECT "), Source);
        statement.Append("\nFROM (\n").Append(select).Append("\n) AS ").Append(SqlIdentifier.Quote(Source)).Append('\n');
    }

    // Both sides of the comparison may be null: the row's, and that of a table without rows. COALESCE says what holds then; the caller closes it.
    private static void AppendCompared(StringBuilder statement, TableName stage, string watermark, string comparison)
    {
        AppendColumn(statement.Append("WHERE COALESCE("), Source, watermark);
        statement.Append(' ').Append(comparison).Append(" (SELECT MAX(").Append(SqlIdentifier.Quote(watermark)).Append(") FROM ");
        SqlIdentifier.Append(statement, stage);
        statement.Append(')');
    }

    private static void AppendPairs(StringBuilder statement, IReadOnlyList<string> names, string separator, string? left)
    {
        for (var i = 0; i < names.Count; i++)
        {
            AppendColumn(statement.Append(i == 0 ? "" : separator), left, names[i]);
            AppendColumn(statement.Append(" = "), Source, names[i]);
        }
    }

    private StringBuilder AppendNames(StringBuilder statement, string? of)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            AppendColumn(statement.Append(i == 0 ? "" : ", "), of, columns[i]);
        }

        return statement;
    }

    private static void AppendColumn(StringBuilder statement, string? of, string column) =>
        statement.Append(of is null ? "" : SqlIdentifier.Quote(of) + ".").Append(SqlIdentifier.Quote(column));
}
