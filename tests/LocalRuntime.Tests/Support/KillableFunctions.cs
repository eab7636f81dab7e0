namespace Handover.LocalRuntime.Tests.Support;

/// <param name="Folder">Where activities leave their effects, which outlive the process.</param>
public sealed record Job(string Folder, int Number);

public static class KillableFunctions
{
    public const int Steps = 10;

    [Function(nameof(TenSteps))]
    public static async Task<int> TenSteps([OrchestrationTrigger] TaskOrchestrationContext context, Job job)
    {
        var sum = 0;
        for (var step = 1; step <= Steps; step++)
        {
            sum += await context.CallActivityAsync<int>(nameof(Step), job with { Number = step });
        }

        return sum;
    }

    /// <summary>Leaves one character a call in the file of its step.</summary>
    [Function(nameof(Step))]
    public static int Step([ActivityTrigger] Job job)
    {
        File.AppendAllText(Path.Combine(job.Folder, $"step{job.Number}"), "x");
        return job.Number;
    }

    /// <summary>Every kind of action: a new generation, parallel activities, a timer, a sub-orchestration, an event sent.</summary>
    [Function(nameof(AllKinds))]
    public static async Task<int> AllKinds([OrchestrationTrigger] TaskOrchestrationContext context, Job job)
    {
        if (job.Number == 0)
        {
            context.ContinueAsNew(job with { Number = 1 });
            return 0;
        }

        var child = context.InstanceId + "-child";
        var waiting = context.CallSubOrchestratorAsync<int>(
            nameof(Child), job with { Number = 3 }, new SubOrchestrationOptions(instanceId: child));
        var both = await Task.WhenAll(
            context.CallActivityAsync<int>(nameof(Step), job), context.CallActivityAsync<int>(nameof(Step), job with { Number = 2 }));
        await context.CreateTimer(TimeSpan.FromMilliseconds(1), CancellationToken.None);
        context.SendEvent(child, "go", 100);
        return both.Sum() + await waiting;
    }

    [Function(nameof(Child))]
    public static async Task<int> Child([OrchestrationTrigger] TaskOrchestrationContext context, Job job)
    {
        var sent = await context.WaitForExternalEvent<int>("go");
        return sent + await context.CallActivityAsync<int>(nameof(Step), job);
    }

    public static int CallsOf(string folder, int step) =>
        File.Exists(Path.Combine(folder, $"step{step}")) ? File.ReadAllText(Path.Combine(folder, $"step{step}")).Length : 0;
}
