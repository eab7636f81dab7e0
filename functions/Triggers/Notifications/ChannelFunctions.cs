using Handover.Core.Notifications;
using Handover.Services.Notifications;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Notifications;

/// <summary>A channel as the API shows it: of its address, only the host and the last four characters.</summary>
public sealed record ChannelView(
    string Id,
    string Name,
    SubscriberKind Kind,
    IReadOnlyList<ProjectEventKind> Events,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Environments,
    string Host,
    string AddressEnding,
    string By,
    DateTimeOffset At,
    string? SigningKey = null)
{
    public static ChannelView Of(Subscriber channel, string? signingKey = null) => new(
        channel.Id, channel.Name, channel.Kind, channel.Scope.Events, channel.Scope.Projects, channel.Scope.Environments, channel.Host, channel.Ending,
        channel.By, channel.At, signingKey);
}

/// <summary>Where people are told of events. Channels are the administrators': whoever sets one decides where news of every project goes.</summary>
public sealed class ChannelFunctions(ChannelService service, SubscriberStore subscribers, DeliveryStore deliveries, WorkspaceAudit audit)
{
    private const string Prefix = SubscriberStore.ChannelPrefix;

    [Function("ListChannels"), Requires(Audience.Administrator)]
    [Documented("The channels", Query = ["limit", "continuation"])]
    public async Task<Ok<ListView<ChannelView>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "channels")] HttpRequest request, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        return TypedResults.Ok(ListView.Of(await subscribers.ListAsync(Prefix, limit, continuation, cancellation), stored => ChannelView.Of(stored.Value)));
    }

    [Function("AddChannel"), Requires(Audience.Administrator)]
    [Documented("Add a channel: Slack, Teams or a signed webhook. A signing key that is made here is shown this once", Body = typeof(NewChannel))]
    public async Task<Created<ChannelView>> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "channels")] HttpRequest request, CancellationToken cancellation)
    {
        var added = await service.AddAsync(request.Caller(), await request.ReadAsync<NewChannel>(cancellation), cancellation);
        await audit.NoteAsync(request.Caller(), "channel-added", $"Added channel {added.Subscriber.Value.Id}", null, ChannelView.Of(added.Subscriber.Value), cancellation);
        request.SetETag(Versions.Of(added.Subscriber.ETag));
        return TypedResults.Created($"/api/channels/{added.Subscriber.Value.Id}", ChannelView.Of(added.Subscriber.Value, added.SigningKey));
    }

    [Function("GetChannel"), Requires(Audience.Administrator)]
    [Documented("A channel")]
    public async Task<Ok<ChannelView>> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "channels/{channel}")] HttpRequest request, string channel, CancellationToken cancellation) =>
        TypedResults.Ok(View(request, await subscribers.RequireAsync(Prefix, channel, cancellation)));

    [Function("ChangeChannel"), Requires(Audience.Administrator)]
    [Documented("Change a channel; what is absent stays", Body = typeof(ChannelPatch), Conditional = true)]
    public async Task<Ok<ChannelView>> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "channels/{channel}")] HttpRequest request, string channel, CancellationToken cancellation)
    {
        var found = await subscribers.RequireAsync(Prefix, channel, cancellation);
        request.RequireVersion(found.ETag);
        var changed = await service.ChangeAsync(found, await request.ReadAsync<ChannelPatch>(cancellation), cancellation);
        await audit.NoteAsync(request.Caller(), "channel-changed", $"Changed channel {channel}", ChannelView.Of(found.Value), ChannelView.Of(changed.Value), cancellation);
        return TypedResults.Ok(View(request, changed));
    }

    [Function("DeleteChannel"), Requires(Audience.Administrator)]
    [Documented("Remove a channel with its address and its deliveries", Conditional = true)]
    public async Task<NoContent> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "channels/{channel}")] HttpRequest request, string channel, CancellationToken cancellation)
    {
        var found = await subscribers.RequireAsync(Prefix, channel, cancellation);
        request.RequireVersion(found.ETag);
        await service.RemoveAsync(found, cancellation);
        await audit.NoteAsync(request.Caller(), "channel-removed", $"Removed channel {channel}", ChannelView.Of(found.Value), null, cancellation);
        return TypedResults.NoContent();
    }

    [Function("TestChannel"), Requires(Audience.Administrator)]
    [Documented("Send a test message now; the answer says what became of it")]
    public async Task<Ok<Delivery>> Test(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "channels/{channel}/test")] HttpRequest request, string channel, CancellationToken cancellation)
    {
        var found = await subscribers.RequireAsync(Prefix, channel, cancellation);
        return TypedResults.Ok(await service.TestAsync(request.Caller(), found.Value, cancellation));
    }

    [Function("ListDeliveries"), Requires(Audience.Administrator)]
    [Documented("What a channel was told, newest first", Query = ["status", "limit", "continuation"])]
    public async Task<Ok<ListView<Delivery>>> Deliveries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "channels/{channel}/deliveries")] HttpRequest request, string channel, CancellationToken cancellation)
    {
        var found = await subscribers.RequireAsync(Prefix, channel, cancellation);
        var (limit, continuation) = request.Paging();
        return TypedResults.Ok(ListView.Of(await deliveries.ListAsync(found.Value.Id, request.QueryWord<DeliveryStatus>("status"), limit, continuation, cancellation)));
    }

    [Function("RetryDelivery"), Requires(Audience.Administrator)]
    [Documented("Try a delivery again that was given up")]
    public async Task<Ok<Delivery>> Retry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "channels/{channel}/deliveries/{delivery}/retry")] HttpRequest request,
        string channel, string delivery, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var found = await subscribers.RequireAsync(Prefix, channel, cancellation);
        var again = await service.RetryAsync(found.Value, delivery, cancellation);
        await client.DeliverAsync(found.Value.Id, cancellation);
        return TypedResults.Ok(again);
    }

    private static ChannelView View(HttpRequest request, Stored<Subscriber> stored)
    {
        request.SetETag(Versions.Of(stored.ETag));
        return ChannelView.Of(stored.Value);
    }
}
