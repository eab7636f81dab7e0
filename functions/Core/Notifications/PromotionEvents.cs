using Handover.Core.Promotions;

namespace Handover.Core.Notifications;

/// <summary>What a change of a promotion is told as. Every change of its state goes through here, so none can be forgotten.</summary>
public static class PromotionEvents
{
    /// <summary>The event of a change; null where nobody needs to be told.</summary>
    /// <param name="before">The state before; null for a new promotion.</param>
    /// <param name="after">The state after.</param>
    /// <param name="id">Id of the event.</param>
    /// <param name="at">When, UTC.</param>
    public static ProjectEvent? Of(Promotion? before, Promotion after, string id, DateTimeOffset at)
    {
        if (before is null)
        {
            return Event(ProjectEventKind.PromotionRequested, after.RequestedBy, Requested(after));
        }

        if (after.Approvals.Length > before.Approvals.Length)
        {
            var last = after.Approvals[^1];
            return Event(
                ProjectEventKind.PromotionApproved, last.By,
                Sentence($"Approval {after.Approvals.Length} of {after.RequiredApprovals} by {last.By}", last.Comment));
        }

        if (after.Status == before.Status)
        {
            return null;
        }

        return after.Status switch
        {
            PromotionStatus.Rejected => Event(ProjectEventKind.PromotionRejected, after.Rejection?.By, Sentence($"Refused by {after.Rejection?.By}", after.Rejection?.Comment)),
            PromotionStatus.Cancelled => Event(ProjectEventKind.PromotionCancelled, null, Sentence("Called off before it was applied", after.Problem?.Detail)),
            PromotionStatus.Expired => Event(ProjectEventKind.PromotionExpired, null, "Nobody decided in time. Plan and request it again."),
            PromotionStatus.Applied when before.Status is not PromotionStatus.RollingBack =>
                Event(ProjectEventKind.PromotionApplied, after.RequestedBy, $"Revision {after.SourceRevision} of {after.SourceName} is live in {after.Environment}."),
            PromotionStatus.Compensated => Event(ProjectEventKind.PromotionCompensated, after.RequestedBy, Sentence("It failed, and everything is as it was before", after.Problem?.Detail)),
            PromotionStatus.Failed => Event(ProjectEventKind.PromotionFailed, after.RequestedBy, Sentence("It failed and needs a person", after.Problem?.Detail)),
            PromotionStatus.RolledBack => Event(ProjectEventKind.PromotionRolledBack, null, $"{after.Environment} has the definition, the data and the owner that it had before."),
            _ => null,
        };

        ProjectEvent Event(ProjectEventKind kind, string? by, string detail) => new()
        {
            Id = id,
            Kind = kind,
            At = at,
            Project = after.TargetProject,
            ProjectName = after.SourceName,
            Environment = after.Environment,
            SourceProject = after.SourceProject,
            By = by,
            Detail = detail,
            Promotion = after.Id,
            Operation = after.Status is PromotionStatus.RolledBack ? after.RollbackOperation : after.Operation,
        };
    }

    private static string Requested(Promotion promotion) => Sentence(
        $"{promotion.RequestedBy} wants revision {promotion.SourceRevision} of {promotion.SourceName} in {promotion.Environment}"
        + (promotion.RequiredApprovals == 0 ? "; no approval is needed" : $"; approvals needed: {promotion.RequiredApprovals}"),
        promotion.Comment);

    private static string Sentence(string what, string? more) => string.IsNullOrWhiteSpace(more) ? $"{what}." : $"{what}: {more.Trim()}";
}
