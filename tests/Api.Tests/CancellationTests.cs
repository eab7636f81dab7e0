using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>Calling off what computes: the statement is stopped, not waited for.</summary>
public sealed class CancellationTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_statement_that_would_run_for_days_is_interrupted_in_a_run_and_in_a_deploy_and_nothing_is_left_of_it()
    {
        var analyst = await installation.AnalystAsync();
        var (source, table) = await Sample.SmallAsync(analyst);
        await Sample.SaveAsync(analyst, source, Flow("FLIGHTS", "SELECT DISTANCE FROM input WHERE FALSE", table));
        Assert.Equal("succeeded", (await DeployAsync(analyst, source))["status"]!.GetValue<string>());
        var (id, target) = await Sample.SmallAsync(analyst);
        await Sample.SaveAsync(analyst, id, Flow(table, "SELECT COUNT(*) AS N FROM input AS a CROSS JOIN input AS b CROSS JOIN input AS c CROSS JOIN input AS d WHERE a.DISTANCE + b.DISTANCE + c.DISTANCE + d.DISTANCE = -1", target, "ANALYTICS_DEV", "MARTS"));
        Assert.Equal("succeeded", (await DeployAsync(analyst, id))["status"]!.GetValue<string>());

        // With rows to compute, the same statement takes longer than anybody waits.
        await Sample.SaveAsync(analyst, source, Flow("FLIGHTS", "SELECT DISTANCE FROM input", table));
        Assert.Equal("succeeded", (await DeployAsync(analyst, source))["status"]!.GetValue<string>());

        var run = (await analyst.PostAsync($"projects/{id}/deployments/out/run")).Expect(202);
        var called = await CallOffAsync(analyst, run.Location);
        Assert.Contains("while it ran", called["steps"]!.AsArray().Single(step => step!["name"]!.GetValue<string>() == "stage")!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        var execution = (await analyst.GetAsync($"projects/{id}/deployments/out/executions/{run.Text("execution")}")).Expect(200);
        Assert.Equal("cancelled", execution.Text("status"));

        await CallOffAsync(analyst, (await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);
        Assert.Single((await analyst.GetAsync($"projects/{id}/deployments/out/versions")).Expect(200).Items);
        var there = (await analyst.GetAsync("catalog/ANALYTICS_DEV/MARTS?role=ANALYST_DEV")).Expect(200);
        Assert.DoesNotContain(there.Items, item => item!.ToJsonString().Contains($"{target}__STAGE", StringComparison.Ordinal));
        // The warehouse is free again for whoever is next.
        Assert.Equal("succeeded", (await DeployAsync(analyst, source))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_promotion_whose_statement_would_run_for_days_is_interrupted_and_production_is_as_before()
    {
        var (analyst, reviewer, owner) = (await installation.AnalystAsync(), await installation.ReviewerAsync(), await installation.ItOwnerAsync());
        var (id, table) = await Sample.SmallAsync(analyst);
        await Sample.SaveAsync(analyst, id, Flow("FLIGHTS", "SELECT COUNT(*) AS N FROM input AS a CROSS JOIN input AS b CROSS JOIN input AS c WHERE a.DISTANCE + b.DISTANCE + c.DISTANCE = -1", table));
        var (promotion, location, plan) = await Sample.PromoteAsync(analyst, reviewer, id);
        await CallOffAsync(analyst, location);

        Assert.Equal("compensated", (await analyst.GetAsync($"promotions/{promotion}")).Text("status"));
        var there = (await owner.GetAsync("catalog/ANALYTICS/MARTS?role=DEPLOYER_PROD&internal=true")).Expect(200);
        Assert.DoesNotContain(there.Items, item => item!.ToJsonString().Contains(table, StringComparison.Ordinal));
        (await owner.GetAsync($"projects/{plan["target"]!["project"]}")).ExpectProblem(404, "project-not-found");
        // The project is free again, and what can be computed is promoted.
        await Sample.SaveAsync(analyst, id, Flow("FLIGHTS", "SELECT COUNT(*) AS N FROM input", table));
        var (_, again, _) = await Sample.PromoteAsync(analyst, reviewer, id);
        Assert.Equal("succeeded", (await analyst.FollowAsync(again))["status"]!.GetValue<string>());
    }

    private static async Task<JsonObject> CallOffAsync(Api analyst, string location)
    {
        await Poll.UntilAsync(
            async () => (await analyst.GetAsync(location)).Expect(202).Body["steps"]!.AsArray()
                .Any(step => step!["name"]!.GetValue<string>() == "stage" && step["status"]!.GetValue<string>() == "running"),
            TimeSpan.FromMinutes(1), "the stage to begin");
        (await analyst.PostAsync($"{location}/cancel")).Expect(202);
        var ended = await analyst.FollowAsync(location);
        Assert.Equal("compensated", ended["status"]!.GetValue<string>());
        Assert.Equal("operation-cancelled", ended["problem"]!["code"]!.GetValue<string>());
        return ended;
    }

    private static async Task<JsonObject> DeployAsync(Api analyst, string id) =>
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);

    private static JsonObject Flow(string source, string sql, string table, string database = "RAW_DEV", string schema = "US_FLIGHTS") => JsonNode.Parse($$"""
        {
          "$schema": "handover/flow/1",
          "nodes": [
            { "id": "input", "kind": "source", "table": { "database": "{{database}}", "schema": "{{schema}}", "name": "{{source}}" } },
            { "id": "computed", "kind": "sql", "inputs": [ "input" ], "sql": "{{sql}}" },
            { "id": "out", "kind": "deployment", "input": "computed", "type": "table", "role": "ANALYST_DEV", "warehouse": "DEV_WH",
              "target": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}" } }
          ],
          "groups": [], "explorations": []
        }
        """)!.AsObject();
}
