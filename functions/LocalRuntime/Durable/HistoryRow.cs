using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;

namespace Handover.LocalRuntime.Durable;

/// <summary>
/// The events of one commit as one row: their JSON in binary properties of up to 64 KiB, or in a blob where a row (1 MiB) is too small.
/// So a commit is two entities whatever its size, far from the 100 entities and 4 MiB of a transaction.
/// </summary>
internal sealed class HistoryRow(PayloadBlobs blobs)
{
    private const int ChunkBytes = 60 * 1024;
    private const int MaxChunks = 12;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<TableEntity> FromEvents(
        string instanceKey, string executionId, int number, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation)
    {
        var row = new TableEntity(instanceKey, StorageKeys.HistoryRow(executionId, number));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(events, Json);
        if (bytes.Length > ChunkBytes * MaxChunks)
        {
            row["Blob"] = await blobs.Write(instanceKey, Encoding.UTF8.GetString(bytes), cancellation);
            return row;
        }

        for (var chunk = 0; chunk * ChunkBytes < bytes.Length; chunk++)
        {
            var start = chunk * ChunkBytes;
            row[Chunk(chunk)] = bytes[start..Math.Min(start + ChunkBytes, bytes.Length)];
        }

        return row;
    }

    public async Task<IReadOnlyList<HistoryEvent>> ToEvents(TableEntity row, CancellationToken cancellation)
    {
        if (row.GetString("Blob") is { } blob)
        {
            return Parse(Encoding.UTF8.GetBytes(await blobs.Read(blob, cancellation)));
        }

        using var bytes = new MemoryStream();
        for (var chunk = 0; row.GetBinary(Chunk(chunk)) is { } part; chunk++)
        {
            bytes.Write(part);
        }

        return Parse(bytes.ToArray());
    }

    private static List<HistoryEvent> Parse(byte[] json) => JsonSerializer.Deserialize<List<HistoryEvent>>(json, Json)
        ?? throw new InvalidDataException("A history row holds no events.");

    private static string Chunk(int number) => "Events" + number;
}
