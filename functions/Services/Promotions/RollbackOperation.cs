using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Core.Promotions;
using Handover.Services.Deployments;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Storage;
using Handover.Services.Telemetry;

namespace Handover.Services.Promotions;

/// <summary>The steps that are a rollback's own.</summary>
public sealed class RollbackOperation(
    PlanStore plans, PromotionStore promotions, ProjectStore projects, RollbackPlanning planning, DeploymentSteps deployments, ScheduleBinding schedules,
    PromotionNotes notes, TimeProvider clock)
    : IOperationKind
{
    public OperationKind Kind => OperationKind.Rollback;

    public async Task<DeploymentSet> SetAsync(Operation operation, CancellationToken cancellation) =>
        (await PlanAsync(operation, cancellation)).Set();

    public async Task<StepNote> RunAsync(Operation operation, string step, CancellationToken cancellation) => step switch
    {
        StepNames.Claim => await ClaimedAsync(operation, cancellation),
        StepNames.Check => await CheckAsync(operation, cancellation),
        StepNames.Record => await RecordAsync(operation, cancellation),
        StepNames.Finish => await FinishAsync(operation, cancellation),
        _ => new StepNote(),
    };

    public Task UndoAsync(Operation operation, string step, CancellationToken cancellation) => Task.CompletedTask;

    public async Task EndedAsync(Operation operation, CancellationToken cancellation)
    {
        if (operation.Status is OperationStatus.Succeeded)
        {
            // It is recorded, so it is done, even if the last step was given up.
            await FinishAsync(operation, cancellation);
        }
        else
        {
            await promotions.ChangeAsync(
                operation.Promotion!,
                state => state.Status is PromotionStatus.RollingBack && state.RollbackOperation == operation.Id
                    ? state with { Status = PromotionStatus.Applied, Problem = operation.Problem }
                    : state,
                cancellation,
                next => Told(operation, next, "rollback-compensated", $"The promotion to {next.Environment} was not rolled back: {operation.Problem?.Detail}", operation.CreatedAt));
            await notes.WriteAsync(operation.Promotion, cancellation);
        }
    }

    private async Task<StepNote> ClaimedAsync(Operation operation, CancellationToken cancellation)
    {
        // Begun by the request already, unless that was cut off after it had written the operation.
        await promotions.ChangeAsync(
            operation.Promotion!, state => state.BeginRollback(operation.Id), cancellation,
            next => Told(operation, next, "rollback-requested", $"Asked to roll back the promotion to {next.Environment}", operation.CreatedAt));
        return new StepNote();
    }

    private async Task<StepNote> CheckAsync(Operation operation, CancellationToken cancellation)
    {
        var promotion = (await promotions.RequireAsync(operation.Promotion!, cancellation)).Value;
        var again = await planning.ComputeAsync(promotion, cancellation);
        return PlanStore.HashOf(again) == operation.Plan
            ? new StepNote("Everything is as the promotion left it.")
            : throw Refusal.Conflict("plan-stale", "The target has changed since the rollback was planned. Nothing was written: look at it again.");
    }

    private async Task<StepNote> RecordAsync(Operation operation, CancellationToken cancellation)
    {
        var plan = await PlanAsync(operation, cancellation);
        var backup = await plans.GetBackupAsync<PromotionBackup>(plan.Backup, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var found = await projects.RequireAsync(operation.Project, cancellation);
            if (found.Project.LastOperation == operation.Id)
            {
                // It was cut off after the transaction, perhaps before the list of projects.
                await projects.ShowAsync(operation.Project, cancellation);
                return new StepNote("Definition, owner and history are written.");
            }

            var (now, etag) = await projects.DeploymentsAsync(operation.Project, cancellation);
            var (next, revision, audit) = Before(operation, found.Project, backup);
            var scheduled = backup.Schedules is null ? null : await schedules.PrepareAsync(operation.Project, backup.Schedules, cancellation);
            try
            {
                await projects.RecordAsync(
                    new RecordedChange(next, found.ETag, DeploymentRecord.TakenBack(backup.Deployments, now), etag, revision, audit, found.Project, scheduled), cancellation);
                return new StepNote(plan.RemovesProject ? "The project that the promotion made is deleted." : $"Revision {next.Revision} has the earlier definition.");
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale && attempt < 5)
            {
                // Somebody renamed or annotated the project meanwhile: decide again from what is there now.
            }
        }
    }

    private (Project Next, Revision? Revision, AuditEntry Audit) Before(Operation operation, Project now, PromotionBackup backup)
    {
        var at = clock.GetUtcNow();
        var message = $"Rolled back promotion {operation.Promotion}";
        var next = backup.Target is not { } before
            ? now with { DeletedAt = at, PromotedFrom = null, Locked = false, LockReason = null }
            : now.On(before.Flow()) with
            {
                Revision = before.FlowHash == now.FlowHash ? now.Revision : now.Revision + 1,
                Owner = before.Owner,
                Collaborators = before.Collaborators,
                Locked = before.Locked,
                LockReason = before.LockReason,
                PromotedFrom = before.PromotedFrom,
            };
        var revision = next.Revision == now.Revision ? null : new Revision(next.Revision, next.FlowHash, operation.RequestedBy, at, message, operation.Id);
        var audit = Audit.Entry(
            operation.RequestedBy, operation.Request, now.Id, "promotion-rolled-back", message, at,
            ("promotion", operation.Promotion), ("operation", operation.Id), ("before", now.FlowHash), ("after", next.FlowHash), ("owner", next.Owner));
        return ((next with { LastOperation = operation.Id }).Touched(operation.RequestedBy, at), revision, audit);
    }

    private async Task<StepNote> FinishAsync(Operation operation, CancellationToken cancellation)
    {
        var plan = await PlanAsync(operation, cancellation);
        await deployments.DiscardAsync(operation, new DeploymentSet { Token = plan.Swap.Token, Deployments = plan.Deployments, Swap = plan.Swap }, cancellation);
        var now = clock.GetUtcNow();
        foreach (var deployment in plan.Deployments.Where(item => item.Builds()))
        {
            await MarkAsync(plan, deployment.Node, now, cancellation);
        }

        var before = await promotions.RequireAsync(operation.Promotion!, cancellation);
        var promotion = await promotions.ChangeAsync(
            operation.Promotion!,
            state => state.Status is PromotionStatus.RollingBack ? state with { Status = PromotionStatus.RolledBack, RolledBackAt = now } : state,
            cancellation,
            next => Told(operation, next, "promotion-rolled-back", $"The promotion to {next.Environment} was rolled back", now));
        await notes.WriteAsync(operation.Promotion, cancellation);
        if (before.Value.Status is PromotionStatus.RollingBack)
        {
            Signals.PromotionEnded(promotion.Value.Status, promotion.Value.Environment);
        }

        return new StepNote("What the promotion built is dropped.");
    }

    private static AuditEntry Told(Operation operation, Promotion promotion, string action, string summary, DateTimeOffset at) =>
        Audit.Entry(operation.RequestedBy, operation.Id, promotion.SourceProject, action, summary, at, ("promotion", promotion.Id), ("operation", operation.Id));

    /// <summary>Says in the Deployment History that the promotion's version is no longer in place.</summary>
    private async Task MarkAsync(RollbackPlan plan, string node, DateTimeOffset at, CancellationToken cancellation)
    {
        var page = await projects.VersionsAsync(plan.Project, node, 20, null, cancellation);
        foreach (var version in page.Items.Select(item => item.Value).Where(item => item.Operation == plan.Operation && item.RolledBackAt is null))
        {
            await projects.PutVersionAsync(plan.Project, version with { RolledBackAt = at }, cancellation);
        }
    }

    private Task<RollbackPlan> PlanAsync(Operation operation, CancellationToken cancellation) =>
        plans.GetAsync<RollbackPlan>(operation.Plan, cancellation);
}
