using System.Text;
using Handover.Core.Diagnostics;
using Handover.Core.Governance;
using Handover.Core.Sql;
using Handover.Services.Identity;
using Handover.Services.Warehouse;

namespace Handover.Services.Catalog;

/// <summary>What there is in the warehouse, under a role that the user may use.</summary>
public sealed class CatalogService(IWarehouse warehouse)
{
    /// <summary>The warehouse roles that a user may use.</summary>
    public async Task<IReadOnlyList<string>> RolesAsync(Actor actor, CancellationToken cancellation) =>
        [.. (await warehouse.RolesAsync(cancellation)).Where(actor.User.MayUse).Order(StringComparer.Ordinal)];

    public Task<IReadOnlyList<string>> WarehousesAsync(CancellationToken cancellation) => warehouse.WarehousesAsync(cancellation);

    public async Task<IReadOnlyList<string>> DatabasesAsync(Actor actor, string? role, CancellationToken cancellation) =>
        await warehouse.DatabasesAsync(await SessionAsync(actor, role, cancellation), cancellation);

    /// <exception cref="RefusalException"><c>database-not-found</c>.</exception>
    public async Task<IReadOnlyList<string>> SchemasAsync(Actor actor, string? role, string database, CancellationToken cancellation)
    {
        var session = await SessionAsync(actor, role, cancellation);
        var schemas = await warehouse.SchemasAsync(session, database, cancellation);
        // Nothing in it, or no such thing: only the second is a mistake.
        return schemas.Count > 0 || (await warehouse.DatabasesAsync(session, cancellation)).Contains(database) ? schemas : throw Refusal.NotFound("database", database);
    }

    /// <exception cref="RefusalException"><c>schema-not-found</c>.</exception>
    public async Task<IReadOnlyList<CatalogTable>> TablesAsync(Actor actor, string? role, string database, string schema, CancellationToken cancellation)
    {
        var session = await SessionAsync(actor, role, cancellation);
        var tables = await warehouse.TablesAsync(session, database, schema, cancellation);
        return tables.Count > 0 || (await warehouse.SchemasAsync(session, database, cancellation)).Contains(schema) ? tables : throw Refusal.NotFound("schema", $"{database}.{schema}");
    }

    /// <exception cref="RefusalException"><c>table-not-found</c>.</exception>
    public async Task<TableDescription> DescribeAsync(Actor actor, string? role, TableName table, CancellationToken cancellation) =>
        await warehouse.DescribeAsync(await SessionAsync(actor, role, cancellation), table, cancellation)
        ?? throw Refusal.NotFound("table", table.ToString());

    /// <summary>Tables and views whose name has all the words, through all databases that the role sees or one of them; at most as many as asked for.</summary>
    public async Task<(IReadOnlyList<CatalogTable> Tables, bool Truncated)> SearchAsync(
        Actor actor, string? role, string? database, IReadOnlyList<string> words, int limit, CancellationToken cancellation)
    {
        var session = await SessionAsync(actor, role, cancellation);
        var found = new List<CatalogTable>();
        foreach (var db in database is null ? await warehouse.DatabasesAsync(session, cancellation) : [database])
        {
            foreach (var schema in await warehouse.SchemasAsync(session, db, cancellation))
            {
                foreach (var table in await warehouse.TablesAsync(session, db, schema, cancellation))
                {
                    var name = table.Name.ToString();
                    if (PublicationNames.IsInternal(table.Name.Name) || !words.All(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
                    {
                        continue;
                    }

                    if (found.Count == limit)
                    {
                        return (found, true);
                    }

                    found.Add(table);
                }
            }
        }

        return (found, false);
    }

    public async Task<DataSet> PreviewAsync(Actor actor, string? role, TableName table, int limit, CancellationToken cancellation)
    {
        var session = await SessionAsync(actor, role, cancellation);
        var select = new StringBuilder("SELECT * FROM ");
        SqlIdentifier.Append(select, table);
        try
        {
            return await warehouse.QueryAsync(session, select.ToString(), limit, Limits.PreviewTimeout, cancellation);
        }
        catch (WarehouseException missing) when (missing.Failure is WarehouseFailure.NotFound)
        {
            // Nobody wrote SQL here.
            throw Refusal.NotFound("table", table.ToString());
        }
    }

    /// <summary>A session under a role that the user may use: the one named, or the environment's, or the first of theirs.</summary>
    /// <exception cref="RefusalException"><c>role-not-allowed</c>, <c>role-missing</c>.</exception>
    public async Task<Session> SessionAsync(
        Actor actor, string? role, CancellationToken cancellation, DeploymentEnvironment? environment = null, string? virtualWarehouse = null)
    {
        if (role is not null && !actor.User.MayUse(role))
        {
            throw RoleNotAllowed(role);
        }

        role ??= environment is not null && actor.User.MayUse(environment.Role)
            ? environment.Role
            : (await RolesAsync(actor, cancellation)) is [var first, ..] ? first : null;
        var compute = virtualWarehouse ?? environment?.Warehouse ?? ((await warehouse.WarehousesAsync(cancellation)) is [var usual, ..] ? usual : "");
        return role is null
            ? throw Refusal.Forbidden("role-missing", "You may use no warehouse role. Ask an administrator to give you one.")
            : new Session(role, compute, actor.RequestId);
    }

    /// <summary>The refusal of a role that the user may not use.</summary>
    public static RefusalException RoleNotAllowed(string role) =>
        Refusal.Forbidden("role-not-allowed", $"You may not use the warehouse role {role}. Choose one of yours, or ask an administrator.");
}

/// <summary>Bounds of interactive work.</summary>
public static class Limits
{
    /// <summary>A preview stops after this time.</summary>
    public static readonly TimeSpan PreviewTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Most rows of a preview.</summary>
    public const int PreviewRows = 1000;

    /// <summary>Longest a staged build may take.</summary>
    public static readonly TimeSpan BuildTimeout = TimeSpan.FromMinutes(25);
}
