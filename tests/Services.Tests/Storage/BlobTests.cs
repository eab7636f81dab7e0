using System.Text;
using Azure.Storage.Blobs;
using FsCheck.Xunit;
using Handover.Services.Storage;

namespace Handover.Services.Tests.Storage;

public class BlobTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_content_is_found_by_its_hash()
    {
        var contents = new ContentBlobs(storage.Clients, "flows/");
        var bytes = Encoding.UTF8.GetBytes("abc");
        var hash = await contents.PutAsync(bytes, None);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hash);
        Assert.Equal(bytes, (await contents.GetAsync(hash, None)).ToArray());
        Assert.Equal(bytes, (await Uncached("flows/").GetAsync(hash, None)).ToArray());
        Assert.True(await contents.ExistsAsync(hash, None));
        Assert.False(await new ContentBlobs(storage.Clients, "plans/").ExistsAsync(hash, None));
    }

    [Fact]
    public async Task Putting_at_once_stores_once()
    {
        var contents = new ContentBlobs(storage.Clients, $"{Guid.NewGuid():N}/");
        var hashes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => contents.PutAsync(new byte[100_000], None)));
        Assert.Single(hashes.Distinct());
        Assert.Single(await contents.ListAsync(None).ToListAsync());
    }

    [Property(MaxTest = 25)]
    public void Any_bytes_come_back(byte[]? bytes)
    {
        var contents = Uncached("any/");
        var hash = contents.PutAsync(bytes ?? [], None).GetAwaiter().GetResult();
        Assert.Equal(bytes ?? [], contents.GetAsync(hash, None).GetAwaiter().GetResult().ToArray());
    }

    [Fact]
    public async Task A_lost_answer_to_a_put_is_no_failure()
    {
        var fault = new FaultPolicy();
        var contents = new ContentBlobs(storage.Open(fault.Install), "flows/");
        await contents.PutAsync(new byte[1], None);
        fault.LoseAnswers(2);
        var hash = await contents.PutAsync(Guid.NewGuid().ToByteArray(), None);
        Assert.True(await contents.ExistsAsync(hash, None));
    }

    [Fact]
    public async Task A_content_that_was_tampered_with_is_corrupt()
    {
        var hash = await Uncached("flows/").PutAsync(Guid.NewGuid().ToByteArray(), None);
        var container = new BlobContainerClient(storage.Connection, storage.Prefix);
        await container.GetBlobClient("flows/" + hash).UploadAsync(new BinaryData("else"), overwrite: true);
        Assert.Equal(StorageFailure.Corrupt, await DocumentTableTests.OutcomeAsync(() => Uncached("flows/").GetAsync(hash, None)));
    }

    [Theory]
    [InlineData("", StorageFailure.InvalidKey)]
    [InlineData("../x", StorageFailure.InvalidKey)]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", StorageFailure.InvalidKey)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", StorageFailure.NotFound)]
    public async Task What_is_no_hash_or_not_there_is_refused(string hash, StorageFailure kind) =>
        Assert.Equal(kind, await DocumentTableTests.OutcomeAsync(() => new ContentBlobs(storage.Clients, "flows/").GetAsync(hash, None)));

    [Fact]
    public async Task A_collector_cannot_take_what_has_been_put_again()
    {
        var contents = Uncached($"{Guid.NewGuid():N}/");
        var hash = await contents.PutAsync(new byte[] { 1, 2, 3 }, None);
        var seen = Assert.Single(await contents.ListAsync(None).ToListAsync());
        Assert.Equal((hash, 3L), (seen.Hash, seen.Size));
        await contents.PutAsync(new byte[] { 1, 2, 3 }, None);
        Assert.False(await contents.DeleteAsync(seen, None));
        Assert.True(await contents.ExistsAsync(hash, None));
        Assert.True(await contents.DeleteAsync(Assert.Single(await contents.ListAsync(None).ToListAsync()), None));
        Assert.False(await contents.ExistsAsync(hash, None));
    }

    [Fact]
    public async Task The_cache_spares_a_read_and_keeps_to_its_bound()
    {
        var prefix = $"{Guid.NewGuid():N}/";
        var contents = new ContentBlobs(storage.Clients, prefix, cacheBytes: 4000);
        var first = await contents.PutAsync(Content(1), None);
        var outside = Uncached(prefix);
        Assert.True(await outside.DeleteAsync(Assert.Single(await outside.ListAsync(None).ToListAsync()), None));
        Assert.Equal(Content(1), (await contents.GetAsync(first, None)).ToArray());
        for (byte i = 2; i < 7; i++)
        {
            await contents.PutAsync(Content(i), None);
        }
        Assert.Equal(StorageFailure.NotFound, await DocumentTableTests.OutcomeAsync(() => contents.GetAsync(first, None)));

        static byte[] Content(byte fill) => [.. Enumerable.Repeat(fill, 1000)];
    }

    [Fact]
    public async Task Named_blobs_are_written_read_listed_and_deleted()
    {
        var packs = new NamedBlobs(storage.Clients, $"handover{Guid.NewGuid():N}/");
        var large = new byte[9_000_000];
        Random.Shared.NextBytes(large);
        await packs.PutAsync("p1/pack.zip", new MemoryStream(large), "application/zip", None);
        await packs.PutAsync("p2/pack.zip", new MemoryStream(new byte[10]), "application/zip", None);
        await packs.PutAsync("p2/pack.zip", new MemoryStream(new byte[20]), "application/zip", None);
        var opened = (await packs.OpenAsync("p1/pack.zip", None))!;
        await using (opened.Content)
        {
            var copy = new MemoryStream();
            await opened.Content.CopyToAsync(copy);
            Assert.Equal(large, copy.ToArray());
            Assert.Equal(("application/zip", large.Length), (opened.ContentType, opened.Size));
        }
        Assert.Equal([("p2/pack.zip", 20L)], (await packs.ListAsync("p2/", None).ToListAsync()).Select(blob => (blob.Name, blob.Size)));
        Assert.True(await packs.DeleteAsync("p1/pack.zip", None));
        Assert.False(await packs.DeleteAsync("p1/pack.zip", None));
        Assert.Null(await packs.OpenAsync("p1/pack.zip", None));
        foreach (var name in new[] { "", "/x", "a//b", "../b", "a/..", "a?b", "a\\b", "x." })
        {
            Assert.Equal(StorageFailure.InvalidKey, await DocumentTableTests.OutcomeAsync(() => packs.OpenAsync(name, None)));
        }
    }

    private ContentBlobs Uncached(string prefix) => new(storage.Clients, prefix, cacheBytes: 0);
}
