using Handover.Core.Notifications;
using Handover.Core.Schedules;
using Handover.Services.Notifications;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Schedules;

/// <summary>Judges the freshness of a deployment when it may have changed, and keeps what it found.</summary>
public sealed class FreshnessWatch(ScheduleStore store, DueIndex due, ProjectStore projects, Outbox outbox, TimeProvider clock)
{
    private static readonly TimeSpan LateInterval = TimeSpan.FromMinutes(15);

    /// <summary>Judges now, writes a change into the history, and says when to look again.</summary>
    public async Task LookAsync(string project, string node, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var read = await store.LoadAsync(project, node, cancellation);
            if (read.Schedule?.Value.Schedule is not { Freshness: not null } schedule)
            {
                await due.MarkLateAsync(project, node, late: false, cancellation);
                return;
            }

            var now = clock.GetUtcNow();
            var deployed = (await projects.DeploymentsAsync(project, cancellation)).Value.Items.GetValueOrDefault(node)?.DeployedAt;
            var data = Newest(read.Runs.LastSuccess, deployed);
            var view = Freshness.Of(schedule, data, read.Runs.Last is { Status: ExecutionStatus.Failed }, now);
            // A deploy makes late data fresh and tells nobody here.
            var next = view.State is FreshnessState.Late ? now + LateInterval : view.LookAgain;
            if (next is { } again)
            {
                await due.PutAsync(new DueEntry(DueKind.Freshness, project, node, again), cancellation);
            }

            var before = read.Runs.Freshness;
            var status = new FreshnessStatus(view.State, before?.State == view.State ? before.Since : now, view.Deadline, data);
            if (status == before)
            {
                return;
            }

            var change = store.Change(read, read.Runs with { Freshness = status });
            if (before?.State != view.State)
            {
                change.Add(new FreshnessEntry(node, status));
                if (view.State is FreshnessState.Late && await projects.FindAsync(project, cancellation) is { Project: var late })
                {
                    change.Tell(outbox, Outbox.Event(ProjectEventKind.DeploymentLate, late, null, now, RunEvents.Late(node, status)) with { Node = node });
                }
            }

            try
            {
                await change.SubmitAsync(cancellation);
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.Conflict && attempt < 10)
            {
                continue;
            }

            await due.MarkLateAsync(project, node, view.State is FreshnessState.Late, cancellation);
            return;
        }
    }

    private static DateTimeOffset? Newest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}
