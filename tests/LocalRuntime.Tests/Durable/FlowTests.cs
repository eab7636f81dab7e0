using System.Text.Json;
using System.Text.Json.Serialization;
using Handover.LocalRuntime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.LocalRuntime.Tests.Durable;

public static class FlowFunctions
{
    private static int running;
    private static int most;

    public static int MostAtOnce => most;

    public enum Colour
    {
        Red,
        Green,
    }

    public sealed record Paint(Colour Colour, string? Note, decimal Price);

    [Function(nameof(Busy))]
    public static async Task<int> Busy([ActivityTrigger] int number)
    {
        var now = Interlocked.Increment(ref running);
        InterlockedMax(now);
        await Task.Yield();
        Thread.SpinWait(200_000);
        Interlocked.Decrement(ref running);
        return number;
    }

    [Function(nameof(FanOut))]
    public static async Task<int> FanOut([OrchestrationTrigger] TaskOrchestrationContext context, int width) =>
        (await Task.WhenAll(Enumerable.Range(0, width).Select(n => context.CallActivityAsync<int>(nameof(Busy), n)))).Sum();

    [Function(nameof(WhoAmI))]
    public static Task<string[]> WhoAmI([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.FromResult(new[] { context.InstanceId, context.Parent?.InstanceId ?? "", context.Parent?.Name.Name ?? "", context.Name.Name });

    [Function(nameof(Parent))]
    public static async Task<string[][]> Parent([OrchestrationTrigger] TaskOrchestrationContext context) => await Task.WhenAll(
        context.CallSubOrchestratorAsync<string[]>(nameof(WhoAmI)),
        context.CallSubOrchestratorAsync<string[]>(nameof(WhoAmI)),
        context.CallSubOrchestratorAsync<string[]>(nameof(WhoAmI), new TaskOptions().WithInstanceId(context.InstanceId + "-named")));

    [Function(nameof(Race))]
    public static async Task<string> Race([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        var slow = context.CreateTimer(TimeSpan.FromDays(40), cancellation.Token);
        var fast = context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        var won = await Task.WhenAny(slow, fast) == fast ? "fast" : "slow";
        cancellation.Cancel();
        var cancelled = slow.IsCanceled;
        await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
        await context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None);
        return $"{won} {cancelled}";
    }

    [Function(nameof(LeavesATimer))]
    public static async Task<string> LeavesATimer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        _ = context.CreateTimer(TimeSpan.FromDays(40), CancellationToken.None);
        return await Task.FromResult("returned");
    }

    [Function(nameof(Echo))]
    public static Paint Echo([ActivityTrigger] Paint paint) => paint;

    [Function(nameof(Paints))]
    public static async Task<Paint> Paints([OrchestrationTrigger] TaskOrchestrationContext context, Paint paint)
    {
        context.SetCustomStatus(paint with { Note = null });
        return await context.CallActivityAsync<Paint>(nameof(Echo), paint);
    }

    private static void InterlockedMax(int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}

public sealed class FlowTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private Task<TestHost> Start(Action<LocalFunctionsApplicationBuilder>? configure = null, TimeProvider? time = null, string? hub = null) =>
        TestHost.StartAsync(azurite.ConnectionString, [typeof(FlowFunctions)], configure, hub, time);

    [Fact]
    public async Task Activities_run_at_once_but_no_more_than_allowed()
    {
        await using var host = await Start(builder => builder.Durable.MaxConcurrentActivityFunctions = 3);
        Assert.Equal("1225", (await host.Run(nameof(FlowFunctions.FanOut), 50)).SerializedOutput);
        Assert.InRange(FlowFunctions.MostAtOnce, 2, 3);
    }

    [Fact]
    public async Task Sub_orchestrations_know_their_parent_and_have_ids_of_their_own()
    {
        await using var host = await Start();
        var children = (await host.Run(nameof(FlowFunctions.Parent), id: "p")).ReadOutputAs<string[][]>()!;
        Assert.All(children, child => Assert.Equal(["p", "Parent", "WhoAmI"], child[1..]));
        Assert.Matches("^[0-9a-f]{32}$", children[0][0]);
        Assert.Equal(3, children.Select(child => child[0]).Distinct().Count());
        Assert.Equal("p-named", children[2][0]);
        Assert.True((await host.Client.GetInstanceAsync(children[0][0]))!.IsCompleted);
        Assert.Equal(["WhoAmI"], (await host.Run(nameof(FlowFunctions.WhoAmI))).ReadOutputAs<string[]>()![3..]);
    }

    [Fact]
    public async Task Timers_race_are_cancelled_and_past_ones_fire_at_once()
    {
        var time = new ManualTime();
        await using var host = await Start(time: time);
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(FlowFunctions.Race));
        await TestHost.Until(() => Task.FromResult(time.ArmedTimers == 2), "both timers are armed");
        time.Advance(TimeSpan.FromHours(1));
        await TestHost.Until(
            async () =>
            {
                time.Advance(TimeSpan.Zero);
                return (await host.Client.GetInstanceAsync(id))!.IsCompleted;
            },
            "the race is over");
        Assert.Equal("fast True", (await host.Completed(id)).ReadOutputAs<string>());
        Assert.Equal(0, time.ArmedTimers);
    }

    [Fact]
    public async Task An_open_timer_keeps_the_instance_running_over_a_restart_until_it_fires()
    {
        var time = new ManualTime();
        var hub = AzuriteFixture.UniqueName("hub");
        await using (var before = await Start(time: time, hub: hub))
        {
            await before.Client.ScheduleNewOrchestrationInstanceAsync(nameof(FlowFunctions.LeavesATimer), null, new StartOrchestrationOptions("i"));
            await TestHost.Until(() => Task.FromResult(time.ArmedTimers == 1), "the timer is armed");
        }

        await using var host = await Start(time: time, hub: hub);
        Assert.True((await host.Client.GetInstanceAsync("i"))!.IsRunning);
        time.Advance(TimeSpan.FromDays(39));
        Assert.True((await host.Client.GetInstanceAsync("i"))!.IsRunning);
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("returned", (await host.Completed("i")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Payloads_are_in_the_workers_own_JSON()
    {
        await using var host = await Start();
        var input = JsonSerializer.Deserialize<JsonElement>("""{"colour":1,"note":null,"price":1.50}""");
        var ended = await host.Run(nameof(FlowFunctions.Paints), input);
        Assert.Equal("""{"colour":1,"note":null,"price":1.50}""", ended.SerializedInput);
        Assert.Equal("""{"Colour":1,"Note":null,"Price":1.50}""", ended.SerializedOutput);
    }

    [Fact]
    public async Task Payloads_heed_the_options_configured()
    {
        await using var host = await Start(builder => builder.Services.Configure<JsonSerializerOptions>(options =>
        {
            options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            options.Converters.Add(new JsonStringEnumConverter());
        }));
        var ended = await host.Run(nameof(FlowFunctions.Paints), new FlowFunctions.Paint(FlowFunctions.Colour.Green, "n", 2));
        Assert.Equal("""{"colour":"Green","note":"n","price":2}""", ended.SerializedInput);
        Assert.Equal(ended.SerializedInput, ended.SerializedOutput);
        Assert.Equal("""{"colour":"Green","note":null,"price":2}""", ended.SerializedCustomStatus);
    }

    [Theory]
    [InlineData(31_000)]
    [InlineData(300_000)]
    [InlineData(3_000_000)]
    public async Task Large_payloads_go_through_within_Azures_limits(int length)
    {
        var hub = AzuriteFixture.UniqueName("hub");
        var note = new string('é', length);
        await using (var host = await Start(hub: hub))
        {
            var ended = await host.Run(nameof(FlowFunctions.Paints), new FlowFunctions.Paint(FlowFunctions.Colour.Red, note, 1), "large");
            Assert.Equal(note, ended.ReadOutputAs<FlowFunctions.Paint>()!.Note);
        }

        await StorageLimits.Check(azurite.ConnectionString, hub);
        await using var again = await Start(hub: hub);
        Assert.Equal(1, (await again.Client.PurgeInstanceAsync("large")).PurgedInstanceCount);
        Assert.Equal((0, 1), await StorageLimits.Count(azurite.ConnectionString, hub));
    }
}
