using System.Collections.Immutable;
using Handover.Core.Diagnostics;

namespace Handover.Core.Schedules;

/// <summary>A deployment's schedule as somebody wrote it.</summary>
/// <param name="Node">Id of the deployment node.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="By">Email of who wrote it.</param>
/// <param name="At">UTC.</param>
/// <param name="Promotion">The promotion that brought it, if one did.</param>
public sealed record NodeSchedule(string Node, Schedule Schedule, string By, DateTimeOffset At, string? Promotion = null);

/// <summary>An execution that has not ended.</summary>
/// <param name="Execution">Its id.</param>
/// <param name="Operation">The operation that carries out its newest try.</param>
/// <param name="Due">When it was due, UTC.</param>
/// <param name="Claimed">When that try was written down, UTC.</param>
/// <param name="Attempt">Which try.</param>
/// <param name="RetryAt">When the next try begins, while it waits for one.</param>
public sealed record OpenRun(string Execution, string Operation, DateTimeOffset Due, DateTimeOffset Claimed, int Attempt = 1, DateTimeOffset? RetryAt = null);

/// <summary>How an execution ended, as the deployment remembers it.</summary>
/// <param name="Execution">Its id.</param>
/// <param name="Status">How.</param>
/// <param name="At">UTC.</param>
/// <param name="Rows">Rows of the table, if it succeeded.</param>
/// <param name="Problem">Why it did not succeed.</param>
public sealed record LastRun(string Execution, ExecutionStatus Status, DateTimeOffset At, long? Rows = null, Refusal? Problem = null);

/// <summary>
/// Where a deployment's runs stand: what is due next, what has not ended, how the last one ended. One document that is changed together with
/// the entries of the history, so that a due time is decided once.
/// </summary>
public sealed record NodeRuns
{
    /// <summary>Most executions of a deployment that have not ended.</summary>
    public const int MostOpen = 200;

    /// <summary>Id of the deployment node.</summary>
    public required string Node { get; init; }
    /// <summary>The next due time, UTC; null while nothing is due: no schedule, paused, suspended, over, or locked away with its project.</summary>
    public DateTimeOffset? NextDue { get; init; }
    /// <summary>Executions that have not ended, in the order of their turn.</summary>
    public ImmutableArray<OpenRun> Open { get; init; } = [];
    /// <summary>Failed executions in a row.</summary>
    public int Failures { get; init; }
    /// <summary>Since when it is suspended, UTC.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }
    /// <summary>The execution that ended last; skipped and missed ones do not count.</summary>
    public LastRun? Last { get; init; }
    /// <summary>When the newest successful one ended, UTC.</summary>
    public DateTimeOffset? LastSuccess { get; init; }
    /// <summary>How fresh the data is; null without a freshness SLA.</summary>
    public FreshnessStatus? Freshness { get; init; }

    /// <summary>With a new, changed, resumed or removed schedule: what is due is counted from now on.</summary>
    public NodeRuns Rescheduled(Schedule? schedule, DateTimeOffset now, bool resumed = false) => this with
    {
        NextDue = schedule is { Paused: false } && (SuspendedAt is null || resumed) ? ScheduleTimes.Of(schedule).After(now) : null,
        SuspendedAt = schedule is null || resumed ? null : SuspendedAt,
        Failures = schedule is null || resumed ? 0 : Failures,
        Freshness = schedule?.Freshness is null ? null : Freshness,
    };

    /// <summary>After an execution has ended for good, and what people may want to hear of it.</summary>
    /// <param name="schedule">The schedule, if there is one.</param>
    /// <param name="ended">The execution.</param>
    public (NodeRuns Next, ImmutableArray<RunSignal> Signals) After(Schedule? schedule, Execution ended)
    {
        var at = ended.EndedAt ?? ended.CreatedAt;
        var failures = ended.Status switch
        {
            ExecutionStatus.Succeeded => 0,
            ExecutionStatus.Failed => Failures + 1,
            _ => Failures,
        };
        var suspends = schedule is { SuspendAfter: > 0 } && failures >= schedule.SuspendAfter && SuspendedAt is null && ended.Status is ExecutionStatus.Failed;
        ImmutableArray<RunSignal> signals = ended.Status switch
        {
            ExecutionStatus.Succeeded when Failures > 0 || Last is { Status: ExecutionStatus.Failed } => [RunSignal.RunRecovered],
            ExecutionStatus.Failed when suspends => [RunSignal.RunFailed, RunSignal.RunSuspended],
            ExecutionStatus.Failed => [RunSignal.RunFailed],
            _ => [],
        };
        var next = this with
        {
            Open = Open.RemoveAll(run => run.Execution == ended.Id),
            Failures = failures,
            SuspendedAt = suspends ? at : SuspendedAt,
            NextDue = suspends ? null : NextDue,
            Last = new LastRun(ended.Id, ended.Status, at, ended.Rows, ended.Problem),
            LastSuccess = ended.Status is ExecutionStatus.Succeeded ? at : LastSuccess,
        };
        return (next, signals);
    }

    /// <summary>With one more execution, if the policy lets it in while others have not ended.</summary>
    /// <param name="run">The execution.</param>
    /// <param name="policy">What happens where earlier ones have not ended.</param>
    public Admission Admit(OpenRun run, OverlapPolicy policy)
    {
        if (Open.Length >= MostOpen)
        {
            return new Admission(this, ExecutionStatus.Skipped, $"{MostOpen} runs are waiting already.", []);
        }

        return Open.IsEmpty || policy is not OverlapPolicy.Skip
            ? new Admission(this with { Open = Open.Add(run) }, ExecutionStatus.Waiting, null, policy is OverlapPolicy.Cancel ? Open : [])
            : new Admission(this, ExecutionStatus.Skipped, $"The run that was due at {Open[0].Due.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC had not ended.", []);
    }

    /// <summary>With the newest try of an execution.</summary>
    public NodeRuns Trying(OpenRun run) => this with
    {
        Open = Open.Any(one => one.Execution == run.Execution) ? [.. Open.Select(one => one.Execution == run.Execution ? run : one)] : Open.Add(run),
    };
}

/// <summary>Whether an execution was let in.</summary>
/// <param name="Next">Where the runs stand then.</param>
/// <param name="Status">What the history says of it.</param>
/// <param name="Note">Why not.</param>
/// <param name="CallOff">Earlier ones to be called off for it.</param>
public sealed record Admission(NodeRuns Next, ExecutionStatus Status, string? Note, ImmutableArray<OpenRun> CallOff);

/// <summary>What people may want to hear of a deployment's runs.</summary>
public enum RunSignal
{
    /// <summary>A run failed for good.</summary>
    RunFailed,
    /// <summary>A run succeeded after one or more had failed.</summary>
    RunRecovered,
    /// <summary>The schedule has suspended itself.</summary>
    RunSuspended,
}
