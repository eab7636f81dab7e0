using Handover.Core.Schedules;

namespace Handover.Core.Tests.Schedules;

public sealed class ScheduleTimesTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Begin.AddYears(2);

    // North and south, half an hour of summer time, a change at midnight, and a zone that never changes.
    public static readonly TheoryData<string, string> Zones = new()
    {
        { "Europe/Berlin", "02:30" }, { "America/New_York", "02:30" }, { "America/New_York", "01:30" }, { "Australia/Lord_Howe", "02:15" }, { "Australia/Sydney", "02:30" },
        { "America/Santiago", "00:30" }, { "Africa/Cairo", "00:15" }, { "Asia/Kolkata", "02:30" }, { "America/Havana", "00:30" }, { "Europe/London", "01:30" },
    };

    [Theory]
    [MemberData(nameof(Zones))]
    public void Daily_is_due_once_a_day_at_the_first_instant_that_shows_the_time_or_later(string name, string time)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var at = TimeOnly.Parse(time);
        var firstDay = new DateOnly(2026, 1, 2);
        var start = new DateTimeOffset(firstDay.ToDateTime(at), zone.GetUtcOffset(firstDay.ToDateTime(at)));
        var daily = ScheduleTimes.Of(new Schedule { Every = new Interval(1, ScheduleUnit.Days), Start = start, End = End, TimeZone = name });
        var cron = ScheduleTimes.Of(new Schedule { Cron = $"{at.Minute} {at.Hour} * * *", Start = start, End = End, TimeZone = name });
        var expected = new List<DateTimeOffset>();
        for (var day = firstDay; ; day = day.AddDays(1))
        {
            var due = FirstMinuteAtOrAfter(day.ToDateTime(at), zone);
            if (due > End)
            {
                break;
            }

            expected.Add(due);
        }

        Assert.Equal(expected, daily.Next(Begin, 10_000));
        Assert.Equal(expected, cron.Next(Begin, 10_000));
    }

    [Fact]
    public void Both_changes_of_a_year_in_Berlin()
    {
        var times = ScheduleTimes.Of(new Schedule { Cron = "30 2 * * *", TimeZone = "Europe/Berlin" });
        // Clocks go from 02:00 to 03:00, and from 03:00 back to 02:00.
        Assert.Equal(Utc("2026-03-29T01:00"), times.After(Utc("2026-03-28T12:00")));
        Assert.Equal(Utc("2026-10-25T00:30"), times.After(Utc("2026-10-24T12:00")));
        Assert.Equal(Utc("2026-10-26T01:30"), times.After(Utc("2026-10-25T00:30")));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/Santiago")]
    [InlineData("Africa/Cairo")]
    public void Hours_go_by_elapsed_time(string zone)
    {
        var times = ScheduleTimes.Of(new Schedule { Every = new Interval(6, ScheduleUnit.Hours), Start = Begin, End = End, TimeZone = zone });
        var due = times.Next(Begin.AddTicks(-1), 100_000).ToList();
        Assert.Equal((int)((End - Begin) / TimeSpan.FromHours(6)) + 1, due.Count);
        Assert.All(due.Zip(due.Skip(1)), pair => Assert.Equal(TimeSpan.FromHours(6), pair.Second - pair.First));
    }

    [Fact]
    public void Cron_within_an_hour_runs_in_both_hours_of_one_name()
    {
        var times = ScheduleTimes.Of(new Schedule { Cron = "*/30 * * * *", TimeZone = "Europe/Berlin" });
        Assert.Equal(["00:00", "00:30", "01:00", "01:30", "02:00"], times.Next(Utc("2026-10-24T23:59"), 5).Select(due => due.ToString("HH:mm")));
    }

    [Fact]
    public void A_month_that_is_shorter_takes_its_last_day()
    {
        var times = ScheduleTimes.Of(new Schedule { Every = new Interval(1, ScheduleUnit.Months), Start = Utc("2027-12-31T07:00") });
        Assert.Equal(["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"], times.Next(Begin, 5).Select(due => due.ToString("yyyy-MM-dd")));
    }

    [Fact]
    public void Weeks_and_seconds_and_ends()
    {
        var weeks = ScheduleTimes.Of(new Schedule { Every = new Interval(2, ScheduleUnit.Weeks), Start = Utc("2026-03-02T06:00"), End = Utc("2026-04-01T00:00") });
        Assert.Equal(["2026-03-02", "2026-03-16", "2026-03-30"], weeks.Next(Begin, 10).Select(due => due.ToString("yyyy-MM-dd")));
        var seconds = ScheduleTimes.Of(new Schedule { Cron = "*/20 * * * * *" });
        Assert.Equal([20, 40, 0], seconds.Next(Begin, 3).Select(due => due.Second));
        Assert.Null(ScheduleTimes.Of(new Schedule { After = new AfterDeployment("p", "n") }).After(Begin));
    }

    [Fact]
    public void After_a_due_time_comes_the_next_one_wherever_the_search_begins()
    {
        foreach (var unit in Enum.GetValues<ScheduleUnit>())
        {
            var times = ScheduleTimes.Of(new Schedule { Every = new Interval(unit is ScheduleUnit.Minutes ? 700 : 1, unit), Start = Begin, TimeZone = "America/New_York" });
            var all = times.Next(Begin.AddTicks(-1), 200).ToList();
            Assert.Equal(all.Skip(1), all.SkipLast(1).Select(due => times.After(due)!.Value));
            Assert.Equal(all, all.Select(due => times.From(due)!.Value));
        }
    }

    private static DateTimeOffset FirstMinuteAtOrAfter(DateTime local, TimeZoneInfo zone)
    {
        var at = new DateTimeOffset(local, TimeSpan.Zero).AddHours(-15);
        while (TimeZoneInfo.ConvertTime(at, zone).DateTime < local)
        {
            at = at.AddMinutes(1);
        }

        return at;
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z");
}
