using Handover.LocalRuntime.Tests.Support;

namespace Handover.LocalRuntime.Tests.Durable;

public static class ManagedFunctions
{
    [Function(nameof(Waits))]
    public static Task<string> Waits([OrchestrationTrigger] TaskOrchestrationContext context) => context.WaitForExternalEvent<string>("go");

    [Function(nameof(Quick))]
    public static Task<string> Quick([OrchestrationTrigger] TaskOrchestrationContext context, string? input)
    {
        context.SetCustomStatus(new { Step = 1 });
        return Task.FromResult("done " + input);
    }

    [Function(nameof(Parent))]
    public static Task<string> Parent([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<string>(nameof(Waits), options: new SubOrchestrationOptions(instanceId: context.InstanceId + "-child"));
}

public sealed class ManagementTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private TestHost host = null!;

    private DurableTaskClient Client => host.Client;

    public async Task InitializeAsync() => host = await TestHost.StartAsync(azurite.ConnectionString, [typeof(ManagedFunctions)]);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Of_many_starts_of_one_id_one_wins()
    {
        var starts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Record.ExceptionAsync(() => Start(nameof(ManagedFunctions.Waits), "one"))));
        Assert.Single(starts, e => e is null);
        Assert.All(starts.Where(e => e is not null), e => Assert.Equal(
            "An Orchestration instance with the ID one already exists.", Assert.IsType<OrchestrationAlreadyExistsException>(e).Message));
    }

    [Fact]
    public async Task An_ended_instance_is_replaced_unless_its_status_is_deduplicated()
    {
        var first = await host.Run(nameof(ManagedFunctions.Quick), "a", "again");
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ManagedFunctions.Quick), "b", new StartOrchestrationOptions("again").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed)));
        await Start(nameof(ManagedFunctions.Waits), "again");
        var second = (await Client.WaitForInstanceStartAsync("again", true))!;
        Assert.Equal((nameof(ManagedFunctions.Waits), null), (second.Name, second.SerializedOutput));
        Assert.True(second.CreatedAt > first.CreatedAt);
        await Client.RaiseEventAsync("again", "go", "x");
        Assert.Equal("x", (await host.Completed("again")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("a/b?c#d\\e f%g+h!i")]
    [InlineData("ümlaut→")]
    public async Task Any_id_works_as_a_key(string id)
    {
        var ended = await host.Run(nameof(ManagedFunctions.Quick), "x", id);
        Assert.Equal((id, "done x"), (ended.InstanceId, ended.ReadOutputAs<string>()));
        Assert.Contains(await All(new OrchestrationQuery(InstanceIdPrefix: id)), i => i.InstanceId == id);
    }

    [Fact]
    public async Task Ids_are_made_and_checked()
    {
        Assert.Matches("^[0-9a-f]{32}$", await Client.ScheduleNewOrchestrationInstanceAsync(nameof(ManagedFunctions.Quick)));
        await Assert.ThrowsAsync<ArgumentException>(() => Start(nameof(ManagedFunctions.Quick), "@entity"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.ScheduleNewOrchestrationInstanceAsync(""));
    }

    [Fact]
    public async Task A_terminated_instance_ends_at_once_with_the_output_given_and_its_children_go_on()
    {
        await Start(nameof(ManagedFunctions.Parent), "parent");
        await TestHost.Until(async () => (await Client.GetInstanceAsync("parent-child"))?.IsRunning == true, "the child runs");
        await Client.TerminateInstanceAsync("parent", new { Why = "enough" });
        var ended = (await Client.GetInstanceAsync("parent", true))!;
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "{\"Why\":\"enough\"}"), (ended.RuntimeStatus, ended.SerializedOutput));
        Assert.True((await Client.GetInstanceAsync("parent-child"))!.IsRunning);
        await Assert.ThrowsAsync<OrchestrationCallException>(() => Client.TerminateInstanceAsync("parent"));
        await Assert.ThrowsAsync<OrchestrationNotFoundException>(() => Client.TerminateInstanceAsync("nobody"));
    }

    [Fact]
    public async Task The_parent_of_a_terminated_child_sees_a_failure()
    {
        await Start(nameof(ManagedFunctions.Parent), "bereft");
        await TestHost.Until(async () => (await Client.GetInstanceAsync("bereft-child"))?.IsRunning == true, "the child runs");
        await Client.TerminateInstanceAsync("bereft-child");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.Completed("bereft")).RuntimeStatus);
    }

    [Fact]
    public async Task Suspend_shows_its_reason_and_resume_goes_on()
    {
        await Start(nameof(ManagedFunctions.Waits), "held");
        await Client.WaitForInstanceStartAsync("held");
        await Assert.ThrowsAsync<OrchestrationCallException>(() => Client.ResumeInstanceAsync("held"));
        await Client.SuspendInstanceAsync("held", "lunch");
        var suspended = (await Client.GetInstanceAsync("held", true))!;
        Assert.Equal((OrchestrationRuntimeStatus.Suspended, "lunch"), (suspended.RuntimeStatus, suspended.SerializedOutput));
        Assert.Equal((false, false), (suspended.IsRunning, suspended.IsCompleted));
        await Assert.ThrowsAsync<OrchestrationCallException>(() => Client.SuspendInstanceAsync("held"));
        await Client.ResumeInstanceAsync("held");
        Assert.True((await Client.GetInstanceAsync("held"))!.IsRunning);
        await Client.TerminateInstanceAsync("held");
        await Assert.ThrowsAsync<OrchestrationCallException>(() => Client.SuspendInstanceAsync("held"));
    }

    [Fact]
    public async Task Only_ended_instances_can_be_purged()
    {
        Assert.Equal(0, (await Client.PurgeInstanceAsync("nobody")).PurgedInstanceCount);
        await Start(nameof(ManagedFunctions.Waits), "alive");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Client.PurgeInstanceAsync("alive"));
        Assert.StartsWith("Only orchestrations in a terminal state can be purged", error.Message, StringComparison.Ordinal);
        await host.Run(nameof(ManagedFunctions.Quick), id: "dead");
        Assert.Equal(1, (await Client.PurgeInstanceAsync("dead")).PurgedInstanceCount);
        Assert.Null(await Client.GetInstanceAsync("dead"));
    }

    [Fact]
    public async Task All_of_a_status_and_a_time_can_be_purged()
    {
        await using var own = await TestHost.StartAsync(azurite.ConnectionString, [typeof(ManagedFunctions)]);
        await own.Run(nameof(ManagedFunctions.Quick), id: "old");
        var between = DateTimeOffset.UtcNow;
        await own.Run(nameof(ManagedFunctions.Quick), id: "new");
        await own.Client.ScheduleNewOrchestrationInstanceAsync(nameof(ManagedFunctions.Waits), null, new StartOrchestrationOptions("waits"));
        var none = await own.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Running]));
        Assert.Equal(0, none.PurgedInstanceCount);
        var old = await own.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: between));
        Assert.Equal((1, true), (old.PurgedInstanceCount, old.IsComplete));
        Assert.NotNull(await own.Client.GetInstanceAsync("new"));
        Assert.NotNull(await own.Client.GetInstanceAsync("waits"));
    }

    [Fact]
    public async Task Queries_go_by_id_page_and_filter()
    {
        foreach (var id in new[] { "q3", "q1", "q2" })
        {
            await host.Run(nameof(ManagedFunctions.Quick), id, id);
        }

        await Start(nameof(ManagedFunctions.Waits), "q4");
        var query = new OrchestrationQuery(
            InstanceIdPrefix: "q", PageSize: 2, Statuses: [OrchestrationRuntimeStatus.Completed], FetchInputsAndOutputs: true);
        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in Client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add(page);
        }

        Assert.Equal(["q1", "q2"], pages[0].Values.Select(i => i.InstanceId));
        Assert.Equal("done q1", pages[0].Values[0].ReadOutputAs<string>());
        Assert.NotNull(pages[0].ContinuationToken);
        var rest = await All(query with { ContinuationToken = pages[0].ContinuationToken });
        Assert.Equal(["q3"], rest.Select(i => i.InstanceId));
        Assert.Equal(4, (await All(new OrchestrationQuery(InstanceIdPrefix: "q"))).Count);
        Assert.Empty(await All(query with { CreatedFrom = DateTimeOffset.UtcNow.AddHours(1) }));
    }

    [Fact]
    public async Task Payloads_come_only_when_asked_for()
    {
        await host.Run(nameof(ManagedFunctions.Quick), "in", "bare");
        var bare = (await Client.GetInstanceAsync("bare"))!;
        Assert.Equal((null, null, null), (bare.SerializedInput, bare.SerializedOutput, bare.SerializedCustomStatus));
        Assert.Equal("{\"Step\":1}", (await Client.GetInstanceAsync("bare", true))!.SerializedCustomStatus);
        Assert.Null(await Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task Waiting_for_an_unknown_instance_lasts_until_it_ends_or_the_token()
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.WaitForInstanceCompletionAsync("nobody yet", cancelled.Token));
        var waiting = host.Completed("later");
        await host.Run(nameof(ManagedFunctions.Quick), id: "later");
        Assert.True((await waiting).IsCompleted);
    }

    [Fact]
    public async Task A_planned_start_is_pending_until_its_time()
    {
        var time = new ManualTime();
        await using var own = await TestHost.StartAsync(azurite.ConnectionString, [typeof(ManagedFunctions)], time: time);
        await own.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ManagedFunctions.Waits), null, new StartOrchestrationOptions("planned", time.GetUtcNow().AddHours(1)));
        await own.Client.RaiseEventAsync("planned", "go", "early");
        var pending = (await own.Client.GetInstanceAsync("planned"))!;
        Assert.Equal((OrchestrationRuntimeStatus.Pending, false, false), (pending.RuntimeStatus, pending.IsRunning, pending.IsCompleted));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("early", (await own.Completed("planned")).ReadOutputAs<string>());
    }

    private Task<string> Start(string orchestrator, string id) =>
        Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, null, new StartOrchestrationOptions(id));

    private async Task<List<OrchestrationMetadata>> All(OrchestrationQuery query)
    {
        var all = new List<OrchestrationMetadata>();
        await foreach (var instance in Client.GetAllInstancesAsync(query))
        {
            all.Add(instance);
        }

        return all;
    }
}
