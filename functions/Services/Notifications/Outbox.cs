using System.Runtime.CompilerServices;
using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Storage;

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
    private readonly DocumentTable marks = new(clients, "Outbox");

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
    public async IAsyncEnumerable<OutboxEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var mark in marks.ScanAsync<OutboxMark>(Pending, RowRange.All, cancellation))
        {
            var (table, partition, at) = mark.Value;
            var found = false;
            await foreach (var row in new DocumentTable(clients, table).ScanAsync<ProjectEvent>(partition, RowRange.Prefix(RowPrefix), cancellation))
            {
                found = true;
                yield return new OutboxEntry(row.Value, table, partition, row.Row);
            }

            if (!found && clock.GetUtcNow() - at > Patience)
            {
                await ForgetAsync(mark, cancellation);
            }
        }
    }

    /// <summary>Takes away an event that was handed on.</summary>
    public Task TakeAsync(OutboxEntry entry, CancellationToken cancellation) =>
        new DocumentTable(clients, entry.Table).DeleteAsync(entry.Partition, entry.Row, Azure.ETag.All, cancellation);

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
