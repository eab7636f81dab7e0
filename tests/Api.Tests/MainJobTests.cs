using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>The main job on real data, as three people do it.</summary>
public sealed class MainJobTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task Flight_punctuality_goes_to_production_and_back()
    {
        var analyst = await installation.AnalystAsync();
        var reviewer = await installation.ReviewerAsync();
        var owner = await installation.ItOwnerAsync();
        var id = await Sample.FlightPunctualityAsync(analyst);

        var preview = (await analyst.GetAsync($"projects/{id}/nodes/by_airport/preview?limit=5")).Expect(200);
        Assert.Equal(5, preview.Body["rows"]!.AsArray().Count);
        var clone = (await analyst.PostAsync($"projects/{id}/clone", new { name = "Flight punctuality, backup of a test" })).Expect(201);
        Assert.Equal("analyst@example.com", clone.Text("owner"));

        var before = await ContentAsync(owner);
        var (promotion, location, plan) = await Sample.PromoteAsync(analyst, reviewer, id);
        Assert.Equal(["RAW", "RAW"], plan["sources"]!.AsArray().Select(source => source!["to"]!["database"]!.GetValue<string>()));
        Assert.Equal("it@example.com", plan["ownership"]!["after"]!.GetValue<string>());
        Assert.Empty(plan["problems"]!.AsArray());
        var operation = await analyst.FollowAsync(location);
        Assert.Equal("succeeded", operation["status"]!.GetValue<string>());
        Assert.All(operation["steps"]!.AsArray(), step => Assert.Equal("succeeded", step!["status"]!.GetValue<string>()));

        var target = (await owner.GetAsync($"projects/{plan["target"]!["project"]}")).Expect(200);
        Assert.Equal("it@example.com", target.Text("owner"));
        Assert.True(target.Body["locked"]!.GetValue<bool>());
        var flights = (await owner.GetAsync("catalog/ANALYTICS/MARTS/AIRPORT_PUNCTUALITY/preview?role=REPORTER_PROD&limit=1000")).Expect(200);
        var movements = flights.Body["rows"]!.AsArray().Sum(row => row![3]!.GetValue<long>());
        Assert.True(movements > 1_000_000, $"{movements} movements are too few to come from three million flights");
        await PackIsWholeAsync(owner, promotion);

        var rollback = (await owner.PostAsync($"promotions/{promotion}/rollback")).Expect(202);
        Assert.Equal("succeeded", (await owner.FollowAsync(rollback.Location))["status"]!.GetValue<string>());
        Assert.Equal(before, await ContentAsync(owner));
        Assert.Equal("rolledBack", (await analyst.GetAsync($"promotions/{promotion}")).Expect(200).Text("status"));
    }

    private static async Task PackIsWholeAsync(Api owner, string promotion)
    {
        var pack = (await owner.GetAsync($"promotions/{promotion}/handover")).Expect(200);
        using var zip = new ZipArchive(new MemoryStream(pack.Bytes));
        Assert.Contains(zip.Entries, entry => entry.FullName == "sql/airport_punctuality.sql");
        Assert.Contains(zip.Entries, entry => entry.FullName == "MANIFEST.sha256");
    }

    private static async Task<string> ContentAsync(Api owner)
    {
        var tables = (await owner.GetAsync("catalog/ANALYTICS/MARTS?role=REPORTER_PROD&internal=true")).Expect(200).Items;
        return string.Join(';', tables.Where(IsOfTheSample).Select(table => table!.ToJsonString()));
    }

    private static bool IsOfTheSample(JsonNode? table) =>
        new[] { "AIRPORT_PUNCTUALITY", "WORST_ROUTES", "MONTHLY_DELAYS" }.Any(name => table!["name"]!.GetValue<string>().StartsWith(name, StringComparison.Ordinal));
}
