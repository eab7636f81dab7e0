using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>What was deployed is taken back from the warehouse, or given up and left there.</summary>
public sealed class TakeBackTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_deployment_is_dropped_with_its_schedule_and_its_history_goes_on()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await DeployedAsync(analyst);
        (await analyst.PutAsync($"projects/{id}/deployments/out_table/schedule", new { cron = "0 7 * * *", timeZone = "UTC" }, null)).Expect(200);
        var path = $"projects/{id}/deployments/out_table";

        var plan = (await analyst.DeleteAsync($"{path}?drop=true&dryRun=true", null)).Expect(200);
        Assert.Equal("drop", plan.Body["deployments"]![0]!["action"]!.GetValue<string>());
        Assert.Contains(plan.Body["steps"]!.AsArray(), step => step!["statements"]!.AsArray().Any(statement => statement!["sql"]!.GetValue<string>().Contains($"{table}__PREVIOUS", StringComparison.Ordinal)));
        (await analyst.GetAsync(CatalogOf(table))).Expect(200);

        var begun = (await analyst.DeleteAsync($"{path}?drop=true", null)).Expect(202);
        Assert.Equal("succeeded", (await analyst.FollowAsync(begun.Location))["status"]!.GetValue<string>());
        (await analyst.GetAsync(CatalogOf(table))).Expect(404);
        (await analyst.GetAsync(CatalogOf($"{table}_V"))).Expect(200);
        Assert.Null((await EntryAsync(analyst, id))["state"]);
        (await analyst.GetAsync($"{path}/schedule")).ExpectProblem(404, "schedule-not-found");
        Assert.Equal("deployment-dropped", (await analyst.GetAsync($"audit?project={id}")).Items[0]!["action"]!.GetValue<string>());
        (await analyst.DeleteAsync($"{path}?drop=true", null)).ExpectProblem(404, "deployment-not-found");

        var restored = (await analyst.PostAsync($"{path}/versions/1/restore")).Expect(202);
        Assert.Equal("succeeded", (await analyst.FollowAsync(restored.Location))["status"]!.GetValue<string>());
        (await analyst.GetAsync(CatalogOf(table))).Expect(200);
        Assert.Equal([2, 1], (await analyst.GetAsync($"{path}/versions")).Expect(200).Items.Select(version => version!["number"]!.GetValue<int>()));
    }

    [Fact]
    public async Task What_the_flow_no_longer_deploys_is_given_up_and_left_in_the_warehouse()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await DeployedAsync(analyst);
        var flow = Sample.SmallFlow(table);
        flow["nodes"]!.AsArray().RemoveAt(2);
        await Sample.SaveAsync(analyst, id, flow);
        Assert.False((await EntryAsync(analyst, id))["inFlow"]!.GetValue<bool>());

        var begun = (await analyst.DeleteAsync($"projects/{id}/deployments/out_table", null)).Expect(202);

        Assert.Equal("succeeded", (await analyst.FollowAsync(begun.Location))["status"]!.GetValue<string>());
        (await analyst.GetAsync(CatalogOf(table))).Expect(200);
        Assert.DoesNotContain((await analyst.GetAsync($"projects/{id}/deployments")).Expect(200).Items, entry => entry!["node"]!.GetValue<string>() == "out_table");
        Assert.Equal("deployment-given-up", (await analyst.GetAsync($"audit?project={id}")).Items[0]!["action"]!.GetValue<string>());
    }

    private static string CatalogOf(string table) => $"catalog/ANALYTICS_DEV/MARTS/{table}?role=ANALYST_DEV";

    private static async Task<JsonNode> EntryAsync(Api analyst, string id) =>
        (await analyst.GetAsync($"projects/{id}/deployments")).Expect(200).Items.Single(entry => entry!["node"]!.GetValue<string>() == "out_table")!;

    private static async Task<(string Id, string Table)> DeployedAsync(Api analyst)
    {
        var (id, table) = await Sample.SmallAsync(analyst);
        var deployed = (await analyst.PostAsync($"projects/{id}/deploy")).Expect(202);
        Assert.Equal("succeeded", (await analyst.FollowAsync(deployed.Location))["status"]!.GetValue<string>());
        return (id, table);
    }
}
