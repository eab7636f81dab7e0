namespace Handover.LocalRuntime.Durable;

/// <summary>
/// Runs everything an orchestrator does on the one thread that replays it, in order. Work that arrives from another thread, or after
/// the episode has ended, comes of an await that is not durable: it is never run, and reported.
/// </summary>
internal sealed class EpisodeScheduler : TaskScheduler
{
    private readonly Queue<Task> queue = new();
    private readonly Action foreignWork;
    private readonly SynchronizationContext synchronization;
    private int threadId;

    public EpisodeScheduler(Action foreignWork)
    {
        this.foreignWork = foreignWork;
        synchronization = new EpisodeSynchronization(this);
    }

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Whether the caller is the orchestrator itself, within its episode.</summary>
    public bool IsCurrent => Environment.CurrentManagedThreadId == Volatile.Read(ref threadId);

    public void ReportForeignWork() => foreignWork();

    public void Enter() => Volatile.Write(ref threadId, Environment.CurrentManagedThreadId);

    public void Leave()
    {
        Volatile.Write(ref threadId, 0);
        queue.Clear();
    }

    /// <summary>Runs the work and all that follows from it until nothing is left to run.</summary>
    public void Run(Action work)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(synchronization);
        try
        {
            var first = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this);
            while (queue.TryDequeue(out var task))
            {
                TryExecuteTask(task);
                SynchronizationContext.SetSynchronizationContext(synchronization);
            }

            first.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    protected override void QueueTask(Task task)
    {
        if (IsCurrent)
        {
            queue.Enqueue(task);
        }
        else
        {
            foreignWork();
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        IsCurrent && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => queue;

    private sealed class EpisodeSynchronization(EpisodeScheduler scheduler) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) =>
            Task.Factory.StartNew(() => d(state), CancellationToken.None, TaskCreationOptions.None, scheduler);

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (!scheduler.IsCurrent)
            {
                scheduler.foreignWork();
                throw new ForeignAwaitException("Code outside the orchestrator may not run inside it.");
            }

            d(state);
        }

        public override SynchronizationContext CreateCopy() => this;
    }
}
