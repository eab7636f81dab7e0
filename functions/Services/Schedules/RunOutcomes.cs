using System.Globalization;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Notifications;
using Handover.Core.Operations;
using Handover.Core.Schedules;
using Handover.Services.Notifications;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Services.Telemetry;

namespace Handover.Services.Schedules;

/// <summary>Writes how executions end. Every method can run twice.</summary>
public sealed class RunOutcomes(
    ScheduleStore store, DueIndex due, ProjectStore projects, FreshnessWatch freshness, Outbox outbox, TimeProvider clock)
{
    private const int SqlLength = 30_000;

    /// <summary>An execution's turn has come.</summary>
    public async Task BeginAsync(Operation operation, DeploymentState? deployment, CancellationToken cancellation)
    {
        var found = await RequireAsync(operation, cancellation);
        if (found.Value is { Status: ExecutionStatus.Waiting } waiting && waiting.Operation == operation.Id)
        {
            var running = waiting with
            {
                Status = ExecutionStatus.Running,
                StartedAt = clock.GetUtcNow(),
                Version = deployment?.Version,
                Target = deployment?.Target,
                Role = deployment?.Role,
                Warehouse = deployment?.Warehouse,
            };
            await store.PutAsync(running, found.ETag, cancellation);
        }
    }

    /// <summary>The table is new.</summary>
    public Task SucceededAsync(Operation operation, CancellationToken cancellation) => EndAsync(
        operation,
        execution => execution with
        {
            Status = ExecutionStatus.Succeeded,
            Rows = operation.Result.TryGetValue($"rows:{operation.Node}", out var rows) ? long.Parse(rows, CultureInfo.InvariantCulture) : null,
            Bytes = operation.Result.TryGetValue($"bytes:{operation.Node}", out var bytes) ? long.Parse(bytes, CultureInfo.InvariantCulture) : null,
            Credits = operation.Result.TryGetValue($"credits:{operation.Node}", out var credits) ? decimal.Parse(credits, CultureInfo.InvariantCulture) : null,
            QueryId = operation.Result.GetValueOrDefault($"query:{operation.Node}"),
            EndedAt = clock.GetUtcNow(),
            Problem = null,
            Sql = null,
            FailingNode = null,
        },
        cancellation);

    /// <summary>It failed or was called off: it is tried again, or that is its end.</summary>
    /// <param name="operation">The operation that ends.</param>
    /// <param name="sql">The statement that was to build the table, if it came so far.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task FailedAsync(Operation operation, string? sql, CancellationToken cancellation)
    {
        var cancelled = operation.Problem?.Code == "operation-cancelled";
        return EndAsync(
            operation,
            execution => execution with
            {
                Status = cancelled ? ExecutionStatus.Cancelled : ExecutionStatus.Failed,
                EndedAt = clock.GetUtcNow(),
                Problem = operation.Problem is { } problem ? problem with { Diagnostics = null } : null,
                FailingNode = cancelled ? null : operation.Problem?.Diagnostics?.FirstOrDefault(found => found.Node is not null)?.Node ?? operation.Node,
                QueryId = operation.Result.GetValueOrDefault($"query:{operation.Node}"),
                Sql = sql is { Length: > SqlLength } ? sql[..SqlLength] + "…" : sql,
            },
            cancellation);
    }

    /// <summary>Calls an execution off that waits for its next try.</summary>
    public async Task CallOffRetryAsync(string project, string node, OpenRun run, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await store.LoadAsync(project, node, cancellation);
            if (read.Runs.Open.FirstOrDefault(open => open.Execution == run.Execution) is not { RetryAt: not null }
                || await store.FindAsync(project, node, run.Execution, cancellation) is not { } found)
            {
                return;
            }

            var ended = found.Value with { Status = ExecutionStatus.Cancelled, EndedAt = clock.GetUtcNow(), RetryAt = null, Note = "Called off while it waited for its next try." };
            if (await store.Change(read, read.Runs.After(read.Schedule?.Value.Schedule, ended).Next).Replace(ended, found.ETag).TrySubmitAsync(cancellation))
            {
                Signals.RunEnded(ended.Status);
                return;
            }
        }
    }

    /// <summary>Tells others of an execution that has ended.</summary>
    public async Task TellAsync(Operation operation, CancellationToken cancellation)
    {
        if (await store.FindAsync(operation.Project, operation.Node!, operation.Execution!, cancellation) is not { Value: var execution } || !execution.Ended || execution.Operation != operation.Id)
        {
            return;
        }

        if (execution.Status is ExecutionStatus.Succeeded)
        {
            var source = new AfterDeployment(execution.Project, execution.Node);
            await foreach (var follower in due.FollowersAsync(execution.Project, execution.Node, cancellation))
            {
                var entry = new DueEntry(DueKind.After, follower.Value.Project, follower.Value.Node, clock.GetUtcNow(), execution.Id, source);
                await due.PutAsync(entry, cancellation);
            }
        }

        await freshness.LookAsync(execution.Project, execution.Node, cancellation);
    }

    /// <summary>What people are told of an execution is written with it.</summary>
    private async Task TellAsync(RunsChange change, Execution ended, CancellationToken cancellation)
    {
        if (ended.Signals.Length > 0 && await projects.FindAsync(ended.Project, cancellation) is { Project: var project })
        {
            foreach (var (kind, detail) in ended.Signals.Select(signal => RunEvents.Of(ended, signal)))
            {
                change.Tell(outbox, Outbox.Event(kind, project, null, clock.GetUtcNow(), detail) with { Node = ended.Node, Operation = ended.Operation });
            }
        }
    }

    private async Task EndAsync(Operation operation, Func<Execution, Execution> end, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await store.LoadAsync(operation.Project, operation.Node!, cancellation);
            var open = read.Runs.Open.FirstOrDefault(run => run.Operation == operation.Id);
            if (open is null)
            {
                return;
            }

            var found = await RequireAsync(operation, cancellation);
            var ended = end(found.Value);
            RunsChange change;
            if (ended.Status is ExecutionStatus.Failed && RetryAt(read, open, found.Value) is { } again)
            {
                // First where to look: an entry too many does no harm.
                await due.PutAsync(new DueEntry(DueKind.Retry, read.Project, read.Node, again, open.Execution), cancellation);
                ended = ended with { Status = ExecutionStatus.Retrying, RetryAt = again, EndedAt = null };
                change = store.Change(read, read.Runs.Trying(open with { RetryAt = again })).Replace(ended, found.ETag);
            }
            else
            {
                var (next, told) = read.Runs.After(read.Schedule?.Value.Schedule, ended);
                ended = ended with { Signals = told };
                change = store.Change(read, next).Replace(ended, found.ETag);
                await TellAsync(change, ended, cancellation);
            }

            if (await change.TrySubmitAsync(cancellation))
            {
                Signals.RunEnded(ended.Status);
                if (ended is { StartedAt: { } began, EndedAt: { } over })
                {
                    Signals.RunTook(ended.Status, over - began);
                }

                return;
            }
        }
    }

    private DateTimeOffset? RetryAt(LoadedRuns read, OpenRun open, Execution execution) =>
        execution.Trigger is not RunTrigger.Manual && read.Schedule?.Value.Schedule is { Paused: false } schedule && open.Attempt <= schedule.Retries.Count
            ? clock.GetUtcNow() + schedule.Retries.DelayAfter(open.Attempt)
            : null;

    private async Task<Stored<Execution>> RequireAsync(Operation operation, CancellationToken cancellation) =>
        await store.FindAsync(operation.Project, operation.Node!, operation.Execution!, cancellation) ?? throw Refusal.NotFound("execution", operation.Execution!);
}
