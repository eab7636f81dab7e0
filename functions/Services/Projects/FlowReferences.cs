using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Handover.Services.Storage;

namespace Handover.Services.Projects;

/// <summary>
/// Finds everything that is referred to by a hash. It reads no fields: whatever looks like a hash in a row or in a plan counts, so what is
/// added to a row tomorrow counts as well, and at worst something is kept for too long.
/// </summary>
public sealed partial class FlowReferences(StorageClients clients)
{
    // The audit names hashes as well, but to tell of them: the history has its own rows.
    private static readonly string[] TellingRows = ["audit:", "audit-head", "outbox:", "owed:"];
    private readonly DocumentTable[] tables = [.. new[] { "Projects", "Promotions", "Operations" }.Select(name => new DocumentTable(clients, name))];
    // Plans and what a promotion keeps for its rollback. Backups of projects hold their flows themselves.
    private readonly ContentBlobs[] documents = [new ContentBlobs(clients, "plans/", cacheBytes: 0), new ContentBlobs(clients, "backups/", cacheBytes: 0)];

    /// <summary>Calls for every hash that a row names, some of them many times.</summary>
    public async Task ReadRowsAsync(Action<string> found, CancellationToken cancellation)
    {
        foreach (var table in tables)
        {
            await foreach (var row in table.ScanPartitionsAsync<JsonElement>(RowRange.All, RowRange.All, cancellation))
            {
                if (!TellingRows.Any(telling => row.Row.StartsWith(telling, StringComparison.Ordinal)))
                {
                    Find(row.Value.GetRawText(), found);
                }
            }
        }
    }

    /// <summary>Calls for every hash that a row, a plan or what is kept for a rollback names, some of them many times.</summary>
    public async Task ReadAsync(Action<string> found, CancellationToken cancellation)
    {
        await ReadRowsAsync(found, cancellation);
        foreach (var blobs in documents)
        {
            await foreach (var document in blobs.ListAsync(cancellation))
            {
                try
                {
                    Find(Encoding.UTF8.GetString((await blobs.GetAsync(document.Hash, cancellation)).Span), found);
                }
                catch (StorageException gone) when (gone.Kind is StorageFailure.NotFound)
                {
                    // Deleted since it was listed: it refers to nothing any more.
                }
            }
        }
    }

    private static void Find(string text, Action<string> found)
    {
        foreach (var match in Hashes().EnumerateMatches(text))
        {
            found(text.Substring(match.Index, match.Length));
        }
    }

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", RegexOptions.CultureInvariant)]
    private static partial Regex Hashes();
}
