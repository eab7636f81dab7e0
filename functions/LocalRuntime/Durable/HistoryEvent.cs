using System.Text.Json.Serialization;

namespace Handover.LocalRuntime.Durable;

/// <summary>
/// One thing that happened to an instance. Incoming events are what the orchestrator reacts to; action events are what it
/// asked for. An <see cref="EpisodeStarted"/> stands after the incoming events that its episode took in and before the actions that came of them.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ExecutionStarted), "executionStarted")]
[JsonDerivedType(typeof(TaskCompleted), "taskCompleted")]
[JsonDerivedType(typeof(TaskFailed), "taskFailed")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(EventRaised), "eventRaised")]
[JsonDerivedType(typeof(EpisodeStarted), "episodeStarted")]
[JsonDerivedType(typeof(ActivityScheduled), "activityScheduled")]
[JsonDerivedType(typeof(SubOrchestrationScheduled), "subOrchestrationScheduled")]
[JsonDerivedType(typeof(TimerCreated), "timerCreated")]
[JsonDerivedType(typeof(EventSent), "eventSent")]
[JsonDerivedType(typeof(ExecutionSuspended), "executionSuspended")]
[JsonDerivedType(typeof(ExecutionResumed), "executionResumed")]
[JsonDerivedType(typeof(ExecutionEnded), "executionEnded")]
internal abstract record HistoryEvent;

internal abstract record IncomingEvent : HistoryEvent;

/// <summary>An incoming event that answers the action of the same number.</summary>
internal abstract record TaskAnswered(int TaskId) : IncomingEvent;

internal sealed record ExecutionStarted(string? Input) : IncomingEvent;

internal sealed record TaskCompleted(int TaskId, string? Result) : TaskAnswered(TaskId);

internal sealed record TaskFailed(int TaskId, TaskFailureDetails Failure) : TaskAnswered(TaskId);

internal sealed record TimerFired(int TaskId) : TaskAnswered(TaskId);

/// <param name="Source">Which <see cref="EventSent"/> this is, so that a delivery repeated after a crash is taken once; null from clients.</param>
internal sealed record EventRaised(string Name, string? Payload, string? Source = null) : IncomingEvent;

internal sealed record EpisodeStarted(DateTime Time) : HistoryEvent;

internal abstract record ActionEvent(int TaskId) : HistoryEvent
{
    [JsonIgnore]
    public abstract string Description { get; }

    /// <summary>Whether the action is of the same kind and name, which is what replay compares (not inputs, not due times).</summary>
    public abstract bool Matches(ActionEvent other);

    protected static bool SameName(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

internal sealed record ActivityScheduled(int TaskId, string Name, string? Input) : ActionEvent(TaskId)
{
    public override string Description => $"an activity task with sequence number {TaskId} named '{Name}'";

    public override bool Matches(ActionEvent other) => other is ActivityScheduled scheduled && SameName(Name, scheduled.Name);
}

internal sealed record SubOrchestrationScheduled(int TaskId, string Name, string? Input, string InstanceId) : ActionEvent(TaskId)
{
    public override string Description => $"a sub-orchestration with sequence number {TaskId} named '{Name}'";

    public override bool Matches(ActionEvent other) => other is SubOrchestrationScheduled scheduled && SameName(Name, scheduled.Name);
}

internal sealed record TimerCreated(int TaskId, DateTime FireAt) : ActionEvent(TaskId)
{
    public override string Description => $"a timer with sequence number {TaskId}";

    public override bool Matches(ActionEvent other) => other is TimerCreated;
}

internal sealed record EventSent(int TaskId, string InstanceId, string Name, string? Payload) : ActionEvent(TaskId)
{
    public override string Description => $"an event '{Name}' sent with sequence number {TaskId}";

    public override bool Matches(ActionEvent other) => other is EventSent sent && SameName(Name, sent.Name);
}

internal sealed record ExecutionSuspended(string? Reason) : HistoryEvent;

internal sealed record ExecutionResumed(string? Reason) : HistoryEvent;

internal sealed record ExecutionEnded(OrchestrationRuntimeStatus Status, string? Output) : HistoryEvent;
