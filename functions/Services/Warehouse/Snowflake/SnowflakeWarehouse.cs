using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>
/// Snowflake. Who may do what is Snowflake's to say: every statement runs under the session's role alone, and what concerns a publication
/// under the publication's own.
/// </summary>
/// <param name="connector">Opens connections.</param>
/// <param name="options">Time-outs.</param>
public sealed class SnowflakeWarehouse(SnowflakeConnector connector, SnowflakeOptions? options = null) : IWarehouse
{
    private readonly SnowflakeOptions options = options ?? new SnowflakeOptions();

    public SqlDialectKind Dialect => SqlDialectKind.Snowflake;

    private SnowflakePublisher Publisher => new(OpenAsync, OpenToBuildAsync, options.Patience);

    public Task<IReadOnlyList<string>> RolesAsync(CancellationToken cancellation) => WithAsync(Everyone, SnowflakeCatalog.RolesAsync, cancellation);

    public Task<IReadOnlyList<string>> WarehousesAsync(CancellationToken cancellation) => WithAsync(Everyone, SnowflakeCatalog.WarehousesAsync, cancellation);

    public Task<IReadOnlyList<string>> DatabasesAsync(Session session, CancellationToken cancellation) =>
        WithAsync(session, SnowflakeCatalog.DatabasesAsync, cancellation);

    public Task<IReadOnlyList<string>> SchemasAsync(Session session, string database, CancellationToken cancellation) =>
        WithAsync(session, (running, stop) => SnowflakeCatalog.SchemasAsync(running, database, stop), cancellation);

    public Task<IReadOnlyList<CatalogTable>> TablesAsync(Session session, string database, string schema, CancellationToken cancellation) =>
        WithAsync(session, (running, stop) => SnowflakeCatalog.TablesAsync(running, database, schema, stop), cancellation);

    public Task<TableDescription?> DescribeAsync(Session session, TableName table, CancellationToken cancellation) =>
        WithAsync(session, (running, stop) => SnowflakeCatalog.DescribeAsync(running, table, stop), cancellation);

    public async Task<IReadOnlyDictionary<TableName, IReadOnlyList<Column>>> ColumnsOfAsync(Session session, IEnumerable<TableName> tables, CancellationToken cancellation)
    {
        var wanted = tables.ToHashSet();
        return wanted.Count == 0
            ? new Dictionary<TableName, IReadOnlyList<Column>>()
            : await WithAsync(session, (running, stop) => SnowflakeCatalog.ColumnsAsync(running, wanted, stop), cancellation);
    }

    public Task<IReadOnlyList<Column>> DescribeQueryAsync(Session session, string select, CancellationToken cancellation)
    {
        var statement = SnowflakeStatements.Shape(RequireSelect(select));
        return WithAsync(session, (running, stop) => running.RunAsync<IReadOnlyList<Column>>(
            statement, (reader, _) => Task.FromResult<IReadOnlyList<Column>>(SnowflakeTypes.ColumnsOf(reader)), stop), cancellation);
    }

    public async Task<DataSet> QueryAsync(Session session, string select, int limit, TimeSpan timeout, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var statement = RequireSelect(select);
        // The session bounds the result: a LIMIT around the SELECT may lose its order. One row more says whether there were more.
        await using var running = await SnowflakeSession.OpenAsync(connector, session, timeout, options.StopTimeout, maxRows: limit + 1L, buildTimeout: null, cancellation);
        return await running.RunAsync(statement, async (reader, stop) =>
        {
            var columns = SnowflakeTypes.ColumnsOf(reader);
            List<IReadOnlyList<object?>> rows = [];
            while (await reader.ReadAsync(stop))
            {
                if (rows.Count == limit)
                {
                    return new DataSet(columns, rows, Truncated: true, connector.QueryIdOf(reader));
                }
                rows.Add(SnowflakeTypes.Row(reader, columns));
            }
            return new DataSet(columns, rows, Truncated: false, connector.QueryIdOf(reader));
        }, cancellation);
    }

    public Task<bool> CanWriteAsync(Session session, string database, string schema, CancellationToken cancellation) =>
        WithAsync(session, (running, stop) => SnowflakePrivileges.CanCreateAsync(running, database, schema, stop), cancellation);

    public async Task<StatementResult> StageAsync(Session session, StageRequest request, CancellationToken cancellation) => request.Publication.Select is { } select
        ? await Publisher.StageAsync(session, request with { Publication = request.Publication with { Select = RequireSelect(select) } }, cancellation)
        : new StatementResult(Rows: null, QueryId: null);

    public Task DiscardStageAsync(Session session, Publication publication, CancellationToken cancellation) =>
        Publisher.DiscardStageAsync(session, publication, cancellation);

    public Task<Swap> PlanSwapAsync(Session session, IReadOnlyList<Publication> publications, CancellationToken cancellation)
    {
        if (publications.DistinctBy(publication => publication.Target).Count() != publications.Count || publications.DistinctBy(publication => publication.Token).Count() > 1)
        {
            throw new ArgumentException("The publications of one swap have one token, and each its own target.", nameof(publications));
        }
        return Publisher.PlanAsync(session, publications, cancellation);
    }

    public Task SwapAsync(Session session, Swap swap, CancellationToken cancellation) => Publisher.SwapAsync(session, swap, cancellation);

    public Task UnswapAsync(Session session, Swap swap, CancellationToken cancellation) => Publisher.UnswapAsync(session, swap, cancellation);

    public async Task DropAsync(Session session, TableName table, CancellationToken cancellation)
    {
        await using var running = await OpenAsync(session, cancellation);
        await Publisher.DropAsync(running, table, cancellation);
    }

    /// <summary>A session with every role of Handover's Snowflake user, for what there is to choose from.</summary>
    private static Session Everyone => new(Role: "", Warehouse: "");

    private static string RequireSelect(string sql) => SnowflakeSelect.TryRead(sql, out var select, out var problem)
        ? select
        : throw new WarehouseException(WarehouseFailure.InvalidStatement, problem!);

    private async Task<T> WithAsync<T>(Session session, Func<SnowflakeSession, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await using var running = await OpenAsync(session, cancellation);
        return await work(running, cancellation);
    }

    private Task<SnowflakeSession> OpenAsync(Session session, CancellationToken cancellation) =>
        SnowflakeSession.OpenAsync(connector, session, options.StatementTimeout, options.StopTimeout, maxRows: 0, buildTimeout: null, cancellation);

    private Task<SnowflakeSession> OpenToBuildAsync(Session session, CancellationToken cancellation) =>
        SnowflakeSession.OpenAsync(connector, session, options.StatementTimeout, options.StopTimeout, maxRows: 0, options.BuildTimeout, cancellation);
}
