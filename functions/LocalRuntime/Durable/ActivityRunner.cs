using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Durable;

/// <summary>Runs activities, so many at once. One that the stop of the host interrupts has no answer: the next start runs it again.</summary>
internal sealed class ActivityRunner(DurableFunctions functions, int maxConcurrent, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim slots = new(maxConcurrent);
    private readonly CancellationTokenSource stopping = new();

    public void Stop() => stopping.Cancel();

    public async Task<TaskAnswered?> Run(string instanceId, ActivityScheduled activity)
    {
        try
        {
            await slots.WaitAsync(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        try
        {
            return await Task.Run(() => Call(instanceId, activity));
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose()
    {
        slots.Dispose();
        stopping.Dispose();
    }

    private async Task<TaskAnswered?> Call(string instanceId, ActivityScheduled activity)
    {
        if (!functions.HasActivity(activity.Name))
        {
            return new TaskFailed(activity.TaskId, new TaskFailureDetails(
                "(unknown)", $"The function '{activity.Name}' doesn't exist, is disabled, or is not an activity function.", null, null, null));
        }

        try
        {
            return new TaskCompleted(
                activity.TaskId, await functions.RunActivity(activity.Name, instanceId, activity.Input, stopping.Token));
        }
        catch (Exception e) when (stopping.IsCancellationRequested)
        {
            logger.LogInformation(e, "The activity {Activity} of {InstanceId} was interrupted by the stop.", activity.Name, instanceId);
            return null;
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "The activity {Activity} of {InstanceId} failed.", activity.Name, instanceId);
            return new TaskFailed(activity.TaskId, TaskFailureDetails.FromException(e));
        }
    }
}
