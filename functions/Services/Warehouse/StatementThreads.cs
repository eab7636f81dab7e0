using System.Collections.Concurrent;

namespace Handover.Services.Warehouse;

/// <summary>
/// Threads for work that blocks, as many as there may be at once. They stay: a new one for each piece of work leaves stacks and heaps of the
/// operating system behind, some 50 MiB after ten thousand.
/// </summary>
internal sealed class StatementThreads : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> queue = [];

    public StatementThreads(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            new Thread(Work) { IsBackground = true, Name = $"Statement {i}" }.Start();
        }
    }

    public Task<T> RunAsync<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach | TaskCreationOptions.HideScheduler, this);

    /// <summary>Ends the threads when what is queued is done.</summary>
    public void Dispose() => queue.CompleteAdding();

    protected override void QueueTask(Task task) => queue.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [.. queue];

    private void Work()
    {
        foreach (var task in queue.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
