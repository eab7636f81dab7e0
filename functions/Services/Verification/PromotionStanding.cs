using System.Runtime.CompilerServices;
using Handover.Core.Operations;
using Handover.Core.Promotions;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Promotions;

namespace Handover.Services.Verification;

/// <summary>A promotion says what its operation says, and its target project holds all of it or nothing.</summary>
public sealed class PromotionStanding(PromotionStore promotions, OperationStore operations, PlanStore plans, ProjectStore projects)
{
    private const string Recovery = "RecoverOperations goes on with it every minute: look into its log and at the operation.";

    public async IAsyncEnumerable<Violation> FindAsync(Verification run, string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await promotions.FindAsync(id, cancellation) is not { Value: var promotion } || promotion.RequestedAt >= run.SettledBefore)
        {
            yield break;
        }

        if (await run.ContentAsync("plans", promotion.Plan, plans.CheckAsync, cancellation) is { } lost)
        {
            yield return new Violation("content-lost", id, $"Its plan: {lost}.", "Restore the blob from its soft-deleted version; without it the promotion can neither be applied nor taken back.");
            yield break;
        }

        var operation = await operations.FindAsync(promotion.Operation, cancellation);
        if (Standing(promotion, operation) is { } problem)
        {
            yield return new Violation("promotion-disagrees", id, problem, Recovery);
        }

        if (promotion.Status is PromotionStatus.RollingBack && await operations.FindAsync(promotion.RollbackOperation!, cancellation) is not { Ended: false })
        {
            yield return new Violation("promotion-disagrees", id, $"It is being rolled back, and its operation {promotion.RollbackOperation} has ended or was never there.", Recovery);
        }

        if (operation?.Result.GetValueOrDefault("backup") is { } backup && promotion.Status is PromotionStatus.Applied
            && await run.ContentAsync("backups", backup, plans.CheckBackupAsync, cancellation) is { } gone)
        {
            yield return new Violation("content-lost", id, $"What it was before: {gone}.", "Restore the blob from its soft-deleted version; without it the promotion cannot be rolled back.");
        }

        if (operation is null or { Ended: true } && await HalfAsync(promotion, cancellation) is { } half)
        {
            yield return new Violation("promotion-half", id, half, "Promote the revision again, or roll the promotion back.");
        }
    }

    private static string? Standing(Promotion promotion, Operation? operation)
    {
        var words = Promotion.Words(promotion.Status);
        return (promotion.Status, operation) switch
        {
            (PromotionStatus.Requested or PromotionStatus.Approved or PromotionStatus.Applying, null) => $"It is {words}, and its operation {promotion.Operation} was never written.",
            (PromotionStatus.Requested or PromotionStatus.Approved or PromotionStatus.Applying, { Ended: true }) => $"It is {words}, and its operation {promotion.Operation} has {Word(operation)}.",
            (PromotionStatus.Applied or PromotionStatus.RollingBack or PromotionStatus.RolledBack, { Ended: true, Status: not OperationStatus.Succeeded }) =>
                $"It is {words}, and its operation {promotion.Operation} has {Word(operation)}.",
            (PromotionStatus.Rejected or PromotionStatus.Cancelled or PromotionStatus.Expired or PromotionStatus.Compensated, { Status: OperationStatus.Succeeded }) =>
                $"It is {words}, and its operation {promotion.Operation} has succeeded.",
            _ => null,
        };
    }

    /// <summary>The Deployment History of the target has every deployment of it, or none.</summary>
    private async Task<string?> HalfAsync(Promotion promotion, CancellationToken cancellation)
    {
        var plan = await plans.GetAsync<PromotionPlan>(promotion.Plan, cancellation);
        var built = plan.Deployments.Where(item => item.Builds()).Select(item => item.Node).ToHashSet(StringComparer.Ordinal);
        var recorded = await projects.AllVersionsAsync(promotion.TargetProject, cancellation)
            .Where(version => version.Operation == promotion.Operation).Select(version => version.Node).ToHashSetAsync(StringComparer.Ordinal, cancellation);
        var live = promotion.Status is PromotionStatus.Applied or PromotionStatus.RollingBack or PromotionStatus.RolledBack;
        if (live && await projects.FindAsync(promotion.TargetProject, cancellation) is null)
        {
            // Deleted, and its time was over.
            return null;
        }

        var expected = live ? built : [];
        return recorded.SetEquals(expected)
            ? null
            : $"It is {Promotion.Words(promotion.Status)}, and of its {built.Count} deployments {recorded.Count} are in the history of project {promotion.TargetProject}{(recorded.Count == 0 ? "" : $": {string.Join(", ", recorded)}")}.";
    }

    private static string Word(Operation operation) => operation.Status switch
    {
        OperationStatus.Cancelled => "been called off",
        OperationStatus.Compensated => "been undone",
        OperationStatus.Failed => "failed",
        _ => "succeeded",
    };
}
