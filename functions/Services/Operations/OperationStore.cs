using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Services.Storage;
using Handover.Services.Telemetry;
using ETag = Azure.ETag;

namespace Handover.Services.Operations;

/// <summary>A started or to-be-started operation in the list of open ones.</summary>
/// <param name="Operation">Id.</param>
/// <param name="Project">The project that it may have claimed.</param>
/// <param name="At">When it was written, UTC.</param>
public sealed record OpenOperation(string Operation, string Project, DateTimeOffset At);

/// <summary>
/// Long work with its progress. Starting a workflow is not an atomic check on every engine, so an operation's row is the claim:
/// whoever inserts it starts the workflow, and an open operation without a workflow is started by the recovery timer.
/// </summary>
public sealed class OperationStore(StorageClients clients, TimeProvider clock)
{
    private const string Operations = "operation";
    private const string Open = "open";
    private const int Attempts = 20;
    private readonly DocumentTable table = new(clients, "Operations");

    public async Task<Operation?> FindAsync(string id, CancellationToken cancellation) =>
        (await table.GetAsync<Operation>(Operations, RowKey.Of(id), cancellation))?.Value;

    /// <exception cref="RefusalException"><c>operation-not-found</c>.</exception>
    public async Task<Operation> RequireAsync(string id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ?? throw Refusal.NotFound("operation", id);

    /// <summary>Writes a new operation: first into the list of open ones, so that nothing begun can be forgotten. Adding the same one again changes nothing.</summary>
    public async Task AddAsync(Operation operation, CancellationToken cancellation)
    {
        await AnnounceAsync(operation.Id, operation.Project, cancellation);
        try
        {
            await table.InsertAsync(Operations, operation.Id, operation with { Trace = operation.Trace ?? Traces.Current }, cancellation);
        }
        catch (StorageException taken) when (taken.Kind is StorageFailure.Conflict)
        {
            // An earlier attempt of the same request has written it.
        }
    }

    /// <summary>Writes an operation that is about to be made into the list of open ones, before what asks for it: recovery makes up for what a crash cuts off.</summary>
    public async Task AnnounceAsync(string id, string project, CancellationToken cancellation) =>
        await table.Batch(Open).Upsert(id, new OpenOperation(id, project, clock.GetUtcNow())).SubmitAsync(cancellation);

    /// <summary>Changes an operation, again and again until nobody else has changed it meanwhile; returns the new state.</summary>
    public async Task<Operation> ChangeAsync(string id, Func<Operation, Operation> change, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var read = await table.GetAsync<Operation>(Operations, RowKey.Of(id), cancellation) ?? throw Refusal.NotFound("operation", id);
            var next = change(read.Value);
            if (next == read.Value)
            {
                return next;
            }

            try
            {
                await table.ReplaceAsync(Operations, id, next, read.ETag, cancellation);
                return next;
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale && attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 * attempt)), clock, cancellation);
            }
        }
    }

    /// <summary>Ends an operation and takes it off the list of open ones.</summary>
    public async Task<Operation> EndAsync(string id, Func<Operation, Operation> change, CancellationToken cancellation)
    {
        var ended = await ChangeAsync(id, operation => operation.Ended ? operation : change(operation) with { EndedAt = clock.GetUtcNow() }, cancellation);
        await ForgetOpenAsync(ended, cancellation);
        return ended;
    }

    /// <summary>Takes an operation that has ended off the list of open ones, and notes the day of its end.</summary>
    public async Task ForgetOpenAsync(Operation ended, CancellationToken cancellation)
    {
        if (ended is { EndedAt: { } at, Promotion: null })
        {
            // A promotion's operations stay as long as the promotion.
            await table.Batch(EndedOn(at)).Upsert(ended.Id, new EndedOperation(ended.Id)).SubmitAsync(cancellation);
        }

        await table.DeleteAsync(Open, ended.Id, ETag.All, cancellation);
    }

    /// <summary>Deletes operations that ended before a day, page after page; those that belong to promotions stay.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var purged = 0;
        await foreach (var noted in table.ScanPartitionsAsync<EndedOperation>(RowRange.Between(EndedOn(DateTimeOffset.UnixEpoch), EndedOn(before)), RowRange.All, cancellation))
        {
            // The note goes last: what a crash leaves is found again.
            purged += await table.DeleteAsync(Operations, noted.Value.Id, ETag.All, cancellation) ? 1 : 0;
            await table.DeleteAsync(noted.Partition, noted.Row, ETag.All, cancellation);
        }

        return purged;
    }

    /// <summary>Deletes keys that were brought before a time: a request is repeated within hours.</summary>
    public async Task<int> PurgeKeysAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var purged = 0;
        await foreach (var key in table.ScanAsync<OnceKey>("key", RowRange.All, cancellation))
        {
            if (key.Value.At < before)
            {
                purged += await table.DeleteAsync("key", key.Row, key.ETag, cancellation) ? 1 : 0;
            }
        }

        return purged;
    }

    /// <summary>Every operation there is; reads them all: for repair.</summary>
    public IAsyncEnumerable<Operation> AllAsync(CancellationToken cancellation) =>
        table.ScanAsync<Operation>(Operations, RowRange.All, cancellation).Select(item => item.Value);

    /// <summary>Whether an operation is in the list of open ones.</summary>
    public async Task<bool> IsOpenAsync(string id, CancellationToken cancellation) =>
        await table.GetAsync<OpenOperation>(Open, RowKey.Of(id), cancellation) is not null;

    /// <summary>Operations that have begun and not ended, oldest id first.</summary>
    public IAsyncEnumerable<Stored<OpenOperation>> OpenAsync(CancellationToken cancellation) =>
        table.ScanAsync<OpenOperation>(Open, RowRange.All, cancellation);

    /// <summary>Takes an entry off the list whose operation was never written; one that was announced again since it was read stays.</summary>
    public async Task ForgetAsync(Stored<OpenOperation> open, CancellationToken cancellation)
    {
        try
        {
            await table.DeleteAsync(Open, open.Row, open.ETag, cancellation);
        }
        catch (StorageException renewed) when (renewed.Kind is StorageFailure.Stale)
        {
            // The operation is about to be written after all.
        }
    }

    /// <summary>
    /// Answers a repeated request with what the first one began, also when both come at once: what the first one began may be just the
    /// reason why the second one is refused.
    /// </summary>
    /// <param name="key">The caller's key; null asks for nothing.</param>
    /// <param name="first">What the first request with the key began; null if there is none yet.</param>
    /// <param name="begin">Begins it, and gets its id from <see cref="ClaimAsync"/>.</param>
    public static async Task<T> OnceAsync<T>(string? key, Func<Task<T?>> first, Func<Task<T>> begin)
        where T : class
    {
        if (key is null)
        {
            return await begin();
        }

        if (await first() is { } repeated)
        {
            return repeated;
        }

        try
        {
            return await begin();
        }
        catch (RefusalException)
        {
            if (await first() is { } overtook)
            {
                return overtook;
            }

            throw;
        }
    }

    /// <summary>
    /// Makes a repeated request use the first one's id: the first to bring a key gets its own id back, a later one with the same
    /// content the first one's.
    /// </summary>
    /// <param name="user">Keys of different users are different.</param>
    /// <param name="key">The caller's key; null asks for nothing.</param>
    /// <param name="content">What was asked for.</param>
    /// <param name="id">The id to use if the key is new.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RefusalException"><c>idempotency-key-reused</c> for another content.</exception>
    public async Task<string> ClaimAsync<T>(string user, string? key, T content, string id, CancellationToken cancellation)
    {
        if (key is null)
        {
            return id;
        }

        try
        {
            await table.InsertAsync("key", RowKey.Of(user, key), new OnceKey(id, FingerprintOf(content), clock.GetUtcNow()), cancellation);
            return id;
        }
        catch (StorageException taken) when (taken.Kind is StorageFailure.Conflict)
        {
            return await KnownAsync(user, key, content, cancellation)
                ?? throw Refusal.Conflict("idempotency-key-changing", "This Idempotency-Key is just being used. Repeat the request.");
        }
    }

    /// <summary>The id that the first request with this key got; null if there was none.</summary>
    /// <exception cref="RefusalException"><c>idempotency-key-reused</c> for another content.</exception>
    public async Task<string?> KnownAsync<T>(string user, string? key, T content, CancellationToken cancellation)
    {
        var first = key is null ? null : await table.GetAsync<OnceKey>("key", RowKey.Of(user, key), cancellation);
        return first is null || first.Value.Fingerprint == FingerprintOf(content)
            ? first?.Value.Id
            : throw Refusal.Unprocessable("idempotency-key-reused", "This Idempotency-Key was used for another request. Use a new key for a new request.");
    }

    private static string FingerprintOf<T>(T content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, HandoverJson.Options)));

    private static string EndedOn(DateTimeOffset at) => "ended:" + at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private sealed record EndedOperation(string Id);

    private sealed record OnceKey(string Id, string Fingerprint, DateTimeOffset At);
}
