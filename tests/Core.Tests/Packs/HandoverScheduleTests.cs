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
        Assert.StartsWith($"every {count}", schedule.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Cron_loses_its_seconds_and_a_dependency_is_words_alone()
    {
        Assert.Equal("USING CRON 0 6 * * 1-5 UTC", HandoverSchedule.Of(new Schedule { Cron = "30 0 6 * * 1-5" }).Snowflake);
        var after = HandoverSchedule.Of(new Schedule { After = new AfterDeployment("p-1", "d"), Paused = true });
        Assert.Null(after.Snowflake);
        Assert.True(after.Paused);
    }
}
