using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;

namespace Handover.Services.Storage;

/// <summary>
/// A table of JSON documents. Every write states what it read; Azure's limits are enforced here, because the emulator does not.
/// Every method fails with <see cref="StorageException"/>.
/// </summary>
public sealed partial class DocumentTable
{
    /// <summary>The most rows that Azure Tables returns at once, and so the largest page.</summary>
    public const int MaxPage = 1000;

    private readonly TableClient client;
    private readonly EnsureOnce exists;

    /// <param name="clients">The installation's storage.</param>
    /// <param name="name">Name without the installation's prefix, letters and digits. The table is created when it is first used.</param>
    public DocumentTable(StorageClients clients, string name)
    {
        if (!NamePattern.IsMatch(name))
        {
            throw new StorageException(StorageFailure.InvalidKey, $"The table name '{name}' must be 1 to 33 letters and digits.");
        }
        Name = name;
        client = clients.Table(name);
        exists = new EnsureOnce(cancellation => client.CreateIfNotExistsAsync(cancellation));
    }

    /// <summary>Name without the installation's prefix.</summary>
    public string Name { get; }

    /// <summary>The row, or null if it is not there.</summary>
    public Task<Stored<T>?> GetAsync<T>(string partition, string row, CancellationToken cancellation) =>
        CallAsync(Subject(partition, row), async () =>
        {
            RowKey.Validate(partition, "partition key");
            RowKey.Validate(row, "row key");
            var answer = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
            return answer.HasValue ? DocumentEntity.Read<T>(answer.Value!) : null;
        }, cancellation);

    /// <summary>A page of a partition's rows in the order of their keys.</summary>
    /// <param name="partition">Partition.</param>
    /// <param name="range">Which row keys.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/> rows.</param>
    /// <param name="continuation">What the page before gave, for the same partition, range and filter; null for the first page. Safe in a URL.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="filter">Condition on promoted columns, such as <c>$"Locked eq {false}"</c>; what is interpolated is quoted. Rows that it refuses are still read by the server.</param>
    public Task<Page<Stored<T>>> QueryAsync<T>(
        string partition, RowRange range, int limit, string? continuation, CancellationToken cancellation, FormattableString? filter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        return CallAsync(Subject(partition), async () =>
        {
            RowKey.Validate(partition, "partition key");
            var list = new ContinuationScope(Name, partition, range, filter?.ToString());
            var after = continuation is null ? null : list.Open(continuation);
            var items = new List<Stored<T>>(Math.Min(limit, 128));
            // One more than asked for tells whether there is a next page, so that the last page never links to an empty one.
            var query = TableFilter.Rows(partition, range, after, filter);
            await foreach (var entity in client.QueryAsync<TableEntity>(query, Math.Min(limit + 1, MaxPage), cancellationToken: cancellation))
            {
                if (items.Count == limit)
                {
                    return new Page<Stored<T>>(items, list.Seal(items[^1].Row));
                }
                items.Add(DocumentEntity.Read<T>(entity));
            }
            return new Page<Stored<T>>(items, null);
        }, cancellation);
    }

    /// <summary>A page of what somebody looks for among a partition's rows, in the order of their keys.</summary>
    /// <remarks>Rows that are not wanted are read too: few at first, and more at once the rarer the wanted ones are, so that one match among thousands of rows takes a handful of requests.</remarks>
    /// <param name="partition">Partition.</param>
    /// <param name="range">Which row keys.</param>
    /// <param name="look">What is found in each of some rows; null for one that is not wanted.</param>
    /// <param name="limit">Most to find, 1 to <see cref="MaxPage"/>.</param>
    /// <param name="continuation">What the page before gave; null for the first page.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<Page<TFound>> FindAsync<T, TFound>(
        string partition, RowRange range, Func<IReadOnlyList<Stored<T>>, Task<IReadOnlyList<TFound?>>> look, int limit, string? continuation, CancellationToken cancellation)
        where TFound : class
    {
        var found = new List<TFound>();
        for (var size = limit; ; size = Math.Min(size * 4, MaxPage))
        {
            var page = await QueryAsync<T>(partition, range, size, continuation, cancellation);
            var looked = await look(page.Items);
            for (var i = 0; i < looked.Count; i++)
            {
                if (looked[i] is { } one)
                {
                    if (found.Count == limit)
                    {
                        return new Page<TFound>(found, new ContinuationScope(Name, partition, range, null).Seal(page.Items[i - 1].Row));
                    }

                    found.Add(one);
                }
            }

            continuation = page.Continuation;
            if (continuation is null || found.Count == limit)
            {
                return new Page<TFound>(found, continuation);
            }
        }
    }

    /// <summary>A page of the rows that meet a condition that only the caller can check.</summary>
    public Task<Page<Stored<T>>> FindAsync<T>(string partition, RowRange range, Func<T, bool> wanted, int limit, string? continuation, CancellationToken cancellation) =>
        FindAsync<T, Stored<T>>(
            partition, range, rows => Task.FromResult<IReadOnlyList<Stored<T>?>>([.. rows.Select(row => wanted(row.Value) ? row : null)]), limit, continuation, cancellation);

    /// <summary>All rows of a partition's range in the order of their keys, read as they are consumed.</summary>
    public IAsyncEnumerable<Stored<T>> ScanAsync<T>(
        string partition, RowRange range, CancellationToken cancellation, FormattableString? filter = null)
    {
        RowKey.Validate(partition, "partition key");
        return ReadAllAsync<T>(TableFilter.Rows(partition, range, null, filter), Subject(partition), cancellation);
    }

    /// <summary>All rows of a range of partitions, in the order of partition and row. Reads every partition in the range whole, whatever the row range: for timers and repair.</summary>
    public IAsyncEnumerable<Stored<T>> ScanPartitionsAsync<T>(
        RowRange partitions, RowRange rows, CancellationToken cancellation, FormattableString? filter = null) =>
        ReadAllAsync<T>(TableFilter.Partitions(partitions, rows, filter), $"Table {Name}", cancellation);

    /// <summary>
    /// Writes a row that is not there yet; <see cref="StorageFailure.Conflict"/> if it is. If the answer to a write is lost, the SDK sends it
    /// again and meets its own row: the write id in the row tells that this is success.
    /// </summary>
    public async Task<ETag> InsertAsync<T>(string partition, string row, T value, CancellationToken cancellation, Columns? columns = null)
    {
        var writeId = NewWriteId();
        var entity = DocumentEntity.Write(partition, row, value, columns, writeId);
        return await WriteAsync(partition, row, writeId, () => client.AddEntityAsync(entity, cancellation), cancellation);
    }

    /// <summary>Replaces a row, columns included; <see cref="StorageFailure.Stale"/> if it is no longer the version that was read, <see cref="StorageFailure.NotFound"/> if it is gone.</summary>
    public async Task<ETag> ReplaceAsync<T>(string partition, string row, T value, ETag etag, CancellationToken cancellation, Columns? columns = null)
    {
        RequireVersion(etag);
        var writeId = NewWriteId();
        var entity = DocumentEntity.Write(partition, row, value, columns, writeId);
        return await WriteAsync(partition, row, writeId,
            () => client.UpdateEntityAsync(entity, etag, TableUpdateMode.Replace, cancellation), cancellation);
    }

    /// <summary>Deletes a row, in whatever version with <see cref="ETag.All"/>; <see cref="StorageFailure.Stale"/> if it is no longer the version that was read.</summary>
    /// <returns>False if it was not there (a lost answer and a second sending may also say so): what was wanted is true either way.</returns>
    public Task<bool> DeleteAsync(string partition, string row, ETag etag, CancellationToken cancellation)
    {
        RequireVersion(etag);
        RowKey.Validate(partition, "partition key");
        RowKey.Validate(row, "row key");
        return CallAsync(Subject(partition, row), async () =>
        {
            var answer = await client.DeleteEntityAsync(partition, row, etag, cancellation);
            return answer.Status != 404;
        }, cancellation);
    }

    /// <summary>Several writes to one partition that happen together or not at all.</summary>
    public DocumentBatch Batch(string partition) => new(this, partition);

    internal static string NewWriteId() => Guid.NewGuid().ToString("N");

    internal static void RequireVersion(ETag etag)
    {
        // The SDK takes a missing ETag for "any version", which would turn a forgotten argument into a lost update.
        if (etag == default)
        {
            throw new ArgumentException("A write states the version that it read (ETag.All for any).", nameof(etag));
        }
    }

    internal string Subject(string partition, string row) => $"{Name} {partition}/{row}";

    private string Subject(string partition) => $"{Name} {partition}";

    internal TableClient Client => client;

    /// <summary>The entity's version if it is the one that this write made, else null.</summary>
    internal async Task<ETag?> OwnVersionAsync(string partition, string row, string writeId, CancellationToken cancellation)
    {
        var found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, DocumentEntity.WriteIdOnly, cancellation);
        return found.HasValue && DocumentEntity.IsWrittenBy(found.Value!, writeId) ? found.Value!.ETag : null;
    }

    internal async Task<TResult> CallAsync<TResult>(string subject, Func<Task<TResult>> call, CancellationToken cancellation)
    {
        try
        {
            await exists.DoneAsync(cancellation);
            return await call();
        }
        catch (Exception error) when (StorageErrors.Map(error, subject, cancellation) is { } mapped)
        {
            throw mapped;
        }
    }

    private Task<ETag> WriteAsync(string partition, string row, string writeId, Func<Task<Response>> write, CancellationToken cancellation) =>
        CallAsync(Subject(partition, row), async () =>
        {
            var sent = new SendCount();
            try
            {
                using (sent.Watch())
                {
                    var answer = await write();
                    return answer.Headers.ETag ?? throw new StorageException(StorageFailure.Unavailable, $"{Subject(partition, row)} was written, but storage gave no version.");
                }
            }
            catch (RequestFailedException refused) when (sent.IsAmbiguous && refused.Status is 409 or 412)
            {
                if (await OwnVersionAsync(partition, row, writeId, cancellation) is { } own)
                {
                    return own;
                }
                throw;
            }
        }, cancellation);

    private async IAsyncEnumerable<Stored<T>> ReadAllAsync<T>(
        string filter, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = client.QueryAsync<TableEntity>(filter, MaxPage, cancellationToken: cancellation).AsPages().GetAsyncEnumerator(cancellation);
        await using (pages)
        {
            while (await CallAsync(subject, async () => await pages.MoveNextAsync(), cancellation))
            {
                foreach (var entity in pages.Current.Values)
                {
                    yield return await CallAsync(subject, () => Task.FromResult(DocumentEntity.Read<T>(entity)), cancellation);
                }
            }
        }
    }

    [GeneratedRegex("^[A-Za-z0-9]{1,33}$")]
    private static partial Regex NamePattern { get; }
}
