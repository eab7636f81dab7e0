using System.Globalization;
using System.Runtime.CompilerServices;
using Handover.Core.Diagnostics;
using Handover.Core.Notifications;
using Handover.Services.Identity;
using Handover.Services.Storage;
using ETag = Azure.ETag;

namespace Handover.Services.Notifications;

/// <summary>A delivery that an attempt has for itself until its lease ends.</summary>
public sealed record ClaimedDelivery(Delivery Delivery, ETag ETag, string Due);

/// <summary>
/// Deliveries, a partition a subscriber: each with a row that sorts by when it is due while it waits. The list of open subscribers tells a
/// timer where something waits.
/// </summary>
public sealed class DeliveryStore(StorageClients clients)
{
    private const string Open = "open";
    private const string Dead = "dead";
    private const string PaceRow = "pace";
    private readonly DocumentTable table = new(clients, "Deliveries");

    /// <summary>Writes a delivery of an event; writing the same one again changes nothing.</summary>
    /// <param name="subscriber">Whom to tell.</param>
    /// <param name="told">What to tell.</param>
    /// <param name="now">UTC.</param>
    /// <param name="due">When to try it first.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task AddAsync(string subscriber, ProjectEvent told, DateTimeOffset now, DateTimeOffset due, CancellationToken cancellation)
    {
        var delivery = new Delivery
        {
            Id = Ids.Derived("delivery", subscriber, told.Id),
            Subscriber = subscriber,
            Event = told,
            CreatedAt = now,
            NextAttemptAt = due,
        };
        try
        {
            await table.Batch(subscriber).Insert(DeliveryRow(told.Id), delivery).Insert(DueRow(due, told.Id), new DuePointer(told.Id)).SubmitAsync(cancellation);
        }
        catch (StorageException known) when (known.Kind is StorageFailure.Conflict)
        {
            // Handed on before; the rest of that is repeated here in case it was broken off.
        }

        // After the delivery: whoever finds nothing to do takes the mark away only in the version that they read before they looked.
        await table.Batch(Open).Upsert(subscriber, new OpenSubscriber(subscriber)).SubmitAsync(cancellation);
    }

    /// <summary>A subscriber's deliveries, newest first.</summary>
    public async Task<Page<Delivery>> ListAsync(string subscriber, DeliveryStatus? status, int limit, string? continuation, CancellationToken cancellation)
    {
        var found = new List<Delivery>();
        do
        {
            var page = await table.QueryAsync<Delivery>(subscriber, RowRange.Prefix("delivery:"), limit - found.Count, continuation, cancellation);
            found.AddRange(page.Items.Select(item => item.Value).Where(item => status is null || item.Status == status));
            continuation = page.Continuation;
        }
        while (continuation is not null && found.Count < limit);
        return new Page<Delivery>(found, continuation);
    }

    public async Task<Stored<Delivery>?> FindAsync(string subscriber, string told, CancellationToken cancellation) =>
        await table.GetAsync<Delivery>(subscriber, DeliveryRow(told), cancellation);

    /// <summary>Has a delivery that was given up tried again, from the first attempt on.</summary>
    /// <exception cref="RefusalException"><c>delivery-not-found</c>, <c>delivery-not-dead</c>.</exception>
    public async Task<Delivery> RetryAsync(string subscriber, string id, DateTimeOffset now, CancellationToken cancellation)
    {
        await foreach (var item in table.ScanAsync<Delivery>(subscriber, RowRange.Prefix("delivery:"), cancellation))
        {
            if (item.Value.Id != id)
            {
                continue;
            }

            if (item.Value.Status is not DeliveryStatus.Dead)
            {
                throw Refusal.Conflict("delivery-not-dead", "Only a delivery that was given up can be tried again.");
            }

            var again = item.Value with { Status = DeliveryStatus.Pending, Attempts = 0, NextAttemptAt = now };
            await table.Batch(subscriber).Replace(item.Row, again, item.ETag).Insert(DueRow(now, again.Event.Id), new DuePointer(again.Event.Id)).SubmitAsync(cancellation);
            await table.DeleteAsync(Dead, RowKey.Of(subscriber, again.Event.Id), ETag.All, cancellation);
            await table.Batch(Open).Upsert(subscriber, new OpenSubscriber(subscriber)).SubmitAsync(cancellation);
            return again;
        }

        throw Refusal.NotFound("delivery", id);
    }

    /// <summary>Subscribers for whom something is due by then.</summary>
    public async IAsyncEnumerable<string> OpenAsync(DateTimeOffset by, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var open in table.ScanAsync<OpenSubscriber>(Open, RowRange.All, cancellation))
        {
            if (await NextDueAsync(open.Value.Id, cancellation) is not { } due || due.At <= by)
            {
                yield return open.Value.Id;
            }
        }
    }

    /// <summary>The mark that says that something waits for this subscriber, to be given back to <see cref="CloseAsync"/>.</summary>
    public async Task<ETag?> MarkAsync(string subscriber, CancellationToken cancellation) =>
        (await table.GetAsync<OpenSubscriber>(Open, subscriber, cancellation))?.ETag;

    /// <summary>Takes a mark away, unless something has been added since it was read.</summary>
    public async Task<bool> CloseAsync(string subscriber, ETag mark, CancellationToken cancellation)
    {
        try
        {
            await table.DeleteAsync(Open, subscriber, mark, cancellation);
            return true;
        }
        catch (StorageException renewed) when (renewed.Kind is StorageFailure.Stale)
        {
            return false;
        }
    }

    /// <summary>The first that is due: its event, its row and when.</summary>
    public async Task<(string Event, string Row, DateTimeOffset At)?> NextDueAsync(string subscriber, CancellationToken cancellation)
    {
        var page = await table.QueryAsync<DuePointer>(subscriber, RowRange.Prefix("due:"), 1, null, cancellation);
        return page.Items is [var first]
            ? (first.Value.Event, first.Row, new DateTimeOffset(long.Parse(RowKey.Parts(first.Row)[1], CultureInfo.InvariantCulture), TimeSpan.Zero))
            : null;
    }

    /// <summary>The time before which this subscriber is left alone.</summary>
    public async Task<(DateTimeOffset NotBefore, ETag? ETag)> PaceAsync(string subscriber, CancellationToken cancellation)
    {
        var pace = await table.GetAsync<Pace>(subscriber, PaceRow, cancellation);
        return (pace?.Value.NotBefore ?? DateTimeOffset.MinValue, pace?.ETag);
    }

    /// <summary>
    /// Takes a delivery for one attempt: counts it, moves its due time behind the lease, and takes the subscriber's next slot, all at once.
    /// </summary>
    /// <returns>Null if somebody else was faster.</returns>
    public async Task<ClaimedDelivery?> ClaimAsync(
        string subscriber, (string Event, string Row) due, ETag? pace, DateTimeOffset now, DateTimeOffset slot, DateTimeOffset lease, CancellationToken cancellation)
    {
        if (await FindAsync(subscriber, due.Event, cancellation) is not { Value.Status: DeliveryStatus.Pending } found)
        {
            await table.DeleteAsync(subscriber, due.Row, ETag.All, cancellation);
            return null;
        }

        var tried = found.Value with { Attempts = found.Value.Attempts + 1, AttemptedAt = now, NextAttemptAt = lease };
        var leased = DueRow(lease, due.Event);
        var batch = table.Batch(subscriber).Replace(found.Row, tried, found.ETag).Delete(due.Row, ETag.All).Insert(leased, new DuePointer(due.Event));
        batch = pace is { } known ? batch.Replace(PaceRow, new Pace(slot), known) : batch.Insert(PaceRow, new Pace(slot));
        try
        {
            var versions = await batch.SubmitAsync(cancellation);
            return new ClaimedDelivery(tried, versions[found.Row], leased);
        }
        catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.Conflict or StorageFailure.NotFound)
        {
            return null;
        }
    }

    /// <summary>Writes what became of an attempt; if its lease has ended meanwhile, the later attempt has the word.</summary>
    public async Task FinishAsync(ClaimedDelivery claimed, Delivery after, CancellationToken cancellation)
    {
        var batch = table.Batch(after.Subscriber).Replace(DeliveryRow(after.Event.Id), after, claimed.ETag);
        var due = after.NextAttemptAt is { } next ? DueRow(next, after.Event.Id) : null;
        // The next attempt may be due in the very instant in which the lease ends: then the row is there.
        if (due != claimed.Due)
        {
            batch.Delete(claimed.Due, ETag.All);
            if (due is not null)
            {
                batch.Insert(due, new DuePointer(after.Event.Id));
            }
        }

        try
        {
            await batch.SubmitAsync(cancellation);
        }
        catch (StorageException taken) when (taken.Kind is StorageFailure.Stale or StorageFailure.NotFound)
        {
            // The lease has ended and another attempt is under way.
            return;
        }

        if (after.Status is DeliveryStatus.Dead)
        {
            await table.Batch(Dead).Upsert(RowKey.Of(after.Subscriber, after.Event.Id), new OpenSubscriber(after.Subscriber)).SubmitAsync(cancellation);
        }
    }

    /// <summary>Whom a message was given up for, once a message.</summary>
    public IAsyncEnumerable<string> DeadAsync(CancellationToken cancellation) =>
        table.ScanAsync<OpenSubscriber>(Dead, RowRange.All, cancellation).Select(item => item.Value.Id);

    /// <summary>Whom something is due for since before a time, once a message.</summary>
    public async IAsyncEnumerable<string> LateAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var open in table.ScanAsync<OpenSubscriber>(Open, RowRange.All, cancellation))
        {
            await foreach (var _ in table.ScanAsync<DuePointer>(open.Value.Id, RowRange.Between("due:", RowKey.Prefix("due", before.UtcTicks.ToString("D19", CultureInfo.InvariantCulture))), cancellation))
            {
                yield return open.Value.Id;
            }
        }
    }

    /// <summary>Leaves a subscriber alone until then.</summary>
    public Task PauseAsync(string subscriber, DateTimeOffset until, CancellationToken cancellation) =>
        table.Batch(subscriber).Upsert(PaceRow, new Pace(until)).SubmitAsync(cancellation);

    /// <summary>Takes away a delivery that its subscriber may not have.</summary>
    public async Task DropAsync(string subscriber, (string Event, string Row) due, CancellationToken cancellation)
    {
        await table.DeleteAsync(subscriber, DeliveryRow(due.Event), ETag.All, cancellation);
        await table.DeleteAsync(subscriber, due.Row, ETag.All, cancellation);
    }

    /// <summary>Deletes a subscriber's rows, all of them or those of events before a time.</summary>
    public async Task ForgetAsync(string subscriber, DateTimeOffset? before, CancellationToken cancellation)
    {
        var range = before is { } time ? RowRange.Between(DeliveryRow(Ids.NewestFirst("event", time)), "delivery;") : RowRange.All;
        await foreach (var row in table.ScanAsync<object>(subscriber, range, cancellation))
        {
            await table.DeleteAsync(subscriber, row.Row, ETag.All, cancellation);
        }

        var dead = RowKey.Prefix(subscriber);
        await foreach (var row in table.ScanAsync<object>(Dead, before is { } old ? RowRange.Between(dead + Ids.NewestFirst("event", old), RowRange.Prefix(dead).To) : RowRange.Prefix(dead), cancellation))
        {
            await table.DeleteAsync(Dead, row.Row, ETag.All, cancellation);
        }
    }

    private static string DeliveryRow(string told) => RowKey.Of("delivery", told);

    internal static string DueRow(DateTimeOffset at, string told) => RowKey.Of("due", at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture), told);

    private sealed record DuePointer(string Event);

    private sealed record OpenSubscriber(string Id);

    private sealed record Pace(DateTimeOffset NotBefore);
}
