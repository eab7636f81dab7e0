using System.Globalization;
using System.Text;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>What is in the attached databases, names compared exactly as stored. Who may see it is the caller's business.</summary>
internal static class DuckDbCatalog
{
    public static IReadOnlyList<string> Databases(DuckDbSession session) =>
        [.. session.Read("SELECT database_name FROM duckdb_databases() WHERE NOT internal ORDER BY 1", reader => reader.GetString(0))
            .Where(DuckDbNames.IsDatabase)];

    public static IReadOnlyList<string> Schemas(DuckDbSession session, string database) =>
        [.. session.Read("SELECT schema_name FROM duckdb_schemas() WHERE database_name = $1 ORDER BY 1", reader => reader.GetString(0), database)
            .Where(schema => !DuckDbNames.IsEngineSchema(schema))];

    public static IReadOnlyList<CatalogTable> Tables(DuckDbSession session, string database, string schema) =>
        [.. session.Read("""
            SELECT table_name, false AS is_view, estimated_size FROM duckdb_tables() WHERE database_name = $1 AND schema_name = $2
            UNION ALL
            SELECT view_name, true, NULL FROM duckdb_views() WHERE database_name = $1 AND schema_name = $2 AND NOT internal
            ORDER BY 1
            """,
            reader => new CatalogTable(new TableName(database, schema, reader.GetString(0)), reader.GetBoolean(1), reader.IsDBNull(2) ? null : reader.GetInt64(2)),
            database, schema)];

    /// <summary>The tables and views of a database, each with whether it is a view. The engine lists all that are attached for it, however few are asked for.</summary>
    public static IEnumerable<(TableName Name, bool IsView)> Kinds(DuckDbSession session, string database) =>
        session.Read("""
            SELECT schema_name, table_name, false FROM duckdb_tables() WHERE database_name = $1
            UNION ALL
            SELECT schema_name, view_name, true FROM duckdb_views() WHERE database_name = $1 AND NOT internal
            """,
            reader => (new TableName(database, reader.GetString(0), reader.GetString(1)), reader.GetBoolean(2)), database);

    /// <summary>The columns of those tables and views that are there. The engine goes through all columns that are attached for it, so they are asked for together.</summary>
    /// <param name="session">Where to ask.</param>
    /// <param name="tables">Their names, one at least.</param>
    public static Dictionary<TableName, IReadOnlyList<Column>> Columns(DuckDbSession session, IReadOnlyCollection<TableName> tables)
    {
        var wanted = string.Join(", ", tables.Select((_, i) => $"(${(3 * i) + 1}, ${(3 * i) + 2}, ${(3 * i) + 3})"));
        return session.Read($"""
            SELECT database_name, schema_name, table_name, column_name, data_type, is_nullable FROM duckdb_columns()
            WHERE (database_name, schema_name, table_name) IN ({wanted}) ORDER BY column_index
            """,
            reader => (
                Table: new TableName(reader.GetString(0), reader.GetString(1), reader.GetString(2)),
                Column: new Column(reader.GetString(3), DuckDbTypes.FromDuckDb(reader.GetString(4)), reader.GetBoolean(5))),
            [.. tables.SelectMany(table => (string[])[table.Database, table.Schema, table.Name])])
            .GroupBy(one => one.Table).ToDictionary(group => group.Key, IReadOnlyList<Column> (group) => [.. group.Select(one => one.Column)]);
    }

    public static TableDescription? Describe(DuckDbSession session, TableName table)
    {
        if (!Columns(session, [table]).TryGetValue(table, out var columns))
        {
            return null;
        }
        var isView = session.Read("SELECT 1 FROM duckdb_views() WHERE database_name = $1 AND schema_name = $2 AND view_name = $3 AND NOT internal",
            _ => true, table.Database, table.Schema, table.Name).Any();
        return new TableDescription(table, isView, isView ? null : CountRows(session, table), columns);
    }

    public static long CountRows(DuckDbSession session, TableName table) =>
        session.Read($"SELECT count(*) FROM {Quoted(table)}", reader => Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture)).Single();

    private static string Quoted(TableName table)
    {
        var name = new StringBuilder();
        SqlIdentifier.Append(name, table);
        return name.ToString();
    }
}
