using System.Diagnostics;
using Handover.Api.Tests.Faults;
using Handover.Testing;

namespace Handover.Api.Tests;

/// <summary>Which part is down is what somebody who is called at night wants to know first: health says so, whoever asks, however the part fails.</summary>
[Trait("Host", "own")]
public sealed class HealthTests
{
    private static readonly string[] Parts = ["storage", "warehouse", "engine", "clock"];

    [Fact]
    public async Task Storage_that_is_gone_is_named_and_comes_back()
    {
        var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        await using var storage = await FaultyStorage.StartAsync(azurite.ConnectionString);
        await using var host = await HostProcess.StartOnAsync(storage.ConnectionString);
        var anybody = Api.Anonymous(host.Address);
        Assert.Equal("", Down((await anybody.GetAsync("health")).Expect(200)));
        foreach (var outage in Enum.GetValues<FaultyStorage.Outage>())
        {
            // The engine keeps its workflows in tables, and its large payloads in blobs.
            storage.Break("Table", outage);
            Assert.Equal("storage engine", Down(await WithinAsync(anybody, 503)));
            storage.Mend();
            await UpAsync(anybody);
            storage.Break("Blob", outage);
            Assert.Equal("storage", Down(await WithinAsync(anybody, 503)));
            storage.Mend();
            await UpAsync(anybody);
        }
    }

    [Fact]
    public async Task A_warehouse_that_lets_nobody_in_is_named_and_comes_back()
    {
        await using var host = await HostProcess.StartAsync();
        var anybody = Api.Anonymous(host.Address);
        var grants = Path.Combine(host.Folder, "warehouse", "grants.json");
        var kept = grants + ".kept";
        File.Move(grants, kept);
        var missing = await WithinAsync(anybody, 503);
        Assert.Equal("warehouse", Down(missing));
        // Anyone may ask: no path, no address, no word of why.
        Assert.Equal("The warehouse does not answer.", missing.Body["warehouse"]!["detail"]!.GetValue<string>());
        await File.WriteAllTextAsync(grants, "{ not json");
        Assert.Equal("warehouse", Down(await WithinAsync(anybody, 503)));
        File.Move(kept, grants, overwrite: true);
        await UpAsync(anybody);
    }

    private static string Down(Answer health) => string.Join(' ', Parts.Where(part => health.Body[part]!["status"]!.GetValue<string>() != "up"));

    /// <summary>Who asks every minute has a time limit of their own.</summary>
    private static async Task<Answer> WithinAsync(Api anybody, int status)
    {
        var watch = Stopwatch.StartNew();
        var health = (await anybody.GetAsync("health")).Expect(status);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed.TotalSeconds:0.0} s.");
        Assert.Equal(status == 200 ? "up" : "down", health.Text("status"));
        return health;
    }

    private static Task UpAsync(Api anybody) =>
        Poll.UntilAsync(async () => (await anybody.GetAsync("health")).Status == 200, TimeSpan.FromSeconds(30), "everything to be up again");
}
