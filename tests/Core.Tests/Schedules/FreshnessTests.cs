using Handover.Core.Schedules;

namespace Handover.Core.Tests.Schedules;

public sealed class FreshnessTests
{
    private static readonly Schedule Within = new() { Freshness = new FreshnessSla { WithinMinutes = 360 } };
    // Berlin is two hours ahead in summer: 07:00 is 05:00 UTC. 2026-06-01 is a Monday.
    private static readonly Schedule Workdays = new()
    {
        TimeZone = "Europe/Berlin",
        Freshness = new FreshnessSla { By = "07:00", Days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday] },
    };

    [Theory]
    [InlineData("06-01T06:00", "06-01T11:00", false, FreshnessState.Fresh)]
    [InlineData("06-01T06:00", "06-01T11:31", false, FreshnessState.AtRisk)]
    [InlineData("06-01T06:00", "06-01T11:00", true, FreshnessState.Failed)]
    [InlineData("06-01T06:00", "06-01T12:00", false, FreshnessState.AtRisk)]
    [InlineData("06-01T06:00", "06-01T12:01", false, FreshnessState.Late)]
    [InlineData("06-01T06:00", "06-01T12:01", true, FreshnessState.Late)]
    [InlineData(null, "06-01T12:01", false, FreshnessState.Late)]
    public void Within_six_hours(string? data, string now, bool failed, FreshnessState state) =>
        Assert.Equal(state, Freshness.Of(Within, data is null ? null : Utc(data), failed, Utc(now)).State);

    [Theory]
    [InlineData("06-01T03:00", "06-01T06:00", FreshnessState.Fresh)] // done on Monday before 07:00
    [InlineData("06-01T08:00", "06-01T09:00", FreshnessState.Fresh)] // done on Monday, though too late
    [InlineData("05-31T20:00", "06-01T06:00", FreshnessState.Late)] // Sunday, 22:00, is not Monday
    [InlineData("05-31T22:30", "06-01T06:00", FreshnessState.Fresh)] // half an hour into Monday in Berlin
    [InlineData("06-01T03:00", "06-02T03:00", FreshnessState.Fresh)] // Tuesday 05:00, not due for two hours
    [InlineData("06-01T03:00", "06-02T04:31", FreshnessState.AtRisk)] // Tuesday 06:31
    [InlineData("06-01T03:00", "06-02T05:00", FreshnessState.Late)] // Tuesday 07:00
    [InlineData("06-05T03:00", "06-07T12:00", FreshnessState.Fresh)] // Friday's data on Sunday
    [InlineData("06-05T03:00", "06-08T05:30", FreshnessState.Late)] // and on Monday at 07:30
    public void By_seven_on_workdays(string data, string now, FreshnessState state) =>
        Assert.Equal(state, Freshness.Of(Workdays, Utc(data), false, Utc(now)).State);

    [Fact]
    public void Between_two_looks_nothing_changes()
    {
        foreach (var schedule in new[] { Within, Workdays, Workdays with { Freshness = new FreshnessSla { By = "02:30", TimeZone = "America/New_York" } } })
        {
            var data = Utc("03-06T03:00");
            var view = Freshness.Of(schedule, data, false, data);
            for (var now = data; now < data.AddDays(5); now = now.AddMinutes(1))
            {
                var found = Freshness.Of(schedule, data, false, now);
                Assert.True(view.LookAgain is null ? found.State == view.State : now >= view.LookAgain || found.State == view.State, $"{now}: {found.State}, {view}");
                view = view.LookAgain <= now ? found : view;
            }
        }
    }

    [Fact]
    public void Nobody_expects_a_paused_one() =>
        Assert.Equal(FreshnessState.Paused, Freshness.Of(Within with { Paused = true }, null, true, Utc("06-01T00:00")).State);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse($"2026-{text}Z");
}
