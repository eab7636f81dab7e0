using Azure;

namespace Handover.Services.Storage;

/// <summary>A stored value with the version that was read.</summary>
public sealed record Stored<T>(T Value, ETag ETag);

/// <summary>A page of a list; <paramref name="Continuation"/> is null on the last one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);
