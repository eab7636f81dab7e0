using System.Diagnostics;
using Handover.Core.Operations;
using Handover.Services.Operations;

namespace Handover.Triggers.Operations;

/// <summary>Starting the workflow of an operation whose row is written: whoever asked for it may have gone meanwhile, so nothing of it hangs on their request.</summary>
public static class OperationStarting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Starts the workflow, unless it is under way. One that broke off is started again from the top: steps that were done are not done again.
    /// An engine that does not answer is no reason to refuse what is written already: recovery starts it within a minute.
    /// </summary>
    public static Task StartAsync(this DurableTaskClient client, string operation) => TryAsync(async limit =>
    {
        if (await client.GetInstanceAsync(operation, limit) is not { IsCompleted: false })
        {
            await client.ScheduleNewOrchestrationInstanceAsync(OperationOrchestrator.Name, operation, new StartOrchestrationOptions(InstanceId: operation), limit);
        }
    });

    /// <summary>Wakes the workflow if it waits for a person. It looks at the rows itself, so a nudge that is lost only delays it.</summary>
    public static Task NudgeAsync(this DurableTaskClient client, string operation) => TryAsync(async limit =>
    {
        if (await client.GetInstanceAsync(operation, limit) is { IsRunning: true })
        {
            await client.RaiseEventAsync(operation, OperationOrchestrator.Nudge, "", limit);
        }
    });

    private static async Task TryAsync(Func<CancellationToken, Task> tell)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await tell(limit.Token);
        }
        catch (Exception failure)
        {
            // Somebody else has just started it, or the engine does not answer: hosts say so by exceptions of different types.
            Activity.Current?.AddException(failure);
        }
    }
}

/// <summary>Starts what a crash left unstarted, and nudges what may have missed a nudge.</summary>
public sealed class OperationRecovery(OperationRepair repair)
{
    [Function("RecoverOperations")]
    public async Task Run(
        [TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await foreach (var operation in repair.UnfinishedAsync(cancellation))
        {
            await StartOrNudgeAsync(client, operation);
        }
    }

    private static Task StartOrNudgeAsync(DurableTaskClient client, Operation operation) =>
        operation.Steps.Any(step => step is { Name: StepNames.Approval or StepNames.Claim, Status: StepStatus.Running })
            ? client.NudgeAsync(operation.Id)
            : client.StartAsync(operation.Id);
}
