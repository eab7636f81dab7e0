using System.Collections.Concurrent;

namespace Handover.LocalRuntime.Durable;

/// <summary>Knows the tasks that run, so that a stop can wait for them.</summary>
internal sealed class WorkTracker
{
    private readonly ConcurrentDictionary<Task, bool> running = new();

    public void Add(Task task)
    {
        running.TryAdd(task, true);
        task.ContinueWith(
            done => running.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async Task WhenIdle()
    {
        while (running.Keys.ToArray() is { Length: > 0 } tasks)
        {
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
