using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>
/// The embedded warehouse of a single machine: DuckDB files under the names of databases, with roles from a grants file. A role is held to
/// what a statement names; views read with their owner's rights, as on Snowflake. What concerns a publication runs under the publication's own
/// role. Every <see cref="WarehouseException"/> of it is free of paths.
/// </summary>
public sealed class DuckDbWarehouse : IWarehouse, IAsyncDisposable
{
    private readonly DuckDbOptions options;
    private readonly DuckDbEngine engine;
    private readonly DuckDbPublisher publisher;
    private readonly GrantsFile grants;

    /// <summary>Opens the folder's databases; fails with <see cref="WarehouseFailure.Unavailable"/> if another process has them.</summary>
    public DuckDbWarehouse(DuckDbOptions options)
    {
        this.options = options;
        engine = new DuckDbEngine(options);
        publisher = new DuckDbPublisher(engine, options.StatementTimeout);
        grants = new GrantsFile(options.GrantsFile ?? Path.Combine(options.Folder, "grants.json"));
    }

    public SqlDialectKind Dialect => SqlDialectKind.DuckDb;

    public Task<IReadOnlyList<string>> RolesAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([.. grants.Current().Roles.Keys.Order(StringComparer.Ordinal)]);

    public Task<IReadOnlyList<string>> WarehousesAsync(CancellationToken cancellation) => Task.FromResult(grants.Current().Warehouses);

    public async Task<IReadOnlyList<string>> DatabasesAsync(Session session, CancellationToken cancellation)
    {
        var allowed = GrantsFor(session.Role);
        var databases = await ReadAsync(DuckDbCatalog.Databases, cancellation);
        return [.. databases.Where(database => allowed.CanSeeDatabase(session.Role, database))];
    }

    public async Task<IReadOnlyList<string>> SchemasAsync(Session session, string database, CancellationToken cancellation)
    {
        var allowed = GrantsFor(session.Role);
        var schemas = await ReadAsync(running => DuckDbCatalog.Schemas(running, database), cancellation);
        return [.. schemas.Where(schema => allowed.CanSee(session.Role, database, schema))];
    }

    public async Task<IReadOnlyList<CatalogTable>> TablesAsync(Session session, string database, string schema, CancellationToken cancellation) =>
        IsVisible(session, database, schema) ? await ReadAsync(running => DuckDbCatalog.Tables(running, database, schema), cancellation) : [];

    public async Task<TableDescription?> DescribeAsync(Session session, TableName table, CancellationToken cancellation) =>
        IsVisible(session, table.Database, table.Schema) ? await ReadAsync(running => DuckDbCatalog.Describe(running, table), cancellation) : null;

    public async Task<IReadOnlyDictionary<TableName, IReadOnlyList<Column>>> ColumnsOfAsync(Session session, IEnumerable<TableName> tables, CancellationToken cancellation)
    {
        var visible = tables.Where(table => IsVisible(session, table.Database, table.Schema)).ToHashSet();
        return visible.Count == 0 ? new Dictionary<TableName, IReadOnlyList<Column>>() : await ReadAsync(running => DuckDbCatalog.Columns(running, visible), cancellation);
    }

    public Task<IReadOnlyList<Column>> DescribeQueryAsync(Session session, string select, CancellationToken cancellation)
    {
        var allowed = GrantsFor(session.Role);
        return ReadAsync(running =>
        {
            RequireReadable(allowed, session.Role, running, select);
            return DuckDbRows.ColumnsOf(running, select);
        }, cancellation);
    }

    public Task<DataSet> QueryAsync(Session session, string select, int limit, TimeSpan timeout, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var allowed = GrantsFor(session.Role);
        allowed.RequireWarehouse(session.Warehouse);
        return engine.ReadAsync(running =>
        {
            RequireReadable(allowed, session.Role, running, select);
            return DuckDbRows.Read(running, select, limit);
        }, timeout, cancellation);
    }

    public async Task<bool> CanWriteAsync(Session session, string database, string schema, CancellationToken cancellation) =>
        GrantsFor(session.Role).CanWrite(session.Role, database, schema)
        && (await ReadAsync(running => DuckDbCatalog.Schemas(running, database), cancellation)).Contains(schema, StringComparer.Ordinal);

    public async Task<StatementResult> StageAsync(Session session, StageRequest request, CancellationToken cancellation)
    {
        var publication = request.Publication;
        if (publication.Select is not { } select)
        {
            return new StatementResult(Rows: null, QueryId: null);
        }
        await RequireWritableAsync(session, publication, cancellation);
        var allowed = GrantsFor(publication.Role);
        allowed.RequireWarehouse(publication.Warehouse);
        await ReadAsync(running =>
        {
            RequireReadable(allowed, publication.Role, running, select);
            return true;
        }, cancellation);
        return await publisher.StageAsync(request, select, cancellation);
    }

    public async Task DiscardStageAsync(Session session, Publication publication, CancellationToken cancellation)
    {
        await RequireWritableAsync(session, publication, cancellation);
        await publisher.DropAsync(PublicationNames.Stage(publication.Target, publication.Token), cancellation);
    }

    public async Task<Swap> PlanSwapAsync(Session session, IReadOnlyList<Publication> publications, CancellationToken cancellation)
    {
        if (publications.DistinctBy(publication => publication.Target).Count() != publications.Count || publications.DistinctBy(publication => publication.Token).Count() > 1)
        {
            throw new ArgumentException("The publications of one swap have one token, and each its own target.", nameof(publications));
        }
        await RequireAllWritableAsync(session, publications, cancellation);
        return await publisher.PlanAsync(publications, cancellation);
    }

    public async Task SwapAsync(Session session, Swap swap, CancellationToken cancellation)
    {
        await RequireAllWritableAsync(session, swap.Publications.Select(publication => publication.Publication), cancellation);
        await publisher.SwapAsync(swap, cancellation);
    }

    public async Task UnswapAsync(Session session, Swap swap, CancellationToken cancellation)
    {
        await RequireAllWritableAsync(session, swap.Publications.Select(publication => publication.Publication), cancellation);
        await publisher.UnswapAsync(swap, cancellation);
    }

    public Task DropAsync(Session session, TableName table, CancellationToken cancellation)
    {
        if (!GrantsFor(session.Role).CanWrite(session.Role, table.Database, table.Schema))
        {
            throw NotWritable(session.Role, table.Database, table.Schema);
        }
        return publisher.DropAsync(table, cancellation);
    }

    /// <summary>Creates a database if it is not there: for setting up a machine.</summary>
    public Task EnsureDatabaseAsync(string database, CancellationToken cancellation)
    {
        var attach = engine.Attach(database);
        return engine.WriteAsync(database, running => running.Execute(attach), options.StatementTimeout, cancellation);
    }

    /// <summary>Creates a schema if it is not there: for setting up a machine.</summary>
    public Task EnsureSchemaAsync(string database, string schema, CancellationToken cancellation) =>
        ExecuteAdminAsync(database, $"CREATE SCHEMA IF NOT EXISTS {SqlIdentifier.Quote(database)}.{SqlIdentifier.Quote(schema)}", cancellation);

    /// <summary>
    /// Runs any SQL that writes to one database, past the grants: for loading the sample data and nothing else. It reads files only below
    /// <see cref="DuckDbOptions.Folder"/> and <see cref="DuckDbOptions.ImportFolder"/>.
    /// </summary>
    public Task ExecuteAdminAsync(string database, string sql, CancellationToken cancellation) =>
        engine.WriteAsync(database, running => running.Execute(sql), options.StatementTimeout, cancellation);

    /// <summary>Stops what runs and closes the files with everything written into them.</summary>
    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private Task<T> ReadAsync<T>(Func<DuckDbSession, T> work, CancellationToken cancellation) =>
        engine.ReadAsync(work, options.StatementTimeout, cancellation);

    private Grants GrantsFor(string role)
    {
        var current = grants.Current();
        current.RequireRole(role);
        return current;
    }

    private bool IsVisible(Session session, string database, string schema) =>
        GrantsFor(session.Role).CanSee(session.Role, database, schema) && !DuckDbNames.IsEngineCatalog(database) && !DuckDbNames.IsEngineSchema(schema);

    private static void RequireReadable(Grants allowed, string role, DuckDbSession running, string select)
    {
        foreach (var table in SelectInspector.TablesOf(running, select))
        {
            if (!allowed.CanRead(role, table.Database, table.Schema))
            {
                throw new WarehouseException(WarehouseFailure.NotAuthorized, $"{table} does not exist or is not authorized for the role {role}.");
            }
        }
    }

    private async Task RequireAllWritableAsync(Session session, IEnumerable<Publication> publications, CancellationToken cancellation)
    {
        foreach (var publication in publications.DistinctBy(item => (item.Role, item.Target.Database, item.Target.Schema)))
        {
            await RequireWritableAsync(session, publication, cancellation);
        }
    }

    private async Task RequireWritableAsync(Session session, Publication publication, CancellationToken cancellation)
    {
        var target = publication.Target;
        var own = session with { Role = publication.Role };
        if (!await CanWriteAsync(own, target.Database, target.Schema, cancellation))
        {
            throw NotWritable(publication.Role, target.Database, target.Schema);
        }
    }

    private static WarehouseException NotWritable(string role, string database, string schema) =>
        new(WarehouseFailure.NotAuthorized, $"The role {role} may not write to {database}.{schema}, or it does not exist: choose another role or target.");
}
