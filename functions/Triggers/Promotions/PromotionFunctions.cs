using Handover.Core.Diagnostics;
using Handover.Core.Promotions;
using Handover.Services.Promotions;
using Handover.Triggers.Http;
using Handover.Triggers.Notifications;
using Handover.Triggers.Operations;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Promotions;

/// <summary>A yes to a plan.</summary>
public sealed record ApproveRequest(string Plan, string? Comment = null);

/// <summary>A no, or another word.</summary>
public sealed record CommentRequest(string? Comment = null);

/// <summary>How a promotion is taken back.</summary>
public sealed record RollbackRequest(bool DryRun = false);

/// <summary>Requesting, deciding and taking back promotions. What is asked for or decided goes on though whoever did it does not wait for the answer.</summary>
public sealed class PromotionFunctions(PromotionService service, HandoverPack packs, EventTelling telling)
{
    [Function("ListPromotions"), Requires(Audience.User)]
    [Documented("Promotions, newest first", Query = ["project", "environment", "status", "limit", "continuation"])]
    public async Task<Ok<ListView<Promotion>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "promotions")] HttpRequest request, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        var filter = new PromotionFilter(request.QueryText("project"), request.QueryText("environment"), StatusOf(request.QueryText("status")));
        var page = await service.ListAsync(request.Caller(), filter, limit, continuation, cancellation);
        return TypedResults.Ok(ListView.Of(page));
    }

    [Function("RequestPromotion"), Requires(Audience.User)]
    [Documented("Request the promotion that a plan describes; follow its operation", Body = typeof(PromotionRequest), Answer = typeof(Promotion), LongRunning = true)]
    public async Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "promotions")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<PromotionRequest>(cancellation);
        return await AcceptAsync(request, client, await service.RequestAsync(request.Caller(), body, request.IdempotencyKey(), CancellationToken.None), cancellation);
    }

    [Function("GetPromotion"), Requires(Audience.User)]
    [Documented("A promotion")]
    public async Task<Ok<Promotion>> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "promotions/{promotion}")] HttpRequest request, string promotion, CancellationToken cancellation)
    {
        var found = await service.FindAsync(request.Caller(), promotion, cancellation);
        request.SetETag(Versions.Of(found.ETag));
        return TypedResults.Ok(found.Value);
    }

    [Function("ApprovePromotion"), Requires(Audience.User)]
    [Documented("Approve exactly this plan", Body = typeof(ApproveRequest), Answer = typeof(Promotion))]
    public async Task<Ok<Promotion>> Approve(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "promotions/{promotion}/approve")] HttpRequest request,
        string promotion, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<ApproveRequest>(cancellation);
        return await DecidedAsync(request, client, await service.ApproveAsync(request.Caller(), promotion, body.Plan, body.Comment, CancellationToken.None), cancellation);
    }

    [Function("RejectPromotion"), Requires(Audience.User)]
    [Documented("Say no, with a reason", Body = typeof(CommentRequest))]
    public async Task<Ok<Promotion>> Reject(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "promotions/{promotion}/reject")] HttpRequest request,
        string promotion, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<CommentRequest>(cancellation);
        return await DecidedAsync(request, client, await service.RejectAsync(request.Caller(), promotion, body.Comment, CancellationToken.None), cancellation);
    }

    [Function("OverridePolicies"), Requires(Audience.Administrator)]
    [Documented("Set policies aside for a promotion that waits, with a reason", Body = typeof(OverrideRequest))]
    public async Task<Ok<Promotion>> Override(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "promotions/{promotion}/override")] HttpRequest request,
        string promotion, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<OverrideRequest>(cancellation);
        return await DecidedAsync(request, client, await service.OverrideAsync(request.Caller(), promotion, body, CancellationToken.None), cancellation);
    }

    [Function("CancelPromotion"), Requires(Audience.User)]
    [Documented("Call a promotion off; one that is being applied is put back")]
    public async Task<Ok<Promotion>> Cancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "promotions/{promotion}/cancel")] HttpRequest request,
        string promotion, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        await DecidedAsync(request, client, await service.CancelAsync(request.Caller(), promotion, CancellationToken.None), cancellation);

    [Function("RollBackPromotion"), Requires(Audience.User)]
    [Documented("Take an applied promotion back, with its data", Body = typeof(RollbackRequest), Answer = typeof(Promotion), OtherAnswer = typeof(RollbackPlan), LongRunning = true)]
    public async Task<IResult> Rollback(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "promotions/{promotion}/rollback")] HttpRequest request,
        string promotion, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var body = await request.ReadOrDefaultAsync(new RollbackRequest(), cancellation);
        return body.DryRun
            ? TypedResults.Ok(await service.PlanRollbackAsync(request.Caller(), promotion, cancellation))
            : await AcceptAsync(request, client, await service.RollbackAsync(request.Caller(), promotion, request.IdempotencyKey(), CancellationToken.None), cancellation);
    }

    [Function("GetHandoverPack"), Requires(Audience.User)]
    [Documented("What IT receives of a promotion: a zip with the full SQL of every deployment", Answer = typeof(byte[]))]
    public async Task<IResult> Pack(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "promotions/{promotion}/handover")] HttpRequest request, string promotion, CancellationToken cancellation)
    {
        var found = await service.FindAsync(request.Caller(), promotion, cancellation);
        var content = found.Value.HandoverPack is { } name ? await packs.OpenAsync(name, cancellation) : null;
        return TypedResults.Stream(content ?? throw Refusal.NotFound("handover-pack", promotion), "application/zip", $"handover-{promotion}.zip");
    }

    private async Task<IResult> AcceptAsync(HttpRequest request, DurableTaskClient client, StartedPromotion started, CancellationToken cancellation)
    {
        await client.StartAsync(started.Operation);
        await telling.NowAsync(client, cancellation);
        request.SetETag(Versions.Of(started.Promotion.ETag));
        return TypedResults.Accepted(request.FollowOperation(started.Operation), started.Promotion.Value);
    }

    private async Task<Ok<Promotion>> DecidedAsync(HttpRequest request, DurableTaskClient client, StartedPromotion decided, CancellationToken cancellation)
    {
        await client.StartAsync(decided.Operation);
        await client.NudgeAsync(decided.Operation);
        await telling.NowAsync(client, cancellation);
        request.HttpContext.Response.Headers.Location = request.FollowOperation(decided.Operation);
        request.SetETag(Versions.Of(decided.Promotion.ETag));
        return TypedResults.Ok(decided.Promotion.Value);
    }

    private static PromotionStatus? StatusOf(string? text) => text switch
    {
        null => null,
        _ when Enum.GetNames<PromotionStatus>().FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } name => Enum.Parse<PromotionStatus>(name),
        _ => throw Refusal.Invalid("query-invalid", $"'status' must be one of {string.Join(", ", Enum.GetNames<PromotionStatus>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName))}."),
    };
}
