using System.Diagnostics;
using Handover.LocalRuntime;
using Handover.Testing;
using Microsoft.Extensions.Logging;

namespace Handover.Bench;

/// <summary>What the local durable engine adds to a step: under 15 ms on Azurite.</summary>
internal static class EngineBench
{
    private const int Steps = 100;

    public static async Task RunAsync(string storage)
    {
        var builder = LocalFunctionsApplication.CreateBuilder([]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration["AzureWebJobsStorage"] = storage;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Durable.HubName = AzuriteFixture.UniqueName("bench");
        builder.AddFunctions(typeof(BenchFunctions));
        await using var app = builder.Build();
        await app.StartAsync();
        await RunOnceAsync(app.Durable);
        var perStep = new List<double>();
        for (var run = 0; run < 10; run++)
        {
            perStep.Add(await RunOnceAsync(app.Durable) / Steps);
        }

        perStep.Sort();
        Console.WriteLine($"engine a step         {perStep[perStep.Count / 2],9:0.00} ms (least {perStep[0]:0.00}, most {perStep[^1]:0.00})  target < 15 ms");
        await app.StopAsync();
    }

    private static async Task<double> RunOnceAsync(DurableTaskClient client)
    {
        var watch = Stopwatch.StartNew();
        var id = await client.ScheduleNewOrchestrationInstanceAsync(nameof(BenchFunctions.StepAfterStep), Steps, CancellationToken.None);
        var ended = await client.WaitForInstanceCompletionAsync(id, CancellationToken.None);
        return ended.RuntimeStatus is OrchestrationRuntimeStatus.Completed ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException($"{ended.RuntimeStatus}");
    }
}

/// <summary>An orchestration of steps that do nothing.</summary>
public static class BenchFunctions
{
    [Function(nameof(StepAfterStep))]
    public static async Task StepAfterStep([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var steps = context.GetInput<int>();
        for (var step = 0; step < steps; step++)
        {
            await context.CallActivityAsync<int>(nameof(Nothing), step);
        }
    }

    [Function(nameof(Nothing))]
    public static int Nothing([ActivityTrigger] int step) => step;
}
