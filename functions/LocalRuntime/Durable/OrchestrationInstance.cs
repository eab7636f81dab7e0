using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Durable;

/// <summary>
/// One unfinished instance in memory. Takes its messages in batches, one batch at a time: records what came in, replays the
/// orchestrator over it, commits events and state in one write, and only then sets the new actions going.
/// </summary>
internal sealed class OrchestrationInstance(DurableEngine engine, InstanceState initial, List<HistoryEvent> history)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, ITimer> timers = [];
    private readonly HashSet<int> answered = [.. history.OfType<TaskAnswered>().Select(a => a.TaskId)];
    private readonly HashSet<string> sources = [.. history.OfType<EventRaised>().Where(e => e.Source is not null).Select(e => e.Source!)];
    private List<InstanceMessage> inbox = [];
    private InstanceState state = initial;
    private ITimer? startTimer;
    private Task sending = Task.CompletedTask;
    private bool working;

    public InstanceState State => state;

    public int RecordedAnswers { get; private set; } = history.OfType<TaskAnswered>().Count();

    public void Post(InstanceMessage message)
    {
        lock (gate)
        {
            inbox.Add(message);
            if (working)
            {
                return;
            }

            working = true;
        }

        engine.Work.Add(Task.Run(ProcessInbox));
    }

    /// <summary>Does what concerns other instances in the order that the orchestrator asked for it: a child is there before an event to it.</summary>
    public void Send(Func<Task> send)
    {
        lock (gate)
        {
            sending = After(sending);
        }

        async Task After(Task before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            await send();
        }
    }

    /// <summary>Sets everything going that history asks for and has no answer to: after a start, and after another process died.</summary>
    public void Recover()
    {
        foreach (var action in history.OfType<ActionEvent>().Where(a => !answered.Contains(a.TaskId)).ToList())
        {
            Dispatch(action);
        }

        Post(new Continue());
    }

    private async Task ProcessInbox()
    {
        while (true)
        {
            List<InstanceMessage> batch;
            lock (gate)
            {
                if (inbox.Count == 0)
                {
                    working = false;
                    return;
                }

                (batch, inbox) = (inbox, []);
            }

            try
            {
                await Process(batch);
                batch.ForEach(m => m.Recorded.TrySetResult());
            }
            catch (Exception e) when (e is TaskHubOwnershipException or OperationCanceledException)
            {
                batch.ForEach(m => m.Recorded.TrySetException(e));
            }
            catch (Exception e)
            {
                engine.Logger.LogCritical(e, "The instance {InstanceId} cannot go on until the host starts again.", state.InstanceId);
                batch.ForEach(m => m.Recorded.TrySetException(e));
            }
        }
    }

    private async Task Process(List<InstanceMessage> batch)
    {
        var recorded = new List<HistoryEvent>();
        var next = state;
        foreach (var message in batch)
        {
            next = Take(message, next, recorded);
        }

        if (state.IsFinished)
        {
            return;
        }

        if (next.IsFinished)
        {
            await Finish(next, recorded);
            return;
        }

        if (next.Status != OrchestrationRuntimeStatus.Suspended && HasUnprocessed(recorded) && IsDue())
        {
            await RunEpisode(next, recorded);
        }
        else if (recorded.Count > 0)
        {
            await Commit(next, recorded);
        }
    }

    private InstanceState Take(InstanceMessage message, InstanceState next, List<HistoryEvent> recorded)
    {
        if (next.IsFinished)
        {
            message.Recorded.TrySetException(NotRunning(next));
            return next;
        }

        switch (message)
        {
            case Deliver deliver when IsNew(deliver):
                recorded.Add(deliver.Event);
                return next;
            case Terminate terminate:
                return End(next, OrchestrationRuntimeStatus.Terminated, terminate.Output, failure: null, recorded);
            case ForeignWorkSeen seen when seen.ExecutionId == next.ExecutionId:
                var foreign = TaskFailureDetails.FromException(new ForeignAwaitException(
                    $"The orchestrator '{next.Name}' awaited a task that is not durable (such as Task.Delay, Task.Run or I/O)."));
                return End(next, OrchestrationRuntimeStatus.Failed, foreign.ToString(), foreign, recorded);
            case Suspend when next.Status == OrchestrationRuntimeStatus.Suspended:
            case Resume when next.Status != OrchestrationRuntimeStatus.Suspended:
                message.Recorded.TrySetException(new OrchestrationCallException(
                    $"The instance '{next.InstanceId}' has status {next.Status}."));
                return next;
            case Suspend suspend:
                recorded.Add(new ExecutionSuspended(suspend.Reason));
                return next with { Status = OrchestrationRuntimeStatus.Suspended, Output = suspend.Reason };
            case Resume resume:
                recorded.Add(new ExecutionResumed(resume.Reason));
                var hasRun = history.Exists(e => e is EpisodeStarted);
                return next with { Status = hasRun ? OrchestrationRuntimeStatus.Running : OrchestrationRuntimeStatus.Pending, Output = null };
            default:
                return next;
        }
    }

    /// <summary>Refuses answers to an execution that is over, second answers, and events that a crash made be sent twice.</summary>
    private bool IsNew(Deliver deliver) => deliver switch
    {
        { ExecutionId: { } execution } when execution != state.ExecutionId => false,
        { Event: TaskAnswered answer } => answered.Add(answer.TaskId),
        { Event: EventRaised { Source: { } source } } => sources.Add(source),
        _ => true,
    };

    private bool HasUnprocessed(List<HistoryEvent> recorded) =>
        recorded.Exists(e => e is IncomingEvent)
        || history.FindLastIndex(e => e is IncomingEvent) > history.FindLastIndex(e => e is EpisodeStarted);

    private bool IsDue()
    {
        if (state.StartAt is not { } startAt || engine.Time.GetUtcNow() is var now && now >= startAt)
        {
            return true;
        }

        startTimer ??= Timers.At(engine.Time, startAt.UtcDateTime, () => Post(new Continue()));
        return false;
    }

    private async Task RunEpisode(InstanceState next, List<HistoryEvent> recorded)
    {
        var lastEpisode = (history.FindLast(e => e is EpisodeStarted) as EpisodeStarted)?.Time ?? DateTime.MinValue;
        var now = engine.Time.GetUtcNow().UtcDateTime;
        recorded.Add(new EpisodeStarted(now > lastEpisode ? now : lastEpisode));
        var result = await engine.Runner.Run(this, next, [.. history, .. recorded]);
        next = next with
        {
            Status = OrchestrationRuntimeStatus.Running,
            CustomStatus = result.CustomStatus ?? next.CustomStatus ?? "null",
        };
        switch (result.Outcome)
        {
            case OrchestratorReturned returned:
                await Finish(End(next, OrchestrationRuntimeStatus.Completed, returned.Output, null, recorded), recorded);
                break;
            case OrchestratorFailed failed:
                var output = failed.HostOutput ?? failed.Failure.ToString();
                await Finish(End(next, OrchestrationRuntimeStatus.Failed, output, failed.Failure, recorded), recorded);
                break;
            case ContinuedAsNew again:
                await StartOver(next, again);
                break;
            default:
                recorded.AddRange(result.NewActions);
                await Commit(next, recorded);
                CancelTimers(result.CancelledTimers);
                foreach (var action in result.NewActions)
                {
                    Dispatch(action);
                }

                break;
        }
    }

    private static InstanceState End(
        InstanceState next, OrchestrationRuntimeStatus status, string? output, TaskFailureDetails? failure, List<HistoryEvent> recorded)
    {
        recorded.Add(new ExecutionEnded(status, output));
        return next with { Status = status, Output = output, Failure = failure };
    }

    private async Task Finish(InstanceState ended, List<HistoryEvent> recorded)
    {
        await Commit(ended, recorded);
        CancelTimers(timers.Keys.ToHashSet());
        startTimer?.Dispose();
        history.Clear();
        engine.Finished(this);
    }

    private async Task StartOver(InstanceState next, ContinuedAsNew again)
    {
        var before = state;
        var events = new List<HistoryEvent> { new ExecutionStarted(again.Input) };
        events.AddRange(again.Events);
        history.Clear();
        answered.Clear();
        await Commit(
            next with { ExecutionId = Guid.NewGuid().ToString("N"), Input = again.Input, CreatedAt = engine.Time.GetUtcNow() }, events);
        CancelTimers(timers.Keys.ToHashSet());
        _ = engine.Reliably("delete a finished execution's history", cancellation => engine.Store.DeleteHistory(before, cancellation));
        Post(new Continue());
    }

    private async Task Commit(InstanceState next, List<HistoryEvent> recorded)
    {
        var before = state;
        state = await engine.Commit(before, next with { LastUpdatedAt = engine.Time.GetUtcNow() }, recorded);
        history.AddRange(recorded);
        RecordedAnswers += recorded.OfType<TaskAnswered>().Count();
        if (before.Status != state.Status)
        {
            engine.Watch.Changed(state.InstanceId);
        }
    }

    private void Dispatch(ActionEvent action)
    {
        switch (action)
        {
            case TimerCreated timer:
                timers[timer.TaskId] = Timers.At(engine.Time, timer.FireAt, () => Answer(new TimerFired(timer.TaskId), state.ExecutionId));
                break;
            default:
                engine.Dispatch(this, action);
                break;
        }
    }

    public void Answer(TaskAnswered answer, string executionId) => Post(new Deliver(answer, executionId));

    private void CancelTimers(IReadOnlySet<int> taskIds)
    {
        foreach (var id in taskIds)
        {
            if (timers.Remove(id, out var timer))
            {
                timer.Dispose();
            }
        }
    }

    public static OrchestrationCallException NotRunning(InstanceState finished) =>
        new($"The instance '{finished.InstanceId}' is not running: it is in the {finished.Status} state.");
}
