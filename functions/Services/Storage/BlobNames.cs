using System.Runtime.CompilerServices;
using Azure.Storage.Blobs.Models;

namespace Handover.Services.Storage;

/// <summary>Names of blobs below a prefix: what is taken, and listing them.</summary>
internal static class BlobNames
{
    private const int MaxLength = 900;

    public static void ValidatePrefix(string prefix)
    {
        if (prefix.Length < 2 || !prefix.EndsWith('/'))
        {
            throw new StorageException(StorageFailure.InvalidKey, $"The blob prefix '{prefix}' must be a path that ends in a slash.");
        }
        Validate(prefix[..^1]);
    }

    public static void Validate(string name)
    {
        var valid = name.Length is > 0 and <= MaxLength
            && !name.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\\' or '?' or '#' or '%')
            && name.Split('/').All(segment => segment.Length > 0 && !segment.EndsWith('.'));
        if (!valid)
        {
            throw new StorageException(StorageFailure.InvalidKey, "A blob's name is 1 to 900 characters in segments that are not empty and do not end in a dot, without \\ ? # % and control characters.");
        }
    }

    public static async IAsyncEnumerable<BlobItem> ListAsync(
        StorageClients clients, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IAsyncEnumerator<BlobItem>? items = null;
        try
        {
            while (true)
            {
                try
                {
                    items ??= (await clients.ContainerAsync(cancellation))
                        .GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation).GetAsyncEnumerator(cancellation);
                    if (!await items.MoveNextAsync())
                    {
                        yield break;
                    }
                }
                catch (Exception error) when (StorageErrors.Map(error, prefix, cancellation) is { } mapped)
                {
                    throw mapped;
                }
                yield return items.Current;
            }
        }
        finally
        {
            if (items is not null)
            {
                await items.DisposeAsync();
            }
        }
    }
}
