using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Notifications.Channels;
using Handover.Services.Notifications.Secrets;
using Handover.Services.Projects;
using Handover.Services.Telemetry;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Notifications;

/// <summary>When to ask again; null when nothing waits.</summary>
public sealed record DeliveryRound(DateTimeOffset? Next);

/// <summary>Makes attempts at deliveries. Every attempt is claimed first, so that two workers do not make the same one.</summary>
public sealed class DeliveryRunner(
    DeliveryStore deliveries, SubscriberStore subscribers, SecretStore secrets, UserDirectory users, ProjectStore projects,
    OutboundHttp http, IEnumerable<INotificationChannel> channels, NotificationOptions options, TimeProvider clock, ILogger<DeliveryRunner> log)
{
    /// <summary>Makes the next attempt for a subscriber, if one is due and its pace allows it.</summary>
    public async Task<DeliveryRound> NextAsync(string id, CancellationToken cancellation)
    {
        if (await deliveries.MarkAsync(id, cancellation) is not { } mark)
        {
            return new DeliveryRound(null);
        }

        if (await subscribers.FindAsync(id, cancellation) is not { Value: var subscriber })
        {
            await deliveries.ForgetAsync(id, null, cancellation);
            return await CloseAsync(id, mark, cancellation);
        }

        if (await deliveries.NextDueAsync(id, cancellation) is not { } due)
        {
            return await CloseAsync(id, mark, cancellation);
        }

        var now = clock.GetUtcNow();
        var (notBefore, pace) = await deliveries.PaceAsync(id, cancellation);
        var earliest = due.At > notBefore ? due.At : notBefore;
        if (earliest > now)
        {
            return new DeliveryRound(earliest);
        }

        var channel = ChannelOf(subscriber);
        if (await deliveries.ClaimAsync(id, (due.Event, due.Row), pace, now, now + channel.Interval, now + options.Lease, cancellation) is { } claimed)
        {
            await AttemptAsync(subscriber, channel, claimed, cancellation);
        }

        return new DeliveryRound(clock.GetUtcNow());
    }

    /// <summary>Tries a channel now: one attempt, whatever waits.</summary>
    public async Task<Delivery> TestAsync(Subscriber subscriber, ProjectEvent told, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // Due only after the lease: nobody else takes it before.
        var due = now + options.Lease;
        await deliveries.AddAsync(subscriber.Id, told, now, due, cancellation);
        for (; ; )
        {
            var (_, pace) = await deliveries.PaceAsync(subscriber.Id, cancellation);
            var channel = ChannelOf(subscriber);
            if (await deliveries.ClaimAsync(
                subscriber.Id, (told.Id, DeliveryStore.DueRow(due, told.Id)), pace, now, now + channel.Interval, due.AddTicks(1), cancellation) is { } claimed)
            {
                return await AttemptAsync(subscriber, channel, claimed, cancellation);
            }
        }
    }

    private async Task<Delivery> AttemptAsync(Subscriber subscriber, INotificationChannel channel, ClaimedDelivery claimed, CancellationToken cancellation)
    {
        if (subscriber.IsPersonal && !await MaySeeAsync(subscriber.By, claimed.Delivery.Event, cancellation))
        {
            await deliveries.DropAsync(subscriber.Id, (claimed.Delivery.Event.Id, claimed.Due), cancellation);
            return claimed.Delivery;
        }

        using var span = Traces.Work("deliver");
        span?.SetTag("handover.delivery", claimed.Delivery.Id).SetTag("handover.event", claimed.Delivery.Event.Kind.ToString()).SetTag("handover.host", subscriber.Host);
        var result = await SendAsync(subscriber, channel, claimed.Delivery, cancellation);
        var now = clock.GetUtcNow();
        var after = claimed.Delivery.After(result, now);
        await deliveries.FinishAsync(claimed, after, cancellation);
        if (result.RetryAfter is not null && after.NextAttemptAt is { } next)
        {
            // It asked to be left alone: that holds for all that waits for it.
            await deliveries.PauseAsync(subscriber.Id, next, cancellation);
        }

        if (after.Status is not DeliveryStatus.Pending)
        {
            Signals.NotificationEnded(after.Status is DeliveryStatus.Delivered, subscriber.Kind);
        }

        if (after.Status is DeliveryStatus.Dead)
        {
            log.LogWarning("Delivery {Delivery} to {Subscriber} on {Host} was given up after {Attempts} attempts: {Problem}", after.Id, subscriber.Id, subscriber.Host, after.Attempts, after.Problem);
        }

        return after;
    }

    private async Task<AttemptResult> SendAsync(Subscriber subscriber, INotificationChannel channel, Delivery delivery, CancellationToken cancellation)
    {
        try
        {
            if (await secrets.FindAsync(subscriber.Secret, cancellation) is not { } secret)
            {
                return new AttemptResult(AttemptKind.Refused, Problem: "The address is not in the store of secrets any more. Set it anew.");
            }

            using var request = channel.Compose(delivery, secret, clock.GetUtcNow());
            return await http.SendAsync(request, cancellation);
        }
        catch (SecretStoreException missing)
        {
            log.LogError(missing, "The secret of {Subscriber} could not be read.", subscriber.Id);
            return new AttemptResult(AttemptKind.Passing, Problem: missing.Message);
        }
    }

    /// <summary>Whether a user may be told of an event now: what they could see when they subscribed does not matter.</summary>
    public async Task<bool> MaySeeAsync(string email, ProjectEvent told, CancellationToken cancellation)
    {
        if (await users.FindAsync(email, cancellation) is not { Value: { Active: true } user })
        {
            return false;
        }

        foreach (var id in new[] { told.Project, told.SourceProject }.OfType<string>())
        {
            if (await projects.FindAsync(id, cancellation) is { } found && Access.Allows(user, found.Project, Right.See))
            {
                return true;
            }
        }

        return user.IsAdministrator;
    }

    private async Task<DeliveryRound> CloseAsync(string id, Azure.ETag mark, CancellationToken cancellation) =>
        await deliveries.CloseAsync(id, mark, cancellation) ? new DeliveryRound(null) : new DeliveryRound(clock.GetUtcNow());

    private INotificationChannel ChannelOf(Subscriber subscriber) => channels.Single(channel => channel.Kind == subscriber.Kind);
}
