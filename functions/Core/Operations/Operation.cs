using System.Collections.Immutable;
using Handover.Core.Diagnostics;

namespace Handover.Core.Operations;

/// <summary>What an operation does.</summary>
public enum OperationKind
{
    /// <summary>Deploys nodes of a project in its own environment.</summary>
    Deploy,
    /// <summary>Brings a project's revision into another environment.</summary>
    Promotion,
    /// <summary>Takes an applied promotion back.</summary>
    Rollback,
    /// <summary>Materialises a deployed table again.</summary>
    Run,
}

/// <summary>How far an operation is.</summary>
public enum OperationStatus
{
    /// <summary>Under way, or waiting for a decision.</summary>
    Running,
    /// <summary>Did what it was asked for.</summary>
    Succeeded,
    /// <summary>Could not, and left something that needs a person; the problem says what.</summary>
    Failed,
    /// <summary>Was called off before it wrote anything.</summary>
    Cancelled,
    /// <summary>Could not, and everything is as it was before.</summary>
    Compensated,
}

/// <summary>How far a step is.</summary>
public enum StepStatus
{
    /// <summary>Not begun.</summary>
    Pending,
    /// <summary>Begun.</summary>
    Running,
    /// <summary>Done.</summary>
    Succeeded,
    /// <summary>Gave up.</summary>
    Failed,
    /// <summary>Not needed.</summary>
    Skipped,
    /// <summary>Done, and undone again.</summary>
    Compensated,
}

/// <summary>A visible part of an operation.</summary>
public sealed record OperationStep
{
    /// <summary>Name, one of <see cref="StepNames"/>.</summary>
    public required string Name { get; init; }
    /// <summary>How far it is.</summary>
    public StepStatus Status { get; init; } = StepStatus.Pending;
    /// <summary>UTC; null before it has begun.</summary>
    public DateTimeOffset? StartedAt { get; init; }
    /// <summary>UTC; null before it has ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>What it did or why it failed, in words.</summary>
    public string? Detail { get; init; }
}

/// <summary>Long work that a user can watch, with every step.</summary>
public sealed record Operation
{
    /// <summary>Id; also the id of the durable orchestration.</summary>
    public required string Id { get; init; }
    /// <summary>What it does.</summary>
    public required OperationKind Kind { get; init; }
    /// <summary>The project that it changes; nothing else may change that project meanwhile.</summary>
    public required string Project { get; init; }
    /// <summary>The project whose members may see it too: a promotion's source.</summary>
    public string? SourceProject { get; init; }
    /// <summary>Who asked for it.</summary>
    public required string RequestedBy { get; init; }
    /// <summary>Hash of the plan that it carries out; empty for a run, which plans when its turn comes.</summary>
    public required string Plan { get; init; }
    /// <summary>The promotion that it applies or rolls back.</summary>
    public string? Promotion { get; init; }
    /// <summary>The deployment node that it runs.</summary>
    public string? Node { get; init; }
    /// <summary>The execution that it carries out.</summary>
    public string? Execution { get; init; }
    /// <summary>How far it is.</summary>
    public OperationStatus Status { get; init; } = OperationStatus.Running;
    /// <summary>The steps in order.</summary>
    public required ImmutableArray<OperationStep> Steps { get; init; }
    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>UTC; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }
    /// <summary>A step has failed, and what was done is being undone: nothing is begun any more.</summary>
    public bool Compensating { get; init; }
    /// <summary>Someone asked to call it off; honoured between two steps and within those that compute.</summary>
    public string? CancelRequestedBy { get; init; }
    /// <summary>Correlation id of the request that began it.</summary>
    public string? Request { get; init; }
    /// <summary>The span that began it, as W3C writes it: its steps are traced beneath. Null where nobody traces.</summary>
    public string? Trace { get; init; }
    /// <summary>What came of it: ids and counts by name.</summary>
    public ImmutableSortedDictionary<string, string> Result { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    /// <summary>Why it did not succeed.</summary>
    public Refusal? Problem { get; init; }

    /// <summary>Whether nothing more will happen.</summary>
    public bool Ended => Status is not OperationStatus.Running;

    /// <summary>How far one step is.</summary>
    public StepStatus StatusOf(string name) => Steps.First(step => step.Name == name).Status;

    /// <summary>This operation with one step changed; the same value if nothing changes.</summary>
    public Operation WithStep(string name, Func<OperationStep, OperationStep> change)
    {
        var before = Steps.First(step => step.Name == name);
        var after = change(before);
        return after == before ? this : this with { Steps = Steps.Replace(before, after) };
    }
}

/// <summary>The steps that operations consist of. A stage list has two readers: the plan that shows it and the workflow that does it.</summary>
public static class StepNames
{
    /// <summary>Waits until enough people have approved.</summary>
    public const string Approval = "approval";
    /// <summary>Takes the target project for this operation alone.</summary>
    public const string Claim = "claim";
    /// <summary>Computes the plan again and refuses if anything has moved.</summary>
    public const string Check = "check";
    /// <summary>Keeps source and target as they are.</summary>
    public const string Backup = "backup";
    /// <summary>Builds every table and view beside its target.</summary>
    public const string Stage = "stage";
    /// <summary>Runs the data tests on what was staged.</summary>
    public const string DataChecks = "data-checks";
    /// <summary>Writes the pack that IT receives.</summary>
    public const string HandoverPack = "handover-pack";
    /// <summary>Puts all that was staged in place.</summary>
    public const string Swap = "swap";
    /// <summary>Puts all that was replaced back in place.</summary>
    public const string Unswap = "unswap";
    /// <summary>Writes revision, deployments, schedules, owner, collaborators and lock in one transaction.</summary>
    public const string Record = "record";
    /// <summary>Tells people, releases the target project, drops what is no longer needed.</summary>
    public const string Finish = "finish";

    /// <summary>A deployment in the project's own environment.</summary>
    public static readonly ImmutableArray<string> Deploy = [Claim, Check, Stage, DataChecks, Swap, Record, Finish];
    /// <summary>A promotion.</summary>
    public static readonly ImmutableArray<string> Promotion =
        [Approval, Claim, Check, Backup, Stage, DataChecks, HandoverPack, Swap, Record, Finish];
    /// <summary>Taking a promotion back.</summary>
    public static readonly ImmutableArray<string> Rollback = [Claim, Check, Unswap, Record, Finish];
    /// <summary>Materialising a deployed table again.</summary>
    public static readonly ImmutableArray<string> Run = [Claim, Check, Stage, DataChecks, Swap, Record, Finish];
}
