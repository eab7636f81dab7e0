using System.Collections;

namespace Handover.Services.Storage;

/// <summary>
/// Values kept beside the JSON as columns of their own, so that the server can filter by them:
/// <c>new Columns { { "Owner", owner }, { "Locked", false } }</c>. A null is left out, and matches no filter.
/// </summary>
public sealed class Columns : IEnumerable<KeyValuePair<string, object>>
{
    private const int MaxNameLength = 255;
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);

    public void Add(string name, string? value) => Put(name, value);
    public void Add(string name, long? value) => Put(name, value);
    public void Add(string name, bool? value) => Put(name, value);

    /// <summary>Stored in UTC.</summary>
    public void Add(string name, DateTimeOffset? value) => Put(name, value?.ToUniversalTime());

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Put(string name, object? value)
    {
        var valid = name.Length is > 0 and <= MaxNameLength
            && char.IsAsciiLetter(name[0])
            && name.All(char.IsAsciiLetterOrDigit)
            && !DocumentEntity.IsReserved(name);
        if (!valid)
        {
            throw new StorageException(StorageFailure.InvalidKey, $"The column name '{name}' is not letters and digits, or is taken by the store itself.");
        }
        if (value is not null)
        {
            values.Add(name, value);
        }
    }
}
