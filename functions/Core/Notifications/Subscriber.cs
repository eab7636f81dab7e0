namespace Handover.Core.Notifications;

/// <summary>How a subscriber is told.</summary>
public enum SubscriberKind
{
    /// <summary>A Slack incoming webhook.</summary>
    Slack,
    /// <summary>A workflow webhook of Microsoft Teams.</summary>
    Teams,
    /// <summary>Any HTTP receiver; the request is signed.</summary>
    Webhook,
    /// <summary>The callback of a subscribed workflow (Logic Apps): the address itself carries its signature.</summary>
    Callback,
}

/// <summary>Who is told of events: a channel that an administrator made, or a workflow that somebody subscribed.</summary>
public sealed record Subscriber
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }
    /// <summary>How it is told.</summary>
    public required SubscriberKind Kind { get; init; }
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }
    /// <summary>What it is told of.</summary>
    public required EventScope Scope { get; init; }
    /// <summary>Under which name the address (and the signing key) lie in the store of secrets.</summary>
    public required string Secret { get; init; }
    /// <summary>Host of the address: all that is ever shown of it, with <see cref="Ending"/>.</summary>
    public required string Host { get; init; }
    /// <summary>The last four characters of the address.</summary>
    public required string Ending { get; init; }
    /// <summary>Email of who made it. A workflow is told only what this user may see.</summary>
    public required string By { get; init; }
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether what it is told is limited to what <see cref="By"/> may see.</summary>
    public bool IsPersonal => Kind is SubscriberKind.Callback;
}
