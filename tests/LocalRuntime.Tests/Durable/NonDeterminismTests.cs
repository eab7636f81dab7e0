using Handover.LocalRuntime.Tests.Support;

namespace Handover.LocalRuntime.Tests.Durable;

/// <summary>One orchestrator as it was, and as later versions of the code have it.</summary>
public static class Versions
{
    private const string Name = "Flow";

    public static class Original
    {
        [Function(Name)]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var first = await context.CallActivityAsync<string>("A", "old");
            return first + await context.WaitForExternalEvent<string>("go");
        }
    }

    public static class OtherName
    {
        [Function(Name)]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            await context.CallActivityAsync<string>("B", "old") + await context.WaitForExternalEvent<string>("go");
    }

    public static class Removed
    {
        [Function(Name)]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            await context.WaitForExternalEvent<string>("go");
    }

    public static class OtherKind
    {
        [Function(Name)]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.Zero, CancellationToken.None);
            return await context.WaitForExternalEvent<string>("go");
        }
    }

    public static class InsertedBefore
    {
        [Function(Name)]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync<string>("B", "new");
            return await context.CallActivityAsync<string>("A", "old") + await context.WaitForExternalEvent<string>("go");
        }
    }

    public static class OtherInputAndMoreAfter
    {
        [Function(Name)]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var first = await context.CallActivityAsync<string>("A", "new");
            return first + await context.WaitForExternalEvent<string>("go") + await context.CallActivityAsync<string>("B", "more");
        }
    }

    public static class Activities
    {
        [Function("A")]
        public static string A([ActivityTrigger] string text) => text;

        [Function("B")]
        public static string B([ActivityTrigger] string text) => text;
    }
}

public sealed class NonDeterminismTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData(typeof(Versions.OtherName), "named 'A', but the current orchestration replay instead scheduled an activity task with sequence number 0 named 'B'")]
    [InlineData(typeof(Versions.Removed), "hasn't (yet?) scheduled this task")]
    [InlineData(typeof(Versions.OtherKind), "instead scheduled a timer")]
    [InlineData(typeof(Versions.InsertedBefore), "instead scheduled an activity task with sequence number 0 named 'B'")]
    public async Task Code_that_disagrees_with_history_fails_at_the_next_event(Type changed, string message)
    {
        var ended = await ChangeCode(changed);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains(nameof(NonDeterministicOrchestrationException) + ": Non-Deterministic workflow detected: ", ended.SerializedOutput, StringComparison.Ordinal);
        Assert.Contains(message, ended.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_input_and_more_at_the_end_are_no_disagreement() =>
        Assert.Equal("oldx" + "more", (await ChangeCode(typeof(Versions.OtherInputAndMoreAfter))).ReadOutputAs<string>());

    private async Task<OrchestrationMetadata> ChangeCode(Type changed)
    {
        var hub = AzuriteFixture.UniqueName("hub");
        var time = new ManualTime();
        await using (var before = await TestHost.StartAsync(
            azurite.ConnectionString, [typeof(Versions.Original), typeof(Versions.Activities)], hub: hub, time: time))
        {
            await before.Client.ScheduleNewOrchestrationInstanceAsync("Flow", null, new StartOrchestrationOptions("i"));
            await TestHost.Until(() => Task.FromResult(before.Engine.AnsweredOf("i") == 1), "the activity's answer is recorded");
        }

        await using var after = await TestHost.StartAsync(
            azurite.ConnectionString, [changed, typeof(Versions.Activities)], hub: hub, time: time);
        Assert.True((await after.Client.GetInstanceAsync("i"))!.IsRunning);
        await after.Client.RaiseEventAsync("i", "go", "x");
        return await after.Completed("i");
    }
}
