using Azure;

namespace Handover.LocalRuntime.Durable;

/// <summary>Who awaits an instance: the action of one execution of another instance.</summary>
internal sealed record ParentTask(string InstanceId, string ExecutionId, int TaskId, string Name);

/// <summary>The state row of an instance: everything about it but its history.</summary>
internal sealed record InstanceState
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    /// <summary>Names the history in force; a replaced or continued-as-new instance gets another.</summary>
    public required string ExecutionId { get; init; }

    public required OrchestrationRuntimeStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastUpdatedAt { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public ParentTask? Parent { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    /// <summary>Why it failed, for the parent that awaits it.</summary>
    public TaskFailureDetails? Failure { get; init; }

    /// <summary>How many history rows the execution has.</summary>
    public int HistoryRows { get; init; }

    /// <summary>Names the write that made the row what it is.</summary>
    public string? CommitId { get; init; }

    public ETag ETag { get; init; }

    public bool IsFinished => Status
        is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}
