using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>Finding tables, exchanging what sources read, and what becomes of tables that change.</summary>
public sealed class SourceTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task Tables_are_found_by_words_of_their_names_under_the_role_that_is_chosen()
    {
        var analyst = await installation.AnalystAsync();
        var found = (await analyst.GetAsync("tables?search=flights%20airp")).Expect(200);
        var table = Assert.Single(found.Items, item => item!["name"]!["database"]!.GetValue<string>() == "RAW_DEV")!;
        Assert.Equal("AIRPORTS", table["name"]!["name"]!.GetValue<string>());
        Assert.True(table["rows"]!.GetValue<long>() > 0);
        Assert.Empty((await analyst.GetAsync("tables?search=raw.us_flights&database=ANALYTICS_DEV")).Expect(200).Items);
        Assert.True((await analyst.GetAsync("tables?search=us_flights&limit=1")).Expect(200).Body["truncated"]!.GetValue<bool>());
        (await analyst.GetAsync("tables")).ExpectProblem(400, "query-invalid");
        (await analyst.GetAsync("tables?search=x&role=DEPLOYER_PROD")).ExpectProblem(403, "role-not-allowed");
    }

    [Fact]
    public async Task A_table_that_has_changed_is_drift_told_with_the_nodes_that_use_it()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await DeployAsync(analyst, id);
        var reader = (await analyst.PostAsync("projects", new { name = "Reads " + table, environment = "development" })).Expect(201).Text("id");
        await Sample.SaveAsync(analyst, reader, Reader(table));
        Assert.Empty(Drift((await analyst.PostAsync($"projects/{reader}/sources/refresh", new { dryRun = true })).Expect(200)));

        var changed = Sample.SmallFlow(table);
        changed["nodes"]![1]!["measures"] = JsonNode.Parse("""[{"name":"AIRPORT_COUNT","expression":"COUNT(*)"}]""");
        await Sample.SaveAsync(analyst, id, changed);
        await DeployAsync(analyst, id);

        var dry = (await analyst.PostAsync($"projects/{reader}/sources/refresh", new { dryRun = true })).Expect(200);
        Assert.False(dry.Body["applied"]!.GetValue<bool>());
        var drift = Assert.Single(Drift(dry))!;
        Assert.Equal(("again", true), (drift["node"]!.GetValue<string>(), drift["breaks"]!.GetValue<bool>()));
        Assert.Equal("AIRPORT_COUNT", Assert.Single(drift["new"]!.AsArray())!["name"]!.GetValue<string>());
        var gone = Assert.Single(drift["gone"]!.AsArray())!;
        Assert.Equal("AIRPORTS", gone["column"]!.GetValue<string>());
        Assert.Equal(["big", "text"], gone["nodes"]!.AsArray().Select(node => node!.GetValue<string>()).Order());
        var place = Assert.Single(gone["places"]!.AsArray(), one => one!["node"]!.GetValue<string>() == "text")!;
        Assert.Equal(("sql", "SELECT STATE, ".Length), (place["field"]!.GetValue<string>(), place["span"]!["start"]!.GetValue<int>()));
        Assert.Equal(2, (await analyst.GetAsync($"projects/{reader}")).Body["revision"]!.GetValue<int>());

        var applied = (await analyst.PostAsync($"projects/{reader}/sources/refresh")).Expect(200);
        Assert.Equal(3, applied.Body["saved"]!["revision"]!.GetValue<int>());
        Assert.False((await analyst.GetAsync($"projects/{reader}/diagnostics")).Body["valid"]!.GetValue<bool>());
        Assert.Contains("lost AIRPORTS", (await analyst.GetAsync($"audit?project={reader}")).Items[0]!["summary"]!.GetValue<string>(), StringComparison.Ordinal);
        var again = (await analyst.PostAsync($"projects/{reader}/sources/refresh")).Expect(200);
        Assert.Empty(Drift(again));
        Assert.Null(again.Body["saved"]);
    }

    [Fact]
    public async Task A_renamed_column_is_mapped_on_the_way_in_or_refused_with_its_place_in_the_sql()
    {
        var analyst = await installation.AnalystAsync();
        var (first, old) = await Sample.SmallAsync(analyst);
        var (second, renamed) = await Sample.SmallAsync(analyst);
        var other = Sample.SmallFlow(renamed);
        other["nodes"]![1]!["measures"] = JsonNode.Parse("""[{"name":"HOW_MANY","expression":"COUNT(*)"}]""");
        await Sample.SaveAsync(analyst, second, other);
        await DeployAsync(analyst, first);
        await DeployAsync(analyst, second);
        var reader = (await analyst.PostAsync("projects", new { name = "Reads " + old, environment = "development" })).Expect(201).Text("id");
        await Sample.SaveAsync(analyst, reader, Reader(old));

        var dry = (await analyst.PostAsync($"projects/{reader}/sources/exchange", new { map = new[] { new { from = Table(old), to = Table(renamed) } }, dryRun = true })).Expect(200);
        var missing = Assert.Single(Assert.Single(dry.Body["changes"]!.AsArray())!["missing"]!.AsArray())!;
        Assert.Contains(missing["places"]!.AsArray(), place => place!["node"]!.GetValue<string>() == "text" && place["span"]!["start"]!.GetValue<int>() == "SELECT STATE, ".Length);
        (await analyst.PostAsync($"projects/{reader}/sources/exchange", new { map = new[] { new { from = Table(old), to = Table(renamed) } } })).ExpectProblem(422, "exchange-refused");
        Assert.Equal(2, (await analyst.GetAsync($"projects/{reader}")).Body["revision"]!.GetValue<int>());

        var mapped = new { map = new[] { new { from = Table(old), to = Table(renamed), columns = new[] { new { column = "HOW_MANY", @as = "AIRPORTS" } } } } };
        var applied = (await analyst.PostAsync($"projects/{reader}/sources/exchange", mapped)).Expect(200);
        Assert.True(applied.Body["applied"]!.GetValue<bool>());
        Assert.Equal(3, applied.Body["saved"]!["revision"]!.GetValue<int>());
        Assert.True((await analyst.GetAsync($"projects/{reader}/diagnostics")).Body["valid"]!.GetValue<bool>());
        Assert.NotEmpty((await analyst.GetAsync($"projects/{reader}/nodes/text/preview")).Expect(200).Body["rows"]!.AsArray());
        Assert.NotEmpty((await analyst.GetAsync($"projects/{reader}/nodes/both/preview")).Expect(200).Body["rows"]!.AsArray());
        Assert.NotEmpty((await analyst.GetAsync($"projects/{reader}/nodes/all/preview")).Expect(200).Body["rows"]!.AsArray());
    }

    [Fact]
    public async Task Of_two_sources_of_one_table_one_is_exchanged_under_the_role_that_is_chosen_and_a_map_of_nothing_changes_nothing()
    {
        var (analyst, administrator) = (await installation.AnalystAsync(), await installation.AdministratorAsync());
        var (id, _) = await Sample.SmallAsync(analyst);
        var flow = (await analyst.GetAsync($"projects/{id}/flow")).Expect(200).Body;
        flow["nodes"]!.AsArray().Add(JsonNode.Parse("""{ "id": "again", "kind": "source", "table": { "database": "RAW_DEV", "schema": "US_FLIGHTS", "name": "AIRPORTS" } }"""));
        await Sample.SaveAsync(analyst, id, flow);
        var path = $"projects/{id}/sources/exchange";
        object[] Map(string from, string to) => [new { from = new { database = from }, to = new { database = to } }];

        var unseen = (await analyst.PostAsync(path, new { map = Map("RAW_DEV", "RAW"), dryRun = true })).Expect(200).Body;
        Assert.Equal(("ANALYST_DEV", "exchange-table-not-found"), (unseen["role"]!.GetValue<string>(), unseen["diagnostics"]![0]!["code"]!.GetValue<string>()));
        (await analyst.PostAsync(path, new { map = Map("RAW_DEV", "RAW"), role = "DEPLOYER_PROD" })).ExpectProblem(403, "role-not-allowed");
        (await administrator.PostAsync(path, new { map = Map("RAW_DEV", "RAW"), nodes = new[] { "by_state" } })).ExpectProblem(404, "source-not-found");
        var exchanged = (await administrator.PostAsync(path, new { map = Map("RAW_DEV", "RAW"), nodes = new[] { "again" }, role = "DEPLOYER_PROD" })).Expect(200).Body;
        Assert.Equal(("DEPLOYER_PROD", "again"), (exchanged["role"]!.GetValue<string>(), Assert.Single(exchanged["changes"]!.AsArray())!["node"]!.GetValue<string>()));
        Assert.Equal(
            "Exchanged 'again': RAW.US_FLIGHTS.AIRPORTS instead of RAW_DEV.US_FLIGHTS.AIRPORTS", (await analyst.GetAsync($"projects/{id}/revisions")).Items[0]!["message"]!.GetValue<string>());
        var sources = (await analyst.GetAsync($"projects/{id}/flow")).Body["nodes"]!.AsArray().Where(node => node!["kind"]!.GetValue<string>() == "source");
        Assert.Equal(["airports RAW_DEV", "again RAW"], sources.Select(node => $"{node!["id"]} {node["table"]!["database"]}"));

        var revision = (await analyst.GetAsync($"projects/{id}")).Body["revision"]!.GetValue<int>();
        var nothing = (await analyst.PostAsync(path, new { map = Map("raw_dev", "RAW") })).Expect(200).Body;
        Assert.Equal((false, "exchange-nothing-matched"), (nothing["applied"]!.GetValue<bool>(), nothing["diagnostics"]![0]!["code"]!.GetValue<string>()));
        Assert.Equal(revision, (await analyst.GetAsync($"projects/{id}")).Body["revision"]!.GetValue<int>());
        (await analyst.PostAsync(path, new { map = new[] { new { from = new { database = "RAW_DEV", name = "AIRPORTS" }, to = new { database = "RAW", name = "AIRPORTS" } } } })).ExpectProblem(400, "map-invalid");
        (await analyst.PostAsync($"projects/{id}/sources/refresh", new { role = "DEPLOYER_PROD" })).ExpectProblem(403, "role-not-allowed");
    }

    [Fact]
    public async Task What_is_not_there_is_not_the_same_as_what_is_empty()
    {
        var analyst = await installation.AnalystAsync();
        (await analyst.GetAsync("catalog/RAW_DEVV")).ExpectProblem(404, "database-not-found");
        (await analyst.GetAsync("catalog/RAW_DEV/NOPE")).ExpectProblem(404, "schema-not-found");
        (await analyst.GetAsync("catalog/RAW_DEV/US_FLIGHTS/NOPE")).ExpectProblem(404, "table-not-found");
        (await analyst.GetAsync("catalog/RAW_DEV/US_FLIGHTS/NOPE/preview")).ExpectProblem(404, "table-not-found");
        // Databases of production exist, and not for this role.
        (await analyst.GetAsync("catalog/RAW")).ExpectProblem(404, "database-not-found");
    }

    [Fact]
    public async Task Two_revisions_are_compared_with_texts_and_columns()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var flow = Sample.SmallFlow(table, "COUNT(DISTINCT CITY)");
        flow["nodes"]![1]!["measures"]!.AsArray().Add(JsonNode.Parse("""{"name":"CITIES","expression":"MIN(CITY)"}"""));
        await Sample.SaveAsync(analyst, id, flow);
        var diff = (await analyst.GetAsync($"projects/{id}/diff")).Expect(200).Body;
        Assert.Equal((2, 3), (diff["from"]!.GetValue<int>(), diff["to"]!.GetValue<int>()));
        var field = diff["diff"]!["nodes"]![0]!["fields"]!.AsArray().Single(one => one!["field"]!.GetValue<string>() == "measures[AIRPORTS].expression")!;
        Assert.Equal(["same", "removed", "added", "same"], field["text"]!.AsArray().Select(edit => edit!["change"]!.GetValue<string>()));
        var columns = diff["columns"]!.AsArray();
        Assert.Equal(["by_state", "out_table", "out_view"], columns.Select(one => one!["node"]!.GetValue<string>()).Order());
        Assert.All(columns, one => Assert.Equal("CITIES", Assert.Single(one!["added"]!.AsArray())!.GetValue<string>()));
    }

    private static async Task DeployAsync(Api api, string id) =>
        Assert.Equal("succeeded", (await api.FollowAsync((await api.PostAsync($"projects/{id}/deploy", new { nodes = new[] { "out_table" } })).Expect(202).Location))["status"]!.GetValue<string>());

    private static object Table(string name) => new { database = "ANALYTICS_DEV", schema = "MARTS", name };

    private static JsonArray Drift(Answer answer) => answer.Body["drift"]!.AsArray();

    /// <summary>Reads a deployed table through a filter, a sql node, a join and a union.</summary>
    private static JsonObject Reader(string table) => JsonNode.Parse($$"""
        { "$schema": "handover/flow/1", "groups": [], "explorations": [], "nodes": [
          { "id": "again", "kind": "source", "table": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}" } },
          { "id": "big", "kind": "filter", "input": "again", "where": "AIRPORTS > 1" },
          { "id": "text", "kind": "sql", "inputs": [ "again" ], "sql": "SELECT STATE, AIRPORTS FROM again" },
          { "id": "both", "kind": "join", "left": "big", "right": "text", "type": "inner", "on": [ { "left": "STATE", "right": "STATE" } ], "rightPrefix": "R_" },
          { "id": "all", "kind": "union", "inputs": [ "big", "text" ], "by": "name", "distinct": false } ] }
        """)!.AsObject();
}
