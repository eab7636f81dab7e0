using Azure;

namespace Handover.Services.Storage;

/// <summary>A stored value with the version that was read.</summary>
public sealed record Stored<T>(T Value, ETag ETag)
{
    /// <summary>Partition that it was read from.</summary>
    public string Partition { get; init; } = "";

    /// <summary>Its row key; take it apart with <see cref="RowKey.Parts"/>.</summary>
    public string Row { get; init; } = "";

    /// <summary>When it was written, by storage's clock.</summary>
    public DateTimeOffset WrittenAt { get; init; }
}

/// <summary>A page of a list; <paramref name="Continuation"/> is null on the last one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);

/// <summary>Why the store refused or failed.</summary>
public enum StorageFailure
{
    /// <summary>A row of this key exists already.</summary>
    Conflict,
    /// <summary>The row has changed since it was read: read it again and decide anew.</summary>
    Stale,
    /// <summary>The row or blob is not there.</summary>
    NotFound,
    /// <summary>Over a limit of Azure Storage (property, entity, batch).</summary>
    TooLarge,
    /// <summary>A key, column or blob name that Azure Storage does not take, or one row twice in a batch.</summary>
    InvalidKey,
    /// <summary>A continuation that was not issued for this list.</summary>
    InvalidContinuation,
    /// <summary>What is stored is not what was written: the hash or the JSON does not fit.</summary>
    Corrupt,
    /// <summary>Storage did not answer, or refused this identity. Whether a write happened is not known: read before writing again.</summary>
    Unavailable,
}

/// <summary>The store refused or failed; the message names the table and the row, never an endpoint or a key.</summary>
public sealed class StorageException(StorageFailure kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public StorageFailure Kind { get; } = kind;
}
