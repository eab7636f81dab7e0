using System.Collections.Concurrent;

namespace Handover.LocalRuntime.Durable;

/// <summary>Wakes those who wait for an instance's status to change. The next change is taken before reading, so none is missed.</summary>
internal sealed class StatusWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> next = new();

    public Task NextChange(string instanceId) =>
        next.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string instanceId)
    {
        if (next.TryRemove(instanceId, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
