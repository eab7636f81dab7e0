using System.Collections.Concurrent;
using Handover.LocalRuntime.Tests.Support;

namespace Handover.LocalRuntime.Tests.Durable;

public static class RetryFunctions
{
    public static ConcurrentDictionary<string, int> Calls { get; } = new();

    [Function(nameof(FailsTwice))]
    public static int FailsTwice([ActivityTrigger] string key)
    {
        var call = Calls.AddOrUpdate(key, 1, (_, n) => n + 1);
        return call > 2 ? call : throw new InvalidOperationException($"call {call}");
    }

    [Function(nameof(ChildFailsTwice))]
    public static Task<int> ChildFailsTwice([OrchestrationTrigger] TaskOrchestrationContext context, string key) =>
        context.CallActivityAsync<int>(nameof(FailsTwice), key);

    [Function(nameof(ByPolicy))]
    public static async Task<string> ByPolicy([OrchestrationTrigger] TaskOrchestrationContext context, int attempts)
    {
        var policy = new RetryPolicy(attempts, TimeSpan.FromMilliseconds(1), 2);
        return await Try(() => context.CallActivityAsync<int>(nameof(FailsTwice), context.InstanceId, TaskOptions.FromRetryPolicy(policy)));
    }

    [Function(nameof(ByRefusal))]
    public static async Task<string> ByRefusal([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var policy = new RetryPolicy(9, TimeSpan.FromMilliseconds(1)) { HandleFailure = failure => !failure.ErrorMessage.Contains('2') };
        return await Try(() => context.CallActivityAsync<int>(nameof(FailsTwice), context.InstanceId, TaskOptions.FromRetryPolicy(policy)));
    }

    [Function(nameof(ByHandler))]
    public static async Task<string> ByHandler([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var attempts = new List<int>();
        var options = TaskOptions.FromRetryHandler(async retry =>
        {
            attempts.Add(retry.LastAttemptNumber);
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMilliseconds(1), retry.CancellationToken);
            return retry.LastFailure.IsCausedBy<InvalidOperationException>();
        });
        var result = await context.CallActivityAsync<int>(nameof(FailsTwice), context.InstanceId, options);
        return $"{result} after {string.Join(',', attempts)}";
    }

    [Function(nameof(ChildByPolicy))]
    public static Task<int> ChildByPolicy([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallSubOrchestratorAsync<int>(
        nameof(ChildFailsTwice), context.InstanceId, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(1))));

    private static async Task<string> Try(Func<Task<int>> call)
    {
        try
        {
            return $"{await call()}";
        }
        catch (TaskFailedException e)
        {
            return $"#{e.TaskId} {e.FailureDetails.ErrorMessage}";
        }
    }
}

public sealed class RetryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly TaskFailureDetails Failure = new("T", "m", null, null, null);
    private TestHost host = null!;

    public async Task InitializeAsync() => host = await TestHost.StartAsync(azurite.ConnectionString, [typeof(RetryFunctions)]);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_policy_gives_as_many_attempts_in_total()
    {
        Assert.Equal("3", await Run(nameof(RetryFunctions.ByPolicy), 3));
        // Attempts and the timers between them count: attempt 0, timer 1, attempt 2.
        Assert.Equal("#2 call 2", await Run(nameof(RetryFunctions.ByPolicy), 2));
    }

    [Fact]
    public async Task A_failure_that_is_not_handled_surfaces_at_once() =>
        Assert.Equal("#2 call 2", await Run(nameof(RetryFunctions.ByRefusal)));

    [Fact]
    public async Task A_handler_runs_in_the_orchestrator_and_counts_from_one() =>
        Assert.Equal("3 after 1,2", await Run(nameof(RetryFunctions.ByHandler)));

    [Fact]
    public async Task Sub_orchestrations_are_retried_too() =>
        Assert.Equal("3", (await host.Run(nameof(RetryFunctions.ChildByPolicy))).SerializedOutput);

    [Fact]
    public void Delays_grow_by_the_coefficient_up_to_the_longest()
    {
        var policy = new RetryPolicy(9, TimeSpan.FromSeconds(1), 3, TimeSpan.FromSeconds(10));
        Assert.Equal(
            [1, 3, 9, 10], Enumerable.Range(1, 4).Select(n => policy.DelayAfter(n, TimeSpan.Zero, Failure)!.Value.TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(1), new RetryPolicy(99, TimeSpan.FromMinutes(50), 2).DelayAfter(2, TimeSpan.Zero, Failure));
    }

    [Fact]
    public void The_timeout_is_looked_at_when_an_attempt_fails()
    {
        var policy = new RetryPolicy(9, TimeSpan.FromSeconds(1), retryTimeout: TimeSpan.FromSeconds(6));
        Assert.NotNull(policy.DelayAfter(3, TimeSpan.FromSeconds(5.9), Failure));
        Assert.Null(policy.DelayAfter(3, TimeSpan.FromSeconds(6), Failure));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Attempts_and_intervals_must_be_positive(int attempts, int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(attempts, TimeSpan.FromSeconds(seconds)));

    private async Task<string?> Run(string orchestrator, object? input = null) => (await host.Run(orchestrator, input)).ReadOutputAs<string>();
}
