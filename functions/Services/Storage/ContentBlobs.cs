using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Handover.Services.Storage;

/// <summary>A stored content: its address, size, and the version that a collector saw.</summary>
public sealed record StoredContent(string Hash, long Size, DateTimeOffset LastPut, ETag ETag);

/// <summary>
/// Immutable contents under their SHA-256 (lower-case hexadecimal) below a path prefix such as <c>flows/</c>. Equal contents are stored once,
/// and what is read is checked against its address. Every method fails with <see cref="StorageException"/>.
/// </summary>
public sealed class ContentBlobs
{
    // Setting metadata, even to the same value, renews the blob's ETag and time.
    private const string PutAgain = "putagain";

    private readonly StorageClients clients;
    private readonly string prefix;
    private readonly ContentCache cache;

    /// <param name="clients">The installation's storage.</param>
    /// <param name="prefix">Path that ends in a slash.</param>
    /// <param name="cacheBytes">Bound of the contents kept in memory; null for that of the installation.</param>
    public ContentBlobs(StorageClients clients, string prefix, long? cacheBytes = null)
    {
        BlobNames.ValidatePrefix(prefix);
        (this.clients, this.prefix, cache) = (clients, prefix, new ContentCache(cacheBytes ?? clients.CacheBytes));
    }

    /// <summary>The address that <see cref="PutAsync"/> gives a content.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Stores a content, once however often it is put, and returns its address.</summary>
    /// <remarks>
    /// Putting it again renews <see cref="StoredContent.LastPut"/> and its ETag. So a collector that found it old and unreferenced, and deletes
    /// the version that it saw, cannot take it from someone who is just about to refer to it.
    /// </remarks>
    public async Task<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var hash = HashOf(content.Span);
        var stored = content.ToArray();
        await CallAsync(hash, async blob =>
        {
            while (!await CreateAsync(blob, stored, cancellation) && !await RenewAsync(blob, cancellation))
            {
                // Collected between the two: create it after all.
                cancellation.ThrowIfCancellationRequested();
            }
            return true;
        }, cancellation);
        cache.Add(hash, stored);
        return hash;
    }

    /// <summary>Tells collectors that somebody is about to refer to a content, as putting it again would.</summary>
    /// <returns>False if it is not there.</returns>
    public Task<bool> KeepAsync(string hash, CancellationToken cancellation)
    {
        ValidateHash(hash);
        return CallAsync(hash, blob => RenewAsync(blob, cancellation), cancellation);
    }

    /// <summary>The content; <see cref="StorageFailure.NotFound"/> if there is none, <see cref="StorageFailure.Corrupt"/> if it is not what was put.</summary>
    public async Task<ReadOnlyMemory<byte>> GetAsync(string hash, CancellationToken cancellation)
    {
        ValidateHash(hash);
        if (cache.Find(hash) is { } known)
        {
            return known;
        }
        var content = await CallAsync(hash, async blob =>
        {
            var answer = await blob.DownloadContentAsync(cancellation);
            return answer.Value.Content.ToMemory().ToArray();
        }, cancellation);
        if (HashOf(content) != hash)
        {
            throw new StorageException(StorageFailure.Corrupt, $"{prefix}{hash} does not hold the content of that hash: restore the blob from a backup or a soft-deleted version.");
        }
        cache.Add(hash, content);
        return content;
    }

    /// <summary>Why the content is not what was put, as the end of a sentence; null if it is. Reads it from storage, whatever is kept in memory.</summary>
    public async Task<string?> CheckAsync(string hash, CancellationToken cancellation)
    {
        if (!IsHash(hash))
        {
            return "is no address of a content";
        }

        try
        {
            var content = await CallAsync(hash, async blob => (await blob.DownloadContentAsync(cancellation)).Value.Content.ToMemory(), cancellation);
            return HashOf(content.Span) == hash ? null : "does not hold the content of its hash";
        }
        catch (StorageException absent) when (absent.Kind is StorageFailure.NotFound)
        {
            return "is not there";
        }
    }

    /// <summary>Whether the content is stored; always asks storage.</summary>
    public Task<bool> ExistsAsync(string hash, CancellationToken cancellation)
    {
        ValidateHash(hash);
        return CallAsync(hash, async blob => (await blob.ExistsAsync(cancellation)).Value, cancellation);
    }

    /// <summary>All contents, for a collector.</summary>
    public async IAsyncEnumerable<StoredContent> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var item in BlobNames.ListAsync(clients, prefix, cancellation))
        {
            var hash = item.Name[prefix.Length..];
            if (IsHash(hash))
            {
                yield return new StoredContent(hash, item.Properties.ContentLength ?? 0, item.Properties.LastModified ?? default, item.Properties.ETag ?? default);
            }
        }
    }

    /// <summary>Deletes a content in the version that <see cref="ListAsync"/> showed.</summary>
    /// <returns>False if it was put again since, or is gone.</returns>
    public async Task<bool> DeleteAsync(StoredContent content, CancellationToken cancellation)
    {
        ValidateHash(content.Hash);
        var deleted = await CallAsync(content.Hash, async blob =>
        {
            try
            {
                await blob.DeleteAsync(conditions: new BlobRequestConditions { IfMatch = content.ETag }, cancellationToken: cancellation);
                return true;
            }
            catch (RequestFailedException refused) when (refused.Status is 404 or 412)
            {
                return false;
            }
        }, cancellation);
        if (deleted)
        {
            cache.Remove(content.Hash);
        }
        return deleted;
    }

    private static async Task<bool> CreateAsync(BlobClient blob, byte[] content, CancellationToken cancellation)
    {
        try
        {
            await blob.UploadAsync(new BinaryData(content), new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" },
            }, cancellation);
            return true;
        }
        catch (RequestFailedException refused) when (refused.ErrorCode == BlobErrorCode.BlobAlreadyExists || refused.Status == 412)
        {
            return false;
        }
    }

    private static async Task<bool> RenewAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            await blob.SetMetadataAsync(new Dictionary<string, string> { [PutAgain] = "1" }, cancellationToken: cancellation);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status == 404)
        {
            return false;
        }
    }

    private async Task<TResult> CallAsync<TResult>(string hash, Func<BlobClient, Task<TResult>> call, CancellationToken cancellation)
    {
        try
        {
            var container = await clients.ContainerAsync(cancellation);
            return await call(container.GetBlobClient(prefix + hash));
        }
        catch (Exception error) when (StorageErrors.Map(error, prefix + hash, cancellation) is { } mapped)
        {
            throw mapped;
        }
    }

    private static void ValidateHash(string hash)
    {
        if (!IsHash(hash))
        {
            throw new StorageException(StorageFailure.InvalidKey, "A content's address is 64 lower-case hexadecimal digits.");
        }
    }

    private static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);
}
