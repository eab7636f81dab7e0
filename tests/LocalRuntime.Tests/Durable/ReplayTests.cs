using System.Collections.Concurrent;
using Handover.LocalRuntime.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Tests.Durable;

public static class ReplayFunctions
{
    public static ConcurrentQueue<string> Seen { get; } = new();

    [Function(nameof(Echo))]
    public static string Echo([ActivityTrigger] string text) => text;

    [Function(nameof(TwoSteps))]
    public static async Task<string> TwoSteps([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var log = context.CreateReplaySafeLogger("Replay");
        var first = (Id: context.NewGuid(), Time: context.CurrentUtcDateTime);
        Seen.Enqueue($"A {context.IsReplaying}");
        Seen.Enqueue($"id {first.Id} {first.Time:O}");
        log.LogInformation("A");
        await context.CallActivityAsync<string>(nameof(Echo), "x");
        Seen.Enqueue($"B {context.IsReplaying}");
        log.LogInformation("B");
        await context.CallActivityAsync<string>(nameof(Echo), "y");
        Seen.Enqueue($"C {context.IsReplaying}");
        log.LogInformation("C");
        Assert.Equal(DateTimeKind.Utc, context.CurrentUtcDateTime.Kind);
        Assert.NotEqual(first.Id, context.NewGuid());
        Assert.True(context.CurrentUtcDateTime >= first.Time);
        return "done";
    }

    [Function(nameof(Status))]
    public static async Task Status([OrchestrationTrigger] TaskOrchestrationContext context, int length)
    {
        context.SetCustomStatus(new string('x', length));
        await context.CallActivityAsync<string>(nameof(Echo), "x");
    }

    [Function(nameof(Delays))]
    public static Task Delays([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.Delay(context.CurrentUtcDateTime.AddDays(1) - context.CurrentUtcDateTime);

    [Function(nameof(DelaysBesideATimer))]
    public static async Task DelaysBesideATimer([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        await Task.WhenAny(context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token), Task.Delay(1));
        cancellation.Cancel();
    }

    [Function(nameof(LeavesTheThread))]
    public static async Task LeavesTheThread([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var timer = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
        await Task.Run(() => 1).ConfigureAwait(false);
        await context.CallActivityAsync<string>(nameof(Echo), "x");
        await timer;
    }

    [Function(nameof(Continues))]
    public static async Task<string> Continues([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var first = context.CallActivityAsync<string>(nameof(Echo), "x");
        return await first.ContinueWith(done => done.Result + "!", CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Current);
    }
}

public sealed class ReplayTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private TestHost host = null!;

    public async Task InitializeAsync() => host = await TestHost.StartAsync(azurite.ConnectionString, [typeof(ReplayFunctions)]);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Each_episode_replays_from_the_top_with_the_same_ids_and_times_and_logs_once()
    {
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Run(nameof(ReplayFunctions.TwoSteps))).RuntimeStatus);
        Assert.Equal(
            ["A False", "A True", "B False", "A True", "B True", "C False"],
            ReplayFunctions.Seen.Where(line => !line.StartsWith("id", StringComparison.Ordinal)));
        Assert.Single(ReplayFunctions.Seen.Where(line => line.StartsWith("id", StringComparison.Ordinal)).Distinct());
        Assert.Equal(["A", "B", "C"], host.Logs.MessagesOf("Replay"));
    }

    [Fact]
    public async Task The_custom_status_stays_after_the_end()
    {
        var ended = await host.Run(nameof(ReplayFunctions.Status), 5);
        Assert.Equal("\"xxxxx\"", ended.SerializedCustomStatus);
    }

    [Fact]
    public async Task A_custom_status_over_16_KB_fails_the_orchestration()
    {
        var ended = await host.Run(nameof(ReplayFunctions.Status), 10_000);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("CustomStatus is too large: limit = 16 KB", ended.SerializedOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(ReplayFunctions.Delays))]
    [InlineData(nameof(ReplayFunctions.DelaysBesideATimer))]
    [InlineData(nameof(ReplayFunctions.LeavesTheThread))]
    public async Task An_await_that_is_not_durable_fails_the_orchestration_and_says_so(string orchestrator)
    {
        var ended = await host.Run(orchestrator);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.StartsWith(typeof(ForeignAwaitException).FullName!, ended.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Continuations_on_the_orchestrators_scheduler_are_its_own() =>
        Assert.Equal("x!", (await host.Run(nameof(ReplayFunctions.Continues))).ReadOutputAs<string>());
}
