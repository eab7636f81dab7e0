using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Services.Operations;
using Handover.Services.Warehouse;

namespace Handover.Services.Deployments;

/// <summary>What happens in the warehouse, for deploys, promotions and rollbacks alike. Every method can run twice.</summary>
public sealed class DeploymentSteps(IWarehouse warehouse, RetentionService retention, OperationStore operations)
{
    /// <summary>Where an operation keeps what a staging that is running has to be asked with.</summary>
    public static string RunningKey(string node) => $"running:{node}";

    /// <summary>Builds one deployment beside its target; to be asked for again while it is running.</summary>
    public async Task<StatementResult> StageAsync(Operation operation, DeploymentSet set, string node, CancellationToken cancellation)
    {
        var deployment = set.Deployments.Single(item => item.Node == node);
        var publication = DeploymentSet.PublicationOf(deployment, set.Token);
        try
        {
            return await warehouse.StageAsync(
                StagingSession(publication, operation, node),
                DeploymentSet.StagingOf(deployment, set.Token) with { Running = operation.Result.GetValueOrDefault(RunningKey(node)) },
                cancellation);
        }
        catch (WarehouseException failure) when (!failure.IsTransient)
        {
            var reason = WarehouseRefusal.Of(failure);
            await FailedAsync(operation, node, failure, cancellation);
            throw (reason with { Detail = $"{node}: {reason.Detail}" }).ToException(failure);
        }
    }

    /// <summary>Runs the data tests of everything that was staged, and says all that fail.</summary>
    /// <exception cref="RefusalException"><c>data-checks-failed</c>.</exception>
    public async Task<StepNote> CheckDataAsync(Operation operation, DeploymentSet set, CancellationToken cancellation)
    {
        var checks = set.Deployments.Where(item => item.Builds()).SelectMany(deployment => deployment.Checks.Select(check => (deployment, check))).ToList();
        var violations = new long[checks.Count];
        await WarehouseReads.EachAsync(Enumerable.Range(0, checks.Count), async (i, stop) =>
        {
            var (deployment, check) = checks[i];
            var session = SessionOf(DeploymentSet.PublicationOf(deployment, set.Token), operation, $"{StepNames.DataChecks} {deployment.Node}");
            var found = await warehouse.QueryAsync(session, check.Sql, 1, Catalog.Limits.BuildTimeout, stop);
            violations[i] = Convert.ToInt64(found.Rows[0][0] ?? 0L);
        }, cancellation);
        var failures = checks.Zip(violations).Where(pair => pair.Second > 0)
            .Select(pair => $"{pair.First.deployment.Node}: {pair.First.check.Test} fails for {pair.Second:N0} {(pair.Second == 1 ? "case" : "cases")}").ToList();
        return failures.Count == 0
            ? new StepNote(checks.Count == 0 ? "No data tests are defined." : $"{checks.Count} data tests passed.")
            : throw Refusal.Unprocessable("data-checks-failed", string.Join("; ", failures) + ". Nothing was published: mend the data or the test, then start again.");
    }

    /// <summary>Puts everything in place.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="set">What it puts there.</param>
    /// <param name="keep">Whether what is replaced stays for as long as the environment says.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task SwapAsync(Operation operation, DeploymentSet set, bool keep, CancellationToken cancellation)
    {
        if (keep)
        {
            await retention.KeepAsync(operation, set.Swap, cancellation);
        }

        await EachRoleAsync(operation, StepNames.Swap, set.Swap, (session, swap) => warehouse.SwapAsync(session, swap, cancellation));
    }

    /// <summary>Gives every object the name that it had before.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="set">What it takes away.</param>
    /// <param name="keep">Whether what is put aside again stays for as long as the environment says.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task UnswapAsync(Operation operation, DeploymentSet set, bool keep, CancellationToken cancellation)
    {
        if (keep)
        {
            await retention.KeepAgainAsync(operation, set.Swap, cancellation);
        }

        await EachRoleAsync(operation, StepNames.Unswap, set.Swap, (session, swap) => warehouse.UnswapAsync(session, swap, cancellation));
    }

    /// <summary>Drops what a run has replaced.</summary>
    public async Task DropAsideAsync(Operation operation, DeploymentSet set, CancellationToken cancellation)
    {
        foreach (var publication in DeploymentSet.PublicationsOf(set.Deployments, set.Token))
        {
            await warehouse.DropAsync(SessionOf(publication, operation, StepNames.Finish), RefreshSwap.Aside(publication), cancellation);
        }
    }

    /// <summary>Drops what was staged and is not in place.</summary>
    public async Task DiscardAsync(Operation operation, DeploymentSet set, CancellationToken cancellation)
    {
        foreach (var deployment in set.Deployments.Where(item => item.Builds()))
        {
            var publication = DeploymentSet.PublicationOf(deployment, set.Token);
            if (publication.Select is not null)
            {
                await warehouse.DiscardStageAsync(StagingSession(publication, operation, deployment.Node), publication, cancellation);
            }
        }
    }

    /// <summary>The renames that put publications in place.</summary>
    public async Task<Swap> PlanSwapAsync(string tag, IReadOnlyList<Publication> publications, string token, CancellationToken cancellation)
    {
        var planned = new List<PublicationSwap>();
        foreach (var group in publications.GroupBy(item => (item.Role, item.Warehouse)))
        {
            var session = new Session(group.Key.Role, group.Key.Warehouse, tag);
            planned.AddRange((await warehouse.PlanSwapAsync(session, [.. group], cancellation)).Publications);
        }

        return new Swap(token, planned);
    }

    /// <summary>Keeps the warehouse's id of a statement that failed: the operation's end tells it.</summary>
    private Task FailedAsync(Operation operation, string node, WarehouseException failure, CancellationToken cancellation) => failure.QueryId is { } query
        ? operations.ChangeAsync(operation.Id, state => state with { Result = state.Result.SetItem($"query:{node}", query) }, cancellation)
        : Task.CompletedTask;

    private static async Task EachRoleAsync(Operation operation, string step, Swap swap, Func<Session, Swap, Task> act)
    {
        foreach (var group in swap.Publications.GroupBy(item => (item.Publication.Role, item.Publication.Warehouse)))
        {
            await act(new Session(group.Key.Role, group.Key.Warehouse, TagOf(operation, step)), new Swap(swap.Token, [.. group]));
        }
    }

    /// <summary>The same for a staging and for what undoes it, which stops what is running under its tag.</summary>
    private static Session StagingSession(Publication publication, Operation operation, string node) =>
        SessionOf(publication, operation, $"{StepNames.Stage} {node}");

    private static Session SessionOf(Publication publication, Operation operation, string step) =>
        new(publication.Role, publication.Warehouse, TagOf(operation, step));

    /// <summary>Leads from the warehouse's query history to the operation, its step, the execution, and the request that began it.</summary>
    private static string TagOf(Operation operation, string step)
    {
        var execution = operation.Execution is { } run ? $" execution {run}" : "";
        var request = operation.Request is { } began ? $" request {began}" : "";
        return $"{operation.Id} {step}{execution}{request}";
    }
}
