using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Governance;

namespace Handover.Core.Promotions;

/// <summary>How far a promotion is.</summary>
public enum PromotionStatus
{
    /// <summary>Waits for approvals.</summary>
    Requested,
    /// <summary>Has its approvals; will be applied.</summary>
    Approved,
    /// <summary>Is being applied.</summary>
    Applying,
    /// <summary>Is live.</summary>
    Applied,
    /// <summary>Somebody said no.</summary>
    Rejected,
    /// <summary>Was called off.</summary>
    Cancelled,
    /// <summary>Nobody approved in time.</summary>
    Expired,
    /// <summary>Failed while being applied; everything is as it was before.</summary>
    Compensated,
    /// <summary>Failed, and could not be compensated entirely; the problem says what is left.</summary>
    Failed,
    /// <summary>Is being taken back.</summary>
    RollingBack,
    /// <summary>Was taken back, with its data.</summary>
    RolledBack,
}

/// <summary>A person's yes to exactly one plan.</summary>
/// <param name="By">Email.</param>
/// <param name="At">UTC.</param>
/// <param name="Plan">Hash of the plan that was approved.</param>
/// <param name="Comment">In their words.</param>
public sealed record Approval(string By, DateTimeOffset At, string Plan, string? Comment);

/// <summary>A person's no.</summary>
/// <param name="By">Email.</param>
/// <param name="At">UTC.</param>
/// <param name="Comment">Why.</param>
public sealed record Rejection(string By, DateTimeOffset At, string Comment);

/// <summary>Policies that an administrator has set aside for one promotion.</summary>
/// <param name="By">Email.</param>
/// <param name="At">UTC.</param>
/// <param name="Reason">Why.</param>
/// <param name="Policies">Codes of the policies.</param>
public sealed record PolicyOverride(string By, DateTimeOffset At, string Reason, ImmutableArray<string> Policies);

/// <summary>Bringing one project's revision into another environment.</summary>
public sealed record Promotion
{
    /// <summary>Id; newer promotions sort first.</summary>
    public required string Id { get; init; }
    /// <summary>How far it is.</summary>
    public PromotionStatus Status { get; init; } = PromotionStatus.Requested;
    /// <summary>Hash of the plan.</summary>
    public required string Plan { get; init; }
    /// <summary>The operation that applies it.</summary>
    public required string Operation { get; init; }
    /// <summary>The project that is promoted.</summary>
    public required string SourceProject { get; init; }
    /// <summary>Its name when the promotion was requested.</summary>
    public required string SourceName { get; init; }
    /// <summary>Its revision.</summary>
    public required int SourceRevision { get; init; }
    /// <summary>The project in the target environment.</summary>
    public required string TargetProject { get; init; }
    /// <summary>The target environment.</summary>
    public required string Environment { get; init; }
    /// <summary>Email.</summary>
    public required string RequestedBy { get; init; }
    /// <summary>UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }
    /// <summary>UTC; without its approvals by then it expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
    /// <summary>What the requester says about it.</summary>
    public string? Comment { get; init; }
    /// <summary>Number of approvals that it needs.</summary>
    public required int RequiredApprovals { get; init; }
    /// <summary>Whether the requester's own approval is refused.</summary>
    public required bool NotByRequester { get; init; }
    /// <summary>Given so far.</summary>
    public ImmutableArray<Approval> Approvals { get; init; } = [];
    /// <summary>Policies that an administrator has set aside for it.</summary>
    public PolicyOverride? Override { get; init; }
    /// <summary>The no that ended it.</summary>
    public Rejection? Rejection { get; init; }
    /// <summary>UTC.</summary>
    public DateTimeOffset? AppliedAt { get; init; }
    /// <summary>The revision of the target project that it wrote.</summary>
    public int? AppliedRevision { get; init; }
    /// <summary>The operation that takes it back.</summary>
    public string? RollbackOperation { get; init; }
    /// <summary>UTC.</summary>
    public DateTimeOffset? RolledBackAt { get; init; }
    /// <summary>Why it is not live.</summary>
    public Refusal? Problem { get; init; }
    /// <summary>Named blob with what IT receives.</summary>
    public string? HandoverPack { get; init; }

    /// <summary>Whether it waits for a person.</summary>
    public bool AwaitsDecision => Status is PromotionStatus.Requested;

    /// <summary>A new request.</summary>
    public static Promotion Request(PromotionPlan plan, string hash, EnvironmentPolicies policies, string id, string operation, string by, DateTimeOffset at, string? comment) =>
        new()
        {
            Id = id,
            Status = policies.Approvals == 0 ? PromotionStatus.Approved : PromotionStatus.Requested,
            Plan = hash,
            Operation = operation,
            SourceProject = plan.Source.Project,
            SourceName = plan.Source.Name,
            SourceRevision = plan.Source.Revision,
            TargetProject = plan.Target.Project,
            Environment = plan.Target.Environment,
            RequestedBy = by,
            RequestedAt = at,
            ExpiresAt = at.AddHours(policies.ApprovalHours),
            RequiredApprovals = policies.Approvals,
            NotByRequester = policies.NotByRequester,
            Comment = comment,
        };

    /// <summary>Adds an approval; the last one that is needed approves the promotion.</summary>
    /// <exception cref="RefusalException"><c>plan-mismatch</c>, <c>promotion-not-waiting</c>, <c>promotion-expired</c>, <c>approval-by-requester</c>.</exception>
    public Promotion Approve(string by, DateTimeOffset at, string plan, string? comment)
    {
        RequireWaiting(at);
        if (plan != Plan)
        {
            throw Refusal.Conflict("plan-mismatch", "You approved another plan than this promotion's. Read the plan again, then approve what it says now.");
        }

        if (NotByRequester && by == RequestedBy)
        {
            throw Refusal.Forbidden("approval-by-requester", "Whoever requests a promotion into this environment cannot approve it. Ask somebody else.");
        }

        if (Approvals.Any(approval => approval.By == by))
        {
            return this;
        }

        var approved = this with { Approvals = Approvals.Add(new Approval(by, at, plan, comment)) };
        return approved.Approvals.Length >= RequiredApprovals ? approved with { Status = PromotionStatus.Approved } : approved;
    }

    /// <summary>Sets policies aside. An override of the approvals approves it.</summary>
    /// <exception cref="RefusalException"><c>promotion-ended</c>.</exception>
    public Promotion SetAside(PolicyOverride given)
    {
        if (Status is not (PromotionStatus.Requested or PromotionStatus.Approved))
        {
            throw Refusal.Conflict("promotion-ended", $"The promotion is {Words(Status)}: there is nothing to override.");
        }

        var all = Override is { } earlier ? given with { Policies = [.. earlier.Policies.Union(given.Policies)] } : given;
        return this with { Override = all, Status = all.Policies.Contains(PolicyRules.Approvals) ? PromotionStatus.Approved : Status };
    }

    /// <summary>Ends it with a no.</summary>
    /// <exception cref="RefusalException"><c>promotion-not-waiting</c>, <c>promotion-expired</c>.</exception>
    public Promotion Reject(string by, DateTimeOffset at, string comment)
    {
        RequireWaiting(at);
        return this with { Status = PromotionStatus.Rejected, Rejection = new Rejection(by, at, comment) };
    }

    /// <summary>Calls it off before it is applied.</summary>
    /// <exception cref="RefusalException"><c>promotion-ended</c>.</exception>
    public Promotion Cancel() => Status is PromotionStatus.Requested or PromotionStatus.Approved
        ? this with { Status = PromotionStatus.Cancelled }
        : throw Refusal.Conflict("promotion-ended", $"The promotion is {Words(Status)}: there is nothing to call off.");

    /// <summary>Ends a request that nobody decided in time.</summary>
    public Promotion ExpireIfDue(DateTimeOffset at) =>
        Status is PromotionStatus.Requested && at >= ExpiresAt ? this with { Status = PromotionStatus.Expired } : this;

    /// <summary>Begins to take it back.</summary>
    /// <exception cref="RefusalException"><c>promotion-not-applied</c>.</exception>
    public Promotion BeginRollback(string operation) => Status switch
    {
        PromotionStatus.Applied => this with { Status = PromotionStatus.RollingBack, RollbackOperation = operation, Problem = null },
        PromotionStatus.RollingBack or PromotionStatus.RolledBack when RollbackOperation == operation => this,
        _ => throw Refusal.Conflict("promotion-not-applied", $"The promotion is {Words(Status)}: only an applied one can be rolled back."),
    };

    private void RequireWaiting(DateTimeOffset at)
    {
        if (Status is PromotionStatus.Expired || (Status is PromotionStatus.Requested && at >= ExpiresAt))
        {
            throw Refusal.Conflict("promotion-expired", "Nobody decided in time. Plan and request it again.");
        }

        if (Status is not PromotionStatus.Requested)
        {
            throw Refusal.Conflict("promotion-not-waiting", $"The promotion is {Words(Status)}: it no longer waits for a decision.");
        }
    }

    /// <summary>A status for a sentence.</summary>
    public static string Words(PromotionStatus status) => status switch
    {
        PromotionStatus.RollingBack => "being rolled back",
        PromotionStatus.RolledBack => "rolled back",
        PromotionStatus.Applying => "being applied",
        _ => status.ToString().ToLowerInvariant(),
    };
}
