using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;

namespace Handover.Services.Storage;

/// <summary>How a document lies in a table entity, and what Azure allows one to be (the emulator allows more).</summary>
internal static class DocumentEntity
{
    /// <summary>64 KiB of UTF-16, Azure's limit of a text property.</summary>
    public const int MaxPropertyLength = 32 * 1024;

    /// <summary>Azure's limit of an entity, names and keys included.</summary>
    public const int MaxEntityBytes = 1024 * 1024;

    // Tells our own write from another's when the answer to it was lost (see DocumentTable.InsertAsync).
    private const string WriteIdProperty = "WriteId";
    private const string JsonProperty = "Json";

    public static bool IsReserved(string column) =>
        column is "PartitionKey" or "RowKey" or "Timestamp" or "ETag" or WriteIdProperty
        || (column.StartsWith(JsonProperty, StringComparison.Ordinal) && column.AsSpan(JsonProperty.Length).IndexOfAnyExceptInRange('0', '9') < 0);

    public static TableEntity Write<T>(string partition, string row, T value, Columns? columns, string writeId)
    {
        RowKey.Validate(partition, "partition key");
        RowKey.Validate(row, "row key");
        var entity = new TableEntity(partition, row) { [WriteIdProperty] = writeId };
        foreach (var (name, columnValue) in columns ?? [])
        {
            if (columnValue is string { Length: > MaxPropertyLength } text)
            {
                throw new StorageException(StorageFailure.TooLarge, $"The column {name} of {partition}/{row} is {text.Length} characters long; Azure Tables takes {MaxPropertyLength}.");
            }
            entity[name] = columnValue;
        }
        var index = 0;
        foreach (var chunk in Split(JsonSerializer.Serialize(value, StorageJson.Options)))
        {
            entity[ChunkName(index++)] = chunk;
        }
        var size = Size(entity);
        if (size > MaxEntityBytes)
        {
            throw new StorageException(StorageFailure.TooLarge,
                $"{partition}/{row} is {size / 1024} KiB; Azure Tables takes 1,024 KiB an entity. Keep large content in a blob and its hash in the row.");
        }
        return entity;
    }

    public static Stored<T> Read<T>(TableEntity entity)
    {
        var chunks = new List<string>();
        while (entity.TryGetValue(ChunkName(chunks.Count), out var value) && value is string chunk)
        {
            chunks.Add(chunk);
        }
        var json = chunks.Count == 1 ? chunks[0] : string.Concat(chunks);
        var document = json.Length == 0 ? default : JsonSerializer.Deserialize<T>(json, StorageJson.Options);
        return document is null
            ? throw new StorageException(StorageFailure.Corrupt, $"{entity.PartitionKey}/{entity.RowKey} holds no document.")
            : new Stored<T>(document, entity.ETag) { Partition = entity.PartitionKey, Row = entity.RowKey, WrittenAt = entity.Timestamp ?? default };
    }

    public static bool IsWrittenBy(TableEntity entity, string writeId) => entity.GetString(WriteIdProperty) == writeId;

    public static IReadOnlyList<string> WriteIdOnly { get; } = [WriteIdProperty];

    /// <summary>Pieces of at most <see cref="MaxPropertyLength"/>; a surrogate pair stays whole, since half of one cannot be sent as UTF-8.</summary>
    public static IEnumerable<string> Split(string json)
    {
        for (var start = 0; start < json.Length;)
        {
            var length = Math.Min(MaxPropertyLength, json.Length - start);
            if (start + length < json.Length && char.IsHighSurrogate(json[start + length - 1]))
            {
                length--;
            }
            yield return json.Substring(start, length);
            start += length;
        }
    }

    /// <summary>Upper bound of the entity's bytes in a batch request: the SDK writes JSON, with everything but plain ASCII and each quote as <c>\uXXXX</c>.</summary>
    public static long WireBytes(TableEntity entity)
    {
        const int envelope = 1024;
        const int scalar = 64;
        long bytes = envelope + 6L * (entity.PartitionKey.Length + entity.RowKey.Length) * 2;
        foreach (var (name, value) in entity)
        {
            // Name twice: the property and its type annotation.
            bytes += 2 * name.Length + scalar + (value is string text ? EscapedLength(text) : 0);
        }
        return bytes;
    }

    private static long EscapedLength(string text)
    {
        long bytes = 0;
        foreach (var unit in text)
        {
            bytes += unit < 128 && !JavaScriptEncoder.Default.WillEncode(unit) ? 1 : 6;
        }
        return bytes;
    }

    // Azure's formula: 4 bytes, the keys in UTF-16, and for each property 8 bytes, its name in UTF-16 and its value.
    private static long Size(TableEntity entity)
    {
        long size = 4 + 2L * (entity.PartitionKey.Length + entity.RowKey.Length);
        foreach (var (name, value) in entity)
        {
            if (name is not ("PartitionKey" or "RowKey"))
            {
                size += 8 + 2L * name.Length + (value is string text ? 4 + 2L * text.Length : 8);
            }
        }
        return size;
    }

    private static string ChunkName(int index) => index == 0 ? JsonProperty : JsonProperty + index;
}
