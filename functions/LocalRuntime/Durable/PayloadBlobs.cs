using Azure.Storage.Blobs;

namespace Handover.LocalRuntime.Durable;

/// <summary>Payloads too large for a table row, one folder an instance.</summary>
internal sealed class PayloadBlobs(BlobContainerClient container)
{
    private const string Folder = "payloads/";

    public async Task<string> Write(string instanceKey, string text, CancellationToken cancellation)
    {
        var name = $"{Folder}{instanceKey}/{Guid.NewGuid():N}";
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), cancellation);
        return name;
    }

    public async Task<string> Read(string name, CancellationToken cancellation)
    {
        var content = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
        return content.Value.Content.ToString();
    }

    public async Task DeleteAll(string instanceKey, CancellationToken cancellation)
    {
        await foreach (var blob in container.GetBlobsAsync(
            Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"{Folder}{instanceKey}/", cancellation))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation);
        }
    }
}
