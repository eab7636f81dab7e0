using System.Security.Cryptography;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Notifications;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Notifications.Secrets;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Notifications;

/// <summary>What a new channel is made of.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">Slack, teams or webhook.</param>
/// <param name="Address">Where to post; a secret.</param>
/// <param name="SigningKey">For a webhook: the key of its signature, 32 to 200 characters; absent: one is made and shown this once.</param>
/// <param name="Events">Kinds of events; absent or empty: all.</param>
/// <param name="Projects">Ids of projects; absent or empty: all.</param>
/// <param name="Environments">Ids of environments; absent or empty: all.</param>
public sealed record NewChannel(
    string Name, SubscriberKind Kind, string Address, string? SigningKey = null,
    ValueList<ProjectEventKind>? Events = null, ValueList<string>? Projects = null, ValueList<string>? Environments = null);

/// <summary>What changes of a channel; what is absent stays.</summary>
public sealed record ChannelPatch(
    string? Name = null, string? Address = null, string? SigningKey = null,
    ValueList<ProjectEventKind>? Events = null, ValueList<string>? Projects = null, ValueList<string>? Environments = null);

/// <summary>Somebody who wants a workflow to be called.</summary>
/// <param name="CallbackUrl">Where to post; a secret, since it carries its own signature.</param>
/// <param name="Events">Kinds of events; absent or empty: every way in which a promotion ends.</param>
/// <param name="Project">Id of a project; absent: all that the user may see.</param>
/// <param name="Environment">Id of an environment; absent: all.</param>
public sealed record NewWebhook(string CallbackUrl, ValueList<ProjectEventKind>? Events = null, string? Project = null, string? Environment = null);

/// <summary>A subscriber that was added, with the signing key that was made for it.</summary>
public sealed record AddedSubscriber(Stored<Subscriber> Subscriber, string? SigningKey);

/// <summary>Making, changing, trying and removing channels, and subscribing workflows.</summary>
public sealed class ChannelService(
    SubscriberStore subscribers, DeliveryStore deliveries, DeliveryRunner runner, SecretStore secrets, OutboundHttp http,
    ProjectStore projects, EnvironmentStore environments, TimeProvider clock)
{
    private const int MostOfAKind = 500;
    private const int MostOfOne = 100;
    private const int MostInAScope = 200;

    private static readonly ValueList<ProjectEventKind> PromotionEnds =
    [
        ProjectEventKind.PromotionApplied, ProjectEventKind.PromotionRejected, ProjectEventKind.PromotionCancelled, ProjectEventKind.PromotionExpired,
        ProjectEventKind.PromotionCompensated, ProjectEventKind.PromotionFailed,
    ];

    /// <exception cref="RefusalException"><c>channel-invalid</c>, <c>address-invalid</c>, <c>address-not-allowed</c>, <c>too-many-subscribers</c>.</exception>
    public async Task<AddedSubscriber> AddAsync(Actor actor, NewChannel request, CancellationToken cancellation)
    {
        if (request.Kind is SubscriberKind.Callback)
        {
            throw Refusal.Invalid("channel-invalid", "A channel is slack, teams or webhook. A workflow subscribes at /api/webhooks.");
        }

        var scope = await ScopeAsync(new EventScope(), request.Events, request.Projects, request.Environments, cancellation);
        var made = request.Kind is SubscriberKind.Webhook && request.SigningKey is null ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) : null;
        var secret = new SubscriberSecret(request.Address, Key(request.Kind, made ?? request.SigningKey));
        return new AddedSubscriber(await AddAsync(actor, SubscriberStore.ChannelPrefix, request.Kind, Name(request.Name), scope, secret, cancellation), made);
    }

    /// <summary>Subscribes a workflow; it is told only what the user may see.</summary>
    /// <exception cref="RefusalException"><c>project-not-found</c>, <c>environment-not-found</c>, <c>address-invalid</c>, <c>address-not-allowed</c>, <c>too-many-subscribers</c>.</exception>
    public async Task<Stored<Subscriber>> SubscribeAsync(Actor actor, NewWebhook request, CancellationToken cancellation)
    {
        ValueList<string> wanted = request.Project is { } project ? [project] : [];
        foreach (var id in wanted)
        {
            if (await projects.FindAsync(id, cancellation) is not { } found || !Core.Projects.Access.Allows(actor.User, found.Project, Core.Projects.Right.See))
            {
                throw Refusal.NotFound("project", id);
            }
        }

        var scope = await ScopeAsync(
            new EventScope(), request.Events is { Count: > 0 } events ? events : PromotionEnds, wanted, request.Environment is { } environment ? [environment] : [], cancellation);
        return await AddAsync(actor, SubscriberStore.WebhookPrefix, SubscriberKind.Callback, "Workflow", scope, new SubscriberSecret(request.CallbackUrl), cancellation);
    }

    public async Task<Stored<Subscriber>> ChangeAsync(Stored<Subscriber> channel, ChannelPatch patch, CancellationToken cancellation)
    {
        var next = channel.Value with
        {
            Name = patch.Name is null ? channel.Value.Name : Name(patch.Name),
            Scope = await ScopeAsync(channel.Value.Scope, patch.Events, patch.Projects, patch.Environments, cancellation),
        };
        if (patch.Address is null && patch.SigningKey is null)
        {
            return await subscribers.ReplaceAsync(next, channel.ETag, cancellation);
        }

        var known = await secrets.FindAsync(channel.Value.Secret, cancellation);
        var secret = new SubscriberSecret(
            patch.Address ?? known?.Address ?? throw Refusal.Invalid("address-invalid", "The address is not in the store of secrets any more. Set it with the key."),
            patch.SigningKey is null ? known?.SigningKey : Key(next.Kind, patch.SigningKey));
        // Under a new name: should the row not be written, the old secret still fits it.
        var changed = await StoringAsync(next, secret, row => subscribers.ReplaceAsync(row, channel.ETag, cancellation), cancellation);
        await secrets.DeleteAsync(channel.Value.Secret, cancellation);
        return changed;
    }

    /// <summary>Removes a subscriber with its secret and its deliveries.</summary>
    public async Task RemoveAsync(Stored<Subscriber> subscriber, CancellationToken cancellation)
    {
        await subscribers.DeleteAsync(subscriber.Value.Id, subscriber.ETag, cancellation);
        await secrets.DeleteAsync(subscriber.Value.Secret, cancellation);
        await deliveries.ForgetAsync(subscriber.Value.Id, null, cancellation);
    }

    /// <summary>Sends a message to a channel and says what became of it.</summary>
    public Task<Delivery> TestAsync(Actor actor, Subscriber channel, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return runner.TestAsync(channel, new ProjectEvent
        {
            Id = Ids.NewestFirst("event", now),
            Kind = ProjectEventKind.Test,
            At = now,
            Project = "",
            ProjectName = "",
            Environment = "",
            By = actor.Email,
            Detail = $"{actor.User.Name} tries the channel '{channel.Name}'. If you can read this, it works.",
        }, cancellation);
    }

    public Task<Delivery> RetryAsync(Subscriber subscriber, string delivery, CancellationToken cancellation) =>
        deliveries.RetryAsync(subscriber.Id, delivery, clock.GetUtcNow(), cancellation);

    private async Task<Stored<Subscriber>> AddAsync(
        Actor actor, string prefix, SubscriberKind kind, string name, EventScope scope, SubscriberSecret secret, CancellationToken cancellation)
    {
        var known = (await subscribers.ListAsync(prefix, MostOfAKind, null, cancellation)).Items;
        if (known.Count == MostOfAKind || (kind is SubscriberKind.Callback && known.Count(item => item.Value.By == actor.Email) >= MostOfOne))
        {
            throw Refusal.Conflict("too-many-subscribers", $"At most {MostOfAKind} are kept, and {MostOfOne} workflows of one user. Remove those that nobody needs.");
        }

        var subscriber = new Subscriber
        {
            Id = Ids.New(prefix),
            Kind = kind,
            Name = name,
            Scope = scope,
            Secret = "",
            Host = "",
            Ending = "",
            By = actor.Email,
            At = clock.GetUtcNow(),
        };
        return await StoringAsync(subscriber, secret, row => subscribers.AddAsync(row, cancellation), cancellation);
    }

    /// <summary>Stores a secret, then the row that names it; without the row the secret is taken away again.</summary>
    private async Task<Stored<Subscriber>> StoringAsync(
        Subscriber subscriber, SubscriberSecret secret, Func<Subscriber, Task<Stored<Subscriber>>> store, CancellationToken cancellation)
    {
        var address = await http.RequireAllowedAsync(secret.Address, cancellation);
        var row = subscriber with { Secret = Ids.New(subscriber.Id), Host = address.DnsSafeHost, Ending = secret.Address[^4..] };
        await secrets.PutAsync(row.Secret, secret, cancellation);
        try
        {
            return await store(row);
        }
        catch
        {
            await secrets.DeleteAsync(row.Secret, CancellationToken.None);
            throw;
        }
    }

    private async Task<EventScope> ScopeAsync(
        EventScope before, ValueList<ProjectEventKind>? events, ValueList<string>? inProjects, ValueList<string>? inEnvironments, CancellationToken cancellation)
    {
        if (events?.Contains(ProjectEventKind.Test) is true)
        {
            throw Refusal.Invalid("scope-invalid", "'test' is sent by the test route alone.");
        }

        if (inProjects?.Count > MostInAScope || inEnvironments?.Count > MostInAScope)
        {
            throw Refusal.Invalid("scope-invalid", $"Name at most {MostInAScope} projects and environments; none stands for all.");
        }

        foreach (var id in inProjects ?? [])
        {
            await projects.RequireAsync(id, cancellation);
        }

        foreach (var id in inEnvironments ?? [])
        {
            await environments.RequireAsync(id, cancellation);
        }

        return new EventScope { Events = events ?? before.Events, Projects = inProjects ?? before.Projects, Environments = inEnvironments ?? before.Environments };
    }

    private static string Name(string name) => name.Trim() is { Length: > 0 and <= 100 } trimmed && !trimmed.Any(char.IsControl)
        ? trimmed
        : throw Refusal.Invalid("channel-invalid", "A channel needs a name of 1 to 100 characters on one line.");

    private static string? Key(SubscriberKind kind, string? key) => (kind, key) switch
    {
        (SubscriberKind.Webhook, { Length: >= 32 and <= 200 }) => key,
        (SubscriberKind.Webhook, _) => throw Refusal.Invalid("channel-invalid", "The signing key of a webhook has 32 to 200 characters."),
        (_, null) => null,
        _ => throw Refusal.Invalid("channel-invalid", "Only a webhook has a signing key."),
    };
}
