using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>A table or view that is there.</summary>
/// <param name="Kind">Snowflake's word: BASE TABLE, VIEW, MATERIALIZED VIEW, EXTERNAL TABLE …</param>
/// <param name="Rows">As Snowflake keeps count; null for a view.</param>
/// <param name="Comment">Its comment, empty if it has none.</param>
internal sealed record SnowflakeObject(TableName Name, string Kind, long? Rows, string Comment)
{
    public bool IsView => Kind.EndsWith("VIEW", StringComparison.Ordinal);

    /// <summary>Whether Handover can rename, replace and drop it: the other kinds have statements of their own and owners who did not mean this.</summary>
    public bool IsPlain => Kind is "BASE TABLE" or "VIEW";
}

/// <summary>What the session's role sees.</summary>
internal static class SnowflakeCatalog
{
    private const string SystemDatabase = "SNOWFLAKE";
    private const string SystemSchema = "INFORMATION_SCHEMA";

    public static async Task<IReadOnlyList<string>> RolesAsync(SnowflakeSession session, CancellationToken cancellation)
    {
        var json = (await session.ReadAsync(SnowflakeStatements.AvailableRoles, reader => reader.GetString(0), cancellation)).Single();
        return Sorted(JsonSerializer.Deserialize<string[]>(json) ?? []);
    }

    public static async Task<IReadOnlyList<string>> WarehousesAsync(SnowflakeSession session, CancellationToken cancellation) =>
        Sorted(await NamesAsync(session, SnowflakeStatements.ShowWarehouses, cancellation));

    public static async Task<IReadOnlyList<string>> DatabasesAsync(SnowflakeSession session, CancellationToken cancellation) =>
        Sorted((await NamesAsync(session, SnowflakeStatements.ShowDatabases, cancellation)).Where(name => name != SystemDatabase));

    public static Task<IReadOnlyList<string>> SchemasAsync(SnowflakeSession session, string database, CancellationToken cancellation) =>
        IfThere<IReadOnlyList<string>>([], async () =>
            Sorted((await NamesAsync(session, SnowflakeStatements.ShowSchemas(database), cancellation)).Where(name => name != SystemSchema)));

    public static Task<IReadOnlyList<CatalogTable>> TablesAsync(SnowflakeSession session, string database, string schema, CancellationToken cancellation) =>
        schema == SystemSchema ? Task.FromResult<IReadOnlyList<CatalogTable>>([]) : IfThere<IReadOnlyList<CatalogTable>>([], async () =>
            [.. (await session.ReadAsync(SnowflakeStatements.Tables(database, schema), reader => Object(reader, database, schema), cancellation))
                .Select(found => new CatalogTable(found.Name, found.IsView, found.Rows))]);

    public static Task<TableDescription?> DescribeAsync(SnowflakeSession session, TableName table, CancellationToken cancellation) =>
        table.Schema == SystemSchema ? Task.FromResult<TableDescription?>(null) : IfThere<TableDescription?>(null, async () =>
        {
            var objects = await ObjectsAsync(session, [table], cancellation);
            if (!objects.TryGetValue(table, out var found))
            {
                return null;
            }
            var columns = await ColumnsAsync(session, [table], cancellation);
            return new TableDescription(table, found.IsView, found.Rows, columns.GetValueOrDefault(table) ?? []);
        });

    /// <summary>The columns of those tables and views that are there, by one statement a schema.</summary>
    public static async Task<IReadOnlyDictionary<TableName, IReadOnlyList<Column>>> ColumnsAsync(
        SnowflakeSession session, IEnumerable<TableName> tables, CancellationToken cancellation)
    {
        Dictionary<TableName, IReadOnlyList<Column>> columns = [];
        foreach (var place in tables.Where(table => table.Schema != SystemSchema).Distinct().GroupBy(table => (table.Database, table.Schema)))
        {
            var (database, schema) = place.Key;
            var statement = SnowflakeStatements.Columns(database, schema, place.Select(table => table.Name));
            var found = await IfThere<IReadOnlyList<(TableName Table, Column Column)>>([], async () =>
                await session.ReadAsync(statement, reader => (new TableName(database, schema, reader.GetString(5)), Column(reader)), cancellation));
            foreach (var table in found.GroupBy(one => one.Table))
            {
                columns.Add(table.Key, [.. table.Select(one => one.Column)]);
            }
        }
        return columns;
    }

    /// <summary>Those of the tables and views that are there.</summary>
    public static async Task<IReadOnlyDictionary<TableName, SnowflakeObject>> ObjectsAsync(
        SnowflakeSession session, IEnumerable<TableName> tables, CancellationToken cancellation)
    {
        Dictionary<TableName, SnowflakeObject> objects = [];
        foreach (var place in tables.Distinct().GroupBy(table => (table.Database, table.Schema)))
        {
            var (database, schema) = place.Key;
            var statement = SnowflakeStatements.Tables(database, schema, place.Select(table => table.Name));
            foreach (var found in await session.ReadAsync(statement, reader => Object(reader, database, schema), cancellation))
            {
                objects.Add(found.Name, found);
            }
        }
        return objects;
    }

    private static Task<List<string>> NamesAsync(SnowflakeSession session, string statement, CancellationToken cancellation) =>
        session.ReadAsync(statement, reader => reader.GetString(reader.GetOrdinal("name")), cancellation);

    private static SnowflakeObject Object(DbDataReader reader, string database, string schema) => new(
        new TableName(database, schema, reader.GetString(0)),
        reader.GetString(1),
        reader.IsDBNull(2) || reader.GetString(1).EndsWith("VIEW", StringComparison.Ordinal) ? null : Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture),
        reader.IsDBNull(3) ? "" : reader.GetString(3));

    private static Column Column(DbDataReader reader) => new(
        reader.GetString(0), SnowflakeTypes.Of(reader.GetString(1), Number(reader, 2), Number(reader, 3)), reader.GetString(4) == "YES");

    private static int? Number(DbDataReader reader, int index) =>
        reader.IsDBNull(index) ? null : Convert.ToInt32(reader.GetValue(index), CultureInfo.InvariantCulture);

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];

    private static async Task<T> IfThere<T>(T otherwise, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (WarehouseException missing) when (missing.Failure is WarehouseFailure.NotFound)
        {
            return otherwise;
        }
    }
}
