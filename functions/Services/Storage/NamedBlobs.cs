using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Handover.Services.Storage;

/// <summary>A named blob as a list shows it.</summary>
public sealed record NamedBlob(string Name, long Size, DateTimeOffset LastModified);

/// <summary>A blob being read; dispose the stream.</summary>
public sealed record OpenBlob(Stream Content, long Size, string ContentType, DateTimeOffset LastModified);

/// <summary>Files under names of their own, such as handover packs and backups, below a path prefix. Every method fails with <see cref="StorageException"/>.</summary>
public sealed class NamedBlobs
{
    private readonly StorageClients clients;
    private readonly string prefix;

    /// <param name="clients">The installation's storage.</param>
    /// <param name="prefix">Path that ends in a slash.</param>
    public NamedBlobs(StorageClients clients, string prefix)
    {
        BlobNames.ValidatePrefix(prefix);
        (this.clients, this.prefix) = (clients, prefix);
    }

    /// <summary>Writes a blob, whatever was there: writing the same again after a crash is harmless.</summary>
    public Task PutAsync(string name, Stream content, string contentType, CancellationToken cancellation) =>
        CallAsync(name, blob => blob.UploadAsync(content, new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
        }, cancellation), cancellation);

    /// <summary>Opens a blob for reading, or null if there is none. What is read is the version that was opened: if it is replaced meanwhile, reading fails.</summary>
    public Task<OpenBlob?> OpenAsync(string name, CancellationToken cancellation) =>
        CallAsync(name, async blob =>
        {
            try
            {
                var answer = await blob.DownloadStreamingAsync(cancellationToken: cancellation);
                var details = answer.Value.Details;
                return new OpenBlob(answer.Value.Content, details.ContentLength, details.ContentType, details.LastModified);
            }
            catch (RequestFailedException refused) when (refused.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return null;
            }
        }, cancellation);

    /// <summary>Deletes a blob; false if there was none.</summary>
    public Task<bool> DeleteAsync(string name, CancellationToken cancellation) =>
        CallAsync(name, async blob => (await blob.DeleteIfExistsAsync(cancellationToken: cancellation)).Value, cancellation);

    /// <summary>All blobs of the prefix whose name begins so, in order of name.</summary>
    public async IAsyncEnumerable<NamedBlob> ListAsync(string start, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var item in BlobNames.ListAsync(clients, prefix + start, cancellation))
        {
            yield return new NamedBlob(item.Name[prefix.Length..], item.Properties.ContentLength ?? 0, item.Properties.LastModified ?? default);
        }
    }

    private async Task<TResult> CallAsync<TResult>(string name, Func<BlobClient, Task<TResult>> call, CancellationToken cancellation)
    {
        BlobNames.Validate(name);
        try
        {
            var container = await clients.ContainerAsync(cancellation);
            return await call(container.GetBlobClient(prefix + name));
        }
        catch (Exception error) when (StorageErrors.Map(error, prefix + name, cancellation) is { } mapped)
        {
            throw mapped;
        }
    }
}
