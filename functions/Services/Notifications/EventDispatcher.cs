using Handover.Core.Notifications;

namespace Handover.Services.Notifications;

/// <summary>Hands events on: from the outbox to a delivery for each subscriber that wants it. Doing it twice, or two at once, changes nothing.</summary>
public sealed class EventDispatcher(Outbox outbox, SubscriberStore subscribers, DeliveryStore deliveries, DeliveryRunner runner, TimeProvider clock)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    /// <summary>Hands on what has just happened, and what else waits where this process has not looked yet.</summary>
    /// <returns>The subscribers that have something to be told.</returns>
    public Task<IReadOnlyCollection<string>> DispatchAsync(CancellationToken cancellation) => DispatchAsync(all: false, cancellation);

    private async Task<IReadOnlyCollection<string>> DispatchAsync(bool all, CancellationToken cancellation)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyList<Subscriber>? known = null;
        await foreach (var entry in outbox.ReadAsync(all, cancellation))
        {
            known ??= await subscribers.AllAsync(cancellation);
            var now = clock.GetUtcNow();
            foreach (var subscriber in known.Where(one => one.Scope.Covers(entry.Event)))
            {
                if (!subscriber.IsPersonal || await runner.MaySeeAsync(subscriber.By, entry.Event, cancellation))
                {
                    await deliveries.AddAsync(subscriber.Id, entry.Event, now, now, cancellation);
                    touched.Add(subscriber.Id);
                }
            }

            await outbox.TakeAsync(entry, cancellation);
        }

        return touched;
    }

    /// <summary>Hands on all that waits, and finds whatever an earlier round has left.</summary>
    /// <returns>Every subscriber for whom something is due within the next minute.</returns>
    public async Task<IReadOnlyCollection<string>> SweepAsync(CancellationToken cancellation)
    {
        var touched = new HashSet<string>(await DispatchAsync(all: true, cancellation), StringComparer.Ordinal);
        touched.UnionWith(await deliveries.OpenAsync(clock.GetUtcNow() + Ahead, cancellation).ToListAsync(cancellation));
        return touched;
    }

    /// <summary>Deletes deliveries that nobody looks at any more.</summary>
    public async Task TidyAsync(CancellationToken cancellation)
    {
        foreach (var subscriber in await subscribers.AllAsync(cancellation))
        {
            await deliveries.ForgetAsync(subscriber.Id, clock.GetUtcNow().AddDays(-DeliveryRules.KeptDays), cancellation);
        }
    }
}
