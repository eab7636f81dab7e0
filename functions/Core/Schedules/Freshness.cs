using System.Globalization;

namespace Handover.Core.Schedules;

/// <summary>How a deployment stands to its freshness SLA.</summary>
public enum FreshnessState
{
    /// <summary>As fresh as it has to be.</summary>
    Fresh,
    /// <summary>Still fresh, but not for long.</summary>
    AtRisk,
    /// <summary>Older than allowed.</summary>
    Late,
    /// <summary>Still fresh, but the last run failed.</summary>
    Failed,
    /// <summary>Nobody expects it to be: the schedule is paused.</summary>
    Paused,
}

/// <summary>A state of freshness.</summary>
/// <param name="State">The state.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Deadline">When it is late without another success, or since when it is late, UTC.</param>
/// <param name="DataFrom">When the data was computed, UTC; null if it never was.</param>
public sealed record FreshnessStatus(FreshnessState State, DateTimeOffset Since, DateTimeOffset? Deadline, DateTimeOffset? DataFrom);

/// <summary>What freshness is at a moment, and when it may change without a run.</summary>
/// <param name="State">The state.</param>
/// <param name="Deadline">When it is late, or since when.</param>
/// <param name="LookAgain">The next moment at which it may be another without a run; null for never.</param>
public sealed record FreshnessView(FreshnessState State, DateTimeOffset? Deadline, DateTimeOffset? LookAgain);

/// <summary>Judges freshness.</summary>
public static class Freshness
{
    /// <summary>The state now.</summary>
    /// <param name="schedule">A schedule with a freshness SLA.</param>
    /// <param name="dataFrom">When the newest successful run or deploy ended.</param>
    /// <param name="lastFailed">Whether the last run failed.</param>
    /// <param name="now">UTC.</param>
    public static FreshnessView Of(Schedule schedule, DateTimeOffset? dataFrom, bool lastFailed, DateTimeOffset now)
    {
        var sla = schedule.Freshness ?? throw new ArgumentException("There is no freshness SLA.", nameof(schedule));
        if (schedule.Paused)
        {
            return new FreshnessView(FreshnessState.Paused, null, null);
        }

        return sla.WithinMinutes is { } within
            ? Within(TimeSpan.FromMinutes(within), RiskOf(sla, TimeSpan.FromMinutes(within)), dataFrom, lastFailed, now)
            : DoneBy(sla, ZoneTime.Find(sla.TimeZone ?? schedule.TimeZone) ?? TimeZoneInfo.Utc, dataFrom, lastFailed, now);
    }

    private static FreshnessView Within(TimeSpan within, TimeSpan risk, DateTimeOffset? dataFrom, bool lastFailed, DateTimeOffset now)
    {
        if (dataFrom is not { } from || now > from + within)
        {
            return new FreshnessView(FreshnessState.Late, dataFrom + within, null);
        }

        var deadline = from + within;
        return now >= deadline - risk
            ? new FreshnessView(lastFailed ? FreshnessState.Failed : FreshnessState.AtRisk, deadline, deadline.AddSeconds(1))
            : new FreshnessView(lastFailed ? FreshnessState.Failed : FreshnessState.Fresh, deadline, deadline - risk);
    }

    private static FreshnessView DoneBy(FreshnessSla sla, TimeZoneInfo zone, DateTimeOffset? dataFrom, bool lastFailed, DateTimeOffset now)
    {
        var by = TimeOnly.ParseExact(sla.By!, "HH:mm", CultureInfo.InvariantCulture);
        var days = sla.Days ?? [.. Enum.GetValues<DayOfWeek>()];
        var today = DateOnly.FromDateTime(ZoneTime.Local(now, zone));
        DateTimeOffset DeadlineOf(DateOnly day) => ZoneTime.FirstInstant(day.ToDateTime(by), zone);
        DateTimeOffset BeginningOf(DateOnly day) => ZoneTime.FirstInstant(day.ToDateTime(TimeOnly.MinValue), zone);
        // A day at most a week away is one of those named, in either direction.
        var past = Enumerable.Range(0, 8).Select(back => today.AddDays(-back)).First(day => days.Contains(day.DayOfWeek) && DeadlineOf(day) <= now);
        var next = Enumerable.Range(0, 8).Select(ahead => today.AddDays(ahead)).First(day => days.Contains(day.DayOfWeek) && DeadlineOf(day) > now);
        if (dataFrom is not { } from || from < BeginningOf(past))
        {
            return new FreshnessView(FreshnessState.Late, DeadlineOf(past), null);
        }

        var deadline = DeadlineOf(next);
        var risk = deadline - RiskOf(sla, TimeSpan.FromDays(1));
        if (from >= BeginningOf(next))
        {
            return new FreshnessView(lastFailed ? FreshnessState.Failed : FreshnessState.Fresh, deadline, deadline);
        }

        return now >= risk
            ? new FreshnessView(lastFailed ? FreshnessState.Failed : FreshnessState.AtRisk, deadline, deadline)
            : new FreshnessView(lastFailed ? FreshnessState.Failed : FreshnessState.Fresh, deadline, risk);
    }

    private static TimeSpan RiskOf(FreshnessSla sla, TimeSpan window) => sla.AtRiskMinutes is { } minutes
        ? TimeSpan.FromMinutes(minutes)
        : window / 5 < TimeSpan.FromMinutes(30) ? window / 5 : TimeSpan.FromMinutes(30);
}
