using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>Builds staged objects and puts them into place, each publication under its own role.</summary>
internal sealed class SnowflakePublisher(Func<Session, CancellationToken, Task<SnowflakeSession>> open)
{
    private static readonly PublicationStatements Statements = PublicationStatements.In(SqlDialectKind.Snowflake);

    public async Task<StatementResult> StageAsync(Session session, StageRequest request, CancellationToken cancellation)
    {
        var publication = request.Publication;
        var stage = PublicationNames.Stage(publication.Target, publication.Token);
        await using var running = await OpenAsync(session, publication, cancellation);
        var there = await SnowflakeCatalog.ObjectsAsync(running, [stage], cancellation);
        if (there.TryGetValue(stage, out var leftover) && leftover.IsView != publication.IsView)
        {
            // What is left of an earlier attempt may be of the other kind, which CREATE OR REPLACE refuses.
            await DropAsync(running, leftover, cancellation);
        }
        var script = await ScriptAsync(running, request, cancellation);
        var query = await RunAsync(running, script, cancellation);
        return publication.IsView
            ? new StatementResult(Rows: null, query)
            : new StatementResult(await NumberAsync(running, SnowflakeStatements.CountRows(stage), cancellation), query, script.Continues, script.FullBecause);
    }

    /// <summary>What a run continues must still be what its SELECT gives.</summary>
    private static async Task<StageScript> ScriptAsync(SnowflakeSession running, StageRequest request, CancellationToken cancellation)
    {
        if (!StageScript.MayContinue(request))
        {
            return StageScript.Of(request, null, [], SqlDialectKind.Snowflake);
        }
        var target = await SnowflakeCatalog.DescribeAsync(running, request.Publication.Target, cancellation);
        var now = await running.RunAsync(
            SnowflakeStatements.Shape(request.Publication.Select!), (reader, _) => Task.FromResult(SnowflakeTypes.ColumnsOf(reader)), cancellation);
        return StageScript.Of(request, target is { IsView: false } ? target.Columns : null, now, SqlDialectKind.Snowflake);
    }

    /// <summary>Runs a staging; the id is that of the statement that computed the rows.</summary>
    private static async Task<string?> RunAsync(SnowflakeSession running, StageScript script, CancellationToken cancellation)
    {
        string? query = null;
        foreach (var statement in script.Statements)
        {
            if (statement.Violation is null)
            {
                var id = await running.ExecuteAsync(statement.Sql, cancellation);
                query = statement.Sql == script.CleanUp ? query : id;
            }
            else if (await NumberAsync(running, statement.Sql, cancellation) is > 0 and var violations)
            {
                if (script.CleanUp is { } cleanUp)
                {
                    await running.ExecuteAsync(cleanUp, cancellation);
                }
                throw new WarehouseException(WarehouseFailure.DataError, $"{violations:N0} {statement.Violation}", query);
            }
        }
        return query;
    }

    private static async Task<long> NumberAsync(SnowflakeSession running, string sql, CancellationToken cancellation) =>
        (await running.ReadAsync(sql, reader => reader.GetInt64(0), cancellation)).Single();

    public async Task DropAsync(SnowflakeSession running, TableName table, CancellationToken cancellation)
    {
        var there = await SnowflakeCatalog.ObjectsAsync(running, [table], cancellation);
        if (there.TryGetValue(table, out var found))
        {
            await DropAsync(running, RequirePlain(found), cancellation);
        }
    }

    public async Task DiscardStageAsync(Session session, Publication publication, CancellationToken cancellation)
    {
        await using var running = await OpenAsync(session, publication, cancellation);
        await DropAsync(running, PublicationNames.Stage(publication.Target, publication.Token), cancellation);
    }

    public async Task<Swap> PlanAsync(Session session, IReadOnlyList<Publication> publications, CancellationToken cancellation)
    {
        Dictionary<Publication, PublicationSwap> planned = [];
        foreach (var group in publications.GroupBy(publication => (publication.Role, publication.Warehouse)))
        {
            await using var running = await OpenAsync(session, group.First(), cancellation);
            var there = await SnowflakeCatalog.ObjectsAsync(running, group.SelectMany(publication => new[] { publication.Target, PublicationNames.Previous(publication.Target) }), cancellation);
            foreach (var publication in group)
            {
                planned.Add(publication, SwapMoves.Plan(publication, table => there.TryGetValue(table, out var found) ? RequirePlain(found).IsView : null));
            }
        }
        return new Swap(publications.Count == 0 ? "" : publications[0].Token, [.. publications.Select(publication => planned[publication])]);
    }

    public async Task SwapAsync(Session session, Swap swap, CancellationToken cancellation)
    {
        await using var group = await GroupAsync(session, swap, cancellation);
        // Everything is looked at before the first statement, so that what is missing at last leaves the first one alone.
        foreach (var (publication, there, _) in group.Items)
        {
            RequireKnown(publication, there);
            RequireReady(publication, there);
        }
        foreach (var (publication, there, running) in group.Items)
        {
            await SwapAsync(running, publication, there, cancellation);
        }
    }

    public async Task UnswapAsync(Session session, Swap swap, CancellationToken cancellation)
    {
        await using var group = await GroupAsync(session, swap, cancellation);
        foreach (var (publication, there, _) in group.Items)
        {
            RequireKnown(publication, there);
        }
        foreach (var (publication, there, running) in Enumerable.Reverse(group.Items))
        {
            await UnswapAsync(running, publication, there, cancellation);
        }
    }

    private static async Task SwapAsync(SnowflakeSession running, SnowflakeSwap swap, IReadOnlyDictionary<TableName, SnowflakeObject> there, CancellationToken cancellation)
    {
        var done = swap.Done(there);
        if (swap.Publication.Select is not null && there.TryGetValue(swap.Stage, out var stage) && done < swap.Steps.Count)
        {
            foreach (var step in swap.Preparation)
            {
                if (step is not SwapStep.CarryGrants)
                {
                    await running.ExecuteAsync(SwapScript.Do(step, SqlDialectKind.Snowflake), cancellation);
                }
                else if (done == 0 && there.TryGetValue(swap.Publication.Target, out var target))
                {
                    // What was granted since the staging counts too, so this comes last before the names change.
                    await SnowflakePrivileges.CarryAsync(running, target, stage, cancellation);
                }
            }
        }
        foreach (var step in swap.Steps.Skip(done))
        {
            await running.ExecuteAsync(SwapScript.Do(step, SqlDialectKind.Snowflake), cancellation);
        }
    }

    private static async Task UnswapAsync(SnowflakeSession running, SnowflakeSwap swap, IReadOnlyDictionary<TableName, SnowflakeObject> there, CancellationToken cancellation)
    {
        foreach (var step in swap.Steps.Take(swap.Done(there)).Reverse())
        {
            if (step is SwapStep.Rename { Move: var move } && move.From == swap.Stage && there.TryGetValue(swap.Stage, out var leftover))
            {
                // Left by a staging that ran once more after the swap; what is unswapped takes its name.
                await DropAsync(running, leftover, cancellation);
            }
            await running.ExecuteAsync(SwapScript.Undo(step, SqlDialectKind.Snowflake), cancellation);
        }
    }

    private static void RequireReady(SnowflakeSwap swap, IReadOnlyDictionary<TableName, SnowflakeObject> there)
    {
        if (swap.Missing(there) is { } missing)
        {
            throw new WarehouseException(WarehouseFailure.NotFound,
                $"{missing} is needed to publish {swap.Publication.Target} and does not exist: stage it again, and plan the swap anew if the target was changed meanwhile.");
        }
    }

    private static void RequireKnown(SnowflakeSwap swap, IReadOnlyDictionary<TableName, SnowflakeObject> there)
    {
        if (swap.IsUnknown(there))
        {
            var target = swap.Publication.Target;
            throw new WarehouseException(WarehouseFailure.InvalidStatement,
                $"The comment of {target} or {PublicationNames.Previous(target)} was changed while {target} was being published, so it cannot be told which of them is the new one: "
                + $"set the new one's comment to '{swap.Mark}', then try again.");
        }
    }

    private static SnowflakeObject RequirePlain(SnowflakeObject found) => found.IsPlain
        ? found
        : throw new WarehouseException(WarehouseFailure.InvalidStatement,
            $"{found.Name} is a {found.Kind.ToLowerInvariant()}, and Handover replaces and drops plain tables and views only: choose another target, or remove it yourself.");

    private static Task<string?> DropAsync(SnowflakeSession running, SnowflakeObject found, CancellationToken cancellation) =>
        running.ExecuteAsync(Statements.Drop(found.Name, found.IsView), cancellation);

    private Task<SnowflakeSession> OpenAsync(Session session, Publication publication, CancellationToken cancellation) =>
        open(session with { Role = publication.Role, Warehouse = publication.Warehouse }, cancellation);

    private async Task<Group> GroupAsync(Session session, Swap swap, CancellationToken cancellation)
    {
        var group = new Group();
        try
        {
            foreach (var item in swap.Publications.Select(publication => new SnowflakeSwap(publication)))
            {
                var key = (item.Publication.Role, item.Publication.Warehouse);
                if (!group.Sessions.TryGetValue(key, out var running))
                {
                    group.Sessions.Add(key, running = await OpenAsync(session, item.Publication, cancellation));
                }
                group.Items.Add((item, await SnowflakeCatalog.ObjectsAsync(running, item.Names, cancellation), running));
            }
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>The publications of one swap with what is there for each, and the sessions that they share.</summary>
    private sealed class Group : IAsyncDisposable
    {
        public Dictionary<(string Role, string Warehouse), SnowflakeSession> Sessions { get; } = [];

        public List<(SnowflakeSwap Swap, IReadOnlyDictionary<TableName, SnowflakeObject> There, SnowflakeSession Running)> Items { get; } = [];

        public async ValueTask DisposeAsync()
        {
            foreach (var session in Sessions.Values)
            {
                await session.DisposeAsync();
            }
        }
    }
}
