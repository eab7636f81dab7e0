using System.Diagnostics.CodeAnalysis;
using Handover.Core.Promotions;
using Handover.Services.Promotions;
using Handover.Triggers.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Promotions;

/// <summary>A plan with its hash, which cannot be part of what it is the hash of.</summary>
public sealed record PlanView : PromotionPlan
{
    [SetsRequiredMembers]
    internal PlanView(StoredPlan stored)
        : base(stored.Plan) => Hash = stored.Hash;

    /// <summary>What people approve.</summary>
    public string Hash { get; }
}

/// <summary>Plans: what promotions would do.</summary>
public sealed class PlanFunctions(PromotionService service)
{
    [Function("PlanPromotion"), Requires(Audience.User)]
    [Documented("Plan a promotion; nothing but the plan is stored", Body = typeof(PlanRequest))]
    public async Task<Ok<PlanView>> Plan(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "plans")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<PlanRequest>(cancellation);
        return TypedResults.Ok(new PlanView(await service.PlanAsync(request.Caller(), body, cancellation)));
    }

    [Function("GetPlan"), Requires(Audience.User)]
    [Documented("A plan by its hash")]
    public async Task<Ok<PlanView>> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plans/{hash}")] HttpRequest request, string hash, CancellationToken cancellation) =>
        TypedResults.Ok(new PlanView(await service.FindPlanAsync(request.Caller(), hash, cancellation)));
}
