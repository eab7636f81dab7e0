using System.Globalization;

namespace Handover.LocalRuntime.Tests.Support;

/// <summary>What activities do to the world: a line a call in a file a step, which outlives the process.</summary>
public static class Effects
{
    public static string Folder { get; set; } = "";

    public static void Record(string step) => File.AppendAllText(Path.Combine(Folder, step), "x");

    public static int Count(string folder, string step) =>
        File.Exists(Path.Combine(folder, step)) ? File.ReadAllText(Path.Combine(folder, step)).Length : 0;
}

public static class KillableFunctions
{
    [Function(nameof(TenSteps))]
    public static async Task<int> TenSteps([OrchestrationTrigger] TaskOrchestrationContext context, int steps)
    {
        var sum = 0;
        for (var step = 1; step <= steps; step++)
        {
            sum += await context.CallActivityAsync<int>(nameof(Step), step);
        }

        return sum;
    }

    [Function(nameof(Step))]
    public static int Step([ActivityTrigger] int step)
    {
        Effects.Record("step" + step.ToString(CultureInfo.InvariantCulture));
        return step;
    }

    /// <summary>Every kind of action once: parallel activities, a retry, a timer, a sub-orchestration, an event sent, a new generation.</summary>
    [Function(nameof(AllKinds))]
    public static async Task<int> AllKinds([OrchestrationTrigger] TaskOrchestrationContext context, int input)
    {
        if (input == 10)
        {
            context.ContinueAsNew(20);
            return 0;
        }

        var waiting = context.CallSubOrchestratorAsync<int>(
            nameof(Child), 5, new SubOrchestrationOptions(instanceId: context.InstanceId + "-child"));
        var both = await Task.WhenAll(context.CallActivityAsync<int>(nameof(Step), 1), context.CallActivityAsync<int>(nameof(Step), 2));
        await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
        context.SendEvent(context.InstanceId + "-child", "go", 100);
        return both.Sum() + await waiting;
    }

    [Function(nameof(Child))]
    public static async Task<int> Child([OrchestrationTrigger] TaskOrchestrationContext context, int input)
    {
        var sent = await context.WaitForExternalEvent<int>("go");
        return sent + await context.CallActivityAsync<int>(nameof(Step), input);
    }
}
