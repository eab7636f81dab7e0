using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Core.Promotions;
using Handover.Services.Deployments;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Warehouse;

namespace Handover.Services.Promotions;

/// <summary>Plans taking an applied promotion back, or says why that can no longer be done.</summary>
public sealed class RollbackPlanning(
    PlanStore plans, ProjectStore projects, OperationStore operations, IWarehouse warehouse, RetentionService retention, TimeProvider clock)
{
    /// <exception cref="RefusalException"><c>promotion-superseded</c>, <c>retention-over</c>, <c>previous-data-gone</c>.</exception>
    public async Task<RollbackPlan> ComputeAsync(Promotion promotion, CancellationToken cancellation)
    {
        var plan = await plans.GetAsync<PromotionPlan>(promotion.Plan, cancellation);
        var applied = await operations.RequireAsync(promotion.Operation, cancellation);
        var backupHash = applied.Result["backup"];
        var backup = await plans.GetBackupAsync<PromotionBackup>(backupHash, cancellation);
        await RequireUntouchedAsync(promotion, plan, cancellation);
        await RequireRetainedAsync(promotion, plan, cancellation);
        await RequireDataAsync(plan, applied.Id, cancellation);
        var swap = plan.Swap ?? new Swap(plan.Token, []);
        return new RollbackPlan
        {
            Promotion = promotion.Id,
            Operation = applied.Id,
            Project = promotion.TargetProject,
            RemovesProject = backup.Target is null or { DeletedAt: not null },
            Revision = promotion.AppliedRevision ?? 0,
            Backup = backupHash,
            FlowHash = backup.Target?.FlowHash,
            Ownership = new Change<string>(plan.Ownership.After, backup.Target?.Owner ?? plan.Ownership.After),
            Restores = [.. swap.Publications.Select(item => Describe(item))],
            Deployments = plan.Deployments,
            Swap = swap,
            Steps = [new PlanStep(StepNames.Unswap, [.. swap.Publications.Reverse().SelectMany(Undo)])],
        };
    }

    private async Task RequireUntouchedAsync(Promotion promotion, PromotionPlan plan, CancellationToken cancellation)
    {
        var project = (await projects.RequireAsync(promotion.TargetProject, cancellation)).Project;
        if (project.PromotedFrom?.Promotion != promotion.Id || project.Revision != promotion.AppliedRevision)
        {
            throw Superseded($"'{project.Name}' is at revision {project.Revision} now; the promotion wrote revision {promotion.AppliedRevision}.");
        }

        var deployments = (await projects.DeploymentsAsync(project.Id, cancellation)).Value;
        var moved = plan.Deployments.Where(item => item.Builds()).FirstOrDefault(item => deployments.Items.GetValueOrDefault(item.Node)?.Operation != promotion.Operation);
        if (moved is not null)
        {
            throw Superseded($"{moved.Target} was deployed again since.");
        }
    }

    /// <summary>What was replaced is kept for a time only; a promotion that replaced nothing can be taken back for ever.</summary>
    private async Task RequireRetainedAsync(Promotion promotion, PromotionPlan plan, CancellationToken cancellation)
    {
        var replaced = plan.Swap?.Publications.FirstOrDefault(item => item.Moves.Any(move => move.From == item.Publication.Target));
        if (replaced is null || promotion.AppliedAt is not { } applied)
        {
            return;
        }

        var ends = await retention.EndsAsync(promotion.TargetProject, applied, cancellation);
        if (clock.GetUtcNow() >= ends)
        {
            throw Refusal.Conflict(
                "retention-over",
                $"What {replaced.Publication.Target} was before the promotion was kept until {ends.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Promote an earlier revision instead.");
        }
    }

    /// <summary>What the promotion put in place and what it put aside must still be there.</summary>
    private async Task RequireDataAsync(PromotionPlan plan, string tag, CancellationToken cancellation)
    {
        foreach (var publication in plan.Swap?.Publications ?? [])
        {
            var session = new Session(publication.Publication.Role, publication.Publication.Warehouse, tag);
            foreach (var move in publication.Moves)
            {
                if (await warehouse.DescribeAsync(session, move.To, cancellation) is null)
                {
                    throw Refusal.Conflict(
                        "previous-data-gone", $"{move.To} is no longer there, so the data before the promotion cannot be put back. Promote an earlier revision instead.");
                }
            }
        }
    }

    private static RefusalException Superseded(string how) =>
        Refusal.Conflict("promotion-superseded", $"{how} Roll back what came later first, or promote an earlier revision.");

    private static string Describe(PublicationSwap swap) =>
        swap.Moves.Any(move => move.From == swap.Publication.Target)
            ? $"{swap.Publication.Target} has its earlier content again"
            : $"{swap.Publication.Target} is dropped: it was not there before";

    private IEnumerable<PlanStatement> Undo(PublicationSwap swap) =>
        SwapScript.Of(swap, warehouse.Dialect).UndoTexts(warehouse.Dialect).Select(text => new PlanStatement(swap.Publication.Target.Name, text));
}
