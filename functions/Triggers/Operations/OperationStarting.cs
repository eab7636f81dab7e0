using Handover.Core.Operations;
using Handover.Services.Operations;

namespace Handover.Triggers.Operations;

/// <summary>Starting the workflow of an operation whose row is written.</summary>
public static class OperationStarting
{
    /// <summary>
    /// Starts the workflow, unless it is under way. One that broke off is started again from the top: steps that were done are not done again.
    /// </summary>
    public static async Task StartAsync(this DurableTaskClient client, string operation, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(operation, cancellation) is { IsCompleted: false })
        {
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                OperationOrchestrator.Name, operation, new StartOrchestrationOptions(InstanceId: operation), cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // A repeated request or the recovery timer has just started it: hosts say so by exceptions of different types.
            if (await client.GetInstanceAsync(operation, cancellation) is null)
            {
                throw;
            }
        }
    }

    /// <summary>Wakes the workflow if it waits for a person. It looks at the rows itself, so a nudge that is lost only delays it.</summary>
    public static async Task NudgeAsync(this DurableTaskClient client, string operation, CancellationToken cancellation)
    {
        if (await client.GetInstanceAsync(operation, cancellation) is { IsRunning: true })
        {
            await client.RaiseEventAsync(operation, OperationOrchestrator.Nudge, "", cancellation);
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
            await StartOrNudgeAsync(client, operation, cancellation);
        }
    }

    private static Task StartOrNudgeAsync(DurableTaskClient client, Operation operation, CancellationToken cancellation) =>
        operation.Steps.Any(step => step is { Name: StepNames.Approval or StepNames.Claim, Status: StepStatus.Running })
            ? client.NudgeAsync(operation.Id, cancellation)
            : client.StartAsync(operation.Id, cancellation);
}
