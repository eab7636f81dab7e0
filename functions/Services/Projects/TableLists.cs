using System.Text.Json;
using Handover.Core.Sql;
using Handover.Services.Storage;

namespace Handover.Services.Projects;

/// <summary>A stored list: its address, and the versions of its rows that a collector saw.</summary>
public sealed record StoredList(string Hash, IReadOnlyList<(string Row, Azure.ETag ETag)> Rows);

/// <summary>
/// Which tables flows read, as immutable lists under the hash of what they name. Many projects, a project and its clones among them, share
/// a list, so that the row of a project stays small however much its flow reads.
/// </summary>
public sealed class TableLists(StorageClients clients)
{
    private const string Partition = "reads";
    // Names of 3 x 255 characters still fit into a row and forty rows into a transaction.
    private const int TablesARow = 500;
    private static readonly string Empty = HashOf([]);
    private readonly DocumentTable table = new(clients, "ProjectIndex");

    /// <summary>Keeps a list, in any order and with repetitions.</summary>
    /// <returns>Its hash.</returns>
    public async Task<string> PutAsync(IEnumerable<TableName> tables, CancellationToken cancellation)
    {
        var list = tables.Distinct().OrderBy(one => one.ToString(), StringComparer.Ordinal).ToArray();
        var hash = HashOf(list);
        var batch = table.Batch(Partition);
        foreach (var part in list.Chunk(TablesARow))
        {
            batch.Upsert(RowKey.Of(hash, RowKey.Number(batch.Count)), part);
        }

        await batch.SubmitAsync(cancellation);
        return hash;
    }

    /// <summary>Whether a list is stored whole. A list of no tables needs no row.</summary>
    public async Task<bool> HoldsAsync(string hash, CancellationToken cancellation)
    {
        var tables = await table.ScanAsync<TableName[]>(Partition, RowRange.Prefix(RowKey.Prefix(hash)), cancellation)
            .SelectMany(part => part.Value).ToArrayAsync(cancellation);
        return HashOf(tables) == hash;
    }

    /// <summary>Tells collectors that somebody is about to refer to a list.</summary>
    /// <returns>False if it is not there.</returns>
    public async Task<bool> KeepAsync(string hash, CancellationToken cancellation)
    {
        while (hash != Empty)
        {
            if (await table.GetAsync<TableName[]>(Partition, FirstRow(hash), cancellation) is not { } first)
            {
                return false;
            }

            try
            {
                await table.ReplaceAsync(Partition, FirstRow(hash), first.Value, first.ETag, cancellation);
                return true;
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.NotFound)
            {
                // Kept by somebody else, or collected: look again.
            }
        }

        return true;
    }

    /// <summary>All lists that nobody has put or kept since a time, for a collector.</summary>
    public async Task<IReadOnlyList<StoredList>> ListAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var rows = await table.ScanAsync<TableName[]>(Partition, RowRange.All, cancellation).ToListAsync(cancellation);
        return [.. rows.GroupBy(row => RowKey.Parts(row.Row)[0])
            .Where(list => list.All(row => row.WrittenAt < before))
            .Select(list => new StoredList(list.Key, [.. list.Select(row => (row.Row, row.ETag))]))];
    }

    /// <summary>Deletes a list in the version that <see cref="ListAsync"/> showed.</summary>
    /// <returns>False if it was put or kept since, or is gone.</returns>
    public async Task<bool> DeleteAsync(StoredList list, CancellationToken cancellation)
    {
        var batch = table.Batch(Partition);
        foreach (var (row, etag) in list.Rows)
        {
            batch.Delete(row, etag);
        }

        try
        {
            await batch.SubmitAsync(cancellation);
            return true;
        }
        catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.NotFound)
        {
            return false;
        }
    }

    /// <summary>Which of these tables each list names, by the list's hash; lists that name none are not among them.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<TableName>>> ThatNameAsync(IReadOnlySet<TableName> tables, CancellationToken cancellation)
    {
        var found = new Dictionary<string, IReadOnlyList<TableName>>();
        await foreach (var part in table.ScanAsync<TableName[]>(Partition, RowRange.All, cancellation))
        {
            if (part.Value.Where(tables.Contains).ToArray() is { Length: > 0 } named)
            {
                var hash = RowKey.Parts(part.Row)[0];
                found[hash] = [.. found.GetValueOrDefault(hash) ?? [], .. named];
            }
        }

        return found;
    }

    private static string HashOf(TableName[] list) => ContentBlobs.HashOf(JsonSerializer.SerializeToUtf8Bytes(list, StorageJson.Options));

    private static string FirstRow(string hash) => RowKey.Of(hash, RowKey.Number(0));
}
