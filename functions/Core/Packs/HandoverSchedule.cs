using System.Globalization;
using Handover.Core.Schedules;

namespace Handover.Core.Packs;

/// <summary>When a deployed table is computed again, as IT reads it.</summary>
/// <param name="Words">For people.</param>
/// <param name="Snowflake">The value of a task's SCHEDULE; null if a task cannot say the same.</param>
/// <param name="Warehouse">Virtual warehouse; null for the deployment's own.</param>
/// <param name="Paused">Whether it is paused now.</param>
public sealed record HandoverSchedule(string Words, string? Snowflake, string? Warehouse = null, bool Paused = false)
{
    // Snowflake's longest interval: eight days.
    private const int MaxMinutes = 11_520;

    /// <summary>A cron expression of five fields.</summary>
    public static HandoverSchedule OfCron(string cron, string timeZone, string? warehouse = null, bool paused = false) =>
        new($"{cron} ({timeZone})", $"USING CRON {cron} {timeZone}", warehouse, paused);

    /// <summary>A schedule of Handover.</summary>
    public static HandoverSchedule Of(Schedule schedule) => schedule switch
    {
        { Cron: { } cron } => OfCron(WithoutSeconds(cron), schedule.TimeZone, paused: schedule.Paused),
        { After: { } after } => new($"after deployment {after.Node} of project {after.Project}", null, Paused: schedule.Paused),
        { Every: { } every } => OfInterval(every, schedule),
        _ => new("never", null, Paused: schedule.Paused),
    };

    private static HandoverSchedule OfInterval(Interval every, Schedule schedule)
    {
        var words = $"every {every.Count} {every.Unit.ToString().ToLowerInvariant()}, {schedule.TimeZone}";
        var minutes = every.Unit switch { ScheduleUnit.Minutes => every.Count, ScheduleUnit.Hours => 60L * every.Count, _ => 0 };
        if (minutes is > 0 and <= MaxMinutes)
        {
            return new(words, string.Create(CultureInfo.InvariantCulture, $"{minutes} MINUTE"), Paused: schedule.Paused);
        }

        // Cron counts no days from a start: only every single day, week or month is the same there.
        if (every.Count != 1 || schedule.Start is not { } start || !TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out var zone))
        {
            return new(words, null, Paused: schedule.Paused);
        }

        var local = TimeZoneInfo.ConvertTime(start, zone);
        var days = every.Unit switch
        {
            ScheduleUnit.Days => "* * *",
            ScheduleUnit.Weeks => $"* * {(int)local.DayOfWeek}",
            ScheduleUnit.Months when local.Day <= 28 => $"{local.Day} * *",
            ScheduleUnit.Months when local.Day == 31 => "L * *",
            _ => null,
        };
        return days is null
            ? new(words, null, Paused: schedule.Paused)
            : new(words, $"USING CRON {local.Minute} {local.Hour} {days} {schedule.TimeZone}", Paused: schedule.Paused);
    }

    // A task of Snowflake begins on whole minutes.
    private static string WithoutSeconds(string cron)
    {
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', fields.Length == 6 ? fields[1..] : fields);
    }
}
