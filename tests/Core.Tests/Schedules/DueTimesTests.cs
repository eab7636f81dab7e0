using Handover.Core.Diagnostics;
using Handover.Core.Schedules;

namespace Handover.Core.Tests.Schedules;

public sealed class DueTimesTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);
    private static readonly Schedule Hourly = new() { Every = new Interval(1, ScheduleUnit.Hours), Start = Start };

    [Fact]
    public void What_is_due_now_is_run_under_every_policy()
    {
        foreach (var mode in Enum.GetValues<CatchUpMode>())
        {
            var due = DueTimes.Of(Hourly with { CatchUp = new CatchUp(mode) }, Start, Start.AddSeconds(20), TimeSpan.Zero, Grace);
            Assert.Equal([Start], due.Run.AsEnumerable());
            Assert.Empty(due.Missed);
            Assert.Equal(Start.AddHours(1), due.Next);
        }
    }

    [Theory]
    [InlineData(CatchUpMode.None, 10, 0, 5)]
    [InlineData(CatchUpMode.Last, 10, 1, 4)]
    [InlineData(CatchUpMode.All, 10, 5, 0)]
    [InlineData(CatchUpMode.All, 3, 3, 2)]
    public void What_nobody_was_there_for_goes_by_policy(CatchUpMode mode, int most, int run, int missed)
    {
        var due = DueTimes.Of(Hourly with { CatchUp = new CatchUp(mode, most) }, Start, Start.AddMinutes(270), TimeSpan.Zero, Grace);
        Assert.Equal((run, missed), (due.Run.Length, due.Missed.Length));
        // None is lost and none is twice; the newest are run.
        Assert.Equal(Enumerable.Range(0, 5).Select(n => Start.AddHours(n)), due.Missed.Concat(due.Run));
        Assert.Equal(Start.AddHours(5), due.Next);
    }

    [Fact]
    public void A_run_that_is_due_now_stands_for_those_that_were_missed()
    {
        var due = DueTimes.Of(Hourly with { CatchUp = new CatchUp(CatchUpMode.Last) }, Start, Start.AddHours(3), TimeSpan.Zero, Grace);
        Assert.Equal([Start.AddHours(3)], due.Run.AsEnumerable());
        Assert.Equal(3, due.Missed.Length);
    }

    [Fact]
    public void Many_are_taken_in_portions_without_losing_one()
    {
        var minutely = Hourly with { Every = new Interval(1, ScheduleUnit.Minutes), CatchUp = new CatchUp(CatchUpMode.All, 500) };
        var now = Start.AddMinutes(299);
        var taken = new List<DateTimeOffset>();
        for (DateTimeOffset? next = Start; next <= now;)
        {
            var due = DueTimes.Of(minutely, next.Value, now, TimeSpan.Zero, Grace);
            Assert.True(due.Run.Length is > 0 and <= DueTimes.MostAtOnce);
            taken.AddRange(due.Run);
            next = due.Next;
        }

        Assert.Equal(Enumerable.Range(0, 300).Select(n => Start.AddMinutes(n)), taken);
    }

    [Fact]
    public void A_long_downtime_is_counted_but_not_written_out()
    {
        var minutely = Hourly with { Every = new Interval(1, ScheduleUnit.Minutes), CatchUp = new CatchUp(CatchUpMode.None) };
        var due = DueTimes.Of(minutely, Start, Start.AddDays(2), TimeSpan.Zero, TimeSpan.Zero);
        Assert.Equal(20, due.Missed.Length);
        // Both ends: the last is due this instant.
        Assert.Equal(2880, due.Missed.Length + due.MissedEarlier);
        Assert.Single(due.Run);
    }

    [Fact]
    public void Jitter_is_the_same_for_a_deployment_and_differs_between_them()
    {
        var schedule = Hourly with { JitterSeconds = 600 };
        var offsets = Enumerable.Range(0, 50).Select(n => DueTimes.OffsetOf(schedule, "p-1", $"n{n}")).ToList();
        Assert.Equal(offsets, Enumerable.Range(0, 50).Select(n => DueTimes.OffsetOf(schedule, "p-1", $"n{n}")));
        Assert.All(offsets, offset => Assert.InRange(offset, TimeSpan.Zero, TimeSpan.FromSeconds(600)));
        Assert.True(offsets.Distinct().Count() > 25);
        var late = TimeSpan.FromMinutes(9);
        Assert.Empty(DueTimes.Of(schedule, Start, Start.AddMinutes(8), late, Grace).Run);
        Assert.Equal([Start], DueTimes.Of(schedule, Start, Start.AddMinutes(9), late, Grace).Run.AsEnumerable());
    }

    [Theory]
    [InlineData(OverlapPolicy.Skip, ExecutionStatus.Skipped, 1, 0)]
    [InlineData(OverlapPolicy.Queue, ExecutionStatus.Waiting, 2, 0)]
    [InlineData(OverlapPolicy.Cancel, ExecutionStatus.Waiting, 2, 1)]
    public void A_run_that_meets_another_goes_by_policy(OverlapPolicy policy, ExecutionStatus status, int open, int calledOff)
    {
        var first = new NodeRuns { Node = "n" }.Admit(Run("a"), policy);
        Assert.Equal(ExecutionStatus.Waiting, first.Status);
        var second = first.Next.Admit(Run("b"), policy);
        Assert.Equal((status, open, calledOff), (second.Status, second.Next.Open.Length, second.CallOff.Length));
        Assert.Equal(status is ExecutionStatus.Skipped, second.Note is not null);
    }

    [Fact]
    public void Failures_in_a_row_suspend_and_a_success_recovers()
    {
        var schedule = Hourly with { SuspendAfter = 2 };
        var runs = new NodeRuns { Node = "n", NextDue = Start.AddHours(1) };
        (runs, var told) = runs.After(schedule, Ended(ExecutionStatus.Failed));
        Assert.Equal([RunSignal.RunFailed], told.AsEnumerable());
        Assert.Null(runs.SuspendedAt);
        (var recovered, told) = runs.After(schedule, Ended(ExecutionStatus.Succeeded));
        Assert.Equal([RunSignal.RunRecovered], told.AsEnumerable());
        Assert.Equal(0, recovered.Failures);
        (runs, told) = runs.After(schedule, Ended(ExecutionStatus.Failed));
        Assert.Equal([RunSignal.RunFailed, RunSignal.RunSuspended], told.AsEnumerable());
        Assert.Equal((Start, null), (runs.SuspendedAt, runs.NextDue));
        Assert.Null(runs.Rescheduled(schedule, Start).NextDue);
        var resumed = runs.Rescheduled(schedule, Start, resumed: true);
        Assert.Equal((null, 0, Start.AddHours(1)), (resumed.SuspendedAt, resumed.Failures, resumed.NextDue));
    }

    [Fact]
    public void Waits_between_tries_grow_up_to_a_bound() => Assert.Equal(
        [10, 30, 60, 60], new RetryRule(4, 10, 3, 60) is var rule ? Enumerable.Range(1, 4).Select(attempt => rule.DelayAfter(attempt).TotalSeconds) : []);

    private static OpenRun Run(string id) => new(id, $"o-{id}", Start, Start);

    private static Execution Ended(ExecutionStatus status) => new()
    {
        Id = "e",
        Project = "p",
        Node = "n",
        Trigger = RunTrigger.Schedule,
        Due = Start,
        Status = status,
        RequestedBy = "a@example.com",
        CreatedAt = Start,
        EndedAt = Start,
        Problem = status is ExecutionStatus.Failed ? new Refusal(RefusalKind.Conflict, "x", "y") : null,
    };
}
