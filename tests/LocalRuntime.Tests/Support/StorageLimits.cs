using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Handover.LocalRuntime.Tests.Support;

/// <summary>What Azure would refuse and the emulator does not: too large properties and entities.</summary>
public static class StorageLimits
{
    public static async Task Check(string connection, string hub)
    {
        await foreach (var row in new TableClient(connection, hub + "Instances").QueryAsync<TableEntity>())
        {
            var sizes = row.Select(property => property.Value switch
            {
                string text => text.Length * 2,
                byte[] bytes => bytes.Length,
                _ => 8,
            }).ToList();
            Assert.All(sizes, size => Assert.InRange(size, 0, 64 * 1024));
            Assert.InRange(sizes.Sum() + (row.Keys.Sum(key => key.Length) * 2), 0, 1024 * 1024);
        }
    }

    /// <summary>Rows of instances, and blobs (the hub's own lease blob is one).</summary>
    public static async Task<(int Rows, int Blobs)> Count(string connection, string hub)
    {
        var rows = 0;
        await foreach (var _ in new TableClient(connection, hub + "Instances").QueryAsync<TableEntity>())
        {
            rows++;
        }

        var blobs = 0;
        await foreach (var _ in new BlobContainerClient(connection, $"{hub}-durable").GetBlobsAsync())
        {
            blobs++;
        }

        return (rows, blobs);
    }
}
