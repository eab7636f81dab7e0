using System.Diagnostics;
using Handover.Core.Schedules;
using Handover.Services.Identity;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Services.Telemetry;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Schedules;

/// <summary>
/// Begins what is due. A due time is decided by one transaction that writes it into the history and moves the schedule on, so no number of
/// hosts decides it twice; and the entry that led here goes last, so that what a crash left undone is found again.
/// </summary>
public sealed class ScheduleTick(
    ScheduleStore store, DueIndex due, ProjectStore projects, RunDispatch dispatch, RunOutcomes outcomes, OperationStore operations, FreshnessWatch freshness,
    RunLimits limits, TimeProvider clock, ILogger<ScheduleTick> log)
{
    private const int Together = 8;
    private static readonly TimeSpan DeletedInterval = TimeSpan.FromHours(1);

    /// <summary>Looks at everything that is due, once.</summary>
    /// <param name="start">Starts the workflow of an operation.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How many entries were looked at.</returns>
    public async Task<int> RunAsync(StartOperation start, CancellationToken cancellation)
    {
        using var span = Traces.Work("tick");
        var since = Stopwatch.GetTimestamp();
        var now = clock.GetUtcNow();
        var entries = new List<Stored<DueEntry>>();
        await foreach (var entry in due.DueAsync(now, cancellation))
        {
            if (entry.Value.At <= now)
            {
                entries.Add(entry);
            }
        }

        // One deployment after the other, so that what belongs together does not meet itself.
        var byNode = entries.GroupBy(entry => (entry.Value.Project, entry.Value.Node));
        await Parallel.ForEachAsync(byNode, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation }, async (node, token) =>
        {
            foreach (var entry in node.OrderBy(entry => entry.Value.At))
            {
                await LookAsync(entry, start, token);
            }
        });
        Signals.Late(await due.CountLateAsync(cancellation));
        span?.SetTag("handover.due", entries.Count);
        Signals.Ticked(since);
        return entries.Count;
    }

    private async Task LookAsync(Stored<DueEntry> entry, StartOperation start, CancellationToken cancellation)
    {
        try
        {
            var done = entry.Value.Kind switch
            {
                DueKind.Schedule => await TakeDueAsync(entry.Value, start, cancellation),
                DueKind.Retry => await TryAgainAsync(entry.Value, start, cancellation),
                DueKind.After => await FollowAsync(entry.Value, start, cancellation),
                _ => await JudgeAsync(entry.Value, cancellation),
            };
            if (done)
            {
                await due.RemoveAsync(entry, cancellation);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The others are not to wait for this one; its entry stays, and the next tick looks again.
            log.LogError(failure, "{Kind} of {Project}/{Node} could not be looked at.", entry.Value.Kind, entry.Value.Project, entry.Value.Node);
        }
    }

    private async Task<bool> TakeDueAsync(DueEntry entry, StartOperation start, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await store.LoadAsync(entry.Project, entry.Node, cancellation);
            var now = clock.GetUtcNow();
            if (read is not { Schedule.Value: { Schedule.Paused: false } known, Runs.NextDue: { } first })
            {
                return await dispatch.MendAsync(read, start, cancellation);
            }

            var offset = DueTimes.OffsetOf(known.Schedule, entry.Project, entry.Node);
            if (first + offset > now)
            {
                await due.PutAsync(new DueEntry(DueKind.Schedule, entry.Project, entry.Node, first + offset), cancellation);
                return await dispatch.MendAsync(read, start, cancellation);
            }

            if (await projects.FindAsync(entry.Project, cancellation) is not { Project.DeletedAt: null })
            {
                return await SleepAsync(read, known, now, cancellation);
            }

            var plan = DueTimes.Of(known.Schedule, first, now, offset, limits.Grace);
            if (await DecideAsync(read, known, plan, now - limits.Grace - offset, start, cancellation))
            {
                return true;
            }
        }
    }

    /// <summary>Writes what becomes of due times, then begins the runs; false if somebody else has decided meanwhile.</summary>
    private async Task<bool> DecideAsync(LoadedRuns read, NodeSchedule known, DueTimes plan, DateTimeOffset missedBefore, StartOperation start, CancellationToken cancellation)
    {
        var runs = read.Runs with { NextDue = plan.Next };
        var (begun, callOff, history) = (new List<OpenRun>(), new List<OpenRun>(), new List<Execution>());
        foreach (var time in plan.Missed)
        {
            history.Add(EntryOf(read, known, RunTrigger.Schedule, time, "s") with
            {
                Status = ExecutionStatus.Missed,
                EndedAt = clock.GetUtcNow(),
                Note = "Nothing was running when it was due." + (plan.MissedEarlier > 0 && time == plan.Missed[0] ? $" So were {plan.MissedEarlier:N0} times before." : ""),
            });
        }

        foreach (var time in plan.Run)
        {
            var entry = EntryOf(read, known, RunTrigger.Schedule, time, "s");
            var run = dispatch.NewTry(read.Project, read.Node, entry.Id, time);
            // What is caught up with comes one after the other: that an earlier one goes on is no reason to leave it out.
            var admission = runs.Admit(run, time < missedBefore && known.Schedule.Overlap is OverlapPolicy.Skip ? OverlapPolicy.Queue : known.Schedule.Overlap);
            runs = admission.Next;
            history.Add(Admitted(entry, run, admission));
            callOff.AddRange(admission.CallOff);
            if (admission.Status is ExecutionStatus.Waiting)
            {
                begun.Add(run);
            }
        }

        var change = store.Change(read, runs);
        history.ForEach(entry => change.Add(entry));
        if (!await change.TrySubmitAsync(cancellation))
        {
            return false;
        }

        Signals.RunEnded(ExecutionStatus.Missed, plan.Missed.Length + plan.MissedEarlier);
        Signals.RunEnded(ExecutionStatus.Skipped, plan.Run.Length - begun.Count);
        await BeginAsync(read, begun, callOff, known.By, start, cancellation);
        if (plan.Next is { } next)
        {
            var offset = DueTimes.OffsetOf(known.Schedule, read.Project, read.Node);
            await due.PutAsync(new DueEntry(DueKind.Schedule, read.Project, read.Node, next + offset), cancellation);
        }

        return true;
    }

    private async Task<bool> TryAgainAsync(DueEntry entry, StartOperation start, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await store.LoadAsync(entry.Project, entry.Node, cancellation);
            var open = read.Runs.Open.FirstOrDefault(run => run.Execution == entry.Execution);
            if (open is null or { RetryAt: null } || await store.FindAsync(entry.Project, entry.Node, open.Execution, cancellation) is not { } found)
            {
                return await dispatch.MendAsync(read, start, cancellation);
            }

            var next = dispatch.NewTry(entry.Project, entry.Node, open.Execution, open.Due, open.Attempt + 1);
            var execution = found.Value with { Status = ExecutionStatus.Waiting, Attempt = next.Attempt, Operation = next.Operation, RetryAt = null };
            if (await store.Change(read, read.Runs.Trying(next)).Replace(execution, found.ETag).TrySubmitAsync(cancellation))
            {
                await dispatch.StartAsync(entry.Project, entry.Node, next, execution.RequestedBy, null, start, cancellation);
                return true;
            }
        }
    }

    private async Task<bool> FollowAsync(DueEntry entry, StartOperation start, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await store.LoadAsync(entry.Project, entry.Node, cancellation);
            var source = await store.FindAsync(entry.Source!.Project, entry.Source.Node, entry.Execution!, cancellation);
            if (read is not { Schedule.Value: { Schedule.Paused: false } known, Runs.SuspendedAt: null } || known.Schedule.After != entry.Source
                || source is not { Value.EndedAt: { } ended } || IsOutside(known.Schedule, ended)
                || await projects.FindAsync(entry.Project, cancellation) is not { Project.DeletedAt: null })
            {
                return await dispatch.MendAsync(read, start, cancellation);
            }

            var reason = Ids.Derived("a", entry.Source.Project, entry.Source.Node, entry.Execution!).Replace("-", "", StringComparison.Ordinal);
            var execution = EntryOf(read, known, RunTrigger.After, ended, reason);
            if (await store.FindAsync(entry.Project, entry.Node, execution.Id, cancellation) is not null)
            {
                return await dispatch.MendAsync(read, start, cancellation);
            }

            var run = dispatch.NewTry(entry.Project, entry.Node, execution.Id, ended);
            var admission = read.Runs.Admit(run, known.Schedule.Overlap);
            if (await store.Change(read, admission.Next).Add(Admitted(execution, run, admission)).TrySubmitAsync(cancellation))
            {
                await BeginAsync(read, admission.Status is ExecutionStatus.Waiting ? [run] : [], admission.CallOff, known.By, start, cancellation);
                return true;
            }
        }
    }

    private async Task<bool> JudgeAsync(DueEntry entry, CancellationToken cancellation)
    {
        await freshness.LookAsync(entry.Project, entry.Node, cancellation);
        return true;
    }

    /// <summary>Moves the schedule of a deleted project on without a run, and looks again later: it may be restored.</summary>
    private async Task<bool> SleepAsync(LoadedRuns read, NodeSchedule known, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await projects.FindAsync(read.Project, cancellation) is null)
        {
            await due.RemoveAsync(read.Project, read.Node, cancellation);
            return true;
        }

        var next = ScheduleTimes.Of(known.Schedule).After(now);
        if (await store.Change(read, read.Runs with { NextDue = next }).TrySubmitAsync(cancellation) && next is { } time)
        {
            await due.PutAsync(new DueEntry(DueKind.Schedule, read.Project, read.Node, time > now + DeletedInterval ? time : now + DeletedInterval), cancellation);
        }

        return true;
    }

    private async Task BeginAsync(
        LoadedRuns read, IReadOnlyList<OpenRun> begun, IReadOnlyList<OpenRun> callOff, string by, StartOperation start, CancellationToken cancellation)
    {
        foreach (var earlier in callOff.Where(run => !begun.Contains(run)))
        {
            if (earlier.RetryAt is not null)
            {
                await outcomes.CallOffRetryAsync(read.Project, read.Node, earlier, cancellation);
            }
            else if (await operations.FindAsync(earlier.Operation, cancellation) is { Ended: false })
            {
                await operations.ChangeAsync(
                    earlier.Operation, state => state.Ended ? state : state with { CancelRequestedBy = state.CancelRequestedBy ?? "the next run" }, cancellation);
            }
        }

        foreach (var run in begun)
        {
            await dispatch.StartAsync(read.Project, read.Node, run, by, null, start, cancellation);
        }
    }

    private Execution EntryOf(LoadedRuns read, NodeSchedule known, RunTrigger trigger, DateTimeOffset time, string reason) => new()
    {
        Id = ScheduleStore.ExecutionId(time, reason),
        Project = read.Project,
        Node = read.Node,
        Trigger = trigger,
        Due = time,
        Status = ExecutionStatus.Waiting,
        RequestedBy = known.By,
        CreatedAt = clock.GetUtcNow(),
    };

    private Execution Admitted(Execution entry, OpenRun run, Admission admission) => admission.Status is ExecutionStatus.Waiting
        ? entry with { Operation = run.Operation }
        : entry with { Status = admission.Status, Note = admission.Note, EndedAt = clock.GetUtcNow() };

    private static bool IsOutside(Schedule schedule, DateTimeOffset time) => time < schedule.Start || time > schedule.End;
}
