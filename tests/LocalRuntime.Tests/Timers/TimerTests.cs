using System.Collections.Concurrent;
using System.Net;
using Handover.LocalRuntime.Tests.Support;
using Handover.LocalRuntime.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.LocalRuntime.Tests.Timers;

/// <summary>What the timer functions of a test saw; a gate keeps a run going until the test lets it end.</summary>
public sealed class TimerRecord
{
    public ConcurrentQueue<(string Name, TimerInfo Info)> Runs { get; } = new();

    public Func<Task> During { get; set; } = () => Task.CompletedTask;

    public Task Add(string name, TimerInfo info)
    {
        Runs.Enqueue((name, info));
        return During();
    }
}

public sealed class HourlyFunction(TimerRecord record)
{
    [Function("Hourly")]
    public Task Run([TimerTrigger("0 * * * *")] TimerInfo info) => record.Add("Hourly", info);
}

public sealed class SecondsFunction(TimerRecord record)
{
    [Function("Seconds")]
    public Task Run([TimerTrigger("*/10 * * * * *")] TimerInfo info) => record.Add("Seconds", info);
}

public sealed class SettingFunction(TimerRecord record)
{
    [Function("Setting")]
    public Task Run([TimerTrigger("%EVERY%", RunOnStartup = true)] TimerInfo info) => record.Add("Setting", info);
}

public sealed class FailingTimer(TimerRecord record)
{
    [Function("Failing")]
    public async Task Run([TimerTrigger("00:00:25")] TimerInfo info, CancellationToken cancellation)
    {
        await record.Add("Failing", info);
        cancellation.ThrowIfCancellationRequested();
        throw new InvalidOperationException("as always");
    }
}

public sealed class TimerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly ManualTime time = new();
    private readonly TimerRecord record = new();
    private readonly string hub = AzuriteFixture.UniqueName("hub");

    [Fact]
    public async Task A_monitored_schedule_tells_the_last_run_and_this_occurrence()
    {
        await using var host = await Start(typeof(HourlyFunction));
        await Due(TimeSpan.FromHours(1), 1);
        await Due(TimeSpan.FromHours(1), 2);
        var (first, second) = (record.Runs.First().Info.ScheduleStatus!, record.Runs.Last().Info.ScheduleStatus!);
        Assert.Equal((default, At(13)), (first.Last, first.Next.ToUniversalTime()));
        Assert.Equal((At(13), At(14), At(13)), (second.Last.ToUniversalTime(), second.Next.ToUniversalTime(), second.LastUpdated.ToUniversalTime()));
        Assert.Equal(DateTimeKind.Local, second.Next.Kind);
        Assert.All(record.Runs, run => Assert.False(run.Info.IsPastDue));
    }

    [Fact]
    public async Task A_schedule_under_a_minute_has_no_status_and_does_not_catch_up()
    {
        await using (await Start(typeof(SecondsFunction)))
        {
            await Due(TimeSpan.FromSeconds(10), 1);
            Assert.Null(record.Runs.First().Info.ScheduleStatus);
        }

        time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        await using var again = await Start(typeof(SecondsFunction));
        await Armed();
        Assert.Single(record.Runs);
    }

    [Fact]
    public async Task Runs_missed_while_the_host_was_down_are_made_up_by_one()
    {
        await using (await Start(typeof(HourlyFunction)))
        {
            await Due(TimeSpan.FromHours(1), 1);
        }

        time.Advance(TimeSpan.FromHours(3.5));
        await using var again = await Start(typeof(HourlyFunction));
        await Armed();
        var (_, info) = Assert.Single(record.Runs.Skip(1));
        Assert.True(info.IsPastDue);
        Assert.Equal(At(14), info.ScheduleStatus!.Next.ToUniversalTime());
        await Due(TimeSpan.FromHours(0.5), 3);
        Assert.Equal((false, At(17)), (record.Runs.Last().Info.IsPastDue, record.Runs.Last().Info.ScheduleStatus!.Next.ToUniversalTime()));
    }

    [Fact]
    public async Task Runs_do_not_overlap_and_a_missed_one_follows_at_once()
    {
        var running = new TaskCompletionSource();
        record.During = () => running.Task;
        await using var host = await Start(typeof(SecondsFunction));
        await Armed();
        time.Advance(TimeSpan.FromSeconds(10));
        await TestHost.Until(() => Task.FromResult(record.Runs.Count == 1), "it runs");
        time.Advance(TimeSpan.FromSeconds(14));
        Assert.Single(record.Runs);
        record.During = () => Task.CompletedTask;
        running.SetResult();
        await TestHost.Until(() => Task.FromResult(record.Runs.Count == 2), "the missed one has run");
        await Armed();
        Assert.Equal(2, record.Runs.Count);
    }

    [Fact]
    public async Task Schedules_come_from_settings_and_may_run_at_the_start()
    {
        await using var host = await Start(typeof(SettingFunction), builder => builder.Configuration["EVERY"] = "0 0 0 * * *");
        await Armed();
        var (_, info) = Assert.Single(record.Runs);
        Assert.Equal((false, At(24)), (info.IsPastDue, info.ScheduleStatus!.Next.ToUniversalTime()));
    }

    [Fact]
    public async Task A_failed_run_is_logged_and_the_next_comes_by_the_interval()
    {
        await using var host = await Start(typeof(FailingTimer));
        await Due(TimeSpan.FromSeconds(25), 1);
        await Due(TimeSpan.FromSeconds(25), 2);
        Assert.Contains(host.Logs.Entries, e => e.Category == "Function.Failing" && e.Error is InvalidOperationException);
    }

    [Fact]
    public async Task A_disabled_timer_runs_by_hand_only()
    {
        await using var host = await Start(typeof(HourlyFunction), builder => builder.Configuration["AzureWebJobs.Hourly.Disabled"] = "true");
        Assert.Equal(0, time.ArmedTimers);
        using var ran = await host.Http.PostAsync(new Uri("/admin/functions/hourly", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Accepted, ran.StatusCode);
        await TestHost.Until(() => Task.FromResult(record.Runs.Count == 1), "it ran by hand");
        using var unknown = await host.Http.PostAsync(new Uri("/admin/functions/nobody", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        var host = await Start(typeof(HourlyFunction));
        await Armed();
        await host.DisposeAsync();
        Assert.Equal(0, time.ArmedTimers);
        Assert.Empty(record.Runs);
    }

    [Theory]
    [InlineData("0 * * * *", true)]
    [InlineData("0 * * * * *", true)]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("0,1 0 0 * * *", false)]
    [InlineData("00:01:00", true)]
    [InlineData("00:00:59", false)]
    public void A_minute_or_longer_is_monitored(string schedule, bool monitored) =>
        Assert.Equal(monitored, TimerSchedule.Parse(schedule).IsAMinuteOrLonger);

    private static DateTime At(int hour) => new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(hour);

    private Task<TestHost> Start(Type functions, Action<LocalFunctionsApplicationBuilder>? configure = null) => TestHost.StartAsync(
        azurite.ConnectionString, [functions], builder =>
        {
            builder.Services.AddSingleton(record);
            configure?.Invoke(builder);
        },
        hub, time);

    private Task Armed() => TestHost.Until(() => Task.FromResult(time.ArmedTimers == 1), "the timer waits for its next occurrence");

    private async Task Due(TimeSpan after, int runs)
    {
        await Armed();
        time.Advance(after);
        await TestHost.Until(() => Task.FromResult(record.Runs.Count == runs), $"it has run {runs} times");
        await Armed();
    }
}
