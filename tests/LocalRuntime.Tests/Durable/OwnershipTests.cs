using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Handover.LocalRuntime.Durable;
using Handover.LocalRuntime.Tests.Support;

namespace Handover.LocalRuntime.Tests.Durable;

public sealed class OwnershipTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly string hub = AzuriteFixture.UniqueName("hub");

    [Fact]
    public async Task A_second_host_of_a_hub_refuses_and_names_the_owner()
    {
        await using var first = await Start();
        var error = await Assert.ThrowsAsync<TaskHubOwnershipException>(
            () => Start(builder => builder.Durable.OwnershipConflict = HubOwnershipConflict.Refuse));
        Assert.Contains($"is owned by process {Environment.ProcessId} on {Environment.MachineName}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_host_waits_and_takes_over_when_the_first_stops()
    {
        var first = await Start();
        await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(ManagedFunctions.Waits), null, new StartOrchestrationOptions("i"));
        var starting = Start();
        Assert.False(starting.IsCompleted);
        await first.DisposeAsync();
        await using var second = await starting;
        await second.Client.RaiseEventAsync("i", "go", "x");
        Assert.Equal("x", (await second.Completed("i")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task The_hub_of_a_process_killed_on_this_machine_is_taken_at_once()
    {
        using var owner = ChildHost.Start(azurite.ConnectionString, hub, nameof(KillableFunctions.TenSteps), "", "idle");
        Assert.Equal("ready", await owner.StandardOutput.ReadLineAsync());
        await Assert.ThrowsAsync<TaskHubOwnershipException>(() => Start(builder => builder.Durable.OwnershipConflict = HubOwnershipConflict.Refuse));
        owner.Kill();
        await owner.WaitForExitAsync();
        await using var host = await Start(builder => builder.Durable.OwnershipConflict = HubOwnershipConflict.Refuse);
        Assert.Equal("done x", (await host.Run(nameof(ManagedFunctions.Quick), "x")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task A_host_that_lost_the_hub_stops_and_serves_nothing_more()
    {
        await using var host = await Start();
        var stopped = new TaskCompletionSource();
        using var registration = host.App.Web.Lifetime.ApplicationStopping.Register(stopped.SetResult);
        var blob = new BlobContainerClient(azurite.ConnectionString, $"{hub}-durable").GetBlobClient("owner");
        await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60));
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TaskHubOwnershipException>(() => host.Client.GetInstanceAsync("i"));
        await Assert.ThrowsAsync<TaskHubOwnershipException>(
            () => host.Client.ScheduleNewOrchestrationInstanceAsync(nameof(ManagedFunctions.Quick)));
    }

    [Fact]
    public async Task A_stale_owner_cannot_append_to_an_instance_that_another_has_taken()
    {
        await using var stale = await Start();
        await stale.Client.ScheduleNewOrchestrationInstanceAsync(nameof(ManagedFunctions.Waits), null, new StartOrchestrationOptions("i"));
        await stale.Client.WaitForInstanceStartAsync("i");
        var table = new TableClient(azurite.ConnectionString, hub + "Instances");
        var store = new HubStore(table, new PayloadBlobs(new BlobContainerClient(azurite.ConnectionString, $"{hub}-durable")));
        var (_, taken) = await store.TakeOver("i", "another owner", CancellationToken.None);
        await Assert.ThrowsAsync<TaskHubOwnershipException>(() => stale.Client.RaiseEventAsync("i", "go", "x"));
        var (_, after) = await store.TakeOver("i", "another owner", CancellationToken.None);
        Assert.Equal(taken, after);
    }

    [Fact]
    public async Task Storage_trouble_is_ridden_out()
    {
        var troubles = 3;
        await using var host = await Start(builder => builder.Durable.Probe = new EngineProbe
        {
            Committing = _ => Interlocked.Decrement(ref troubles) >= 0
                ? throw new Azure.RequestFailedException(503, "The server is busy.")
                : Task.CompletedTask,
        });
        Assert.Equal("done x", (await host.Run(nameof(ManagedFunctions.Quick), "x")).ReadOutputAs<string>());
        Assert.Equal(3, host.Logs.Entries.Count(e => e.Message.Contains("could not be saved", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stop_interrupts_an_activity_and_the_next_start_runs_it_again()
    {
        InterruptedFunctions.Runs = 0;
        await using (var first = await Start(functions: typeof(InterruptedFunctions)))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync(nameof(InterruptedFunctions.Long), null, new StartOrchestrationOptions("i"));
            await InterruptedFunctions.Running.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        await using var second = await Start(functions: typeof(InterruptedFunctions));
        Assert.Equal("2", (await second.Completed("i")).SerializedOutput);
    }

    private Task<TestHost> Start(Action<LocalFunctionsApplicationBuilder>? configure = null, Type? functions = null) =>
        TestHost.StartAsync(azurite.ConnectionString, [functions ?? typeof(ManagedFunctions)], configure, hub);

    public static class InterruptedFunctions
    {
        public static int Runs { get; set; }

        public static TaskCompletionSource Running { get; } = new();

        [Function(nameof(Work))]
        public static async Task<int> Work([ActivityTrigger] object? input, CancellationToken cancellation)
        {
            Assert.Null(input);
            Running.TrySetResult();
            if (++Runs == 1)
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            return Runs;
        }

        [Function(nameof(Long))]
        public static Task<int> Long([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<int>(nameof(Work));
    }
}
