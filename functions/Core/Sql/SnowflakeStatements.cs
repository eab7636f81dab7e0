using System.Globalization;
using System.Text;

namespace Handover.Core.Sql;

/// <summary>What Handover says to Snowflake beside publishing: setting a session up, looking at the catalogue, moving objects. One statement a text.</summary>
public static class SnowflakeStatements
{
    /// <summary>Longest query tag that Snowflake takes.</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/parameters#query-tag</remarks>
    public const int MaxTag = 2000;

    /// <summary>The roles that the connected user has been granted, directly or through others: one row, one JSON array.</summary>
    public const string AvailableRoles = "SELECT CURRENT_AVAILABLE_ROLES()";

    /// <summary>The virtual warehouses that the session's roles see.</summary>
    public const string ShowWarehouses = "SHOW WAREHOUSES";

    /// <summary>The databases that the session's roles see.</summary>
    public const string ShowDatabases = "SHOW DATABASES";

    /// <summary>Only the named role counts: otherwise whatever else the connected user may do would be allowed to everybody.</summary>
    public const string NoSecondaryRoles = "USE SECONDARY ROLES NONE";

    /// <summary>Every role of the connected user counts: only for listing what there is to choose from.</summary>
    public const string AllSecondaryRoles = "USE SECONDARY ROLES ALL";

    /// <summary>The role that statements run under.</summary>
    public static string UseRole(string role) => "USE ROLE " + SqlIdentifier.Quote(role);

    /// <summary>The virtual warehouse that computes.</summary>
    public static string UseWarehouse(string warehouse) => "USE WAREHOUSE " + SqlIdentifier.Quote(warehouse);

    /// <summary>Everything that a session depends on, said each time: a pooled session may come with other settings, and so may an account.</summary>
    /// <param name="tag">What the query history shows beside each statement.</param>
    /// <param name="timeoutSeconds">Longest time of a statement; Snowflake stops it even if nobody waits any more.</param>
    /// <param name="maxRows">Most rows of a result; 0 for all.</param>
    /// <param name="isDetached">Whether a submitted statement goes on when nobody is connected any more.</param>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/parameters#abort-detached-query</remarks>
    public static string SetSession(string tag, long timeoutSeconds, long maxRows, bool isDetached = false)
    {
        var statement = new StringBuilder("ALTER SESSION SET QUERY_TAG = ");
        SqlIdentifier.AppendString(statement, Tag(tag), SqlDialectKind.Snowflake);
        return statement
            .Append(CultureInfo.InvariantCulture, $", STATEMENT_TIMEOUT_IN_SECONDS = {timeoutSeconds}, ROWS_PER_RESULTSET = {maxRows}")
            .Append(", QUOTED_IDENTIFIERS_IGNORE_CASE = FALSE, MULTI_STATEMENT_COUNT = 1, AUTOCOMMIT = TRUE")
            .Append(", ABORT_DETACHED_QUERY = ").Append(isDetached ? "FALSE" : "TRUE")
            .ToString();
    }

    /// <summary>The ids of the connected user's statements under a tag that have not ended, other than those that only look.</summary>
    /// <param name="database">A database that the role may use: the history is the same in each.</param>
    /// <param name="tag">As given to <see cref="SetSession"/>.</param>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/functions/query_history</remarks>
    public static string UnendedQueries(string database, string tag)
    {
        var statement = new StringBuilder("SELECT QUERY_ID FROM TABLE(").Append(SqlIdentifier.Quote(database))
            .Append(".INFORMATION_SCHEMA.QUERY_HISTORY_BY_USER(RESULT_LIMIT => 10000)) WHERE QUERY_TAG = ");
        SqlIdentifier.AppendString(statement, Tag(tag), SqlDialectKind.Snowflake);
        return statement.Append(" AND EXECUTION_STATUS IN ('RUNNING', 'QUEUED', 'BLOCKED', 'RESUMING_WAREHOUSE') AND QUERY_TYPE <> 'SELECT'").ToString();
    }

    /// <summary>Stops a statement.</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/functions/system_cancel_query</remarks>
    public static string CancelQuery(string query)
    {
        var statement = new StringBuilder("SELECT SYSTEM$CANCEL_QUERY(");
        SqlIdentifier.AppendString(statement, query, SqlDialectKind.Snowflake);
        return statement.Append(')').ToString();
    }

    /// <summary>The schemas of a database that the role sees.</summary>
    public static string ShowSchemas(string database) => "SHOW SCHEMAS IN DATABASE " + SqlIdentifier.Quote(database);

    /// <summary>Name, kind, rows and comment of the tables and views of a schema, by name.</summary>
    public static string Tables(string database, string schema) => Tables(database, schema, names: []);

    /// <summary>The same of the tables and views with these names; none stands for all.</summary>
    public static string Tables(string database, string schema, IEnumerable<string> names)
    {
        var statement = Information(database, schema, "TABLE_NAME, TABLE_TYPE, ROW_COUNT, COMMENT", "TABLES");
        AppendNames(statement, names);
        return statement.Append(" ORDER BY TABLE_NAME").ToString();
    }

    /// <summary>Name, type, precision, scale, nullability and table of the columns of tables and views, in order.</summary>
    /// <param name="database">Their database.</param>
    /// <param name="schema">Their schema.</param>
    /// <param name="names">Their names, one at least.</param>
    public static string Columns(string database, string schema, IEnumerable<string> names)
    {
        var statement = Information(database, schema, "COLUMN_NAME, DATA_TYPE, NUMERIC_PRECISION, NUMERIC_SCALE, IS_NULLABLE, TABLE_NAME", "COLUMNS");
        AppendNames(statement, names);
        return statement.Append(" ORDER BY TABLE_NAME, ORDINAL_POSITION").ToString();
    }

    /// <summary>The rows of a table, counted.</summary>
    public static string CountRows(TableName table)
    {
        var statement = new StringBuilder("SELECT COUNT(*) FROM ");
        SqlIdentifier.Append(statement, table);
        return statement.ToString();
    }

    /// <summary>The bytes that a scan of a table reads.</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/info-schema/tables</remarks>
    public static string Bytes(TableName table)
    {
        var statement = Information(table.Database, table.Schema, "BYTES", "TABLES").Append(" AND TABLE_NAME = ");
        SqlIdentifier.AppendString(statement, table.Name, SqlDialectKind.Snowflake);
        return statement.ToString();
    }

    /// <summary>Size and type of the virtual warehouses that computed the connected user's statements under a tag, and the milliseconds that each computed.</summary>
    /// <param name="database">A database that the role may use: the history is the same in each.</param>
    /// <param name="tag">As given to <see cref="SetSession"/>.</param>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/functions/query_history</remarks>
    public static string Computed(string database, string tag)
    {
        var statement = new StringBuilder("SELECT WAREHOUSE_SIZE, WAREHOUSE_TYPE, SUM(EXECUTION_TIME) FROM TABLE(").Append(SqlIdentifier.Quote(database))
            .Append(".INFORMATION_SCHEMA.QUERY_HISTORY_BY_USER(RESULT_LIMIT => 10000)) WHERE QUERY_TAG = ");
        SqlIdentifier.AppendString(statement, Tag(tag), SqlDialectKind.Snowflake);
        return statement.Append(" AND WAREHOUSE_SIZE IS NOT NULL GROUP BY WAREHOUSE_SIZE, WAREHOUSE_TYPE").ToString();
    }

    /// <summary>
    /// A query with the columns of another and no rows: Snowflake compiles it and computes nothing. Its driver has no public way to describe a
    /// statement and runs one in full when it is asked for the schema alone.
    /// </summary>
    /// <param name="select">A statement that <see cref="SnowflakeSelect"/> has taken.</param>
    public static string Shape(string select) => $"SELECT * FROM (\n{select}\n) LIMIT 0";

    /// <summary>Two tables take each other's name, at once: neither name is ever without a table. Grants, comments and history go with the tables.</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/sql/alter-table</remarks>
    public static string Exchange(TableName one, TableName other)
    {
        var statement = new StringBuilder("ALTER TABLE ");
        SqlIdentifier.Append(statement, one);
        statement.Append(" SWAP WITH ");
        SqlIdentifier.Append(statement, other);
        return statement.ToString();
    }

    /// <summary>What a view of the information schema says of a schema.</summary>
    private static StringBuilder Information(string database, string schema, string columns, string view)
    {
        var statement = new StringBuilder("SELECT ").Append(columns).Append(" FROM ");
        SqlIdentifier.Append(statement, new TableName(database, "INFORMATION_SCHEMA", view));
        statement.Append(" WHERE TABLE_SCHEMA = ");
        SqlIdentifier.AppendString(statement, schema, SqlDialectKind.Snowflake);
        return statement;
    }

    /// <summary>Only tables with these names; none stands for all.</summary>
    private static void AppendNames(StringBuilder statement, IEnumerable<string> names)
    {
        var separator = " AND TABLE_NAME IN (";
        foreach (var name in names)
        {
            statement.Append(separator);
            SqlIdentifier.AppendString(statement, name, SqlDialectKind.Snowflake);
            separator = ", ";
        }
        statement.Append(separator == ", " ? ")" : "");
    }

    private static string Tag(string tag) => tag.Length <= MaxTag ? tag : tag[..MaxTag];
}
