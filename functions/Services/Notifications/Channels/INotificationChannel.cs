using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Handover.Core.Notifications;
using Handover.Services.Notifications.Secrets;

namespace Handover.Services.Notifications.Channels;

/// <summary>How one kind of subscriber is told.</summary>
public interface INotificationChannel
{
    SubscriberKind Kind { get; }

    /// <summary>The least time between two messages to one subscriber.</summary>
    TimeSpan Interval { get; }

    /// <summary>The request that tells a subscriber.</summary>
    HttpRequestMessage Compose(Delivery delivery, SubscriberSecret secret, DateTimeOffset now);
}

/// <summary>A Slack incoming webhook. Slack takes one message a second.</summary>
public sealed class SlackChannel(NotificationOptions options) : INotificationChannel
{
    public SubscriberKind Kind => SubscriberKind.Slack;

    public TimeSpan Interval { get; } = TimeSpan.FromSeconds(1);

    public HttpRequestMessage Compose(Delivery delivery, SubscriberSecret secret, DateTimeOffset now) =>
        JsonRequest.Of(secret.Address, MessageForms.Slack(EventMessage.Of(delivery.Event, options.PageAddress)));
}

/// <summary>A workflow webhook of Microsoft Teams. Teams takes four messages a second.</summary>
public sealed class TeamsChannel(NotificationOptions options) : INotificationChannel
{
    public SubscriberKind Kind => SubscriberKind.Teams;

    public TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(500);

    public HttpRequestMessage Compose(Delivery delivery, SubscriberSecret secret, DateTimeOffset now) =>
        JsonRequest.Of(secret.Address, MessageForms.Teams(EventMessage.Of(delivery.Event, options.PageAddress)));
}

/// <summary>Any receiver. The time of sending and the body are signed.</summary>
public sealed class WebhookChannel(NotificationOptions options) : INotificationChannel
{
    public SubscriberKind Kind => SubscriberKind.Webhook;

    public TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(100);

    public HttpRequestMessage Compose(Delivery delivery, SubscriberSecret secret, DateTimeOffset now)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(EventPayload.Of(delivery, options.PageAddress), HandoverJson.Options);
        var request = JsonRequest.Of(secret.Address, body);
        var timestamp = WebhookSignature.Timestamp(now);
        request.Headers.Add(WebhookSignature.DeliveryHeader, delivery.Id);
        request.Headers.Add(WebhookSignature.EventHeader, JsonNamingPolicy.CamelCase.ConvertName(delivery.Event.Kind.ToString()));
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret.SigningKey ?? "", timestamp, body));
        return request;
    }
}

/// <summary>The callback of a workflow that subscribed. Its address carries its own signature.</summary>
public sealed class CallbackChannel(NotificationOptions options) : INotificationChannel
{
    public SubscriberKind Kind => SubscriberKind.Callback;

    public TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(100);

    public HttpRequestMessage Compose(Delivery delivery, SubscriberSecret secret, DateTimeOffset now)
    {
        var request = JsonRequest.Of(secret.Address, JsonSerializer.SerializeToUtf8Bytes(EventPayload.Of(delivery, options.PageAddress), HandoverJson.Options));
        request.Headers.Add(WebhookSignature.DeliveryHeader, delivery.Id);
        return request;
    }
}

internal static class JsonRequest
{
    public static HttpRequestMessage Of(string address, JsonNode body) => Of(address, JsonSerializer.SerializeToUtf8Bytes(body));

    public static HttpRequestMessage Of(string address, byte[] body) => new(HttpMethod.Post, address)
    {
        Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } } },
        Version = System.Net.HttpVersion.Version11,
    };
}
