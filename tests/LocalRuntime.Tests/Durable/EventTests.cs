using Handover.LocalRuntime.Tests.Support;

namespace Handover.LocalRuntime.Tests.Durable;

public static class EventFunctions
{
    [Function(nameof(TakeTwo))]
    public static async Task<string> TakeTwo([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.WaitForExternalEvent<object>("begin");
        return await context.WaitForExternalEvent<string>("e") + await context.WaitForExternalEvent<string>("E");
    }

    [Function(nameof(TwoWaits))]
    public static async Task<string> TwoWaits([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var a = context.WaitForExternalEvent<string>("e");
        var b = context.WaitForExternalEvent<string>("e");
        await Task.WhenAll(a, b);
        return $"a={await a} b={await b}";
    }

    [Function(nameof(TimesOut))]
    public static async Task<string> TimesOut([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("e", TimeSpan.FromMilliseconds(1));
        }
        catch (TaskCanceledException)
        {
            context.SetCustomStatus("timed out");
            return "late: " + await context.WaitForExternalEvent<string>("e");
        }
    }

    [Function(nameof(InTime))]
    public static Task<string> InTime([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.WaitForExternalEvent<string>("e", TimeSpan.FromDays(100));

    [Function(nameof(Cancelled))]
    public static async Task<string> Cancelled([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        var wait = context.WaitForExternalEvent<string>("e", cancellation.Token);
        cancellation.Cancel();
        try
        {
            return await wait;
        }
        catch (TaskCanceledException)
        {
            return "cancelled";
        }
    }

    [Function(nameof(WrongPayload))]
    public static async Task<string> WrongPayload([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.WaitForExternalEvent<int>("e");
        }
        catch (Exception e)
        {
            return e.Message;
        }

        return "none";
    }

    [Function(nameof(Sender))]
    public static async Task<string> Sender([OrchestrationTrigger] TaskOrchestrationContext context, string target)
    {
        context.SendEvent(target, "begin", 1);
        context.SendEvent(target, "e", "x");
        context.SendEvent("nobody", "e", "x");
        context.SendEvent(target, "e", "y");
        return await Task.FromResult("sent");
    }

    [Function(nameof(Generations))]
    public static async Task<string> Generations([OrchestrationTrigger] TaskOrchestrationContext context, State state)
    {
        if (state.Seen.Length == 0)
        {
            await context.WaitForExternalEvent<object>("begin");
        }

        var next = state with { Seen = state.Seen + await context.WaitForExternalEvent<string>("e") };
        if (next.Seen.Length < 3)
        {
            context.ContinueAsNew(next, state.Preserve);
            return "ignored";
        }

        return next.Seen;
    }

    public sealed record State(string Seen, bool Preserve);
}

public sealed class EventTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private TestHost host = null!;

    private DurableTaskClient Client => host.Client;

    public async Task InitializeAsync() => host = await TestHost.StartAsync(azurite.ConnectionString, [typeof(EventFunctions)]);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Events_wait_in_order_by_name_without_regard_to_case()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(EventFunctions.TakeTwo));
        await Client.RaiseEventAsync(id, "E", "1");
        await Client.RaiseEventAsync(id, "nobody waits for this", "0");
        await Client.RaiseEventAsync(id, "e", "2");
        await Client.RaiseEventAsync(id, "BEGIN");
        Assert.Equal("12", (await host.Completed(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Of_two_waits_on_one_name_the_last_gets_the_first_event()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(EventFunctions.TwoWaits));
        await Client.WaitForInstanceStartAsync(id);
        await Client.RaiseEventAsync(id, "e", "1");
        await Client.RaiseEventAsync(id, "e", "2");
        Assert.Equal("a=2 b=1", (await host.Completed(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_that_times_out_is_cancelled_and_a_later_event_goes_to_a_later_wait()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(EventFunctions.TimesOut));
        await TestHost.Until(
            async () => (await Client.GetInstanceAsync(id, true))!.SerializedCustomStatus == "\"timed out\"", "the wait timed out");
        await Client.RaiseEventAsync(id, "e", "x");
        Assert.Equal("late: x", (await host.Completed(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task An_event_in_time_does_not_leave_the_timer_open()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(EventFunctions.InTime));
        await Client.WaitForInstanceStartAsync(id);
        await Client.RaiseEventAsync(id, "e", "x");
        Assert.Equal("x", (await host.Completed(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_wait_can_be_cancelled() =>
        Assert.Equal("cancelled", (await host.Run(nameof(EventFunctions.Cancelled))).ReadOutputAs<string>());

    [Fact]
    public async Task A_payload_of_another_type_fails_the_orchestration_whatever_it_catches()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(EventFunctions.WrongPayload));
        await Client.RaiseEventAsync(id, "e", "text");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.Completed(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Orchestrators_send_each_other_events()
    {
        var target = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(EventFunctions.TakeTwo));
        Assert.Equal("sent", (await host.Run(nameof(EventFunctions.Sender), target)).ReadOutputAs<string>());
        Assert.Equal("xy", (await host.Completed(target)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_for_unknown_or_ended_instances_throw()
    {
        await Assert.ThrowsAsync<OrchestrationNotFoundException>(() => Client.RaiseEventAsync("nobody", "e", "x"));
        var ended = await host.Run(nameof(EventFunctions.Cancelled));
        await Assert.ThrowsAsync<OrchestrationCallException>(() => Client.RaiseEventAsync(ended.InstanceId, "e", "x"));
    }

    [Fact]
    public async Task Events_during_a_suspension_and_before_a_planned_start_are_kept()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(EventFunctions.TakeTwo));
        await Client.WaitForInstanceStartAsync(id);
        await Client.SuspendInstanceAsync(id);
        foreach (var name in new[] { "begin", "e", "e" })
        {
            await Client.RaiseEventAsync(id, name, "x");
        }

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await Client.GetInstanceAsync(id))!.RuntimeStatus);
        await Client.ResumeInstanceAsync(id);
        Assert.Equal("xx", (await host.Completed(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true, "abc")]
    [InlineData(false, "adf")]
    public async Task Continuing_as_new_keeps_or_drops_events_not_taken(bool preserve, string seen)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(EventFunctions.Generations), new EventFunctions.State("", preserve));
        await Client.WaitForInstanceStartAsync(id);
        foreach (var letter in "abc")
        {
            await Client.RaiseEventAsync(id, "e", letter.ToString());
        }

        await Client.RaiseEventAsync(id, "begin");
        for (var (letters, n) = ("df", 1); !preserve && n <= 2; n++)
        {
            await TestHost.Until(
                async () => (await Client.GetInstanceAsync(id, true))!.ReadInputAs<EventFunctions.State>()!.Seen.Length == n, "the next generation began");
            await Client.RaiseEventAsync(id, "e", letters[n - 1].ToString());
        }

        var ended = await host.Completed(id);
        Assert.Equal(seen, ended.ReadOutputAs<string>());
        Assert.Equal(seen[..2], ended.ReadInputAs<EventFunctions.State>()!.Seen);
    }
}
