using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Handover.Core.Diagnostics;
using Handover.Services.Storage;

namespace Handover.Services.Backups;

/// <summary>
/// A backup as bytes: JSON lines, compressed with a window of megabytes, so that revisions that hardly differ take little more room than one. Written and
/// read as a stream; the bytes are named by their SHA-256 and checked against it before anything is restored from them.
/// </summary>
public static class BackupDocument
{
    public const string Schema = "handover/backup/1";
    private const int Quality = 5;
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static async Task<byte[]> WriteAsync(IAsyncEnumerable<BackupLine> lines, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await using (var packed = new BrotliStream(bytes, new BrotliCompressionOptions { Quality = Quality }, leaveOpen: true))
        {
            await foreach (var line in lines.WithCancellation(cancellation))
            {
                await packed.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, StorageJson.Options), cancellation);
                await packed.WriteAsync(NewLine, cancellation);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The lines of bytes that have this hash.</summary>
    /// <exception cref="RefusalException"><c>backup-damaged</c>.</exception>
    public static async IAsyncEnumerable<BackupLine> ReadAsync(byte[] bytes, string hash, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (ContentBlobs.HashOf(bytes) != hash)
        {
            throw Damaged("its bytes do not have the hash that names them");
        }

        await using var plain = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var reader = new StreamReader(plain, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            yield return JsonSerializer.Deserialize<BackupLine>(line, StorageJson.Options) ?? throw Damaged("a line is empty");
        }
    }

    public static RefusalException Damaged(string how) =>
        Refusal.Unprocessable("backup-damaged", $"This backup cannot be restored: {how}. Nothing was changed.");
}
