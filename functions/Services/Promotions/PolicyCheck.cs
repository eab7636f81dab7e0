using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Promotions;
using Handover.Services.Governance;
using Handover.Services.Projects;
using Handover.Services.Reviews;

namespace Handover.Services.Promotions;

/// <summary>Looks whether a promotion fulfils its environment's policies now.</summary>
public sealed class PolicyCheck(EnvironmentStore environments, ProjectStore projects, FlowStore flows, ReviewStore reviews, PropertyStore properties, TimeProvider clock)
{
    private const int NewestReviews = 200;

    /// <summary>What each policy says of a plan, and of the promotion once it is requested.</summary>
    public async Task<ImmutableArray<PolicyResult>> EvaluateAsync(PromotionPlan plan, Promotion? promotion, CancellationToken cancellation)
    {
        var policies = (await environments.RequireAsync(plan.Target.Environment, cancellation)).Value.Policies;
        if (PolicyRules.Demands(policies).IsEmpty)
        {
            return [PolicyRules.Kept(policies)];
        }

        // A project that is gone leaves the plan as it was stored.
        if (await projects.FindAsync(plan.Source.Project, cancellation) is not { Project: var source })
        {
            return plan.Policies;
        }

        var page = await reviews.ListAsync(source.Id, NewestReviews, null, cancellation);
        var subject = new PolicySubject(
            source, plan.Source.Revision, await flows.CompiledAsync(plan.Source.FlowHash, cancellation), plan.FlowHash is { } hash ? await flows.GetAsync(hash, cancellation) : null,
            [.. page.Items.Select(item => item.Value)], (await properties.ReadAsync(cancellation)).Definitions, promotion);
        return PolicyRules.Evaluate(policies, subject, clock.GetUtcNow());
    }

    /// <summary>Refuses a promotion that a blocking policy forbids.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="promotion">The request.</param>
    /// <param name="later">Codes of the policies that can still be fulfilled after this.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RefusalException"><c>policies-not-fulfilled</c>.</exception>
    public async Task RequireAsync(PromotionPlan plan, Promotion promotion, IReadOnlyCollection<string> later, CancellationToken cancellation)
    {
        var missing = (await EvaluateAsync(plan, promotion, cancellation)).Where(result => result is { Blocking: true, Satisfied: false } && !later.Contains(result.Code)).ToList();
        if (missing.Count > 0)
        {
            throw Refusal.Unprocessable(
                "policies-not-fulfilled",
                $"{plan.Target.Environment} demands more: {string.Join(" ", missing.Select(result => $"{result.Message} {result.Remedy}"))}",
                [.. missing.Select(result => new Diagnostic($"policy-{result.Code}", Severity.Error, result.Message, Suggestion: result.Remedy))]);
        }
    }

    /// <summary>When a promotion that is approved may be applied; null if no window is ever open.</summary>
    public async Task<DateTimeOffset?> OpensAtAsync(Promotion promotion, DateTimeOffset now, CancellationToken cancellation) => PolicyRules.OpensAt(
        (await environments.RequireAsync(promotion.Environment, cancellation)).Value.Policies, promotion, now);
}
