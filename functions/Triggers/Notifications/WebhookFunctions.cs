using Handover.Core.Diagnostics;
using Handover.Core.Notifications;
using Handover.Services.Notifications;
using Handover.Services.Storage;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Notifications;

/// <summary>A subscribed workflow as the API shows it.</summary>
public sealed record WebhookView(string Id, IReadOnlyList<ProjectEventKind> Events, string? Project, string? Environment, string Host, string AddressEnding, string By, DateTimeOffset At)
{
    public static WebhookView Of(Subscriber webhook) => new(
        webhook.Id, webhook.Scope.Events, webhook.Scope.Projects is [var project, ..] ? project : null, webhook.Scope.Environments is [var environment, ..] ? environment : null, webhook.Host, webhook.Ending, webhook.By, webhook.At);
}

/// <summary>
/// Workflows that want to be called, after the contract of webhook triggers in Logic Apps: subscribing answers 201 with a Location, and deleting that
/// unsubscribes. Anybody may subscribe to what they may see.
/// </summary>
public sealed class WebhookFunctions(ChannelService service, SubscriberStore subscribers, DeliveryStore deliveries)
{
    private const string Prefix = SubscriberStore.WebhookPrefix;

    [Function("ListWebhooks"), Requires(Audience.User)]
    [Documented("One's own subscribed workflows; an administrator's list has all", Query = ["limit", "continuation"])]
    public async Task<Ok<ListView<WebhookView>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks")] HttpRequest request, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        var found = new List<WebhookView>();
        do
        {
            var page = await subscribers.ListAsync(Prefix, limit - found.Count, continuation, cancellation);
            found.AddRange(page.Items.Where(item => MaySee(request, item.Value)).Select(item => WebhookView.Of(item.Value)));
            continuation = page.Continuation;
        }
        while (continuation is not null && found.Count < limit);
        return TypedResults.Ok(new ListView<WebhookView>(found, continuation));
    }

    [Function("SubscribeWebhook"), Requires(Audience.User)]
    [Documented("Have a workflow called when something happens; by default when a promotion ends", Body = typeof(NewWebhook))]
    public async Task<Created<WebhookView>> Subscribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks")] HttpRequest request, CancellationToken cancellation)
    {
        var added = await service.SubscribeAsync(request.Caller(), await request.ReadAsync<NewWebhook>(cancellation), cancellation);
        return TypedResults.Created(request.Absolute($"/api/webhooks/{added.Value.Id}"), WebhookView.Of(added.Value));
    }

    [Function("GetWebhook"), Requires(Audience.User)]
    [Documented("A subscribed workflow")]
    public async Task<Ok<WebhookView>> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/{webhook}")] HttpRequest request, string webhook, CancellationToken cancellation) =>
        TypedResults.Ok(WebhookView.Of((await RequireAsync(request, webhook, cancellation)).Value));

    [Function("UnsubscribeWebhook"), Requires(Audience.User)]
    [Documented("End a subscription; without If-Match, since a workflow engine deletes what it never read")]
    public async Task<NoContent> Unsubscribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "webhooks/{webhook}")] HttpRequest request, string webhook, CancellationToken cancellation)
    {
        await service.RemoveAsync(await RequireAsync(request, webhook, cancellation), cancellation);
        return TypedResults.NoContent();
    }

    [Function("ListWebhookDeliveries"), Requires(Audience.User)]
    [Documented("What a workflow was told, newest first", Query = ["status", "limit", "continuation"])]
    public async Task<Ok<ListView<Delivery>>> Deliveries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "webhooks/{webhook}/deliveries")] HttpRequest request, string webhook, CancellationToken cancellation)
    {
        var found = await RequireAsync(request, webhook, cancellation);
        var (limit, continuation) = request.Paging();
        return TypedResults.Ok(ListView.Of(
            await deliveries.ListAsync(found.Value.Id, request.QueryWord<DeliveryStatus>("status"), limit, continuation, cancellation)));
    }

    [Function("RetryWebhookDelivery"), Requires(Audience.User)]
    [Documented("Try a delivery again that was given up")]
    public async Task<Ok<Delivery>> Retry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/{webhook}/deliveries/{delivery}/retry")] HttpRequest request,
        string webhook, string delivery, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var found = await RequireAsync(request, webhook, cancellation);
        var again = await service.RetryAsync(found.Value, delivery, cancellation);
        await client.DeliverAsync(found.Value.Id, cancellation);
        return TypedResults.Ok(again);
    }

    private async Task<Stored<Subscriber>> RequireAsync(HttpRequest request, string id, CancellationToken cancellation)
    {
        var found = await subscribers.RequireAsync(Prefix, id, cancellation);
        return MaySee(request, found.Value) ? found : throw Refusal.NotFound(Prefix, id);
    }

    private static bool MaySee(HttpRequest request, Subscriber webhook) => request.Caller().User.IsAdministrator || webhook.By == request.Caller().Email;
}
