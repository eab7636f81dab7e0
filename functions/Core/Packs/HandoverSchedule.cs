using System.Globalization;
using Handover.Core.Schedules;

namespace Handover.Core.Packs;

/// <summary>When a deployed table is computed again, as IT reads it.</summary>
/// <param name="Words">For people.</param>
/// <param name="Snowflake">The value of a task's SCHEDULE; null if a task cannot say the same.</param>
/// <param name="Paused">Whether it is paused now.</param>
public sealed record HandoverSchedule(string Words, string? Snowflake, bool Paused = false)
{
    // Snowflake's longest interval: eight days.
    private const int MaxMinutes = 11_520;

    /// <summary>The deployment that it follows; null if it goes by the clock.</summary>
    public AfterDeployment? After { get; init; }

    /// <summary>Why a task cannot say the same; null if it can.</summary>
    public string? Unsaid { get; init; }

    /// <summary>How often a failed run is tried again.</summary>
    public int Retries { get; init; }

    /// <summary>After how many failed runs in a row it suspends itself; 0 for never.</summary>
    public int SuspendAfter { get; init; } = 5;

    /// <summary>A cron expression of five fields.</summary>
    public static HandoverSchedule OfCron(string cron, string timeZone, bool paused = false) => Of(new Schedule { Cron = cron, TimeZone = timeZone, Paused = paused });

    /// <summary>A schedule of Handover.</summary>
    public static HandoverSchedule Of(Schedule schedule)
    {
        var (words, snowflake, unsaid) = schedule switch
        {
            { Cron: { } cron } => OfCron(cron, schedule),
            { After: { } after } => ($"after deployment {after.Node} of project {after.Project}", null, null),
            { Every: { } every } => OfInterval(every, schedule),
            _ => ("never", null, "it is never due"),
        };
        var bounds = Bounds(schedule);
        return new HandoverSchedule(words + bounds, bounds.Length == 0 ? snowflake : null, schedule.Paused)
        {
            After = schedule.After,
            Unsaid = unsaid ?? (bounds.Length == 0 ? null : "a task has neither a first nor a last day"),
            Retries = schedule.Retries.Count,
            SuspendAfter = schedule.SuspendAfter,
        };
    }

    // A start is also what an interval counts from; then it is no bound of its own.
    private static string Bounds(Schedule schedule) =>
        (schedule is { Start: { } start, Every: null } ? Said("from", start) : "") + (schedule.End is { } end ? Said("until", end) : "");

    private static string Said(string word, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $", {word} {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC");

    private static (string Words, string? Snowflake, string? Unsaid) OfCron(string cron, Schedule schedule)
    {
        var words = $"{cron} ({schedule.TimeZone})";
        return SnowflakeCron.Of(cron) is { Text: { } same }
            ? (words, $"USING CRON {same} {schedule.TimeZone}", null)
            : (words, null, SnowflakeCron.Of(cron).Unsaid);
    }

    private static (string Words, string? Snowflake, string? Unsaid) OfInterval(Interval every, Schedule schedule)
    {
        var unit = every.Unit.ToString().ToLowerInvariant();
        var words = every.Count == 1 ? $"every {unit[..^1]}" : $"every {every.Count} {unit}";
        if (every.Unit is ScheduleUnit.Minutes or ScheduleUnit.Hours)
        {
            var minutes = every.Unit is ScheduleUnit.Minutes ? every.Count : 60L * every.Count;
            return minutes is > 0 and <= MaxMinutes
                ? (words, string.Create(CultureInfo.InvariantCulture, $"{minutes} MINUTE"), null)
                : (words, null, "a task's interval is eight days at most");
        }

        // Cron counts no days from a start: only every single day, week or month is the same there.
        if (every.Count != 1)
        {
            return ($"{words}, {schedule.TimeZone}", null, $"a task cannot count {unit} from a first one");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out var zone))
        {
            return ($"{words}, {schedule.TimeZone}", null, "its time zone is not known here");
        }

        var local = TimeZoneInfo.ConvertTime(schedule.Start ?? DateTimeOffset.UnixEpoch, zone);
        words = string.Create(CultureInfo.InvariantCulture, $"{words} at {local:HH:mm}{DayOf(every.Unit, local)}, {schedule.TimeZone}");
        return Days(every.Unit, local) is { } days
            ? (words, string.Create(CultureInfo.InvariantCulture, $"USING CRON {local.Minute} {local.Hour} {days} {schedule.TimeZone}"), null)
            : (words, null, "in a shorter month it runs on the last day, which a task cannot say");
    }

    private static string DayOf(ScheduleUnit unit, DateTimeOffset local) => unit switch
    {
        ScheduleUnit.Weeks => $" on {local.DayOfWeek}",
        ScheduleUnit.Months => string.Create(CultureInfo.InvariantCulture, $" on day {local.Day}"),
        _ => "",
    };

    private static string? Days(ScheduleUnit unit, DateTimeOffset local) => unit switch
    {
        ScheduleUnit.Days => "* * *",
        ScheduleUnit.Weeks => string.Create(CultureInfo.InvariantCulture, $"* * {(int)local.DayOfWeek}"),
        ScheduleUnit.Months when local.Day <= 28 => string.Create(CultureInfo.InvariantCulture, $"{local.Day} * *"),
        ScheduleUnit.Months when local.Day == 31 => "L * *",
        _ => null,
    };
}
