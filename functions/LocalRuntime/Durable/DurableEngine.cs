using System.Collections.Concurrent;
using Azure;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Durable;

/// <summary>The task hub at work in this process: its unfinished instances, and what they set going.</summary>
internal sealed class DurableEngine(
    HubStore store, HubLease lease, OrchestratorRunner runner, ActivityRunner activities, EngineProbe probe,
    TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, OrchestrationInstance> live = new();
    private readonly KeyedLock starts = new();
    private readonly CancellationTokenSource closed = new();
    private TaskHubOwnershipException? lost;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public HubStore Store => store;

    public OrchestratorRunner Runner => runner;

    public StatusWatch Watch { get; } = new();

    public WorkTracker Work { get; } = new();

    /// <summary>Fires when the process may not touch the hub any more: stopped, or its ownership lost.</summary>
    public CancellationToken Closed => closed.Token;

    /// <summary>Takes the hub over and sets everything unfinished going at once.</summary>
    public async Task Start(Action stopHost, CancellationToken cancellation)
    {
        await lease.Acquire(cancellation);
        lease.KeepRenewing(reason => Lose(new TaskHubOwnershipException(reason), stopHost));
        var unfinished = string.Join(" or ", InstanceQueries.Unfinished.Select(s => $"Status eq '{s}'"));
        await foreach (var (states, _) in store.Query(unfinished, withPayloads: false, null, null, cancellation))
        {
            await Parallel.ForEachAsync(states, cancellation, async (found, token) => await Adopt(found.InstanceId, token));
        }

        foreach (var instance in live.Values)
        {
            instance.Recover();
        }
    }

    /// <summary>Lets running activities end or give up, records what they gave, and frees the hub.</summary>
    public async Task Stop(CancellationToken deadline)
    {
        activities.Stop();
        try
        {
            await Work.WhenIdle().WaitAsync(deadline);
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("Work that did not end in time is done again at the next start.");
        }

        await closed.CancelAsync();
        await lease.DisposeAsync();
    }

    public void EnsureOwned()
    {
        if (lost is not null)
        {
            throw new TaskHubOwnershipException(lost.Message, lost);
        }

        closed.Token.ThrowIfCancellationRequested();
    }

    /// <summary>The unfinished instance, also one that storage holds and this process has not seen (a start whose answer was lost).</summary>
    public async Task<OrchestrationInstance> FindUnfinished(string instanceId, CancellationToken cancellation)
    {
        EnsureOwned();
        if (live.TryGetValue(instanceId, out var instance))
        {
            return instance;
        }

        using var held = await starts.Enter(instanceId, cancellation);
        if (live.TryGetValue(instanceId, out instance))
        {
            return instance;
        }

        var stored = await store.Find(instanceId, withPayloads: false, cancellation)
            ?? throw new OrchestrationNotFoundException(instanceId);
        if (stored.IsFinished)
        {
            throw OrchestrationInstance.NotRunning(stored);
        }

        return await AdoptAndResume(instanceId, cancellation);
    }

    /// <summary>Creates an instance unless its id belongs to one that <paramref name="refuses"/> to be replaced, which is then given back.</summary>
    public async Task<InstanceState?> Create(InstanceState state, string? input, Func<InstanceState, bool> refuses, CancellationToken cancellation)
    {
        EnsureOwned();
        using var held = await starts.Enter(state.InstanceId, cancellation);
        var events = new List<HistoryEvent> { new ExecutionStarted(input) };
        if (live.TryGetValue(state.InstanceId, out var running))
        {
            return running.State;
        }

        await lease.WhenHeld(cancellation);
        Probe(probe.BeforeCommit, state.InstanceId, events);
        var created = await store.TryInsert(state, events, cancellation);
        while (created is null)
        {
            var existing = await store.Find(state.InstanceId, withPayloads: true, cancellation);
            if (existing is { IsFinished: false })
            {
                await AdoptAndResume(state.InstanceId, cancellation);
                return existing;
            }

            if (existing is not null && refuses(existing))
            {
                return existing;
            }

            created = existing is null
                ? await store.TryInsert(state, events, cancellation)
                : await store.TryReplace(existing, state, events, cancellation);
            if (created is not null && existing is not null)
            {
                _ = Reliably("delete a replaced instance's history", token => store.DeleteHistory(existing, token));
            }
        }

        Probe(probe.AfterCommit, state.InstanceId, events);
        var instance = new OrchestrationInstance(this, created, events);
        live[state.InstanceId] = instance;
        Watch.Changed(state.InstanceId);
        instance.Post(new Continue());
        return null;
    }

    public async Task<bool> Purge(InstanceState finished, CancellationToken cancellation)
    {
        EnsureOwned();
        using var held = await starts.Enter(finished.InstanceId, cancellation);
        if (live.ContainsKey(finished.InstanceId) || await store.Find(finished.InstanceId, false, cancellation) is not { IsFinished: true })
        {
            return false;
        }

        await store.Purge(finished.InstanceId, cancellation);
        return true;
    }

    /// <summary>Writes events and state in one transaction, and goes on trying while storage does not answer.</summary>
    public async Task<InstanceState> Commit(InstanceState before, InstanceState after, IReadOnlyList<HistoryEvent> events)
    {
        Probe(probe.BeforeCommit, before.InstanceId, events);
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            EnsureOwned();
            await lease.WhenHeld(Closed);
            try
            {
                await probe.Committing(before.InstanceId);
                var written = await store.Append(before, after, events, Closed);
                Probe(probe.AfterCommit, before.InstanceId, events);
                return written;
            }
            catch (TaskHubOwnershipException e)
            {
                logger.LogCritical(e, "The instance {InstanceId} belongs to another owner of the task hub now.", before.InstanceId);
                live.TryRemove(before.InstanceId, out _);
                throw;
            }
            catch (Exception e) when (IsStorageTrouble(e))
            {
                logger.LogError(e, "The instance {InstanceId} could not be saved; trying again.", before.InstanceId);
                await Task.Delay(pause, Closed);
            }
        }
    }

    public void Dispatch(OrchestrationInstance instance, ActionEvent action)
    {
        var executionId = instance.State.ExecutionId;
        switch (action)
        {
            case ActivityScheduled activity:
                Work.Add(RunActivity(instance, executionId, activity));
                break;
            case SubOrchestrationScheduled child:
                instance.Send(() => Reliably("start a sub-orchestration", token => StartChild(instance, executionId, child, token)));
                break;
            case EventSent sent:
                instance.Send(() => Reliably("deliver an event", token => Send(instance, executionId, sent, token)));
                break;
        }
    }

    /// <summary>Does something that must be done in the background, again and again until storage has taken it.</summary>
    public Task Reliably(string purpose, Func<CancellationToken, Task> work)
    {
        var task = Task.Run(() => Repeat(purpose, work));
        Work.Add(task);
        return task;
    }

    public void Finished(OrchestrationInstance instance)
    {
        var ended = instance.State;
        live.TryRemove(new KeyValuePair<string, OrchestrationInstance>(ended.InstanceId, instance));
        Watch.Changed(ended.InstanceId);
        if (ended.Parent is { } parent && live.TryGetValue(parent.InstanceId, out var waiting))
        {
            waiting.Answer(AnswerOf(ended, parent.TaskId), parent.ExecutionId);
        }
    }

    public void Dispose() => closed.Dispose();

    /// <summary>How many answers an unfinished instance has recorded.</summary>
    internal int? AnsweredOf(string instanceId) => live.GetValueOrDefault(instanceId)?.RecordedAnswers;

    private static void Probe(Action<string, HistoryEvent> look, string instanceId, IEnumerable<HistoryEvent> events)
    {
        foreach (var entry in events)
        {
            look(instanceId, entry);
        }
    }

    private static TaskAnswered AnswerOf(InstanceState ended, int taskId) => ended.Status == OrchestrationRuntimeStatus.Completed
        ? new TaskCompleted(taskId, ended.Output)
        : new TaskFailed(taskId, ended.Failure ?? new TaskFailureDetails(
            typeof(OperationCanceledException).FullName!, $"The sub-orchestration '{ended.InstanceId}' was terminated.", null, null, null));

    private async Task Repeat(string purpose, Func<CancellationToken, Task> work)
    {
        for (var pause = FirstPause; !Closed.IsCancellationRequested; pause = Longer(pause))
        {
            try
            {
                await work(Closed);
                return;
            }
            catch (Exception e) when (IsStorageTrouble(e))
            {
                logger.LogError(e, "Could not {Purpose}; trying again.", purpose);
                await Task.Delay(pause, Closed);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogCritical(e, "Could not {Purpose}.", purpose);
                throw;
            }
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private static bool IsStorageTrouble(Exception e) => e is RequestFailedException or AggregateException or TaskCanceledException { InnerException: TimeoutException };

    private async Task RunActivity(OrchestrationInstance instance, string executionId, ActivityScheduled activity)
    {
        if (await activities.Run(instance.State.InstanceId, activity) is { } answer)
        {
            instance.Answer(answer, executionId);
        }
    }

    private async Task StartChild(OrchestrationInstance instance, string executionId, SubOrchestrationScheduled child, CancellationToken cancellation)
    {
        var parent = new ParentTask(instance.State.InstanceId, executionId, child.TaskId, instance.State.Name);
        var state = NewInstance(child.InstanceId, child.Name, child.Input) with { Parent = parent };
        var existing = await Create(state, child.Input, finished => finished.Parent == parent, cancellation);
        if (existing is null || existing is { IsFinished: false } && existing.Parent == parent)
        {
            return;
        }

        instance.Answer(
            existing.Parent == parent
                ? AnswerOf(existing, child.TaskId)
                : new TaskFailed(child.TaskId, TaskFailureDetails.FromException(new OrchestrationAlreadyExistsException(child.InstanceId))),
            executionId);
    }

    /// <summary>Delivers to an instance that is still there, and answers the sender either way, as a sent event has no answer of its own.</summary>
    private async Task Send(OrchestrationInstance instance, string executionId, EventSent sent, CancellationToken cancellation)
    {
        var source = $"{instance.State.InstanceId}/{executionId}/{sent.TaskId}";
        var delivery = new Deliver(new EventRaised(sent.Name, sent.Payload, source));
        try
        {
            (await FindUnfinished(sent.InstanceId, cancellation)).Post(delivery);
            await delivery.Recorded.Task.WaitAsync(cancellation);
        }
        catch (OrchestrationCallException e)
        {
            logger.LogWarning(e, "The event '{Event}' of {InstanceId} was sent to an instance that is not there.", sent.Name, instance.State.InstanceId);
        }

        instance.Answer(new TaskCompleted(sent.TaskId, null), executionId);
    }

    public InstanceState NewInstance(string instanceId, string name, string? input) => new()
    {
        InstanceId = instanceId,
        Name = name,
        ExecutionId = Guid.NewGuid().ToString("N"),
        Status = OrchestrationRuntimeStatus.Pending,
        CreatedAt = time.GetUtcNow(),
        LastUpdatedAt = time.GetUtcNow(),
        Input = input,
    };

    private async Task Adopt(string instanceId, CancellationToken cancellation)
    {
        var (state, history) = await store.TakeOver(StorageKeys.Encode(instanceId), lease.OwnerName, cancellation);
        live[instanceId] = new OrchestrationInstance(this, state, history);
    }

    private async Task<OrchestrationInstance> AdoptAndResume(string instanceId, CancellationToken cancellation)
    {
        await Adopt(instanceId, cancellation);
        var instance = live[instanceId];
        instance.Recover();
        return instance;
    }

    private void Lose(TaskHubOwnershipException reason, Action stopHost)
    {
        lost = reason;
        logger.LogCritical(reason, "This process no longer owns its task hub and stops.");
        activities.Stop();
        closed.Cancel();
        stopHost();
    }
}
