using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Core.Promotions;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Promotions;

/// <summary>What to plan.</summary>
public sealed record PlanRequest(string Project, string Environment, int? Revision = null);

/// <summary>What to promote.</summary>
/// <param name="Plan">Hash of the plan.</param>
/// <param name="Comment">What the requester says about it.</param>
/// <param name="Override">Policies that an administrator who requests it sets aside.</param>
public sealed record PromotionRequest(string Plan, string? Comment = null, OverrideRequest? Override = null);

/// <summary>Which policies are set aside, and why.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Policies">Their codes; absent: all that block now but the approvals.</param>
public sealed record OverrideRequest(string Reason, IReadOnlyList<string>? Policies = null);

/// <summary>A plan with its hash.</summary>
public sealed record StoredPlan(string Hash, PromotionPlan Plan);

/// <summary>A promotion with the operation that follows from what was just done.</summary>
public sealed record StartedPromotion(Stored<Promotion> Promotion, string Operation);

/// <summary>Planning, requesting, deciding and taking back promotions.</summary>
public sealed class PromotionService(
    PromotionPlanning planning, RollbackPlanning rollbacks, PlanStore plans, PromotionStore promotions, ProjectStore projects,
    EnvironmentStore environments, OperationStore operations, PolicyCheck policies, PromotionStarting starting, PromotionNotes notes, TimeProvider clock)
{
    /// <summary>Computes and stores a plan; nothing else happens.</summary>
    public async Task<StoredPlan> PlanAsync(Actor actor, PlanRequest request, CancellationToken cancellation)
    {
        var project = await SourceAsync(actor, request.Project, Right.See, cancellation);
        var computed = await planning.ComputeAsync(project, request.Revision, request.Environment, cancellation);
        return await EvaluatedAsync(await plans.PutAsync(computed.Plan, cancellation), computed.Plan, cancellation);
    }

    /// <exception cref="RefusalException"><c>plan-not-found</c>, also for a plan of a project that the user may not see.</exception>
    public async Task<StoredPlan> FindPlanAsync(Actor actor, string hash, CancellationToken cancellation)
    {
        var plan = await plans.GetAsync<PromotionPlan>(hash, cancellation);
        return await MaySeeAsync(actor, plan.Source.Project, plan.Target.Project, Right.See, cancellation)
            ? await EvaluatedAsync(hash, plan, cancellation)
            : throw Refusal.NotFound("plan", hash);
    }

    /// <summary>A plan as it is shown: with what the policies say of it now.</summary>
    private async Task<StoredPlan> EvaluatedAsync(string hash, PromotionPlan plan, CancellationToken cancellation) =>
        new(hash, plan with { Policies = await policies.EvaluateAsync(plan, null, cancellation) });

    /// <summary>Requests the promotion that a plan describes.</summary>
    /// <exception cref="RefusalException"><c>plan-empty</c>, <c>plan-has-problems</c>, <c>plan-stale</c>, <c>project-right-missing</c>.</exception>
    public async Task<StartedPromotion> RequestAsync(Actor actor, PromotionRequest request, string? key, CancellationToken cancellation)
    {
        var (hash, plan) = await FindPlanAsync(actor, request.Plan, cancellation);
        var source = await SourceAsync(actor, plan.Source.Project, Right.Edit, cancellation);
        var now = clock.GetUtcNow();
        var id = await operations.ClaimAsync(actor.Email, key, request, Ids.NewestFirst("promotion", now), cancellation);
        return await OperationStore.OnceAsync(key, RequestedAsync, async () =>
        {
            RequirePromotable(plan);
            await plans.KeepAsync(hash, cancellation);
            await RequireFreshAsync(plan, source, hash, cancellation);
            var environment = (await environments.RequireAsync(plan.Target.Environment, cancellation)).Value;
            var promotion = Promotion.Request(plan, hash, environment.Policies, id, PromotionStarting.OperationOf(id), actor.Email, now, Comment(request.Comment));
            if (request.Override is { } set)
            {
                promotion = promotion.SetAside(await OverrideAsync(actor, plan, promotion, set, cancellation));
            }

            await policies.RequireAsync(plan, promotion, [PolicyRules.Approvals, PolicyRules.Window], cancellation);
            var requested = Audit.Entry(
                actor, source.Id, "promotion-requested", $"Requested promotion of revision {plan.Source.Revision} to {environment.Name}", now, ("promotion", id), ("plan", hash));
            // First where recovery looks: a promotion without its operation would wait for ever.
            await operations.AnnounceAsync(promotion.Operation, promotion.TargetProject, cancellation);
            await promotions.AddAsync(promotion, cancellation, promotion.Override is { } overridden ? [Overridden(actor, promotion, overridden), requested] : [requested]);
            await starting.EnsureAsync(promotion, cancellation);
            await notes.WriteAsync(id, cancellation);
            return new StartedPromotion(await promotions.RequireAsync(id, cancellation), promotion.Operation);
        });

        async Task<StartedPromotion?> RequestedAsync()
        {
            if (await promotions.FindAsync(id, cancellation) is not { } known)
            {
                return null;
            }

            await starting.EnsureAsync(known.Value, cancellation);
            return new StartedPromotion(known, known.Value.Operation);
        }
    }

    public async Task<Page<Promotion>> ListAsync(Actor actor, PromotionFilter filter, int limit, string? continuation, CancellationToken cancellation)
    {
        var seen = new List<Promotion>();
        do
        {
            var page = await promotions.ListAsync(filter, limit - seen.Count, continuation, cancellation);
            foreach (var promotion in page.Items.Select(item => item.Value))
            {
                if (await MaySeeAsync(actor, promotion.SourceProject, promotion.TargetProject, Right.See, cancellation))
                {
                    seen.Add(promotion);
                }
            }

            continuation = page.Continuation;
        }
        while (continuation is not null && seen.Count < limit);
        return new Page<Promotion>(seen, continuation);
    }

    /// <exception cref="RefusalException"><c>promotion-not-found</c>.</exception>
    public async Task<Stored<Promotion>> FindAsync(Actor actor, string id, CancellationToken cancellation)
    {
        var found = await promotions.FindAsync(id, cancellation);
        return found is not null && await MaySeeAsync(actor, found.Value.SourceProject, found.Value.TargetProject, Right.See, cancellation)
            ? found
            : throw Refusal.NotFound("promotion", id);
    }

    public Task<StartedPromotion> ApproveAsync(Actor actor, string id, string plan, string? comment, CancellationToken cancellation) =>
        DecideAsync(actor, id, Right.Review, "promotion-approved", promotion => promotion.Approve(actor.Email, clock.GetUtcNow(), plan, Comment(comment)), cancellation);

    public Task<StartedPromotion> RejectAsync(Actor actor, string id, string? comment, CancellationToken cancellation) =>
        DecideAsync(
            actor, id, Right.Review, "promotion-rejected",
            promotion => promotion.Reject(actor.Email, clock.GetUtcNow(), Comment(comment) ?? throw Refusal.Invalid("comment-missing", "Say why, so that the requester knows what to change.")),
            cancellation);

    /// <summary>Sets policies aside for a promotion that waits.</summary>
    /// <exception cref="RefusalException"><c>administrator-required</c>, <c>reason-missing</c>, <c>override-nothing</c>, <c>promotion-ended</c>.</exception>
    public async Task<StartedPromotion> OverrideAsync(Actor actor, string id, OverrideRequest request, CancellationToken cancellation)
    {
        var found = await FindAsync(actor, id, cancellation);
        var given = await OverrideAsync(actor, await plans.GetAsync<PromotionPlan>(found.Value.Plan, cancellation), found.Value, request, cancellation);
        var changed = await promotions.ChangeAsync(id, promotion => promotion.SetAside(given), cancellation, next => Overridden(actor, next, given));
        await notes.WriteAsync(id, cancellation);
        return new StartedPromotion(changed, changed.Value.Operation);
    }

    private async Task<PolicyOverride> OverrideAsync(Actor actor, PromotionPlan plan, Promotion promotion, OverrideRequest request, CancellationToken cancellation)
    {
        if (!actor.User.IsAdministrator)
        {
            throw Refusal.Forbidden("administrator-required", "Only an administrator may set policies aside.");
        }

        var reason = request.Reason.Trim() is { Length: > 0 and <= 500 } given ? given : throw Refusal.Invalid("reason-missing", "Give a reason of at most 500 characters.");
        var blocking = (await policies.EvaluateAsync(plan, promotion, cancellation)).Where(result => result is { Blocking: true, Satisfied: false }).Select(result => result.Code).ToList();
        var chosen = (request.Policies ?? [.. blocking.Where(code => code != PolicyRules.Approvals)]).Where(blocking.Contains).Distinct().ToImmutableArray();
        return chosen.IsEmpty
            ? throw Refusal.Conflict("override-nothing", "None of these policies stands in the way now.")
            : new PolicyOverride(actor.Email, clock.GetUtcNow(), reason, chosen);
    }

    private static AuditEntry Overridden(Actor actor, Promotion promotion, PolicyOverride given) => Audit.Entry(
        actor, promotion.SourceProject, "policies-overridden", $"Set aside for the promotion to {promotion.Environment}: {string.Join(", ", given.Policies)}. {given.Reason}", given.At,
        ("promotion", promotion.Id), ("policies", string.Join(", ", given.Policies)), ("reason", given.Reason));

    /// <summary>Calls a promotion off: before it is applied at once, while it is applied between two steps.</summary>
    public async Task<StartedPromotion> CancelAsync(Actor actor, string id, CancellationToken cancellation)
    {
        var found = await FindAsync(actor, id, cancellation);
        var own = found.Value.RequestedBy == actor.Email;
        if (found.Value.Status is PromotionStatus.Applying)
        {
            await RequireRightAsync(actor, found.Value, own ? Right.See : Right.Manage, cancellation);
            await operations.ChangeAsync(found.Value.Operation, state => state.Ended ? state : state with { CancelRequestedBy = state.CancelRequestedBy ?? actor.Email }, cancellation);
            return new StartedPromotion(found, found.Value.Operation);
        }

        return await DecideAsync(actor, id, own ? Right.See : Right.Manage, "promotion-cancelled", promotion => promotion.Cancel(), cancellation);
    }

    /// <summary>What taking a promotion back would do.</summary>
    public async Task<RollbackPlan> PlanRollbackAsync(Actor actor, string id, CancellationToken cancellation)
    {
        var promotion = (await FindAsync(actor, id, cancellation)).Value;
        await RequireTargetOwnerAsync(actor, promotion, cancellation);
        return promotion.Status is PromotionStatus.Applied
            ? await rollbacks.ComputeAsync(promotion, cancellation)
            : throw Refusal.Conflict("promotion-not-applied", $"The promotion is {Promotion.Words(promotion.Status)}: only an applied one can be rolled back.");
    }

    /// <summary>Takes an applied promotion back, with its data.</summary>
    public async Task<StartedPromotion> RollbackAsync(Actor actor, string id, string? key, CancellationToken cancellation)
    {
        var promotion = (await FindAsync(actor, id, cancellation)).Value;
        await RequireTargetOwnerAsync(actor, promotion, cancellation);
        var now = clock.GetUtcNow();
        var operationId = await operations.ClaimAsync(actor.Email, key, new { rollback = id }, Ids.NewestFirst("op", now), cancellation);
        return await OperationStore.OnceAsync(key, BegunAsync, async () =>
        {
            var plan = await PlanRollbackAsync(actor, id, cancellation);
            await projects.RequireFreeAsync(promotion.TargetProject, cancellation);
            await operations.AddAsync(
                new Operation
                {
                    Id = operationId,
                    Kind = OperationKind.Rollback,
                    Project = promotion.TargetProject,
                    SourceProject = promotion.SourceProject,
                    RequestedBy = actor.Email,
                    Plan = await plans.PutAsync(plan, cancellation),
                    Promotion = id,
                    Steps = [.. StepNames.Rollback.Select(name => new OperationStep { Name = name })],
                    CreatedAt = now,
                    Request = actor.RequestId,
                },
                cancellation);
            var begun = await promotions.ChangeAsync(
                id, state => state.BeginRollback(operationId), cancellation,
                next => Audit.Entry(
                    actor, next.SourceProject, "rollback-requested", $"Asked to roll back the promotion to {next.Environment}", now, ("promotion", id), ("operation", operationId)));
            await notes.WriteAsync(id, cancellation);
            return new StartedPromotion(begun, operationId);
        });

        async Task<StartedPromotion?> BegunAsync()
        {
            if (await operations.FindAsync(operationId, cancellation) is not { } begun)
            {
                return null;
            }

            // Cut off before the promotion was marked: its workflow's first step does that, and writing it here could come after its end.
            var now = await promotions.RequireAsync(id, cancellation);
            return new StartedPromotion(!begun.Ended && now.Value.Status is PromotionStatus.Applied ? now with { Value = now.Value.BeginRollback(operationId) } : now, operationId);
        }
    }

    private async Task<StartedPromotion> DecideAsync(
        Actor actor, string id, Right right, string action, Func<Promotion, Promotion> decide, CancellationToken cancellation)
    {
        var found = await FindAsync(actor, id, cancellation);
        await RequireRightAsync(actor, found.Value, right, cancellation);
        await starting.EnsureAsync(found.Value, cancellation);
        var now = clock.GetUtcNow();
        var changed = await promotions.ChangeAsync(
            id, decide, cancellation,
            next => Audit.Entry(actor, next.SourceProject, action, $"Promotion {id} to {next.Environment}", now, ("promotion", id), ("plan", next.Plan)));
        await notes.WriteAsync(id, cancellation);
        return new StartedPromotion(changed, changed.Value.Operation);
    }

    private static void RequirePromotable(PromotionPlan plan)
    {
        if (plan.Empty)
        {
            throw Refusal.Conflict("plan-empty", $"{plan.Target.Environment} already is what revision {plan.Source.Revision} says: there is nothing to promote.");
        }

        if (plan.HasErrors())
        {
            throw Refusal.Unprocessable("plan-has-problems", "The plan has problems that forbid it. Mend them, then plan again.", plan.Problems);
        }
    }

    private async Task RequireFreshAsync(PromotionPlan plan, Project source, string hash, CancellationToken cancellation)
    {
        var again = await planning.ComputeAsync(source, plan.Source.Revision, plan.Target.Environment, cancellation);
        if (PlanStore.HashOf(again.Plan) != hash)
        {
            throw Refusal.Conflict("plan-stale", "Source or target have changed since this was planned. Plan it again.");
        }
    }

    private async Task<Project> SourceAsync(Actor actor, string id, Right right, CancellationToken cancellation)
    {
        var found = await projects.FindAsync(id, cancellation);
        if (found is null || found.Project.DeletedAt is not null || !Access.Allows(actor.User, found.Project, Right.See))
        {
            throw Refusal.NotFound("project", id);
        }

        return Access.Allows(actor.User, found.Project, right)
            ? found.Project
            : throw Refusal.Forbidden("project-right-missing", $"In '{found.Project.Name}' you may not do this. Ask its owner, {found.Project.Owner}.");
    }

    private async Task RequireRightAsync(Actor actor, Promotion promotion, Right right, CancellationToken cancellation)
    {
        if (!await MaySeeAsync(actor, promotion.SourceProject, promotion.TargetProject, right, cancellation))
        {
            throw Refusal.Forbidden("project-right-missing", "You may see this promotion, but not do this. Ask an owner of the project.");
        }
    }

    private async Task RequireTargetOwnerAsync(Actor actor, Promotion promotion, CancellationToken cancellation)
    {
        var target = await projects.FindAsync(promotion.TargetProject, cancellation);
        if (!actor.User.IsAdministrator && (target is null || !Access.Allows(actor.User, target.Project, Right.Manage)))
        {
            throw Refusal.Forbidden("project-right-missing", $"Only the owner of the target project{(target is null ? "" : $" ({target.Project.Owner})")} or an administrator may roll it back.");
        }
    }

    private async Task<bool> MaySeeAsync(Actor actor, string source, string target, Right right, CancellationToken cancellation)
    {
        if (actor.User.IsAdministrator)
        {
            return true;
        }

        foreach (var id in new[] { source, target })
        {
            if (await projects.FindAsync(id, cancellation) is { } found && Access.Allows(actor.User, found.Project, right))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Comment(string? comment) => comment?.Trim() switch
    {
        null or "" => null,
        { Length: > 4000 } => throw Refusal.Invalid("comment-too-long", "A comment may have at most 4,000 characters."),
        var given => given,
    };
}
