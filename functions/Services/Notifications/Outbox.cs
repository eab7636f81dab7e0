using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Storage;
using ETag = Azure.ETag;

namespace Handover.Services.Notifications;

/// <summary>An event that waits to be handed to whoever asked for it.</summary>
public sealed record OutboxEntry(ProjectEvent Event, string Table, string Partition, string Row);

/// <summary>
/// Events that were raised and not yet handed on. An event is a row of the very transaction that it tells of, in whatever partition that is
/// (<see cref="OutboxWriting.Tell"/>), so nothing is told that did not happen and nothing that happened is forgotten. So that nobody has to
/// search all partitions, a mark that names the partition is written before the transaction.
/// </summary>
public sealed class Outbox(StorageClients clients, TimeProvider clock)
{
    private const string Pending = "pending";
    private const string RowPrefix = "outbox:";

    // Longer than a transaction can take with all its retries: an empty partition may still be about to get its event.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Nearly every transaction is over by then; what takes longer is told by the timer.
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);
    private readonly DocumentTable marks = new(clients, "Outbox");
    private readonly ConcurrentDictionary<string, ETag> empty = new(StringComparer.Ordinal);

    /// <summary>How many events wait, as far as they are counted.</summary>
    public async Task<int> CountAsync(int most, CancellationToken cancellation) => await ReadAsync(all: false, cancellation).Take(most).CountAsync(cancellation);

    /// <summary>A new event in a project.</summary>
    public static ProjectEvent Event(ProjectEventKind kind, Project project, string? by, DateTimeOffset at, string detail) => new()
    {
        Id = Ids.NewestFirst("event", at),
        Kind = kind,
        At = at,
        Project = project.Id,
        ProjectName = project.Name,
        Environment = project.Environment,
        By = by,
        Detail = detail,
    };

    /// <summary>All events that wait, by partition. What has no event any more is taken off the list.</summary>
    /// <param name="all">Also where this process has looked since the mark's transaction must have ended: what others have left.</param>
    /// <param name="cancellation">Stops it.</param>
    public async IAsyncEnumerable<OutboxEntry> ReadAsync(bool all, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var mark in marks.ScanAsync<OutboxMark>(Pending, RowRange.All, cancellation))
        {
            known.Add(mark.Row);
            if (!all && empty.TryGetValue(mark.Row, out var seen) && seen == mark.ETag)
            {
                continue;
            }

            var (table, partition, at) = mark.Value;
            var began = clock.GetUtcNow();
            var found = false;
            await foreach (var row in new DocumentTable(clients, table).ScanAsync<ProjectEvent>(partition, RowRange.Prefix(RowPrefix), cancellation))
            {
                found = true;
                yield return new OutboxEntry(row.Value, table, partition, row.Row);
            }

            if (!found && clock.GetUtcNow() - at > Patience)
            {
                empty.TryRemove(mark.Row, out _);
                await ForgetAsync(mark, cancellation);
            }
            else if (!found && began - at > Usual)
            {
                empty[mark.Row] = mark.ETag;
            }
        }

        foreach (var gone in empty.Keys.Where(row => !known.Contains(row)))
        {
            empty.TryRemove(gone, out _);
        }
    }

    /// <summary>Takes away an event that was handed on.</summary>
    public Task TakeAsync(OutboxEntry entry, CancellationToken cancellation) =>
        new DocumentTable(clients, entry.Table).DeleteAsync(entry.Partition, entry.Row, ETag.All, cancellation);

    internal static string RowOf(ProjectEvent told) => RowPrefix + told.Id;

    internal Task MarkAsync(string table, string partition, CancellationToken cancellation) =>
        marks.Batch(Pending).Upsert(RowKey.Of(table, partition), new OutboxMark(table, partition, clock.GetUtcNow())).SubmitAsync(cancellation);

    private async Task ForgetAsync(Stored<OutboxMark> mark, CancellationToken cancellation)
    {
        try
        {
            await marks.DeleteAsync(Pending, mark.Row, mark.ETag, cancellation);
        }
        catch (StorageException renewed) when (renewed.Kind is StorageFailure.Stale)
        {
            // Marked anew meanwhile: an event is on its way.
        }
    }

    private sealed record OutboxMark(string Table, string Partition, DateTimeOffset At);
}

/// <summary>The one call of whoever changes something that people want to know.</summary>
public static class OutboxWriting
{
    /// <summary>Raises an event in the transaction that it tells of.</summary>
    public static DocumentBatch Tell(this DocumentBatch batch, Outbox outbox, ProjectEvent? told) => told is null
        ? batch
        : batch.Insert(Outbox.RowOf(told), told).Before(cancellation => outbox.MarkAsync(batch.Table, batch.Partition, cancellation));
}
