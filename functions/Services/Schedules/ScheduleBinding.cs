using Handover.Core.Schedules;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Schedules;

/// <summary>Sets a project's schedules as part of a larger change, in that change's transaction.</summary>
public sealed class ScheduleBinding(ScheduleStore store, DueIndex due, ProjectStore projects, TimeProvider clock)
{
    /// <summary>The schedules of a project, by node.</summary>
    public async Task<IReadOnlyDictionary<string, NodeSchedule>> OfAsync(string project, CancellationToken cancellation) =>
        await store.SchedulesAsync(project, cancellation).ToDictionaryAsync(item => item.Value.Node, item => item.Value, cancellationToken: cancellation);

    /// <summary>What a transaction of the project's partition has to write for the project to have exactly these schedules. What is due is counted from now on.</summary>
    public async Task<IReadOnlyList<Action<DocumentBatch>>> PrepareAsync(string project, IReadOnlyDictionary<string, NodeSchedule> wanted, CancellationToken cancellation)
    {
        var writes = new List<Action<DocumentBatch>>();
        var now = clock.GetUtcNow();
        var there = await OfAsync(project, cancellation);
        var targets = (await projects.DeploymentsAsync(project, cancellation)).Value.Items;
        foreach (var node in there.Keys.Union(wanted.Keys).Where(node => !IsSame(there.GetValueOrDefault(node), wanted.GetValueOrDefault(node))))
        {
            var read = await store.LoadAsync(project, node, cancellation);
            var next = wanted.GetValueOrDefault(node);
            var runs = read.Runs.Rescheduled(next?.Schedule, now);
            if (next is not null)
            {
                await due.ArmAsync(project, next, runs, targets.GetValueOrDefault(node)?.Target, now, cancellation);
            }

            if (next?.Schedule.Freshness is null)
            {
                // What was late is so no more.
                await due.PutAsync(new DueEntry(DueKind.Freshness, project, node, now), cancellation);
            }

            writes.Add(batch => new RunsChange(ScheduleStore.Put(batch, read, runs)).Schedule(read.Schedule, next));
        }

        return writes;
    }

    // Who wrote it and when says which it is.
    private static bool IsSame(NodeSchedule? one, NodeSchedule? other) => (one?.By, one?.At) == (other?.By, other?.At);
}
