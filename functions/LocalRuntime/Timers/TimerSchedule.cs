using System.Globalization;
using Cronos;

namespace Handover.LocalRuntime.Timers;

/// <summary>When a timer is due: cron in UTC, or an interval that counts from the start.</summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly CronExpression? cron;
    private readonly TimeSpan interval;

    private TimerSchedule(CronExpression? cron, TimeSpan interval)
    {
        this.cron = cron;
        this.interval = interval;
        IsAMinuteOrLonger = cron is null ? interval >= Minute : !RepeatsWithinAMinute(cron);
    }

    public bool IsAMinuteOrLonger { get; }

    /// <exception cref="FormatException">It is neither five or six cron fields nor a time span.</exception>
    public static TimerSchedule Parse(string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval))
        {
            return interval > TimeSpan.Zero
                ? new TimerSchedule(null, interval)
                : throw new FormatException("an interval must be longer than nothing.");
        }

        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return new TimerSchedule(CronExpression.Parse(text, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard), default);
    }

    /// <summary>The next moment after this one (UTC), or null if there is none.</summary>
    public DateTime? After(DateTime moment) => cron is null ? moment + interval : cron.GetNextOccurrence(moment);

    private static bool RepeatsWithinAMinute(CronExpression cron)
    {
        var moment = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var first = cron.GetNextOccurrence(moment, inclusive: true);
        for (var n = 0; n < 5 && first is { } earlier; n++)
        {
            var next = cron.GetNextOccurrence(earlier);
            if (next - earlier < Minute)
            {
                return true;
            }

            first = next;
        }

        return false;
    }
}
