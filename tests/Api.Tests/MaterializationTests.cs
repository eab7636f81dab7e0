using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>Deploying tables that runs will bring up to date.</summary>
public sealed class MaterializationTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_deploy_builds_in_full_and_sees_to_the_key_that_later_runs_go_by()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await SaveAsync(analyst, id, table, """{ "mode": "merge", "key": [ "AIRPORTS" ] }""");
        var started = (await analyst.PostAsync($"projects/{id}/deploy")).Expect(202);
        var refused = await analyst.FollowAsync(started.Location);
        Assert.Equal("compensated", refused["status"]!.GetValue<string>());
        Assert.Equal("warehouse-data-error", refused["problem"]!["code"]!.GetValue<string>());
        Assert.Contains("values of the merge key (AIRPORTS) come more than once", refused["problem"]!["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        await SaveAsync(analyst, id, table, """{ "mode": "merge", "key": [ "STATE" ] }""");
        var dry = (await analyst.PostAsync($"projects/{id}/deploy", new { dryRun = true })).Expect(200).Body;
        Assert.Contains("GROUP BY \"STATE\"", Statements(dry), StringComparison.Ordinal);
        Assert.DoesNotContain("MERGE INTO", Statements(dry), StringComparison.Ordinal);
        started = (await analyst.PostAsync($"projects/{id}/deploy")).Expect(202);
        var deployed = await analyst.FollowAsync(started.Location);
        Assert.True(deployed["status"]!.GetValue<string>() == "succeeded", deployed.ToJsonString());
    }

    [Fact]
    public async Task What_cannot_be_brought_up_to_date_so_is_said_before_it_is_deployed()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await SaveAsync(analyst, id, table, """{ "mode": "append" }""");
        var problem = (await analyst.PostAsync($"projects/{id}/deploy")).ExpectProblem(422, "flow-has-errors");
        Assert.Contains("materialization-field-missing", problem.Body.ToJsonString(), StringComparison.Ordinal);
    }

    private static Task<Answer> SaveAsync(Api analyst, string id, string table, string materialization)
    {
        var flow = Sample.SmallFlow(table);
        // One of the sample's airports has no state, and a key must not be null.
        flow["nodes"]!.AsArray().Add(JsonNode.Parse("""{ "id": "known", "kind": "filter", "input": "airports", "where": "STATE IS NOT NULL" }"""));
        flow["nodes"]![1]!["input"] = "known";
        flow["nodes"]![2]!["materialization"] = JsonNode.Parse(materialization);
        return Sample.SaveAsync(analyst, id, flow);
    }

    private static string Statements(JsonObject answer) =>
        string.Join('\n', answer["steps"]!.AsArray().SelectMany(step => step!["statements"]!.AsArray()).Select(statement => statement!["sql"]!.GetValue<string>()));
}
