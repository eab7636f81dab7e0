using System.Collections.Immutable;

namespace Handover.Core.Schedules;

/// <summary>What an interval counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Elapsed time: clocks that change do not matter.</summary>
    Minutes,
    /// <summary>Elapsed time: clocks that change do not matter.</summary>
    Hours,
    /// <summary>Days of the calendar, at the start's time of day.</summary>
    Days,
    /// <summary>Weeks of the calendar, at the start's day and time of day.</summary>
    Weeks,
    /// <summary>Months of the calendar, at the start's day and time of day; the last day of a month that is shorter.</summary>
    Months,
}

/// <summary>Every so much.</summary>
/// <param name="Count">How many units; at least 1.</param>
/// <param name="Unit">Of what.</param>
public sealed record Interval(int Count, ScheduleUnit Unit);

/// <summary>Whenever another deployment was materialised.</summary>
/// <param name="Project">Id of its project.</param>
/// <param name="Node">Its deployment node.</param>
public sealed record AfterDeployment(string Project, string Node);

/// <summary>What happens to a run that is due while an earlier one of the same deployment has not ended.</summary>
public enum OverlapPolicy
{
    /// <summary>It is skipped, and the history says so.</summary>
    Skip,
    /// <summary>It waits for the earlier ones.</summary>
    Queue,
    /// <summary>The earlier ones are called off; it begins when they have ended.</summary>
    Cancel,
}

/// <summary>How often a failed run is tried again.</summary>
/// <param name="Count">Tries after the first; 0 for none, at most 10.</param>
/// <param name="DelaySeconds">Seconds before the first of them.</param>
/// <param name="Factor">Each further wait is this much longer.</param>
/// <param name="MaxDelaySeconds">But never longer than this.</param>
public sealed record RetryRule(int Count = 0, int DelaySeconds = 60, double Factor = 2, int MaxDelaySeconds = 3600)
{
    /// <summary>The wait before a try.</summary>
    /// <param name="attempt">The try that failed; 1 is the first.</param>
    public TimeSpan DelayAfter(int attempt) =>
        TimeSpan.FromSeconds(Math.Min(MaxDelaySeconds, DelaySeconds * Math.Pow(Factor, Math.Max(0, attempt - 1))));
}

/// <summary>What happens to due times that nobody was there for.</summary>
public enum CatchUpMode
{
    /// <summary>Nothing: the history shows them as missed.</summary>
    None,
    /// <summary>One run stands for all of them.</summary>
    Last,
    /// <summary>Each is run, up to a number; the newest count.</summary>
    All,
}

/// <summary>Catching up after downtime.</summary>
/// <param name="Mode">How.</param>
/// <param name="Most">For <see cref="CatchUpMode.All"/>: at most so many.</param>
public sealed record CatchUp(CatchUpMode Mode = CatchUpMode.Last, int Most = 10);

/// <summary>How fresh the data of a deployment has to be: within so many minutes at any time, or done by a time of day.</summary>
public sealed record FreshnessSla
{
    /// <summary>The data is never older than this.</summary>
    public int? WithinMinutes { get; init; }
    /// <summary>Done by this time of day, <c>HH:mm</c>: a run has succeeded since that day began.</summary>
    public string? By { get; init; }
    /// <summary>IANA zone of <see cref="By"/>; absent: the schedule's.</summary>
    public string? TimeZone { get; init; }
    /// <summary>Days on which it has to be done; absent: every day.</summary>
    public ImmutableArray<DayOfWeek>? Days { get; init; }
    /// <summary>How long before the deadline it is at risk; absent: 30 minutes, or a fifth of <see cref="WithinMinutes"/> if that is less.</summary>
    public int? AtRiskMinutes { get; init; }
}

/// <summary>When a table deployment is materialised again. Exactly one of <see cref="Every"/>, <see cref="Cron"/> and <see cref="After"/> says when.</summary>
public sealed record Schedule
{
    /// <summary>An interval, counted from <see cref="Start"/>.</summary>
    public Interval? Every { get; init; }
    /// <summary>Cron with 5 fields, or 6 with seconds first, in <see cref="TimeZone"/>.</summary>
    public string? Cron { get; init; }
    /// <summary>Another deployment's success.</summary>
    public AfterDeployment? After { get; init; }
    /// <summary>Nothing is due before it; intervals count from it.</summary>
    public DateTimeOffset? Start { get; init; }
    /// <summary>Nothing is due after it.</summary>
    public DateTimeOffset? End { get; init; }
    /// <summary>IANA name of the zone whose clocks count.</summary>
    public string TimeZone { get; init; } = "UTC";
    /// <summary>Runs begin up to so many seconds after they are due, always by the same amount for one deployment: schedules of many do not begin at once.</summary>
    public int JitterSeconds { get; init; }
    /// <summary>Nothing is due while it is paused.</summary>
    public bool Paused { get; init; }
    /// <summary>What happens if a run is due while an earlier one goes on.</summary>
    public OverlapPolicy Overlap { get; init; } = OverlapPolicy.Skip;
    /// <summary>Trying again.</summary>
    public RetryRule Retries { get; init; } = new();
    /// <summary>Catching up after downtime.</summary>
    public CatchUp CatchUp { get; init; } = new();
    /// <summary>Suspends itself after so many failed runs in a row; 0 for never.</summary>
    public int SuspendAfter { get; init; } = 5;
    /// <summary>How fresh the data has to be.</summary>
    public FreshnessSla? Freshness { get; init; }
}
