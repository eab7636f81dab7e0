using System.Text.Json;
using System.Text.Json.Nodes;
using Handover.Core.Promotions;
using Handover.Services;
using Handover.Services.Promotions;
using Handover.Triggers.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Promotions;

/// <summary>Plans: what promotions would do.</summary>
public sealed class PlanFunctions(PromotionService service)
{
    [Function("PlanPromotion"), Requires(Audience.User)]
    [Documented("Plan a promotion; nothing but the plan is stored", Body = typeof(PlanRequest), Answer = typeof(PromotionPlan))]
    public async Task<IResult> Plan(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "plans")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<PlanRequest>(cancellation);
        return Answer(await service.PlanAsync(request.Caller(), body, cancellation));
    }

    [Function("GetPlan"), Requires(Audience.User)]
    [Documented("A plan by its hash", Answer = typeof(PromotionPlan))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plans/{hash}")] HttpRequest request, string hash, CancellationToken cancellation) =>
        Answer(await service.FindPlanAsync(request.Caller(), hash, cancellation));

    // The hash cannot be part of the plan that it is the hash of: it is put in front for the reader.
    private static JsonHttpResult<JsonObject> Answer(StoredPlan stored)
    {
        var plan = JsonSerializer.SerializeToNode(stored.Plan, HandoverJson.Options)!.AsObject();
        var answer = new JsonObject { ["hash"] = stored.Hash };
        foreach (var (name, value) in plan.ToList())
        {
            plan.Remove(name);
            answer[name] = value;
        }

        return TypedResults.Json(answer, HandoverJson.Options);
    }
}
