using Handover.Core.Diagnostics;
using Handover.Core.Sql;
using Handover.Services.Catalog;
using Handover.Services.Warehouse;
using Handover.Triggers.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Catalog;

/// <summary>Names, in order.</summary>
public sealed record NamesView(IReadOnlyList<string> Items);

/// <summary>A table in a list.</summary>
public sealed record TableView(string Name, bool View, long? Rows);

/// <summary>Tables, in order.</summary>
public sealed record TablesView(IReadOnlyList<TableView> Items);

/// <summary>A table with its columns.</summary>
public sealed record TableDetailView(TableName Name, bool View, long? Rows, IReadOnlyList<Column> Columns);

/// <summary>A table that was found.</summary>
public sealed record FoundTableView(TableName Name, bool View, long? Rows);

/// <summary>Tables that were found; truncated: there are more.</summary>
public sealed record FoundTablesView(IReadOnlyList<FoundTableView> Items, bool Truncated);

/// <summary>Rows of a query.</summary>
public sealed record DataView(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, bool Truncated, string? QueryId)
{
    public static DataView Of(DataSet data) => new(data.Columns, data.Rows, data.Truncated, data.QueryId);
}

/// <summary>The Data Browser: what there is in the warehouse under a role.</summary>
public sealed class CatalogFunctions(CatalogService catalog)
{
    [Function("ListRoles"), Requires(Audience.User)]
    [Documented("Warehouse roles that you may use")]
    public async Task<Ok<NamesView>> Roles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "roles")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(new NamesView(await catalog.RolesAsync(request.Caller(), cancellation)));

    [Function("ListWarehouses"), Requires(Audience.User)]
    [Documented("Virtual warehouses")]
    public async Task<Ok<NamesView>> Warehouses(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "warehouses")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(new NamesView(await catalog.WarehousesAsync(cancellation)));

    [Function("ListDatabases"), Requires(Audience.User)]
    [Documented("Databases that the role sees", Query = ["role"])]
    public async Task<Ok<NamesView>> Databases(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalog")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(new NamesView(await catalog.DatabasesAsync(request.Caller(), Role(request), cancellation)));

    [Function("ListSchemas"), Requires(Audience.User)]
    [Documented("Schemas of a database", Query = ["role"])]
    public async Task<Ok<NamesView>> Schemas(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalog/{db}")] HttpRequest request, string db, CancellationToken cancellation) =>
        TypedResults.Ok(new NamesView(await catalog.SchemasAsync(request.Caller(), Role(request), Text(db), cancellation)));

    [Function("ListTables"), Requires(Audience.User)]
    [Documented("Tables and views of a schema; internal: also those that deploying keeps beside them", Query = ["role", "internal"])]
    public async Task<Ok<TablesView>> Tables(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalog/{db}/{schema}")] HttpRequest request,
        string db, string schema, CancellationToken cancellation)
    {
        var tables = await catalog.TablesAsync(request.Caller(), Role(request), Text(db), Text(schema), cancellation);
        var shown = request.QueryFlag("internal") ? tables : tables.Where(table => !PublicationNames.IsInternal(table.Name.Name));
        return TypedResults.Ok(new TablesView([.. shown.Select(table => new TableView(table.Name.Name, table.IsView, table.Rows))]));
    }

    [Function("FindTables"), Requires(Audience.User)]
    [Documented("Tables and views whose full name has all the words of 'search', in one database or all that the role sees", Query = ["!search", "database", "role", "limit"])]
    public async Task<Ok<FoundTablesView>> Find(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tables")] HttpRequest request, CancellationToken cancellation)
    {
        var words = request.QueryText("search")?.Split((char[])[' ', '.'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (words.Length is 0 or > 10)
        {
            throw Refusal.Invalid("query-invalid", "Name 1 to 10 words to look for: ?search=…");
        }

        var limit = request.QueryInt("limit", 1, 500) ?? 100;
        var (tables, truncated) = await catalog.SearchAsync(request.Caller(), Role(request), request.QueryText("database"), words, limit, cancellation);
        return TypedResults.Ok(new FoundTablesView([.. tables.Select(table => new FoundTableView(table.Name, table.IsView, table.Rows))], truncated));
    }

    [Function("GetTable"), Requires(Audience.User)]
    [Documented("A table with its columns", Query = ["role"])]
    public async Task<Ok<TableDetailView>> Table(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalog/{db}/{schema}/{table}")] HttpRequest request,
        string db, string schema, string table, CancellationToken cancellation)
    {
        var found = await catalog.DescribeAsync(request.Caller(), Role(request), Name(db, schema, table), cancellation);
        return TypedResults.Ok(new TableDetailView(found.Name, found.IsView, found.Rows, found.Columns));
    }

    [Function("PreviewTable"), Requires(Audience.User)]
    [Documented("The first rows of a table", Query = ["role", "limit"])]
    public async Task<Ok<DataView>> Preview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalog/{db}/{schema}/{table}/preview")] HttpRequest request,
        string db, string schema, string table, CancellationToken cancellation)
    {
        var limit = request.QueryInt("limit", 1, Limits.PreviewRows) ?? 100;
        return TypedResults.Ok(DataView.Of(await catalog.PreviewAsync(request.Caller(), Role(request), Name(db, schema, table), limit, cancellation)));
    }

    private static string? Role(HttpRequest request) => request.QueryText("role");

    private static TableName Name(string db, string schema, string table) => new(Text(db), Text(schema), Text(table));

    // A slash in a name reaches the function still escaped, on every host.
    private static string Text(string routeValue) => routeValue.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
