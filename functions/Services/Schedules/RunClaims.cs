using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Operations;
using Handover.Core.Schedules;
using Handover.Core.Sql;
using Handover.Services.Deployments;
using Handover.Services.Operations;
using Handover.Services.Projects;

namespace Handover.Services.Schedules;

/// <summary>
/// Whose turn it is. A run waits for earlier runs of its deployment, for due runs that write what it reads, for a slot of its virtual warehouse,
/// and for an operation that has the whole project. While it waits it holds nothing.
/// </summary>
public sealed class RunClaims(
    ScheduleStore store, DueIndex due, ProjectStore projects, OperationStore operations, DeployPlanning planning, WarehouseSlots slots,
    RunOutcomes outcomes, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestUpstreamWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(30);

    public async Task<StepNote> ClaimAsync(Operation operation, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var waited = now - (operation.Steps.First(step => step.Name == StepNames.Claim).StartedAt ?? now);
        var read = await store.LoadAsync(operation.Project, operation.Node!, cancellation);
        var own = read.Runs.Open.FirstOrDefault(run => run.Operation == operation.Id)
            ?? throw Refusal.Conflict("run-superseded", "This execution is no longer waiting.");
        var deployment = (await projects.DeploymentsAsync(operation.Project, cancellation)).Value.Items.GetValueOrDefault(operation.Node!);
        var wait = await EarlierAsync(operation, read, own, cancellation)
            ?? (waited < LongestUpstreamWait ? Wait.For(await UpstreamAsync(operation, own, deployment, cancellation), waited / 4) : null)
            ?? Wait.For(await TakeAsync(operation, deployment, now, cancellation), waited / 4);
        if (wait is null)
        {
            await outcomes.BeginAsync(operation, deployment, cancellation);
            return new StepNote("Its turn has come.", deployment is null ? null : ImmutableDictionary<string, string>.Empty.Add("warehouse", deployment.Warehouse));
        }

        return waited < LongestWait
            ? new StepNote(wait.Reason, Until: now + (wait.Interval < LongestInterval ? wait.Interval : LongestInterval))
            : throw Refusal.Conflict("run-waited-too-long", $"It waited for {LongestWait.TotalHours:N0} hours. {wait.Reason}");
    }

    public async Task ReleaseAsync(Operation operation, CancellationToken cancellation)
    {
        await projects.ReleaseNodeAsync(operation.Project, operation.Node!, operation.Id, cancellation);
        var deployed = (await projects.DeploymentsAsync(operation.Project, cancellation)).Value.Items.GetValueOrDefault(operation.Node!)?.Warehouse;
        foreach (var warehouse in new[] { operation.Result.GetValueOrDefault("warehouse"), deployed }.OfType<string>().Distinct())
        {
            await slots.ReleaseAsync(warehouse, operation.Id, cancellation);
        }
    }

    /// <summary>Runs of one deployment come one after the other. One that somebody asked for does not wait for another's next try.</summary>
    private async Task<Wait?> EarlierAsync(Operation operation, LoadedRuns read, OpenRun own, CancellationToken cancellation)
    {
        var manual = (await store.FindAsync(operation.Project, operation.Node!, own.Execution, cancellation))?.Value.Trigger is RunTrigger.Manual;
        var line = read.Runs.Open.TakeWhile(run => run != own).Where(run => !manual || run.RetryAt is null).ToList();
        if (line.Count == 0)
        {
            return null;
        }

        var earlier = line[0];

        if (earlier.RetryAt is null && await operations.FindAsync(earlier.Operation, cancellation) is { Ended: true } ended)
        {
            // It has ended without being able to write it down: that is made up for.
            await outcomes.FailedAsync(ended, null, cancellation);
        }

        // Asks again the sooner the shorter the one that runs has been running, and the nearer its own turn is.
        var begun = (await store.FindAsync(operation.Project, operation.Node!, earlier.Execution, cancellation))?.Value.StartedAt ?? earlier.Claimed;
        var age = (clock.GetUtcNow() - begun) / 4;
        return Wait.For(
            $"Waits for the run that was due at {earlier.Due.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.", age > TimeSpan.FromSeconds(line.Count) ? age : TimeSpan.FromSeconds(line.Count));
    }

    /// <summary>A table that is due goes before what reads it and is due at the same time or later.</summary>
    private async Task<string?> UpstreamAsync(Operation operation, OpenRun own, DeploymentState? deployment, CancellationToken cancellation)
    {
        var execution = await store.FindAsync(operation.Project, operation.Node!, own.Execution, cancellation);
        if (deployment is null || execution?.Value.Trigger is not RunTrigger.Schedule)
        {
            return null;
        }

        foreach (var table in await ReadsAsync(operation.Project, deployment, cancellation))
        {
            await foreach (var writer in due.WritersAsync(table, cancellation))
            {
                var (project, node) = writer.Value;
                if ((project, node) == (operation.Project, operation.Node) || !await WritesAsync(project, node, table, cancellation))
                {
                    continue;
                }

                var runs = (await store.LoadAsync(project, node, cancellation)).Runs;
                if (runs.NextDue <= own.Due || runs.Open.Any(run => run.Due <= own.Due))
                {
                    return $"Waits for {table}, which it reads and which is due too.";
                }
            }
        }

        return null;
    }

    private async Task<bool> WritesAsync(string project, string node, TableName table, CancellationToken cancellation) =>
        (await projects.DeploymentsAsync(project, cancellation)).Value.Items.GetValueOrDefault(node)?.Target == table
        && await projects.FindAsync(project, cancellation) is { Project.DeletedAt: null };

    private async Task<IReadOnlyList<TableName>> ReadsAsync(string project, DeploymentState deployment, CancellationToken cancellation)
    {
        if (await projects.FindVersionAsync(project, deployment.Node, deployment.Version, cancellation) is not { } version)
        {
            return [];
        }

        var compiled = await planning.BoundAsync(version, cancellation);
        var needed = compiled.Graph.Reaching([compiled.Graph.IndexOf(deployment.Node)]);
        return [.. compiled.Graph.Nodes.Where((_, index) => needed[index]).OfType<SourceNode>().Select(source => source.Table).Distinct()];
    }

    /// <summary>The slot first: what is shared by all is asked for before what only this project waits for.</summary>
    private async Task<string?> TakeAsync(Operation operation, DeploymentState? deployment, DateTimeOffset now, CancellationToken cancellation)
    {
        if (deployment is not null && !await slots.TryTakeAsync(deployment.Warehouse, operation.Id, cancellation))
        {
            return $"Waits for its turn on {deployment.Warehouse}.";
        }

        var claim = new Claim(operation.Id, "run", operation.RequestedBy, now);
        if (await projects.ClaimNodeAsync(operation.Project, operation.Node!, claim, cancellation) is not { } other)
        {
            return null;
        }

        if (deployment is not null)
        {
            await slots.ReleaseAsync(deployment.Warehouse, operation.Id, cancellation);
        }

        return $"Waits for operation {other.Operation} of {other.By}.";
    }

    private sealed record Wait(string Reason, TimeSpan Interval)
    {
        public static Wait? For(string? reason, TimeSpan interval) =>
            reason is null ? null : new Wait(reason, interval > TimeSpan.FromSeconds(1) ? interval : TimeSpan.FromSeconds(1));
    }
}
