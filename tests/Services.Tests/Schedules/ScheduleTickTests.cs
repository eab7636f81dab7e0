using Handover.Core.Schedules;
using Handover.Services.Schedules;
using Handover.Services.Tests.Storage;

namespace Handover.Services.Tests.Schedules;

public sealed class ScheduleTickTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly Schedule Hourly = new()
    {
        Every = new Interval(1, ScheduleUnit.Hours),
        Start = Workshop.Begin.AddHours(1),
        Overlap = OverlapPolicy.Queue,
        CatchUp = new CatchUp(CatchUpMode.All, 100),
    };

    [Fact]
    public async Task A_year_of_schedules_passes_in_seconds_and_each_due_time_is_there_once()
    {
        await using var shop = new Workshop(storage.Connection);
        var end = Workshop.Begin.AddYears(1);
        Schedule[] schedules =
        [
            new Schedule { Cron = "30 2 * * *", TimeZone = "Europe/Berlin", Freshness = new FreshnessSla { By = "06:00" } },
            new Schedule { Cron = "0 7 * * MON-FRI", TimeZone = "America/New_York" },
            new Schedule { Every = new Interval(1, ScheduleUnit.Weeks), Start = Workshop.Begin.AddHours(3), TimeZone = "Australia/Lord_Howe" },
            new Schedule { Every = new Interval(1, ScheduleUnit.Months), Start = Workshop.Begin.AddDays(30), TimeZone = "Asia/Kolkata" },
        ];
        var projects = new List<string>();
        foreach (var schedule in schedules)
        {
            projects.Add(await shop.ProjectAsync(schedule));
        }

        while (true)
        {
            var next = new List<DateTimeOffset>();
            foreach (var project in projects)
            {
                next.Add((await shop.LoadAsync(project)).Runs.NextDue!.Value);
            }

            if (next.Min() > end)
            {
                break;
            }

            shop.Clock.MoveTo(next.Min().AddSeconds(5));
            await shop.TickAsync();
            shop.Clock.Advance(TimeSpan.FromMinutes(2));
            await shop.EndAsync();
        }

        foreach (var (project, schedule) in projects.Zip(schedules))
        {
            var history = await shop.HistoryAsync(project);
            var expected = ScheduleTimes.Of(schedule).Next(Workshop.Begin, 1000).TakeWhile(due => due <= end);
            Assert.Equal(expected, history.Select(entry => entry.Due));
            Assert.All(history, entry => Assert.Equal(ExecutionStatus.Succeeded, entry.Status));
        }

        Assert.Equal(FreshnessState.Fresh, (await shop.LoadAsync(projects[0])).Runs.Freshness?.State);
    }

    [Fact]
    public async Task Hosts_that_tick_at_once_decide_each_due_time_once()
    {
        await using var shop = new Workshop(storage.Connection);
        await using var other = shop.Beside();
        await using var third = shop.Beside();
        var projects = new List<string>();
        for (var n = 0; n < 5; n++)
        {
            projects.Add(await shop.ProjectAsync(Hourly));
        }

        for (var hour = 1; hour <= 6; hour++)
        {
            shop.Clock.MoveTo(Workshop.Begin.AddHours(hour).AddSeconds(1));
            await Task.WhenAll(shop.TickAsync(), other.TickAsync(), third.TickAsync());
        }

        var started = shop.Started.Concat(other.Started).Concat(third.Started).ToList();
        Assert.Equal(30, started.Count);
        Assert.Equal(30, started.Distinct().Count());
        foreach (var project in projects)
        {
            Assert.Equal(Enumerable.Range(1, 6).Select(hour => Workshop.Begin.AddHours(hour)), (await shop.HistoryAsync(project)).Select(entry => entry.Due));
        }
    }

    [Fact]
    public async Task What_a_crash_left_unstarted_is_started_by_a_later_tick()
    {
        await using var shop = new Workshop(storage.Connection);
        var project = await shop.ProjectAsync(Hourly);
        shop.Clock.MoveTo(Workshop.Begin.AddHours(1));
        // Everything is written, then the process ends while the workflow is being started.
        await shop.Get<ScheduleTick>().RunAsync(_ => throw new IOException("The process ends here."), default);
        Assert.Empty(shop.Started);
        Assert.Single(await shop.HistoryAsync(project));

        // The operation is in the list of open ones, where the recovery timer finds it; the schedule goes on by itself.
        shop.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.TickAsync();
        var open = await shop.Get<Operations.OperationRepair>().UnfinishedAsync(default).ToListAsync();
        Assert.Equal([(await shop.LoadAsync(project)).Runs.Open[0].Operation], open.Where(one => one.Project == project).Select(one => one.Id));
        shop.Clock.MoveTo(Workshop.Begin.AddHours(2));
        await shop.TickAsync();
        Assert.Single(shop.Started);
        Assert.Equal([1, 2], (await shop.HistoryAsync(project)).Select(entry => (int)(entry.Due - Workshop.Begin).TotalHours));
    }

    [Fact]
    public async Task A_decided_run_without_an_operation_is_mended()
    {
        await using var shop = new Workshop(storage.Connection);
        var project = await shop.ProjectAsync(Hourly);
        shop.Clock.MoveTo(Workshop.Begin.AddHours(1));
        // What a crash right behind the transaction leaves.
        var read = await shop.LoadAsync(project);
        var run = shop.Get<RunDispatch>().NewTry(project, "out", ScheduleStore.ExecutionId(read.Runs.NextDue!.Value, "s"), read.Runs.NextDue.Value);
        var execution = new Execution
        {
            Id = run.Execution,
            Project = project,
            Node = "out",
            Trigger = RunTrigger.Schedule,
            Due = run.Due,
            Status = ExecutionStatus.Waiting,
            Operation = run.Operation,
            RequestedBy = "a@example.com",
            CreatedAt = run.Claimed,
        };
        var next = read.Runs.Admit(run, OverlapPolicy.Queue).Next with { NextDue = Workshop.Begin.AddHours(2) };
        await shop.Get<ScheduleStore>().Change(read, next).Add(execution).SubmitAsync(default);

        await shop.TickAsync();
        Assert.Empty(shop.Started); // its writer may be about to start it
        shop.Clock.Advance(TimeSpan.FromSeconds(30));
        await shop.TickAsync();
        Assert.Equal([run.Operation], shop.Started);
        await shop.EndAsync();
        shop.Clock.MoveTo(Workshop.Begin.AddHours(2));
        await shop.TickAsync();
        Assert.Equal(2, (await shop.HistoryAsync(project)).Count);
    }

    [Theory]
    [InlineData(CatchUpMode.None, 1)]
    [InlineData(CatchUpMode.Last, 1)]
    [InlineData(CatchUpMode.All, 5)]
    public async Task After_downtime_every_due_time_is_in_the_history(CatchUpMode mode, int begun)
    {
        await using var shop = new Workshop(storage.Connection);
        var project = await shop.ProjectAsync(Hourly with { CatchUp = new CatchUp(mode, 100), Overlap = OverlapPolicy.Skip });
        shop.Clock.MoveTo(Workshop.Begin.AddHours(5));
        await shop.TickAsync();
        var history = await shop.HistoryAsync(project);
        Assert.Equal(Enumerable.Range(1, 5).Select(hour => Workshop.Begin.AddHours(hour)), history.Select(entry => entry.Due));
        // The one that is due now meets those that are caught up with, and is left out by the policy.
        Assert.Equal(mode is CatchUpMode.All ? begun - 1 : begun, history.Count(entry => entry.Status is ExecutionStatus.Waiting));
        Assert.Equal(mode is CatchUpMode.All ? 0 : 4, history.Count(entry => entry.Status is ExecutionStatus.Missed));
    }

    [Fact]
    public async Task A_failed_run_is_tried_again_and_then_suspends_the_schedule()
    {
        await using var shop = new Workshop(storage.Connection);
        var project = await shop.ProjectAsync(Hourly with { Retries = new RetryRule(1, 60), SuspendAfter = 2 });
        for (var hour = 1; hour <= 2; hour++)
        {
            shop.Clock.MoveTo(Workshop.Begin.AddHours(hour));
            await shop.TickAsync();
            await shop.EndAsync(_ => false);
            Assert.Equal(ExecutionStatus.Retrying, (await shop.HistoryAsync(project))[^1].Status);
            shop.Clock.Advance(TimeSpan.FromSeconds(30));
            await shop.TickAsync();
            Assert.Empty(shop.Started);
            shop.Clock.Advance(TimeSpan.FromSeconds(31));
            await shop.TickAsync();
            Assert.Single(shop.Started);
            await shop.EndAsync(_ => false);
        }

        var history = await shop.HistoryAsync(project);
        Assert.Equal([2, 2], history.Select(entry => entry.Attempt));
        Assert.All(history, entry => Assert.Equal((ExecutionStatus.Failed, "made-to-fail", "SELECT 1"), (entry.Status, entry.Problem!.Code, entry.Sql)));
        Assert.Equal([RunSignal.RunFailed, RunSignal.RunSuspended], history[^1].Signals.AsEnumerable());
        Assert.Null((await shop.LoadAsync(project)).Runs.NextDue);
        shop.Clock.MoveTo(Workshop.Begin.AddHours(5));
        await shop.TickAsync();
        Assert.Empty(shop.Started);

        await shop.ScheduleAsync(project, Hourly, resumed: true);
        shop.Clock.MoveTo(Workshop.Begin.AddHours(6));
        await shop.TickAsync();
        await shop.EndAsync();
        Assert.Equal([RunSignal.RunRecovered], (await shop.HistoryAsync(project))[^1].Signals.AsEnumerable());
    }

    [Fact]
    public async Task A_deployment_follows_another_once()
    {
        await using var shop = new Workshop(storage.Connection);
        var first = await shop.ProjectAsync(Hourly);
        var second = await shop.ProjectAsync(new Schedule { After = new AfterDeployment(first, "out") });
        shop.Clock.MoveTo(Workshop.Begin.AddHours(1));
        await shop.TickAsync();
        await shop.EndAsync();
        // Told twice, as a workflow that broke off would.
        var source = (await shop.HistoryAsync(first))[0];
        var operation = await shop.Get<Operations.OperationStore>().RequireAsync(source.Operation!, default);
        shop.Clock.Advance(TimeSpan.FromMinutes(2));
        await shop.Get<RunOutcomes>().TellAsync(operation, default);
        await shop.TickAsync();
        await shop.TickAsync();
        await shop.EndAsync();
        var entry = Assert.Single(await shop.HistoryAsync(second));
        Assert.Equal((RunTrigger.After, ExecutionStatus.Succeeded, source.EndedAt), (entry.Trigger, entry.Status, entry.Due));
    }

    [Fact]
    public async Task Data_that_gets_too_old_is_late_until_a_run_succeeds()
    {
        await using var shop = new Workshop(storage.Connection);
        var project = await shop.ProjectAsync(Hourly with { Freshness = new FreshnessSla { WithinMinutes = 100, AtRiskMinutes = 10 } });
        var states = new List<FreshnessState?>();
        foreach (var minute in new[] { 1, 91, 101, 121 })
        {
            shop.Clock.MoveTo(Workshop.Begin.AddMinutes(minute));
            await shop.TickAsync();
            if (minute == 121)
            {
                await shop.EndAsync();
            }

            states.Add((await shop.LoadAsync(project)).Runs.Freshness?.State);
            Assert.Equal(minute == 101 ? 1 : 0, await shop.Get<DueIndex>().CountLateAsync(default));
        }

        Assert.Equal([FreshnessState.Fresh, FreshnessState.AtRisk, FreshnessState.Late, FreshnessState.Fresh], states);
        var history = await shop.Get<ScheduleStore>().FreshnessAsync(project, "out", 10, null, default);
        Assert.Equal(4, history.Items.Count);
    }

    [Fact]
    public async Task Paused_and_removed_schedules_leave_nothing_due()
    {
        await using var shop = new Workshop(storage.Connection);
        var project = await shop.ProjectAsync(Hourly);
        await shop.ScheduleAsync(project, Hourly with { Paused = true });
        shop.Clock.MoveTo(Workshop.Begin.AddHours(3));
        await shop.TickAsync();
        Assert.Empty(await shop.HistoryAsync(project));
        Assert.Equal(0, await shop.TickAsync());
    }

    [Fact]
    public async Task History_older_than_it_is_kept_is_deleted()
    {
        await using var shop = new Workshop(storage.Connection, limits: new RunLimits(KeepDays: 2));
        var project = await shop.ProjectAsync(Hourly with { Every = new Interval(1, ScheduleUnit.Days) });
        for (var day = 0; day < 5; day++)
        {
            shop.Clock.MoveTo(Workshop.Begin.AddDays(day).AddHours(1));
            await shop.TickAsync();
            await shop.EndAsync();
        }

        Assert.Equal(2, await shop.Get<ExecutionRetention>().RunAsync(default));
        Assert.Equal(3, (await shop.HistoryAsync(project)).Count);
    }
}
