using System.Text.Json.Nodes;
using Handover.Testing;

namespace Handover.Api.Tests;

/// <summary>Projects to test with, on the sample's tables.</summary>
public static class Sample
{
    public static async Task<string> FlightPunctualityAsync(Api analyst)
    {
        var found = (await analyst.GetAsync("projects?search=Flight%20punctuality&environment=development&owner=analyst@example.com")).Expect(200);
        return found.Items.Single(item => item!["name"]!.GetValue<string>() == "Flight punctuality")!["id"]!.GetValue<string>();
    }

    /// <summary>A small project that deploys one table and one view of names that no other test uses.</summary>
    public static async Task<(string Id, string Table)> SmallAsync(Api analyst, string? name = null)
    {
        var table = AzuriteFixture.UniqueName("T").ToUpperInvariant();
        var created = (await analyst.PostAsync("projects", new { name = name ?? table, environment = "development" })).Expect(201);
        var id = created.Text("id");
        await SaveAsync(analyst, id, SmallFlow(table));
        var people = (await analyst.GetAsync($"projects/{id}/collaborators")).Expect(200);
        (await analyst.PutAsync($"projects/{id}/collaborators", new { collaborators = new[] { new { email = "reviewer@example.com", role = "reviewer" } } }, people.ETag)).Expect(200);
        return (id, table);
    }

    public static async Task<Answer> SaveAsync(Api api, string id, JsonObject flow)
    {
        var etag = (await api.GetAsync($"projects/{id}/flow")).Expect(200).ETag;
        return (await api.PutAsync($"projects/{id}/flow", flow.ToJsonString(), etag)).Expect(200);
    }

    /// <summary>Airports by state, as a table with tests and as a view.</summary>
    public static JsonObject SmallFlow(string table, string measure = "COUNT(*)") => JsonNode.Parse($$"""
        {
          "$schema": "handover/flow/1",
          "nodes": [
            { "id": "airports", "kind": "source", "table": { "database": "RAW_DEV", "schema": "US_FLIGHTS", "name": "AIRPORTS" } },
            { "id": "by_state", "kind": "aggregate", "input": "airports", "groupBy": [ "STATE" ], "measures": [ { "name": "AIRPORTS", "expression": "{{measure}}" } ] },
            { "id": "out_table", "kind": "deployment", "input": "by_state", "type": "table", "role": "ANALYST_DEV", "warehouse": "DEV_WH",
              "target": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}" }, "tests": [ { "kind": "not-empty" }, { "kind": "unique", "columns": [ "STATE" ] } ] },
            { "id": "out_view", "kind": "deployment", "input": "by_state", "type": "view", "role": "ANALYST_DEV", "warehouse": "DEV_WH",
              "target": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}_V" } }
          ],
          "groups": [], "explorations": []
        }
        """)!.AsObject();

    /// <summary>Plans, requests and approves; answers the promotion's id and where it is followed.</summary>
    public static async Task<(string Promotion, string Location, JsonObject Plan)> PromoteAsync(Api analyst, Api reviewer, string id, bool hostDies = false)
    {
        var plan = (await analyst.PostAsync("plans", new { project = id, environment = "production" })).Expect(200);
        var requested = (await analyst.PostAsync("promotions", new { plan = plan.Text("hash") })).Expect(202);
        var promotion = requested.Text("id");
        try
        {
            (await reviewer.PostAsync($"promotions/{promotion}/approve", new { plan = plan.Text("hash") })).Expect(200);
        }
        catch (HttpRequestException) when (hostDies)
        {
            // The workflow may be as far as to kill the host before the approval is answered.
        }

        return (promotion, requested.Location, plan.Body);
    }
}
