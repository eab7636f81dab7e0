using Azure;
using Azure.Data.Tables;

namespace Handover.Services.Storage;

/// <summary>
/// Writes to one partition that happen together or not at all. Azure's limits (100 rows, 4 MiB, no row twice) are checked as it is filled.
/// It is sent once.
/// </summary>
public sealed class DocumentBatch
{
    /// <summary>Azure's limit of rows in a batch.</summary>
    public const int MaxRows = 100;

    // How often it lets other writers of the partition go first.
    private const int MaxTurns = 50;

    private const long MaxBytes = 4 * 1024 * 1024;

    // A version that no row has: what a row of ours gets that another writer replaced before we could learn its version.
    private static readonly ETag Superseded = new("W/\"datetime'0001-01-01T00%3A00%3A00.0000000Z'\"");

    private readonly DocumentTable table;
    private readonly string partition;
    private readonly string writeId = DocumentTable.NewWriteId();
    private readonly List<TableTransactionAction> actions = [];
    private readonly HashSet<string> rows = new(StringComparer.Ordinal);
    private readonly List<Func<CancellationToken, Task>> before = [];
    private Func<CancellationToken, Task<ETag?>>? follow;
    private Func<CancellationToken, Task<ETag?>>? headVersion;
    private long bytes;
    private bool sent;

    internal DocumentBatch(DocumentTable table, string partition)
    {
        RowKey.Validate(partition, "partition key");
        (this.table, this.partition) = (table, partition);
    }

    /// <summary>How many rows it holds.</summary>
    public int Count => actions.Count;

    internal string Table => table.Name;

    internal string Partition => partition;

    /// <summary>Writes a row that is not there yet.</summary>
    public DocumentBatch Insert<T>(string row, T value, Columns? columns = null) =>
        Add(TableTransactionActionType.Add, DocumentEntity.Write(partition, row, value, columns, writeId), default);

    /// <summary>Replaces the version of a row that was read.</summary>
    public DocumentBatch Replace<T>(string row, T value, ETag etag, Columns? columns = null)
    {
        DocumentTable.RequireVersion(etag);
        return Add(TableTransactionActionType.UpdateReplace, DocumentEntity.Write(partition, row, value, columns, writeId), etag);
    }

    /// <summary>Writes a row whatever was there: for what is derived from elsewhere and can be derived again, such as an index.</summary>
    public DocumentBatch Upsert<T>(string row, T value, Columns? columns = null) =>
        Add(TableTransactionActionType.UpsertReplace, DocumentEntity.Write(partition, row, value, columns, writeId), default);

    /// <summary>Deletes the version of a row that was read; a row that is gone fails the batch.</summary>
    public DocumentBatch Delete(string row, ETag etag)
    {
        DocumentTable.RequireVersion(etag);
        RowKey.Validate(row, "row key");
        return Add(TableTransactionActionType.Delete, new TableEntity(partition, row), etag);
    }

    /// <summary>Something that has to be done elsewhere before this is sent, and does no harm if it is not sent then.</summary>
    internal DocumentBatch Before(Func<CancellationToken, Task> action)
    {
        before.Add(action);
        return this;
    }

    /// <summary>
    /// Writes an entry that follows on the last one, and the head that says which is the last: all writers of a partition queue up at that row, so
    /// the entries are one chain. That another writer was faster is nobody's failure: the entry is made again from the new head and the batch
    /// sent again. A row of the batch itself that has moved fails it as always.
    /// </summary>
    /// <param name="headRow">Row of the head.</param>
    /// <param name="entryRow">Row of the entry.</param>
    /// <param name="next">The next head and the entry, from the head that is there; null for none yet.</param>
    internal DocumentBatch Follow<THead, TEntry>(string headRow, string entryRow, Func<THead?, (THead Head, TEntry Entry)> next) where THead : class
    {
        if (follow is not null)
        {
            throw new InvalidOperationException("A batch follows one head, once.");
        }
        headVersion = async cancellation => (await table.GetAsync<THead>(partition, headRow, cancellation))?.ETag;
        follow = async cancellation =>
        {
            var found = await table.GetAsync<THead>(partition, headRow, cancellation);
            var (head, entry) = next(found?.Value);
            _ = found is null ? Insert(headRow, head) : Replace(headRow, head, found.ETag);
            Insert(entryRow, entry);
            return found?.ETag;
        };
        return this;
    }

    /// <summary>Does it all, or throws and has done nothing (except for <see cref="StorageFailure.Unavailable"/>: not known).</summary>
    /// <returns>The new version of each row that was written.</returns>
    public async Task<IReadOnlyDictionary<string, ETag>> SubmitAsync(CancellationToken cancellation)
    {
        if (sent)
        {
            throw new InvalidOperationException("A batch is sent once: build a new one from what is stored now.");
        }
        if (actions.Count == 0 && follow is null)
        {
            sent = true;
            return new Dictionary<string, ETag>();
        }
        foreach (var action in before)
        {
            await action(cancellation);
        }
        var (own, ownBytes) = (actions.Count, bytes);
        for (var attempt = 1; ; attempt++)
        {
            var head = follow is null ? null : await follow(cancellation);
            sent = true;
            var subject = table.Subject(partition, string.Join(", ", rows.Take(3)) + (rows.Count > 3 ? ", …" : ""));
            try
            {
                return await table.CallAsync(subject, () => SendAsync(cancellation), cancellation);
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.Conflict && headVersion is not null && attempt < MaxTurns)
            {
                if (await headVersion(cancellation) == head)
                {
                    throw;
                }
            }
            await Task.Delay(Random.Shared.Next(1, 10 * Math.Min(attempt, 10)), cancellation);
            Rewind(own, ownBytes);
        }
    }

    private void Rewind(int count, long size)
    {
        foreach (var action in actions[count..])
        {
            rows.Remove(action.Entity.RowKey);
        }
        actions.RemoveRange(count, actions.Count - count);
        (bytes, sent) = (size, false);
    }

    private async Task<IReadOnlyDictionary<string, ETag>> SendAsync(CancellationToken cancellation)
    {
        var count = new SendCount();
        try
        {
            using (count.Watch())
            {
                var answer = await table.Client.SubmitTransactionAsync(actions, cancellation);
                return Versions(index => answer.Value[index].Headers.ETag ?? Superseded);
            }
        }
        catch (RequestFailedException refused) when (count.IsAmbiguous && refused.Status is 404 or 409 or 412)
        {
            if (await OwnVersionsAsync(cancellation) is { } own)
            {
                return own;
            }
            throw Named(refused);
        }
        catch (TableTransactionFailedException refused)
        {
            throw Named(refused);
        }
    }

    /// <summary>The versions that this batch made, if it happened although the last answer says that it could not: it is atomic, so one row of ours proves it whole.</summary>
    private async Task<IReadOnlyDictionary<string, ETag>?> OwnVersionsAsync(CancellationToken cancellation)
    {
        var versions = new ETag?[actions.Count];
        var deletesOnly = true;
        for (var i = 0; i < actions.Count; i++)
        {
            if (actions[i].ActionType != TableTransactionActionType.Delete)
            {
                deletesOnly = false;
                versions[i] = await table.OwnVersionAsync(partition, actions[i].Entity.RowKey, writeId, cancellation);
            }
        }
        if (deletesOnly ? await AllGoneAsync(cancellation) : versions.Any(version => version is not null))
        {
            return Versions(index => versions[index] ?? Superseded);
        }
        return null;
    }

    private async Task<bool> AllGoneAsync(CancellationToken cancellation)
    {
        foreach (var action in actions)
        {
            var found = await table.Client.GetEntityIfExistsAsync<TableEntity>(
                partition, action.Entity.RowKey, DocumentEntity.WriteIdOnly, cancellation);
            if (found.HasValue)
            {
                return false;
            }
        }
        return true;
    }

    private Dictionary<string, ETag> Versions(Func<int, ETag> version)
    {
        var versions = new Dictionary<string, ETag>(StringComparer.Ordinal);
        for (var i = 0; i < actions.Count; i++)
        {
            if (actions[i].ActionType != TableTransactionActionType.Delete)
            {
                versions.Add(actions[i].Entity.RowKey, version(i));
            }
        }
        return versions;
    }

    // A batch fails for one of its rows: the message names that one.
    private Exception Named(RequestFailedException refused) =>
        refused is TableTransactionFailedException { FailedTransactionActionIndex: { } index } && index < actions.Count
        && StorageErrors.Map(refused, table.Subject(partition, actions[index].Entity.RowKey), CancellationToken.None) is { } mapped
            ? mapped
            : refused;

    private DocumentBatch Add(TableTransactionActionType type, TableEntity entity, ETag etag)
    {
        if (sent)
        {
            throw new InvalidOperationException("The batch has been sent.");
        }
        if (actions.Count == MaxRows)
        {
            throw new StorageException(StorageFailure.TooLarge, $"A batch of {table.Name} {partition} takes {MaxRows} rows.");
        }
        bytes += DocumentEntity.WireBytes(entity);
        if (bytes > MaxBytes)
        {
            throw new StorageException(StorageFailure.TooLarge, $"A batch of {table.Name} {partition} takes 4 MiB.");
        }
        if (!rows.Add(entity.RowKey))
        {
            throw new StorageException(StorageFailure.InvalidKey, $"{table.Subject(partition, entity.RowKey)} is in the batch already.");
        }
        actions.Add(new TableTransactionAction(type, entity, etag));
        return this;
    }
}
