using Handover.Core.Diagnostics;
using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Core.Promotions;
using Handover.Services.Identity;
using Handover.Services.Notifications;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Promotions;

/// <summary>Which promotions a caller asks for.</summary>
public sealed record PromotionFilter(string? Project = null, string? Environment = null, PromotionStatus? Status = null);

/// <summary>Promotions, the newest first: their ids sort so.</summary>
public sealed class PromotionStore(StorageClients clients, Outbox outbox, TimeProvider clock)
{
    private const string Partition = "workspace";
    private const string IdPrefix = "promotion-";
    private const string Owed = "owed";
    private const int Attempts = 20;
    private readonly DocumentTable table = new(clients, "Promotions");

    public async Task<Stored<Promotion>?> FindAsync(string id, CancellationToken cancellation) =>
        id.Length is 0 or > 64 ? null : await table.GetAsync<Promotion>(Partition, RowKey.Of(id), cancellation);

    /// <exception cref="RefusalException"><c>promotion-not-found</c>.</exception>
    public async Task<Stored<Promotion>> RequireAsync(string id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ?? throw Refusal.NotFound("promotion", id);

    /// <summary>Adds a promotion; adding the same one again changes nothing.</summary>
    /// <param name="promotion">What is requested.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="owed">What the project's audit has to say of it; it is owed from this very transaction (<see cref="PromotionNotes"/>).</param>
    public async Task AddAsync(Promotion promotion, CancellationToken cancellation, params IEnumerable<AuditEntry> owed)
    {
        try
        {
            var batch = table.Batch(Partition).Insert(promotion.Id, promotion, ColumnsOf(promotion)).Tell(outbox, EventOf(null, promotion));
            await Owing(batch, promotion.Id, owed).SubmitAsync(cancellation);
        }
        catch (StorageException taken) when (taken.Kind is StorageFailure.Conflict)
        {
            // The id is this request's own: an earlier attempt has written it.
        }
    }

    /// <summary>Changes a promotion, again and again until nobody else has changed it meanwhile.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">The next state; the same state for no change.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="owed">What the project's audit has to say of the next state; it is owed from the very transaction that changes the promotion (<see cref="PromotionNotes"/>).</param>
    public async Task<Stored<Promotion>> ChangeAsync(string id, Func<Promotion, Promotion> change, CancellationToken cancellation, Func<Promotion, AuditEntry>? owed = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var read = await RequireAsync(id, cancellation);
            var next = change(read.Value);
            if (next == read.Value)
            {
                return read;
            }

            try
            {
                var batch = table.Batch(Partition).Replace(id, next, read.ETag, ColumnsOf(next)).Tell(outbox, EventOf(read.Value, next));
                var versions = await Owing(batch, id, owed is null ? [] : [owed(next)]).SubmitAsync(cancellation);
                return new Stored<Promotion>(next, versions[id]);
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale && attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)), clock, cancellation);
            }
        }
    }

    public Task<Page<Stored<Promotion>>> ListAsync(PromotionFilter filter, int limit, string? continuation, CancellationToken cancellation) =>
        table.QueryAsync<Promotion>(Partition, RowRange.Prefix(IdPrefix), limit, continuation, cancellation, FilterOf(filter));

    /// <summary>Every promotion, the newest first.</summary>
    public IAsyncEnumerable<Promotion> AllAsync(CancellationToken cancellation) =>
        table.ScanAsync<Promotion>(Partition, RowRange.Prefix(IdPrefix), cancellation).Select(item => item.Value);

    /// <summary>Audit entries of changes that are written, and that the projects' audits may not have yet.</summary>
    /// <param name="id">Those of one promotion; null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    public IAsyncEnumerable<Stored<AuditEntry>> OwedAsync(string? id, CancellationToken cancellation) =>
        table.ScanAsync<AuditEntry>(Partition, RowRange.Prefix(id is null ? RowKey.Prefix(Owed) : RowKey.Prefix(Owed, id)), cancellation);

    /// <summary>Forgets one that is in the audit now.</summary>
    internal Task PaidAsync(Stored<AuditEntry> owed, CancellationToken cancellation) => table.DeleteAsync(Partition, owed.Row, owed.ETag, cancellation);

    private static DocumentBatch Owing(DocumentBatch batch, string promotion, IEnumerable<AuditEntry> notes) =>
        notes.Aggregate(batch, (filled, note) => filled.Insert(RowKey.Of(Owed, promotion, Audit.RowOf(note)), note));

    private ProjectEvent? EventOf(Promotion? before, Promotion after)
    {
        var now = clock.GetUtcNow();
        return PromotionEvents.Of(before, after, Ids.NewestFirst("event", now), now);
    }

    private static FormattableString? FilterOf(PromotionFilter filter) => (filter.Project, filter.Environment, filter.Status?.ToString()) switch
    {
        (null, null, null) => null,
        ({ } project, null, null) => $"(Source eq {project} or Target eq {project})",
        (null, { } environment, null) => $"Environment eq {environment}",
        (null, null, { } status) => $"Status eq {status}",
        ({ } project, { } environment, null) => $"(Source eq {project} or Target eq {project}) and Environment eq {environment}",
        ({ } project, null, { } status) => $"(Source eq {project} or Target eq {project}) and Status eq {status}",
        (null, { } environment, { } status) => $"Environment eq {environment} and Status eq {status}",
        ({ } project, { } environment, { } status) => $"(Source eq {project} or Target eq {project}) and Environment eq {environment} and Status eq {status}",
    };

    private static Columns ColumnsOf(Promotion promotion) => new()
    {
        { "Source", promotion.SourceProject },
        { "Target", promotion.TargetProject },
        { "Environment", promotion.Environment },
        { "Status", promotion.Status.ToString() },
    };
}
