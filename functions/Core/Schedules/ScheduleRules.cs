using System.Collections.Immutable;
using System.Globalization;
using Cronos;
using Handover.Core.Diagnostics;
using Handover.Core.Expressions;

namespace Handover.Core.Schedules;

/// <summary>What a schedule must be, all problems at once.</summary>
public static class ScheduleRules
{
    /// <summary>Most tries after the first.</summary>
    public const int MostRetries = 10;
    /// <summary>Most missed times that are run after downtime.</summary>
    public const int MostCatchUp = 500;
    private const int DayMinutes = 24 * 60;
    private static readonly string[] Fields5 = ["minute", "hour", "day of the month", "month", "day of the week"];
    private static readonly string[] Fields6 = ["second", .. Fields5];

    /// <summary>The problems of a schedule; none if it may be saved.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="now">UTC.</param>
    /// <param name="least">The shortest time between two runs that the installation allows.</param>
    public static ImmutableArray<Diagnostic> Check(Schedule schedule, DateTimeOffset now, TimeSpan least)
    {
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        void Require(bool condition, string code, string field, string message, string? suggestion = null)
        {
            if (!condition)
            {
                problems.Add(new Diagnostic(code, Severity.Error, message, null, field, null, suggestion));
            }
        }

        var given = (schedule.Every is null ? 0 : 1) + (schedule.Cron is null ? 0 : 1) + (schedule.After is null ? 0 : 1);
        Require(given > 0, "schedule-timing-missing", "every", "Nothing says when it runs.", "Give one of 'every', 'cron' and 'after'.");
        Require(given < 2, "schedule-timing-ambiguous", "every", "More than one of 'every', 'cron' and 'after' says when it runs.", "Keep one of them.");
        Require(schedule.Every is not { } every || (every.Count >= 1 && every.Count <= MostOf(every.Unit)), "schedule-interval-invalid", "every.count",
            schedule.Every is { } wrong ? $"The interval has to be 1 to {MostOf(wrong.Unit):N0} {wrong.Unit.ToString().ToLowerInvariant()}." : "");
        Require(schedule.End is not { } end || schedule.Start is not { } start || end > start, "schedule-end-before-start", "end", "The end is not after the start.");
        Require(schedule.JitterSeconds is >= 0 and <= 3600, "schedule-jitter-invalid", "jitterSeconds", "The jitter has to be 0 to 3,600 seconds.");
        Require(schedule.Retries.Count is >= 0 and <= MostRetries, "schedule-retries-invalid", "retries.count", $"A run can be tried again 0 to {MostRetries} times.");
        Require(schedule.Retries.DelaySeconds is >= 1 and <= 86_400, "schedule-retries-invalid", "retries.delaySeconds", "The wait before a retry has to be 1 to 86,400 seconds.");
        Require(schedule.Retries.MaxDelaySeconds is >= 1 and <= 86_400, "schedule-retries-invalid", "retries.maxDelaySeconds", "The longest wait before a retry has to be 1 to 86,400 seconds.");
        Require(schedule.Retries.Factor is >= 1 and <= 10, "schedule-retries-invalid", "retries.factor", "The factor has to be 1 to 10.");
        Require(schedule.CatchUp.Most is >= 1 and <= MostCatchUp, "schedule-catch-up-invalid", "catchUp.most", $"1 to {MostCatchUp} missed times can be run.");
        Require(schedule.SuspendAfter is >= 0 and <= 100, "schedule-suspend-invalid", "suspendAfter", "It can suspend itself after 1 to 100 failures, or never (0).");
        Require(schedule.After is not { } after || (after.Project.Length > 0 && after.Node.Length > 0), "schedule-after-invalid", "after", "Name the project and the deployment that it follows.");
        var zoneKnown = CheckZone(schedule.TimeZone, "timeZone", problems);
        var cronReadable = schedule.Cron is null || CheckCron(schedule.Cron, problems);
        CheckFreshness(schedule.Freshness, problems);
        if (zoneKnown && cronReadable && problems.Count == 0)
        {
            CheckTimes(schedule, now, least, problems);
        }

        return problems.ToImmutable();
    }

    private static int MostOf(ScheduleUnit unit) => unit switch
    {
        ScheduleUnit.Minutes => 60 * 24 * 366,
        ScheduleUnit.Hours => 24 * 366,
        ScheduleUnit.Days => 366,
        ScheduleUnit.Weeks => 53,
        _ => 12,
    };

    private static bool CheckZone(string name, string field, ImmutableArray<Diagnostic>.Builder problems)
    {
        if (ZoneTime.Find(name) is not null)
        {
            return true;
        }

        var near = EditDistance.Nearest(name, TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id));
        problems.Add(new Diagnostic(
            "schedule-zone-unknown", Severity.Error, $"There is no time zone '{name}'.", null, field, null,
            near is null ? "Use an IANA name such as Europe/Berlin or UTC." : $"Did you mean {near}?"));
        return false;
    }

    private static bool CheckCron(string text, ImmutableArray<Diagnostic>.Builder problems)
    {
        var fields = FieldsOf(text);
        if (fields.Count is not (5 or 6))
        {
            problems.Add(new Diagnostic(
                "schedule-cron-fields", Severity.Error, $"Cron has 5 fields, or 6 with seconds first; this has {fields.Count}.", null, "cron", new TextSpan(0, text.Length),
                "For example 0 7 * * MON-FRI: at 07:00 from Monday to Friday."));
            return false;
        }

        // Each field beside stars alone tells which one is wrong.
        var names = fields.Count == 6 ? Fields6 : Fields5;
        for (var index = 0; index < fields.Count; index++)
        {
            var alone = string.Join(' ', fields.Select((field, at) => at == index ? text.Substring(field.Start, field.Length) : "*"));
            if (Problem(alone) is { } message)
            {
                problems.Add(new Diagnostic("schedule-cron-invalid", Severity.Error, $"The {names[index]} field cannot be read: {message}", null, "cron", fields[index]));
            }
        }

        if (problems.All(problem => problem.Code != "schedule-cron-invalid") && Problem(text) is { } whole)
        {
            problems.Add(new Diagnostic("schedule-cron-invalid", Severity.Error, whole, null, "cron", new TextSpan(0, text.Length)));
        }

        return problems.All(problem => problem.Code != "schedule-cron-invalid");
    }

    private static List<TextSpan> FieldsOf(string text)
    {
        var fields = new List<TextSpan>();
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && text[at] is not (' ' or '\t'))
            {
                at++;
            }

            if (at > start)
            {
                fields.Add(new TextSpan(start, at - start));
            }
        }

        return fields;
    }

    private static string? Problem(string cron)
    {
        try
        {
            _ = ScheduleTimes.Parse(cron);
            return null;
        }
        catch (CronFormatException problem)
        {
            return problem.Message;
        }
    }

    private static void CheckFreshness(FreshnessSla? freshness, ImmutableArray<Diagnostic>.Builder problems)
    {
        if (freshness is null)
        {
            return;
        }

        void Problem(string code, string field, string message) => problems.Add(new Diagnostic(code, Severity.Error, message, null, $"freshness.{field}"));
        if (freshness.WithinMinutes is null == freshness.By is null)
        {
            Problem("freshness-invalid", "withinMinutes", "Say either within how many minutes, or by what time of day, the data is to be fresh.");
        }

        if (freshness.WithinMinutes is < 1 or > 60 * DayMinutes)
        {
            Problem("freshness-within-invalid", "withinMinutes", "The data can be required to be fresh within 1 minute to 60 days.");
        }

        if (freshness.By is { } by && !TimeOnly.TryParseExact(by, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            Problem("freshness-time-invalid", "by", $"'{by}' is not a time of day such as 07:00.");
        }

        if (freshness.Days is { IsDefaultOrEmpty: true })
        {
            Problem("freshness-days-invalid", "days", "Name at least one day, or leave 'days' out for every day.");
        }

        if (freshness.AtRiskMinutes is < 0 or > DayMinutes)
        {
            Problem("freshness-risk-invalid", "atRiskMinutes", "It can be at risk 0 to 1,440 minutes before the deadline.");
        }

        if (freshness.TimeZone is { } zone)
        {
            CheckZone(zone, "freshness.timeZone", problems);
        }
    }

    private static void CheckTimes(Schedule schedule, DateTimeOffset now, TimeSpan least, ImmutableArray<Diagnostic>.Builder problems)
    {
        if (schedule.After is not null)
        {
            return;
        }

        var next = ScheduleTimes.Of(schedule).Next(now, 50).ToList();
        if (next.Count == 0)
        {
            problems.Add(new Diagnostic("schedule-never-due", Severity.Error, "It is never due: no time lies between now and the end.", null, schedule.Cron is null ? "end" : "cron"));
            return;
        }

        var shortest = next.Zip(next.Skip(1), (one, two) => two - one).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        if (shortest < least)
        {
            problems.Add(new Diagnostic(
                "schedule-too-frequent", Severity.Error, $"Two runs are {shortest.TotalSeconds:N0} s apart; at least {least.TotalSeconds:N0} s are needed.", null,
                schedule.Cron is null ? "every" : "cron"));
        }

        if (shortest < TimeSpan.FromSeconds(schedule.JitterSeconds))
        {
            problems.Add(new Diagnostic("schedule-jitter-invalid", Severity.Error, "The jitter is longer than the time between two runs.", null, "jitterSeconds"));
        }
    }
}
