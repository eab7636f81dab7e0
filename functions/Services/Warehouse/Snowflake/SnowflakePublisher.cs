using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>Builds staged objects and puts them into place, each publication under its own role.</summary>
/// <param name="open">Opens a session.</param>
/// <param name="openToBuild">Opens one whose submitted statements go on without it.</param>
/// <param name="patience">How long to wait for a submitted statement.</param>
internal sealed class SnowflakePublisher(
    Func<Session, CancellationToken, Task<SnowflakeSession>> open, Func<Session, CancellationToken, Task<SnowflakeSession>> openToBuild, TimeSpan patience)
{
    private static readonly PublicationStatements Statements = PublicationStatements.In(SqlDialectKind.Snowflake);

    public async Task<StatementResult> StageAsync(Session session, StageRequest request, CancellationToken cancellation)
    {
        var publication = request.Publication;
        await using var running = await openToBuild(SessionOf(session, publication), cancellation);
        if (publication.IsView)
        {
            return await StageViewAsync(running, request, cancellation);
        }
        var script = await ScriptAsync(running, request, cancellation);
        var build = SnowflakeBuild.Resume(script, request.Running);
        try
        {
            build ??= await BeginAsync(running, script, publication, cancellation);
            return await BuildAsync(running, build, publication, cancellation);
        }
        catch (WarehouseException failed) when (request.Running is not null && failed.IsTransient && failed.QueryId == build?.Query)
        {
            // What was waited for has ended, and not because of what it says: it may succeed if it is said again.
            return await BuildAsync(running, await BeginAsync(running, script, publication, cancellation), publication, cancellation);
        }
    }

    private static async Task<StatementResult> StageViewAsync(SnowflakeSession running, StageRequest request, CancellationToken cancellation)
    {
        await MakeRoomAsync(running, request.Publication, cancellation);
        var script = StageScript.Of(request, null, [], SqlDialectKind.Snowflake);
        return new StatementResult(Rows: null, await running.ExecuteAsync(script.Statements.Single().Sql, cancellation));
    }

    private static async Task<SnowflakeBuild> BeginAsync(SnowflakeSession running, StageScript script, Publication publication, CancellationToken cancellation)
    {
        // An attempt that was cut off before anybody knew of it would go on beside this one, and replace what this one builds.
        await running.StopSubmittedAsync(publication.Target.Database, cancellation);
        await MakeRoomAsync(running, publication, cancellation);
        return SnowflakeBuild.Begin(script);
    }

    /// <summary>What is left of an earlier attempt may be of the other kind, which CREATE OR REPLACE refuses.</summary>
    private static async Task MakeRoomAsync(SnowflakeSession running, Publication publication, CancellationToken cancellation)
    {
        var stage = PublicationNames.Stage(publication.Target, publication.Token);
        var there = await SnowflakeCatalog.ObjectsAsync(running, [stage], cancellation);
        if (there.TryGetValue(stage, out var leftover) && leftover.IsView != publication.IsView)
        {
            await DropAsync(running, leftover, cancellation);
        }
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

    /// <summary>Runs a staging from where it is; says that it is running when a statement takes longer than a call waits.</summary>
    private async Task<StatementResult> BuildAsync(SnowflakeSession running, SnowflakeBuild build, Publication publication, CancellationToken cancellation)
    {
        var script = build.Script;
        for (; build.Statement < script.Statements.Length; build = build.Next())
        {
            var statement = script.Statements[build.Statement];
            if (statement.Violation is null)
            {
                build = build.IsSubmitted ? build : build.Submitted(await running.SubmitAsync(statement.Sql, cancellation));
                if (!await running.WaitAsync(build.Query!, patience, cancellation))
                {
                    return new StatementResult(Rows: null, build.Computed, script.Continues, script.FullBecause, build.ToString());
                }
            }
            else if (await NumberAsync(running, statement.Sql, cancellation) is > 0 and var violations)
            {
                if (script.CleanUp is { } cleanUp)
                {
                    await running.ExecuteAsync(cleanUp, cancellation);
                }
                throw new WarehouseException(WarehouseFailure.DataError, $"{violations:N0} {statement.Violation}", build.Computed);
            }
        }
        var stage = PublicationNames.Stage(publication.Target, publication.Token);
        return new StatementResult(await NumberAsync(running, SnowflakeStatements.CountRows(stage), cancellation), build.Computed, script.Continues, script.FullBecause)
        {
            Bytes = await TellAsync(() => BytesAsync(running, stage, cancellation)),
            Credits = await TellAsync(() => CreditsAsync(running, stage.Database, cancellation)),
        };
    }

    /// <summary>What is only told: a build that succeeded does not fail because nobody knows what it took.</summary>
    private static async Task<T?> TellAsync<T>(Func<Task<T?>> ask) where T : struct
    {
        try
        {
            return await ask();
        }
        catch (WarehouseException)
        {
            return null;
        }
    }

    private static async Task<long?> BytesAsync(SnowflakeSession running, TableName table, CancellationToken cancellation) =>
        (await running.ReadAsync(SnowflakeStatements.Bytes(table), reader => reader.IsDBNull(0) ? (long?)null : reader.GetInt64(0), cancellation)).SingleOrDefault();

    private static async Task<decimal?> CreditsAsync(SnowflakeSession running, string database, CancellationToken cancellation)
    {
        var computed = await running.ReadAsync(
            SnowflakeStatements.Computed(database, running.Tag),
            reader => reader.IsDBNull(1) || reader.IsDBNull(2) ? null : WarehouseCredits.Of(reader.GetString(0), reader.GetString(1), reader.GetInt64(2)), cancellation);
        // A part that is not known leaves the sum unknown.
        return computed.Count > 0 && computed.All(credits => credits is not null) ? computed.Sum() : null;
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
        await running.StopSubmittedAsync(publication.Target.Database, cancellation);
        await DropAsync(running, PublicationNames.Stage(publication.Target, publication.Token), cancellation);
        await DropAsync(running, PublicationNames.Delta(publication.Target, publication.Token), cancellation);
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
        open(SessionOf(session, publication), cancellation);

    private static Session SessionOf(Session session, Publication publication) => session with { Role = publication.Role, Warehouse = publication.Warehouse };

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
