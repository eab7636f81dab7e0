using System.Text.Json;
using Handover.Core.Sql;
using Handover.Services.Storage;

namespace Handover.Services.Projects;

/// <summary>
/// Which tables flows read, as immutable lists under the hash of what they name. Many projects, a project and its clones among them, share
/// a list, so that the row of a project stays small however much its flow reads.
/// </summary>
public sealed class TableLists(StorageClients clients)
{
    private const string Partition = "reads";
    // Names of 3 x 255 characters still fit into a row and forty rows into a transaction.
    private const int TablesARow = 500;
    private readonly DocumentTable table = new(clients, "ProjectIndex");

    /// <summary>Keeps a list, in any order and with repetitions.</summary>
    /// <returns>Its hash.</returns>
    public async Task<string> PutAsync(IEnumerable<TableName> tables, CancellationToken cancellation)
    {
        var list = tables.Distinct().OrderBy(one => one.ToString(), StringComparer.Ordinal).ToArray();
        var hash = ContentBlobs.HashOf(JsonSerializer.SerializeToUtf8Bytes(list, StorageJson.Options));
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
        return ContentBlobs.HashOf(JsonSerializer.SerializeToUtf8Bytes(tables, StorageJson.Options)) == hash;
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
}
