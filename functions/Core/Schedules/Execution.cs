using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Sql;

namespace Handover.Core.Schedules;

/// <summary>Why a deployment was materialised.</summary>
public enum RunTrigger
{
    /// <summary>It was due.</summary>
    Schedule,
    /// <summary>Somebody asked for it.</summary>
    Manual,
    /// <summary>The deployment that it follows was materialised.</summary>
    After,
}

/// <summary>How far an execution is.</summary>
public enum ExecutionStatus
{
    /// <summary>Waits for its turn.</summary>
    Waiting,
    /// <summary>Under way.</summary>
    Running,
    /// <summary>Failed, and will be tried again.</summary>
    Retrying,
    /// <summary>The table is new.</summary>
    Succeeded,
    /// <summary>Failed; the table is what it was.</summary>
    Failed,
    /// <summary>Called off; the table is what it was.</summary>
    Cancelled,
    /// <summary>Left out because an earlier one had not ended.</summary>
    Skipped,
    /// <summary>Left out because nobody was there when it was due.</summary>
    Missed,
}

/// <summary>One run that (re)materialised a deployment, or was to: an entry of the Execution History.</summary>
public sealed record Execution
{
    /// <summary>Id, unique in the deployment; sorts newest first.</summary>
    public required string Id { get; init; }
    /// <summary>Id of the project.</summary>
    public required string Project { get; init; }
    /// <summary>Id of the deployment node.</summary>
    public required string Node { get; init; }
    /// <summary>Why.</summary>
    public required RunTrigger Trigger { get; init; }
    /// <summary>When it was due, UTC; for one asked for, when that was.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>How far it is.</summary>
    public required ExecutionStatus Status { get; init; }
    /// <summary>The operation that carries it out, the newest of them if it was tried again; null if none did.</summary>
    public string? Operation { get; init; }
    /// <summary>Which try it is; 1 is the first.</summary>
    public int Attempt { get; init; } = 1;
    /// <summary>When the next try begins, UTC, while it waits for one.</summary>
    public DateTimeOffset? RetryAt { get; init; }
    /// <summary>Email of who asked for it; for others, of who wrote the schedule.</summary>
    public required string RequestedBy { get; init; }
    /// <summary>When the entry was written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When its turn came, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }
    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>The deployment version that was materialised.</summary>
    public int? Version { get; init; }
    /// <summary>The table.</summary>
    public TableName? Target { get; init; }
    /// <summary>Warehouse role.</summary>
    public string? Role { get; init; }
    /// <summary>Virtual warehouse.</summary>
    public string? Warehouse { get; init; }
    /// <summary>Rows that the table has.</summary>
    public long? Rows { get; init; }
    /// <summary>Bytes of the table; null where the warehouse does not tell.</summary>
    public long? Bytes { get; init; }
    /// <summary>Credits that computing it took, see <see cref="Deployments.WarehouseCredits"/>; null where that is not known.</summary>
    public decimal? Credits { get; init; }
    /// <summary>The warehouse's id of the statement that built or failed.</summary>
    public string? QueryId { get; init; }
    /// <summary>Why it did not succeed.</summary>
    public Refusal? Problem { get; init; }
    /// <summary>The flow node that it failed in, where that is known.</summary>
    public string? FailingNode { get; init; }
    /// <summary>The statement that failed.</summary>
    public string? Sql { get; init; }
    /// <summary>What people are told of it.</summary>
    public ImmutableArray<RunSignal> Signals { get; init; } = [];
    /// <summary>What else there is to say, in words.</summary>
    public string? Note { get; init; }

    /// <summary>Whether nothing more will happen to it.</summary>
    public bool Ended => Status is not (ExecutionStatus.Waiting or ExecutionStatus.Running or ExecutionStatus.Retrying);
}
