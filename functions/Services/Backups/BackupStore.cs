using Handover.Core.Diagnostics;
using Handover.Services.Storage;

namespace Handover.Services.Backups;

/// <summary>The list of backups and their bytes.</summary>
public sealed class BackupStore(StorageClients clients)
{
    private const string All = "all";
    private const string Latest = "latest";
    private readonly DocumentTable table = new(clients, "Backups");
    private readonly NamedBlobs blobs = new(clients, "backups/projects/");

    /// <summary>Keeps a backup: first the bytes, so that whatever is listed is there. Keeping one of the same id again replaces it.</summary>
    public async Task PutAsync(BackupEntry entry, byte[] bytes, CancellationToken cancellation)
    {
        using var content = new MemoryStream(bytes);
        await blobs.PutAsync(NameOf(entry), content, "application/octet-stream", cancellation);
        await table.Batch(All).Upsert(entry.Id, entry).SubmitAsync(cancellation);
        await table.Batch(Latest).Upsert(entry.Project, entry).SubmitAsync(cancellation);
    }

    /// <exception cref="RefusalException"><c>backup-not-found</c>.</exception>
    public async Task<BackupEntry> RequireAsync(string id, CancellationToken cancellation) =>
        (id.Length <= 100 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && id.Length > 0
            ? await table.GetAsync<BackupEntry>(All, id, cancellation)
            : null)?.Value
        ?? throw Refusal.NotFound("backup", id);

    public async Task<BackupEntry?> LatestAsync(string project, CancellationToken cancellation) =>
        (await table.GetAsync<BackupEntry>(Latest, project, cancellation))?.Value;

    public Task<Page<Stored<BackupEntry>>> ListAsync(int limit, string? continuation, CancellationToken cancellation) =>
        table.QueryAsync<BackupEntry>(All, RowRange.All, limit, continuation, cancellation);

    public IAsyncEnumerable<Stored<BackupEntry>> AllAsync(CancellationToken cancellation) => table.ScanAsync<BackupEntry>(All, RowRange.All, cancellation);

    /// <exception cref="RefusalException"><c>backup-damaged</c>.</exception>
    public async Task<byte[]> BytesAsync(BackupEntry entry, CancellationToken cancellation)
    {
        var found = await blobs.OpenAsync(NameOf(entry), cancellation) ?? throw BackupDocument.Damaged("its bytes are not there");
        await using var content = found.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    public async Task DeleteAsync(Stored<BackupEntry> entry, CancellationToken cancellation)
    {
        await table.DeleteAsync(All, entry.Row, entry.ETag, cancellation);
        await blobs.DeleteAsync(NameOf(entry.Value), cancellation);
    }

    private static string NameOf(BackupEntry entry) => $"{entry.Hash}.jsonl.br";
}
