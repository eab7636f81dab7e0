using Cronos;

namespace Handover.Core.Schedules;

/// <summary>
/// The times at which a schedule is due, in UTC. Where clocks change, they are defined: minutes and hours of an interval go by elapsed time.
/// Days, weeks and months of an interval, and cron with a fixed time of day, are due once a day: at the first instant that shows the time or,
/// where clocks skip it, at the moment at which they go on. Cron that repeats within hours (<c>*/10 * * * *</c>) is due in both of two hours
/// of the same name, and not in an hour that is skipped.
/// </summary>
public sealed class ScheduleTimes
{
    private readonly Schedule schedule;
    private readonly TimeZoneInfo zone;
    private readonly CronExpression? cron;

    private ScheduleTimes(Schedule schedule, TimeZoneInfo zone, CronExpression? cron)
    {
        this.schedule = schedule;
        this.zone = zone;
        this.cron = cron;
    }

    /// <summary>The times of a schedule that <see cref="ScheduleRules"/> finds no error in.</summary>
    /// <exception cref="ArgumentException">It has errors.</exception>
    public static ScheduleTimes Of(Schedule schedule)
    {
        var zone = ZoneTime.Find(schedule.TimeZone) ?? throw new ArgumentException($"There is no time zone '{schedule.TimeZone}'.", nameof(schedule));
        return new ScheduleTimes(schedule, zone, schedule.Cron is null ? null : Parse(schedule.Cron));
    }

    /// <summary>The first due time after a moment; null if there is none, because it ends or goes by another deployment.</summary>
    public DateTimeOffset? After(DateTimeOffset moment)
    {
        var next = schedule switch
        {
            { Every: { } every } => NextOf(every, moment),
            { Cron: not null } => cron!.GetNextOccurrence(Later(moment), zone)?.ToUniversalTime(),
            _ => null,
        };
        return next is { } due && (schedule.End is not { } end || due <= end) ? due : null;
    }

    /// <summary>The first due time at or after a moment.</summary>
    public DateTimeOffset? From(DateTimeOffset moment) => After(moment.AddTicks(-1));

    /// <summary>The next due times after a moment.</summary>
    public IEnumerable<DateTimeOffset> Next(DateTimeOffset moment, int count)
    {
        var due = After(moment);
        for (var given = 0; given < count && due is { } next; given++)
        {
            yield return next;
            due = After(next);
        }
    }

    internal static CronExpression Parse(string text) =>
        CronExpression.Parse(text, text.Split(' ', '\t').Count(field => field.Length > 0) == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);

    private DateTimeOffset Later(DateTimeOffset moment) => schedule.Start is { } start && start.AddTicks(-1) > moment ? start.AddTicks(-1) : moment;

    private DateTimeOffset? NextOf(Interval every, DateTimeOffset moment)
    {
        var start = (schedule.Start ?? DateTimeOffset.UnixEpoch).ToUniversalTime();
        if (moment < start)
        {
            return start;
        }

        return every.Unit switch
        {
            ScheduleUnit.Minutes => Elapsed(start, TimeSpan.FromMinutes(every.Count), moment),
            ScheduleUnit.Hours => Elapsed(start, TimeSpan.FromHours(every.Count), moment),
            ScheduleUnit.Days => Calendar(start, moment, (local, n) => local.AddDays((double)n * every.Count), every.Count),
            ScheduleUnit.Weeks => Calendar(start, moment, (local, n) => local.AddDays(7.0 * n * every.Count), 7 * every.Count),
            // AddMonths takes the last day of a month that is shorter, counted from the start's day each time.
            _ => Calendar(start, moment, (local, n) => local.AddMonths(n * every.Count), 31 * every.Count),
        };
    }

    private static DateTimeOffset Elapsed(DateTimeOffset start, TimeSpan step, DateTimeOffset moment) =>
        start + (step * (((moment - start).Ticks / step.Ticks) + 1));

    /// <param name="start">The first.</param>
    /// <param name="moment">The result is later.</param>
    /// <param name="nth">The nth local time; grows with n.</param>
    /// <param name="mostDays">Most days between two: from there the search begins, a little too early.</param>
    private DateTimeOffset? Calendar(DateTimeOffset start, DateTimeOffset moment, Func<DateTime, int, DateTime> nth, int mostDays)
    {
        var local = ZoneTime.Local(start, zone);
        for (var n = Math.Max(0, (int)((moment - start).TotalDays / mostDays) - 2); ; n++)
        {
            // The start itself is exact, also where it is the second of two same times.
            var due = n == 0 ? start : ZoneTime.FirstInstant(nth(local, n), zone);
            if (due > moment)
            {
                return due;
            }
        }
    }
}
