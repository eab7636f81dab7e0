using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Durable;

/// <summary>The orchestrator's view of one episode: collects what it asks for and answers from history.</summary>
internal sealed class ReplayContext(
    InstanceState state, EpisodeScheduler scheduler, ExternalEvents events, JsonSerializerOptions json, ILoggerFactory loggerFactory)
    : TaskOrchestrationContext
{
    private const int MaxCustomStatusBytes = 16 * 1024;
    private const int MaxActions = 100_000;
    private readonly Dictionary<int, ActionEvent> unconfirmed = [];
    private readonly Dictionary<int, OpenTask> open = [];
    private readonly HashSet<int> cancelledTimers = [];
    private DateTime now;
    private bool replaying = true;
    private int nextTaskId;
    private int nextGuid;

    public override TaskName Name => state.Name;

    public override string InstanceId => state.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; } =
        state.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => replaying;

    public string? SerializedInput { get; set; }

    public string? SerializedCustomStatus { get; private set; }

    public (string? Input, bool PreserveEvents)? NextExecution { get; private set; }

    /// <summary>What makes the whole orchestration fail whatever its code does about it.</summary>
    public Exception? Fatal { get; private set; }

    /// <summary>Actions that history does not hold yet, in order.</summary>
    public IEnumerable<ActionEvent> NewActions => unconfirmed.OrderBy(a => a.Key).Select(a => a.Value);

    public bool HasOpenTasks => open.Count > 0;

    public IReadOnlySet<int> CancelledTimers => cancelledTimers;

    protected override ILoggerFactory LoggerFactory => loggerFactory;

    public void BeginEpisode(DateTime time, bool isReplay)
    {
        now = DateTime.SpecifyKind(time, DateTimeKind.Utc);
        replaying = isReplay;
    }

    public void Fail(Exception exception) => Fatal ??= exception;

    /// <summary>Checks that the code asked for what history says it asked for.</summary>
    public void Confirm(ActionEvent recorded)
    {
        if (unconfirmed.Remove(recorded.TaskId, out var asked) && asked.Matches(recorded))
        {
            return;
        }

        Fail(new NonDeterministicOrchestrationException(
            $"A previous execution of this orchestration scheduled {recorded.Description}, but the current orchestration replay "
            + (asked is null ? "hasn't (yet?) scheduled this task." : $"instead scheduled {asked.Description}.")
            + " Was a change made to the orchestrator code after this instance had already started running?"));
    }

    public void Answer(TaskAnswered answer)
    {
        if (open.Remove(answer.TaskId, out var task))
        {
            task.Answer(answer);
        }
    }

    public override T? GetInput<T>() where T : default => Deserialize<T>(SerializedInput);

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
        await Retrying.Run(
            this, options?.Retry, () => Schedule<TResult>(id => new ActivityScheduled(id, name.Name, Serialize(input)), name.Name));

    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var instanceId = (options as SubOrchestrationOptions)?.InstanceId;
        return await Retrying.Run(this, options?.Retry, () => Schedule<TResult>(
            id => new SubOrchestrationScheduled(
                id, orchestratorName.Name, Serialize(input),
                instanceId ?? DeterministicGuid.Of($"{state.InstanceId}\n{state.ExecutionId}\n{id}").ToString("N")),
            orchestratorName.Name));
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var utc = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        var (id, task) = Open<object>(taskId => new TimerCreated(taskId, utc), "timer");
        using var registration = cancellationToken.Register(() =>
        {
            if (open.Remove(id))
            {
                cancelledTimers.Add(id);
                task.Cancel(cancellationToken);
            }
        });
        await task.Task;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureCurrent();
        cancellationToken.ThrowIfCancellationRequested();
        var wait = new EventWait<T>(this);
        events.Wait(eventName, wait);
        using var registration = cancellationToken.Register(() =>
        {
            events.Cancel(eventName, wait);
            wait.Cancel(cancellationToken);
        });
        return await wait.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        Open<object>(id => new EventSent(id, instanceId, eventName, Serialize(payload)), eventName);

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureCurrent();
        SerializedCustomStatus = Serialize(customStatus) ?? "null";
        if (SerializedCustomStatus.Length * sizeof(char) > MaxCustomStatusBytes)
        {
            SerializedCustomStatus = null;
            Fail(new ArgumentException("CustomStatus is too large: limit = 16 KB"));
        }
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        EnsureCurrent();
        NextExecution = (Serialize(newInput), preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        EnsureCurrent();
        return DeterministicGuid.Of($"{state.InstanceId}\n{state.ExecutionId}\n{now:O}\n{nextGuid++}");
    }

    internal object? InputAs(Type type) => SerializedInput is null
        ? type.IsValueType ? Activator.CreateInstance(type) : null
        : JsonSerializer.Deserialize(SerializedInput, type, json);

    internal T Deserialize<T>(string? payload) => payload is null ? default! : JsonSerializer.Deserialize<T>(payload, json)!;

    private string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), json);

    private Task<TResult> Schedule<TResult>(Func<int, ActionEvent> action, string name) => Open<TResult>(action, name).Task.Task;

    private (int Id, OpenTask<TResult> Task) Open<TResult>(Func<int, ActionEvent> action, string name)
    {
        EnsureCurrent();
        var id = nextTaskId++;
        if (id >= MaxActions)
        {
            Fail(new InvalidOperationException($"An orchestration may schedule at most {MaxActions} actions before it continues as new."));
        }

        var task = new OpenTask<TResult>(this, name);
        unconfirmed[id] = action(id);
        open[id] = task;
        return (id, task);
    }

    private void EnsureCurrent()
    {
        if (!scheduler.IsCurrent)
        {
            scheduler.ReportForeignWork();
            throw new ForeignAwaitException(
                $"The orchestrator '{state.Name}' used its context from another thread. An orchestrator awaits durable tasks only "
                + "(activities, timers, events, sub-orchestrations), never Task.Delay, Task.Run, I/O or ConfigureAwait(false).");
        }
    }
}
