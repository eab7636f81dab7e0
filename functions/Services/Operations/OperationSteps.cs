using System.Collections.Immutable;
using System.Globalization;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Services.Deployments;
using Handover.Services.Projects;
using Handover.Services.Warehouse;

namespace Handover.Services.Operations;

/// <summary>What the workflow must know of an operation: its steps, and which deployments are built after which.</summary>
public sealed record OperationOutline(IReadOnlyList<string> Steps, IReadOnlyList<IReadOnlyList<string>> Waves);

/// <summary>What is different in the steps of deploys, promotions and rollbacks.</summary>
public interface IOperationKind
{
    OperationKind Kind { get; }

    /// <summary>What happens in the warehouse.</summary>
    Task<DeploymentSet> SetAsync(Operation operation, CancellationToken cancellation);

    /// <summary>Whether what its swap replaces is kept for a rollback, for as long as the environment says.</summary>
    bool KeepsReplaced => true;

    /// <summary>Does a step that is not the same for all kinds.</summary>
    Task<StepNote> RunAsync(Operation operation, string step, CancellationToken cancellation);

    /// <summary>Undoes a step that is not the same for all kinds.</summary>
    Task UndoAsync(Operation operation, string step, CancellationToken cancellation);

    /// <summary>Whether what it did is written down; null where the project itself tells.</summary>
    Task<bool?> WasRecordedAsync(Operation operation, CancellationToken cancellation) => Task.FromResult<bool?>(null);

    /// <summary>Writes the end where others look for it.</summary>
    Task EndedAsync(Operation operation, CancellationToken cancellation);
}

/// <summary>The steps of every operation, as the workflow asks for them. Every method can run twice.</summary>
public sealed class OperationSteps(
    StepRunner runner, OperationStore operations, ProjectStore projects, DeploymentSteps deployments, IEnumerable<IOperationKind> kinds, TimeProvider clock)
{
    private static readonly TimeSpan ClaimPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ClaimInterval = TimeSpan.FromSeconds(5);

    public async Task<OperationOutline> OutlineAsync(string id, CancellationToken cancellation)
    {
        var operation = await operations.RequireAsync(id, cancellation);
        if (operation.Ended)
        {
            // Its workflow was started once more, by a repeated request: there is nothing left to do.
            return new OperationOutline([], []);
        }

        if (operation.Node is { } node)
        {
            return new OperationOutline([.. operation.Steps.Select(step => step.Name)], [[node]]);
        }

        var set = await KindOf(operation).SetAsync(operation, cancellation);
        var waves = set.Deployments.Where(item => item.Builds()).GroupBy(item => item.Wave).OrderBy(wave => wave.Key);
        return new OperationOutline(
            [.. operation.Steps.Select(step => step.Name)],
            [.. waves.Select(wave => wave.Select(item => item.Node).ToList())]);
    }

    public Task<StepOutcome> RunAsync(string id, string step, string? node, CancellationToken cancellation) => node is null
        ? runner.RunAsync(id, step, (operation, stop) => WorkAsync(operation, step, stop), cancellation)
        : runner.RunPartAsync(id, step, (operation, stop) => StageAsync(operation, node, stop), cancellation);

    public async Task<StepOutcome> GiveUpAsync(string id, string step, string reason, CancellationToken cancellation)
    {
        await runner.GiveUpAsync(id, step, reason, cancellation);
        return new StepOutcome(StepResult.Failed, new Refusal(RefusalKind.Unavailable, "step-gave-up", $"{step}: {reason}"));
    }

    /// <summary>Whether the operation's change has been written into its project.</summary>
    public async Task<bool> WasRecordedAsync(string id, CancellationToken cancellation)
    {
        var operation = await operations.RequireAsync(id, cancellation);
        return await KindOf(operation).WasRecordedAsync(operation, cancellation)
            ?? (await projects.FindAsync(operation.Project, cancellation))?.Project.LastOperation == id;
    }

    public Task BeginCompensationAsync(string id, StepOutcome outcome, CancellationToken cancellation) =>
        operations.ChangeAsync(id, state => state.Compensating ? state : state with { Compensating = true, Problem = outcome.Problem }, cancellation);

    public Task UndoAsync(string id, string step, CancellationToken cancellation) =>
        runner.UndoAsync(id, step, operation => UndoneAsync(operation, step, cancellation), cancellation);

    public async Task EndAsync(string id, StepOutcome outcome, CancellationToken cancellation)
    {
        var before = await operations.RequireAsync(id, cancellation);
        var status = StatusOf(before, outcome);
        var ended = before.Ended ? before : before with { Status = status, Problem = outcome.Problem };
        await KindOf(ended).EndedAsync(ended, cancellation);
        await projects.ReleaseAsync(ended.Project, id, cancellation);
        await operations.EndAsync(id, state => state with { Status = status, Problem = outcome.Problem }, cancellation);
    }

    private async Task<StepNote> WorkAsync(Operation operation, string step, CancellationToken cancellation)
    {
        switch (step)
        {
            case StepNames.Claim when operation.Node is null:
                return await ClaimAsync(operation, cancellation);
            case StepNames.Stage:
                var built = (await SetAsync(operation, cancellation)).Deployments.Count(item => item.Builds());
                return new StepNote(built == 0 ? "Nothing had to be built." : built == 1 ? "1 deployment was built beside its target." : $"{built} deployments were built beside their targets.");
            case StepNames.DataChecks:
                return await deployments.CheckDataAsync(operation, await SetAsync(operation, cancellation), cancellation);
            case StepNames.Swap:
                await SwapAsync(operation, cancellation);
                return new StepNote("Everything is in place.");
            case StepNames.Unswap:
                await UnswapAsync(operation, cancellation);
                return new StepNote("Everything is as it was before.");
            default:
                return await KindOf(operation).RunAsync(operation, step, cancellation);
        }
    }

    private async Task UndoneAsync(Operation operation, string step, CancellationToken cancellation)
    {
        switch (step)
        {
            case StepNames.Claim when operation.Node is null:
                await projects.ReleaseAsync(operation.Project, operation.Id, cancellation);
                break;
            case StepNames.Stage:
                await deployments.DiscardAsync(operation, await SetAsync(operation, cancellation), cancellation);
                break;
            case StepNames.Swap:
                await UnswapAsync(operation, cancellation);
                break;
            case StepNames.Unswap:
                await SwapAsync(operation, cancellation);
                break;
            default:
                await KindOf(operation).UndoAsync(operation, step, cancellation);
                break;
        }
    }

    private async Task SwapAsync(Operation operation, CancellationToken cancellation) =>
        await deployments.SwapAsync(operation, await SetAsync(operation, cancellation), KindOf(operation).KeepsReplaced, cancellation);

    private async Task UnswapAsync(Operation operation, CancellationToken cancellation) =>
        await deployments.UnswapAsync(operation, await SetAsync(operation, cancellation), KindOf(operation).KeepsReplaced, cancellation);

    private async Task<StepNote> ClaimAsync(Operation operation, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var claim = new Claim(operation.Id, operation.Kind.ToString().ToLowerInvariant(), operation.RequestedBy, now);
        // The project is taken first and its running nodes looked at then; a run does it the other way round, so one of them sees the other.
        var other = await projects.ClaimAsync(operation.Project, claim, cancellation) ?? await projects.RunningAsync(operation.Project, cancellation);
        if (other is null)
        {
            await KindOf(operation).RunAsync(operation, StepNames.Claim, cancellation);
            return new StepNote("The project is reserved for this operation.");
        }

        var since = operation.Steps.First(step => step.Name == StepNames.Claim).StartedAt ?? now;
        return now - since < ClaimPatience
            ? new StepNote($"Waits for operation {other.Operation} of {other.By}.", Until: now + ClaimInterval)
            : throw ProjectStore.Busy(other);
    }

    private async Task<StepNote> StageAsync(Operation operation, string node, CancellationToken cancellation)
    {
        var built = await deployments.StageAsync(operation, await SetAsync(operation, cancellation), node, cancellation);
        if (built.Running is { } running)
        {
            return StillBuilding(operation, node, built, running);
        }

        var how = built.Continued ? "was brought up to date" : built.FullBecause is { } reason ? $"was built in full, as {reason}" : "was built";
        var results = ImmutableDictionary<string, string>.Empty;
        results = built.Rows is null ? results : results.Add($"rows:{node}", $"{built.Rows}");
        results = built.Bytes is null ? results : results.Add($"bytes:{node}", $"{built.Bytes}");
        results = built.Credits is { } credits ? results.Add($"credits:{node}", credits.ToString(CultureInfo.InvariantCulture)) : results;
        results = built.QueryId is null ? results : results.Add($"query:{node}", built.QueryId);
        results = built is { Continued: false, FullBecause: null } ? results : results.Add($"built:{node}", how);
        return new StepNote(built.Rows is { } rows ? $"{node} {how}: {rows:N0} rows." : $"{node} {how}.", results);
    }

    /// <summary>The longer it takes, the more seldom it is asked for.</summary>
    private StepNote StillBuilding(Operation operation, string node, StatementResult built, string running)
    {
        var now = clock.GetUtcNow();
        var taken = now - (operation.Steps.First(step => step.Name == StepNames.Stage).StartedAt ?? now);
        var results = ImmutableDictionary<string, string>.Empty.Add(DeploymentSteps.RunningKey(node), running);
        return new StepNote(
            $"{node} is being built in the warehouse, for {Math.Floor(taken.TotalMinutes):0} minutes by now.",
            built.QueryId is null ? results : results.Add($"query:{node}", built.QueryId),
            now + TimeSpan.FromSeconds(Math.Clamp(taken.TotalSeconds / 10, 2, 60)));
    }

    /// <summary>An operation that was called off before it had the project to itself has changed nothing.</summary>
    private static OperationStatus StatusOf(Operation operation, StepOutcome outcome) => outcome.Result switch
    {
        StepResult.Done => OperationStatus.Succeeded,
        _ when operation.Steps.Where(step => step.Name is not (StepNames.Approval or StepNames.Claim)).All(step => step.StartedAt is null) => OperationStatus.Cancelled,
        _ => OperationStatus.Compensated,
    };

    private Task<DeploymentSet> SetAsync(Operation operation, CancellationToken cancellation) => KindOf(operation).SetAsync(operation, cancellation);

    private IOperationKind KindOf(Operation operation) => kinds.Single(kind => kind.Kind == operation.Kind);
}
