using Handover.Core.Packs;
using Handover.Core.Schedules;

namespace Handover.Core.Tests.Packs;

public sealed class HandoverScheduleTests
{
    // A Sunday, 06:30 in Zurich.
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 5, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(15, ScheduleUnit.Minutes, "15 MINUTE")]
    [InlineData(2, ScheduleUnit.Hours, "120 MINUTE")]
    [InlineData(200, ScheduleUnit.Hours, null)]
    [InlineData(1, ScheduleUnit.Days, "USING CRON 30 6 * * * Europe/Zurich")]
    [InlineData(1, ScheduleUnit.Weeks, "USING CRON 30 6 * * 0 Europe/Zurich")]
    [InlineData(1, ScheduleUnit.Months, "USING CRON 30 6 1 * * Europe/Zurich")]
    [InlineData(2, ScheduleUnit.Days, null)]
    public void An_interval_is_a_task_where_a_task_can_say_the_same(int count, ScheduleUnit unit, string? expected)
    {
        var schedule = HandoverSchedule.Of(new Schedule { Every = new Interval(count, unit), Start = Start, TimeZone = "Europe/Zurich" });
        Assert.Equal(expected, schedule.Snowflake);
        Assert.StartsWith(count == 1 ? $"every {unit.ToString().ToLowerInvariant()[..^1]}" : $"every {count} {unit.ToString().ToLowerInvariant()}", schedule.Words, StringComparison.Ordinal);
        Assert.Equal(expected is null, schedule.Unsaid is not null);
    }

    [Fact]
    public void Cron_loses_its_seconds_and_a_dependency_is_words_alone()
    {
        Assert.Equal("USING CRON 0 6 * * 1-5 UTC", HandoverSchedule.Of(new Schedule { Cron = "30 0 6 * * 1-5" }).Snowflake);
        var after = HandoverSchedule.Of(new Schedule { After = new AfterDeployment("p-1", "d"), Paused = true });
        Assert.Null(after.Snowflake);
        Assert.True(after.Paused);
    }

    [Theory]
    [InlineData("0 6 * * 1-5", "0 6 * * 1-5")]
    [InlineData("0 6 * * mon-fri", "0 6 * * MON-FRI")]
    [InlineData("0 6 ? * 7", "0 6 * * 0")]
    [InlineData("*/10 8-18 * JAN,MAR 1,7", "*/10 8-18 * JAN,MAR 1,0")]
    [InlineData("0 6 L * *", "0 6 L * *")]
    [InlineData("0 6 * * 5L", "0 6 * * 5L")]
    // Both must hold here; there one is enough.
    [InlineData("0 6 13 * 5", null)]
    [InlineData("*/10 0 6 * * *", null)]
    [InlineData("0 6 LW * *", null)]
    [InlineData("0 6 L-2 * *", null)]
    [InlineData("0 6 15W * *", null)]
    [InlineData("0 6 * * 2#1", null)]
    [InlineData("0 22-2 * * *", null)]
    [InlineData("0 6 * * FRI-MON", null)]
    [InlineData("0 6 * * 5-7", null)]
    public void Cron_is_a_task_only_where_the_task_means_the_same(string cron, string? expected)
    {
        var schedule = HandoverSchedule.Of(new Schedule { Cron = cron });
        Assert.Equal(expected is null ? null : $"USING CRON {expected} UTC", schedule.Snowflake);
        Assert.Equal(expected is null, schedule.Unsaid is not null);
    }

    [Fact]
    public void What_begins_or_ends_is_words_alone()
    {
        var schedule = HandoverSchedule.Of(new Schedule { Cron = "0 6 * * *", Start = Start, End = Start.AddDays(30) });
        Assert.Equal("0 6 * * * (UTC), from 2026-03-01 05:30 UTC, until 2026-03-31 05:30 UTC", schedule.Words);
        Assert.Null(schedule.Snowflake);
        Assert.Equal("a task has neither a first nor a last day", schedule.Unsaid);
    }
}
