using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Core.Promotions;
using Handover.Core.Schedules;
using Handover.Services.Backups;
using Handover.Services.Deployments;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Telemetry;

namespace Handover.Services.Promotions;

/// <summary>The steps that are a promotion's own.</summary>
public sealed class PromotionOperation(
    PlanStore plans, PromotionStore promotions, ProjectStore projects, FlowStore flows, PromotionPlanning planning,
    OperationRecorder recorder, ScheduleBinding schedules, HandoverPack pack, BackupTaking backups, PolicyCheck policies, PromotionNotes notes, TimeProvider clock) : IOperationKind
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    public OperationKind Kind => OperationKind.Promotion;

    public async Task<DeploymentSet> SetAsync(Operation operation, CancellationToken cancellation) =>
        (await PlanAsync(operation, cancellation)).Set();

    public async Task<StepNote> RunAsync(Operation operation, string step, CancellationToken cancellation) => step switch
    {
        StepNames.Approval => await ApprovalAsync(operation, cancellation),
        StepNames.Claim => await ClaimedAsync(operation, cancellation),
        StepNames.Check => await CheckAsync(operation, cancellation),
        StepNames.Backup => await BackupAsync(operation, cancellation),
        StepNames.HandoverPack => await PackAsync(operation, cancellation),
        StepNames.Record => await RecordAsync(operation, cancellation),
        StepNames.Finish => await FinishAsync(operation, cancellation),
        _ => new StepNote(),
    };

    public async Task UndoAsync(Operation operation, string step, CancellationToken cancellation)
    {
        if (step == StepNames.Record)
        {
            await recorder.ForgetAsync(operation, await SetAsync(operation, cancellation), cancellation);
        }
        else if (step == StepNames.HandoverPack && operation.Result.TryGetValue("handoverPack", out var name))
        {
            await pack.DeleteAsync(name, cancellation);
        }
    }

    public async Task EndedAsync(Operation operation, CancellationToken cancellation)
    {
        if (operation.Status is OperationStatus.Succeeded)
        {
            // It is recorded, so it is live, even if the last step was given up.
            await FinishAsync(operation, cancellation);
            return;
        }

        var before = await promotions.RequireAsync(operation.Promotion!, cancellation);
        var status = operation.Status is OperationStatus.Cancelled ? PromotionStatus.Cancelled : PromotionStatus.Compensated;
        var ended = await promotions.ChangeAsync(
            operation.Promotion!,
            promotion => promotion.Status is PromotionStatus.Requested or PromotionStatus.Approved or PromotionStatus.Applying
                ? promotion with { Status = status, Problem = operation.Problem }
                : promotion,
            cancellation,
            next => Told(operation.RequestedBy, operation, next, $"promotion-{status.ToString().ToLowerInvariant()}", $"Promotion to {next.Environment} {Promotion.Words(status)}: {operation.Problem?.Detail}", operation.CreatedAt));
        await notes.WriteAsync(operation.Promotion, cancellation);
        if (ended.Value.Status != before.Value.Status)
        {
            Signals.PromotionEnded(status, ended.Value.Environment);
        }
    }

    private async Task<StepNote> ApprovalAsync(Operation operation, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var promotion = (await promotions.ChangeAsync(
            operation.Promotion!, state => state.ExpireIfDue(now), cancellation,
            next => Told("", operation, next, "promotion-expired", $"Nobody approved the promotion to {next.Environment} in time", now))).Value;
        return promotion.Status switch
        {
            PromotionStatus.Requested => new StepNote(
                $"{promotion.Approvals.Length} of {promotion.RequiredApprovals} approvals.",
                Until: promotion.ExpiresAt < now + LookAgain ? promotion.ExpiresAt : now + LookAgain),
            PromotionStatus.Approved => await WindowAsync(promotion, now, cancellation),
            PromotionStatus.Applying => new StepNote(ApprovedBy(promotion)),
            PromotionStatus.Rejected => throw Refusal.Conflict("promotion-rejected", $"{promotion.Rejection?.By} said no: {promotion.Rejection?.Comment}"),
            PromotionStatus.Expired => throw Refusal.Conflict("promotion-expired", "Nobody approved in time. Plan and request it again."),
            _ => throw Refusal.Conflict("promotion-cancelled", $"The promotion is {Promotion.Words(promotion.Status)}."),
        };
    }

    /// <summary>What is approved waits for its environment's next window.</summary>
    private async Task<StepNote> WindowAsync(Promotion promotion, DateTimeOffset now, CancellationToken cancellation) =>
        await policies.OpensAtAsync(promotion, now, cancellation) switch
        {
            { } opens when opens <= now => new StepNote(ApprovedBy(promotion)),
            { } opens => new StepNote($"{ApprovedBy(promotion)} The next window opens at {opens.UtcDateTime:yyyy-MM-dd HH:mm} UTC.", Until: opens < now + LookAgain ? opens : now + LookAgain),
            null => new StepNote($"{ApprovedBy(promotion)} No window is ever open.", Until: now + LookAgain),
        };

    private static string ApprovedBy(Promotion promotion) => (promotion.Approvals.IsEmpty, promotion.Override) switch
    {
        (true, { } given) when given.Policies.Contains(PolicyRules.Approvals) => $"Approval was overridden by {given.By}.",
        (true, _) => "No approval is needed.",
        _ => $"Approved by {string.Join(", ", promotion.Approvals.Select(one => one.By))}.",
    };

    private async Task<StepNote> ClaimedAsync(Operation operation, CancellationToken cancellation)
    {
        var promotion = await promotions.ChangeAsync(
            operation.Promotion!,
            state => state.Status is PromotionStatus.Approved ? state with { Status = PromotionStatus.Applying } : state,
            cancellation);
        return promotion.Value.Status is PromotionStatus.Applying
            ? new StepNote()
            : throw Refusal.Conflict("promotion-cancelled", $"The promotion is {Promotion.Words(promotion.Value.Status)}.");
    }

    private async Task<StepNote> CheckAsync(Operation operation, CancellationToken cancellation)
    {
        var plan = await PlanAsync(operation, cancellation);
        var source = (await projects.RequireAsync(plan.Source.Project, cancellation)).Project;
        var again = await planning.ComputeAsync(source, plan.Source.Revision, plan.Target.Environment, cancellation);
        if (PlanStore.HashOf(again.Plan) != operation.Plan)
        {
            throw Refusal.Conflict("plan-stale", $"{Moved(plan, again.Plan)} Nothing was written: plan it again and have the new plan approved.");
        }

        await policies.RequireAsync(plan, (await promotions.RequireAsync(operation.Promotion!, cancellation)).Value, [], cancellation);
        return new StepNote("Source and target are as they were when the plan was approved.");
    }

    private static string Moved(PromotionPlan then, PromotionPlan now) => (then, now) switch
    {
        _ when then.Source.Head != now.Source.Head => $"'{then.Source.Name}' is at revision {now.Source.Head} now; the plan was made at revision {then.Source.Head}.",
        _ when then.Target != now.Target => $"The target project is at revision {now.Target.Revision} now; the plan was made at revision {then.Target.Revision}.",
        _ when then.FlowHash != now.FlowHash => "The production tables or the environment's source map have changed since the plan was made.",
        _ => "The target or the environment has changed since the plan was made.",
    };

    private async Task<StepNote> BackupAsync(Operation operation, CancellationToken cancellation)
    {
        var plan = await PlanAsync(operation, cancellation);
        var source = (await projects.RequireAsync(plan.Source.Project, cancellation)).Project;
        var target = (await projects.FindAsync(operation.Project, cancellation))?.Project;
        var deployments = (await projects.DeploymentsAsync(operation.Project, cancellation)).Value;
        var kept = (await schedules.OfAsync(operation.Project, cancellation)).ToImmutableSortedDictionary();
        // The same ids when the step is done again: one backup a project and promotion.
        var id = $"backup-{operation.Id[(operation.Id.LastIndexOf('-') + 1)..]}";
        await backups.TakeAsync(source, operation.RequestedBy, BackupReason.Promotion, cancellation, id + "-source");
        if (target is not null)
        {
            await backups.TakeAsync(target, operation.RequestedBy, BackupReason.Promotion, cancellation, id + "-target");
        }

        var hash = await plans.PutBackupAsync(new PromotionBackup(target, deployments, source, kept), cancellation);
        return new StepNote(
            target is null ? "The source is kept as it is; there is no target project yet." : "Source and target are kept as they are.",
            ImmutableDictionary<string, string>.Empty.Add("backup", hash));
    }

    private async Task<StepNote> PackAsync(Operation operation, CancellationToken cancellation)
    {
        var plan = await PlanAsync(operation, cancellation);
        var compiled = await flows.CompiledAsync(plan.FlowHash!, cancellation);
        var about = plan.Target.Exists ? plan.Target.Project : plan.Source.Project;
        var name = await pack.WriteAsync(operation, plan, compiled, (await projects.RequireAsync(about, cancellation)).Project, cancellation);
        return new StepNote("What IT receives is written.", ImmutableDictionary<string, string>.Empty.Add("handoverPack", name));
    }

    private async Task<StepNote> RecordAsync(Operation operation, CancellationToken cancellation)
    {
        var plan = await PlanAsync(operation, cancellation);
        var flow = await flows.GetAsync(plan.FlowHash!, cancellation);
        var stored = await flows.PutAsync(flow, cancellation);
        var source = plan.Target.Exists ? null : await projects.FindAsync(plan.Source.Project, cancellation);
        var recorded = await recorder.RecordAsync(operation, plan.Set(), stored.Hash, plan.RevisionAfter(), null, found =>
        {
            RequireAsPlanned(plan, found);
            var now = clock.GetUtcNow();
            var next = Next(operation, plan, found, source?.Project, stored, now);
            var message = $"Promoted {plan.Source.Name} from {plan.Source.Environment}, revision {plan.Source.Revision}";
            var revision = next.Revision == found?.Revision ? null : new Revision(next.Revision, stored.Hash, operation.RequestedBy, now, message, operation.Id);
            var audit = Audit.Entry(
                operation.RequestedBy, operation.Request, next.Id, "promotion-applied", message, now,
                ("promotion", operation.Promotion), ("operation", operation.Id), ("plan", operation.Plan),
                ("before", found?.FlowHash), ("after", stored.Hash), ("owner", next.Owner));
            return (next, revision, audit);
        }, cancellation, before => Scheduled(operation, plan, before));
        return new StepNote(
            $"Revision {recorded.Revision}, owned by {recorded.Owner}{(recorded.Locked ? ", locked" : "")}.",
            ImmutableDictionary<string, string>.Empty.Add("targetProject", recorded.Id).Add("revision", $"{recorded.Revision}"));
    }

    /// <summary>The target's own schedules stay, but for those of deployments that go; new deployments bring the source's.</summary>
    private Dictionary<string, NodeSchedule> Scheduled(Operation operation, PromotionPlan plan, IReadOnlyDictionary<string, NodeSchedule> before)
    {
        var after = new Dictionary<string, NodeSchedule>(before);
        foreach (var item in plan.Schedules)
        {
            if (item.Action is ScheduleAction.Remove)
            {
                after.Remove(item.Node);
            }
            else if (item.Action is ScheduleAction.Add)
            {
                after.TryAdd(item.Node, new NodeSchedule(item.Node, item.Schedule, operation.RequestedBy, clock.GetUtcNow(), operation.Promotion));
            }
        }

        return after;
    }

    private static void RequireAsPlanned(PromotionPlan plan, Project? found)
    {
        if ((found?.Revision ?? 0) != plan.Target.Revision || found?.FlowHash != plan.Target.FlowHash)
        {
            throw Refusal.Conflict("plan-stale", "The target project was changed while the promotion was being applied. Everything is put back: plan it again.");
        }
    }

    private static Project Next(Operation operation, PromotionPlan plan, Project? found, Project? source, FlowAddress stored, DateTimeOffset now)
    {
        var state = found ?? new Project
        {
            Id = plan.Target.Project,
            Name = plan.Target.Name,
            // What it is about comes along once; from then on the target has its own words.
            Description = source?.Description,
            Tags = source?.Tags ?? [],
            Properties = source?.Properties ?? ImmutableSortedDictionary<string, string>.Empty,
            Environment = plan.Target.Environment,
            Owner = plan.Ownership.After,
            Revision = 0,
            CreatedBy = operation.RequestedBy,
            CreatedAt = now,
            UpdatedBy = operation.RequestedBy,
            UpdatedAt = now,
        };
        return (state.On(stored) with
        {
            DeletedAt = null,
            Revision = plan.RevisionAfter(),
            Owner = plan.Ownership.After,
            Collaborators = [.. plan.Collaborators.After],
            Locked = plan.LockedAfter,
            LockReason = plan.LockedAfter ? state.LockReason ?? "promoted projects change through promotions" : null,
            PromotedFrom = new Origin(plan.Source.Project, plan.Source.Revision, plan.Source.FlowHash, operation.Promotion),
        }).Touched(operation.RequestedBy, now);
    }

    private async Task<StepNote> FinishAsync(Operation operation, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // Not from the operation's results: the step that wrote the revision may have been cut off before it could say so.
        var target = (await projects.RequireAsync(operation.Project, cancellation)).Project;
        var before = await promotions.RequireAsync(operation.Promotion!, cancellation);
        var promotion = await promotions.ChangeAsync(
            operation.Promotion!,
            state => state.Status is PromotionStatus.Applying
                ? state with
                {
                    Status = PromotionStatus.Applied,
                    AppliedAt = now,
                    AppliedRevision = target.Revision,
                    HandoverPack = operation.Result.GetValueOrDefault("handoverPack"),
                }
                : state,
            cancellation,
            next => Told(operation.RequestedBy, operation, next, "promoted", $"Promoted revision {next.SourceRevision} to {next.Environment}", now));
        await notes.WriteAsync(operation.Promotion, cancellation);
        if (before.Value.Status is PromotionStatus.Applying)
        {
            Signals.PromotionEnded(promotion.Value.Status, promotion.Value.Environment);
        }

        return new StepNote("Everybody can use it.");
    }

    private static AuditEntry Told(string by, Operation operation, Promotion promotion, string action, string summary, DateTimeOffset at) =>
        Audit.Entry(by, operation.Id, promotion.SourceProject, action, summary, at, ("promotion", promotion.Id), ("operation", operation.Id));

    private Task<PromotionPlan> PlanAsync(Operation operation, CancellationToken cancellation) =>
        plans.GetAsync<PromotionPlan>(operation.Plan, cancellation);
}
