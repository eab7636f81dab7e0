using System.Diagnostics;
using Handover.LocalRuntime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Handover.LocalRuntime.Tests.Durable;

public class BasicFunctions(BasicFunctions.Greeter greeter)
{
    public sealed class Greeter
    {
        public string Greet(string name) => $"Hello {name}";
    }

    public sealed record Order(string Name, int Count);

    [Function(nameof(Greet))]
    public Task<string> Greet([ActivityTrigger] string name) => Task.FromResult(greeter.Greet(name));

    [Function(nameof(Greetings))]
    public async Task<string> Greetings([OrchestrationTrigger] TaskOrchestrationContext context, string name)
    {
        var first = await context.CallActivityAsync<string>(nameof(Greet), name);
        return await context.CallActivityAsync<string>(nameof(Greet), first);
    }

    [Function(nameof(Describe))]
    public static string Describe([ActivityTrigger] Order order, string name, int count, string instanceId, FunctionContext context) =>
        $"{order.Name} {order.Count} {name} {count} {instanceId} {context.FunctionDefinition.Name}";

    [Function(nameof(Describing))]
    public static Task<string> Describing([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>("describe", context.GetInput<Order>());

    [Function(nameof(Nothing))]
    public static void Nothing([ActivityTrigger] string? input) => Assert.Null(input);

    [Function(nameof(VoidFlow))]
    public static Task VoidFlow([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync(nameof(Nothing));

    [Function(nameof(Many))]
    public static async Task<int> Many([OrchestrationTrigger] TaskOrchestrationContext context, int steps)
    {
        var sum = 0;
        for (var i = 0; i < steps; i++)
        {
            sum += await context.CallActivityAsync<int>(nameof(One));
        }

        return sum;
    }

    [Function(nameof(One))]
    public static int One([ActivityTrigger] object? input) => input is null ? 1 : 0;
}

public class BasicTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private Task<TestHost> Start() => TestHost.StartAsync(
        azurite.ConnectionString, [typeof(BasicFunctions)], builder => builder.Services.AddSingleton<BasicFunctions.Greeter>());

    [Fact]
    public async Task An_orchestrator_and_activities_of_a_class_with_services_run_in_sequence()
    {
        await using var host = await Start();
        var ended = await host.Run(nameof(BasicFunctions.Greetings), "you");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal("\"Hello Hello you\"", ended.SerializedOutput);
        Assert.Equal("you", ended.ReadInputAs<string>());
    }

    [Fact]
    public async Task An_activity_binds_its_input_properties_the_instance_id_and_its_context()
    {
        await using var host = await Start();
        var ended = await host.Run("DESCRIBING", new BasicFunctions.Order("apples", 3), "the-id");
        Assert.Equal("apples 3 apples 3 the-id Describe", ended.ReadOutputAs<string>());
        Assert.Equal("{\"Name\":\"apples\",\"Count\":3}", ended.SerializedInput);
        Assert.Equal("DESCRIBING", ended.Name);
    }

    [Fact]
    public async Task Void_activities_and_orchestrators_have_no_output()
    {
        await using var host = await Start();
        var ended = await host.Run(nameof(BasicFunctions.VoidFlow));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Null(ended.SerializedOutput);
        Assert.Equal("null", ended.SerializedCustomStatus);
    }

    [Fact]
    public async Task A_step_costs_little()
    {
        const int steps = 100;
        await using var host = await Start();
        await host.Run(nameof(BasicFunctions.Many), 10);
        var started = Stopwatch.GetTimestamp();
        var ended = await host.Run(nameof(BasicFunctions.Many), steps);
        var perStep = Stopwatch.GetElapsedTime(started).TotalMilliseconds / steps;
        output.WriteLine($"{perStep:0.00} ms a step");
        Assert.Equal(steps, ended.ReadOutputAs<int>());
    }
}
