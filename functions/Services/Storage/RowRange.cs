namespace Handover.Services.Storage;

/// <summary>Keys from one (inclusive) to another (exclusive), compared by ordinal; null is open.</summary>
public sealed record RowRange
{
    private RowRange(string? from, string? to) => (From, To) = (from, to);

    /// <summary>First key that belongs to the range.</summary>
    public string? From { get; }

    /// <summary>First key behind it.</summary>
    public string? To { get; }

    /// <summary>Every key.</summary>
    public static RowRange All { get; } = new(null, null);

    /// <summary>Every key that begins so; see <see cref="RowKey.Prefix"/>.</summary>
    public static RowRange Prefix(string prefix) => prefix.Length == 0 ? All : new(prefix, After(prefix));

    /// <summary>Keys from <paramref name="from"/> on, up to but without <paramref name="to"/>.</summary>
    public static RowRange Between(string? from, string? to) => new(from, to);

    /// <summary>This one key.</summary>
    public static RowRange Exactly(string key) => new(key, null) { IsExact = true };

    internal bool IsExact { get; private init; }

    internal bool Contains(string key) =>
        IsExact ? key == From : (From is null || string.CompareOrdinal(key, From) >= 0) && (To is null || string.CompareOrdinal(key, To) < 0);

    // The smallest string above all with this prefix, in the order of UTF-16 units. Half a surrogate pair cannot be sent, so a pair is raised as one.
    private static string? After(string prefix)
    {
        for (var length = prefix.Length; length > 0; length--)
        {
            var rest = prefix[..(length - 1)];
            switch (prefix[length - 1])
            {
                case char.MaxValue:
                    continue;
                case '\uD7FF':
                    return rest + "\U00010000";
                case var low when char.IsLowSurrogate(low) && length > 1 && char.IsHighSurrogate(rest[^1]):
                    var point = char.ConvertToUtf32(rest[^1], low);
                    return rest[..^1] + (point == 0x10FFFF ? "\uE000" : char.ConvertFromUtf32(point + 1));
                case var half when char.IsSurrogate(half):
                    throw new StorageException(StorageFailure.InvalidKey, "The prefix ends in half a character.");
                case var last:
                    return rest + (char)(last + 1);
            }
        }
        return null;
    }
}
