using System.Text.Json;
using Handover.LocalRuntime.Tests.Support;

namespace Handover.LocalRuntime.Tests.Durable;

public sealed class OddException(string message, Exception? inner = null) : InvalidOperationException(message, inner);

public static class FailingFunctions
{
    [Function(nameof(Throw))]
    public static string Throw([ActivityTrigger] string message) => throw new OddException(message, new TimeoutException("slow"));

    [Function(nameof(Answer))]
    public static int Answer([ActivityTrigger] int number) => number;

    [Function(nameof(Uncaught))]
    public static Task Uncaught([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync(nameof(Throw), "odd: it");

    [Function(nameof(ThrowsItself))]
    public static async Task ThrowsItself([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<int>(nameof(Answer), 1);
        throw new OddException("mine", new TimeoutException("inner"));
    }

    [Function(nameof(Middle))]
    public static Task Middle([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallSubOrchestratorAsync(nameof(ThrowsItself));

    [Function(nameof(Catches))]
    public static async Task<object> Catches([OrchestrationTrigger] TaskOrchestrationContext context, string what)
    {
        try
        {
            await (what switch
            {
                "activity" => context.CallActivityAsync(nameof(Throw), "odd: it"),
                "child" => context.CallSubOrchestratorAsync(nameof(ThrowsItself)),
                "nested" => context.CallSubOrchestratorAsync(nameof(Middle)),
                "unknown activity" => context.CallActivityAsync("Nobody"),
                "unknown child" => context.CallSubOrchestratorAsync("Nobody"),
                "wrong input" => context.CallActivityAsync<int>(nameof(Answer), "text"),
                "wrong result" => context.CallActivityAsync<Guid>(nameof(Answer), 3),
                "all" => Task.WhenAll(context.CallActivityAsync(nameof(Throw), "first"), context.CallActivityAsync(nameof(Throw), "second")),
                _ => throw new ArgumentException(what),
            });
            return "no failure";
        }
        catch (TaskFailedException e)
        {
            return new Caught(
                e.Message, e.TaskName, e.TaskId, e.FailureDetails.ErrorType, e.FailureDetails.InnerFailure?.ErrorType,
                e.FailureDetails.IsCausedBy<InvalidOperationException>(), e.FailureDetails.IsCausedBy<TimeoutException>());
        }
        catch (JsonException)
        {
            return "JsonException";
        }
    }

    [Function(nameof(WrongInput))]
    public static Task<int> WrongInput([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context.GetInput<int>());

    public sealed record Caught(
        string Message, string TaskName, int TaskId, string Type, string? Inner, bool IsInvalidOperation, bool IsTimeout);
}

public sealed class FailureTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private TestHost host = null!;

    public async Task InitializeAsync() => host = await TestHost.StartAsync(azurite.ConnectionString, [typeof(FailingFunctions)]);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_failed_activity_keeps_its_type_and_message()
    {
        var caught = await Catch("activity");
        Assert.Equal("Task 'Throw' (#0) failed with an unhandled exception: odd: it", caught.Message);
        Assert.Equal(("Throw", 0, typeof(OddException).FullName), (caught.TaskName, caught.TaskId, caught.Type));
        Assert.Equal((true, false), (caught.IsInvalidOperation, caught.IsTimeout));
        Assert.Equal(typeof(TimeoutException).FullName, caught.Inner);
    }

    [Fact]
    public async Task A_failed_sub_orchestration_keeps_its_type_and_its_inner_failure()
    {
        var caught = await Catch("child");
        Assert.Equal(("ThrowsItself", typeof(OddException).FullName, true), (caught.TaskName, caught.Type, caught.IsInvalidOperation));
        Assert.Equal(typeof(TimeoutException).FullName, caught.Inner);
    }

    [Fact]
    public async Task Nested_failures_chain()
    {
        var caught = await Catch("nested");
        Assert.Equal(typeof(TaskFailedException).FullName, caught.Type);
        Assert.Equal(typeof(OddException).FullName, caught.Inner);
        Assert.Contains("Task 'ThrowsItself' (#0) failed with an unhandled exception: mine", caught.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown activity")]
    [InlineData("unknown child")]
    [InlineData("wrong input")]
    public async Task What_cannot_be_called_fails_as_a_task(string what) => Assert.Equal(0, (await Catch(what)).TaskId);

    [Fact]
    public async Task A_result_of_another_type_is_a_JsonException_to_catch() =>
        Assert.Equal("JsonException", (await host.Run(nameof(FailingFunctions.Catches), "wrong result")).ReadOutputAs<string>());

    [Fact]
    public async Task WhenAll_throws_the_first_that_failed() =>
        Assert.Matches("(first|second)$", (await Catch("all")).Message);

    [Fact]
    public async Task A_failed_instance_shows_type_and_message_as_text_and_no_details()
    {
        var ended = await host.Run(nameof(FailingFunctions.ThrowsItself));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal($"{typeof(OddException).FullName}: mine", ended.SerializedOutput);
        Assert.Null(ended.FailureDetails);
        var uncaught = await host.Run(nameof(FailingFunctions.Uncaught));
        Assert.StartsWith($"{typeof(TaskFailedException).FullName}: Task 'Throw' (#0)", uncaught.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_orchestrator_starts_and_fails()
    {
        var ended = await host.Run("Nobody");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("doesn\\u0027t exist", ended.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_input_of_another_type_fails_it() => Assert.StartsWith(
        typeof(JsonException).FullName!, (await host.Run(nameof(FailingFunctions.WrongInput), "text")).SerializedOutput, StringComparison.Ordinal);

    private async Task<FailingFunctions.Caught> Catch(string what) =>
        (await host.Run(nameof(FailingFunctions.Catches), what)).ReadOutputAs<FailingFunctions.Caught>()!;
}
