using Handover.Core.Schedules;

namespace Handover.Core.Tests.Schedules;

public sealed class ScheduleRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Schedule Daily = new() { Every = new Interval(1, ScheduleUnit.Days), Start = Now };

    public static readonly TheoryData<string, string, Schedule> Wrong = new()
    {
        { "schedule-timing-missing", "every", new Schedule() },
        { "schedule-timing-ambiguous", "every", Daily with { Cron = "0 7 * * *" } },
        { "schedule-interval-invalid", "every.count", Daily with { Every = new Interval(0, ScheduleUnit.Hours) } },
        { "schedule-interval-invalid", "every.count", Daily with { Every = new Interval(int.MaxValue, ScheduleUnit.Months) } },
        { "schedule-end-before-start", "end", Daily with { End = Now } },
        { "schedule-jitter-invalid", "jitterSeconds", Daily with { JitterSeconds = -1 } },
        { "schedule-jitter-invalid", "jitterSeconds", Daily with { Every = new Interval(5, ScheduleUnit.Minutes), JitterSeconds = 301 } },
        { "schedule-retries-invalid", "retries.count", Daily with { Retries = new RetryRule(11) } },
        { "schedule-retries-invalid", "retries.factor", Daily with { Retries = new RetryRule(1, Factor: double.NaN) } },
        { "schedule-catch-up-invalid", "catchUp.most", Daily with { CatchUp = new CatchUp(CatchUpMode.All, 0) } },
        { "schedule-suspend-invalid", "suspendAfter", Daily with { SuspendAfter = -1 } },
        { "schedule-after-invalid", "after", new Schedule { After = new AfterDeployment("", "n") } },
        { "schedule-zone-unknown", "timeZone", Daily with { TimeZone = "Europe/Berln" } },
        { "schedule-cron-fields", "cron", new Schedule { Cron = "0 7 * *" } },
        { "schedule-cron-invalid", "cron", new Schedule { Cron = "0 25 * * *" } },
        { "schedule-never-due", "cron", new Schedule { Cron = "0 0 30 2 *" } },
        { "schedule-never-due", "end", Daily with { Start = Now.AddDays(-9), End = Now.AddDays(-1) } },
        { "schedule-too-frequent", "cron", new Schedule { Cron = "*/10 * * * * *" } },
        { "freshness-invalid", "freshness.withinMinutes", Daily with { Freshness = new FreshnessSla() } },
        { "freshness-within-invalid", "freshness.withinMinutes", Daily with { Freshness = new FreshnessSla { WithinMinutes = 0 } } },
        { "freshness-time-invalid", "freshness.by", Daily with { Freshness = new FreshnessSla { By = "25:00" } } },
        { "freshness-days-invalid", "freshness.days", Daily with { Freshness = new FreshnessSla { By = "07:00", Days = [] } } },
        { "freshness-risk-invalid", "freshness.atRiskMinutes", Daily with { Freshness = new FreshnessSla { By = "07:00", AtRiskMinutes = -5 } } },
        { "schedule-zone-unknown", "freshness.timeZone", Daily with { Freshness = new FreshnessSla { By = "07:00", TimeZone = "Mars/Phobos" } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Every_bad_value_is_named(string code, string field, Schedule schedule)
    {
        var problem = Assert.Single(ScheduleRules.Check(schedule, Now, TimeSpan.FromMinutes(1)));
        Assert.Equal((code, field), (problem.Code, problem.Field));
        Assert.NotEmpty(problem.Message);
    }

    [Fact]
    public void A_good_schedule_has_no_problem() => Assert.Empty(ScheduleRules.Check(
        new Schedule { Cron = "0 7 * * MON-FRI", TimeZone = "Europe/Berlin", JitterSeconds = 60, Freshness = new FreshnessSla { By = "07:30" } }, Now, TimeSpan.FromMinutes(1)));

    [Fact]
    public void A_zone_with_a_slip_of_the_hand_is_suggested() =>
        Assert.Equal("Did you mean Europe/Berlin?", ScheduleRules.Check(Daily with { TimeZone = "Europe/Berln" }, Now, TimeSpan.FromMinutes(1))[0].Suggestion);

    [Fact]
    public void The_wrong_cron_fields_are_marked()
    {
        const string cron = "0  61 7 * * 1-9";
        var problems = ScheduleRules.Check(new Schedule { Cron = cron }, Now, TimeSpan.FromMinutes(1));
        Assert.Equal(["61", "1-9"], problems.Select(problem => cron.Substring(problem.Span!.Value.Start, problem.Span.Value.Length)));
    }
}
