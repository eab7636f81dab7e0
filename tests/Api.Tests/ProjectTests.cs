using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>Projects, their flows and their sources.</summary>
public sealed class ProjectTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_clone_is_the_flow_without_deployments_owned_by_whoever_cloned_it()
    {
        var analyst = await installation.AnalystAsync();
        var reviewer = await installation.ReviewerAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var etag = (await analyst.GetAsync($"projects/{id}")).ETag;
        (await analyst.PatchAsync($"projects/{id}", new { description = "About airports", tags = new[] { "a" } }, etag)).Expect(200);

        var clone = (await reviewer.PostAsync($"projects/{id}/clone", new { name = "Backup" })).Expect(201);
        Assert.Equal("reviewer@example.com", clone.Text("owner"));
        Assert.Empty(clone.Body["collaborators"]!.AsArray());
        Assert.Empty(clone.Body["tags"]!.AsArray());
        Assert.Null(clone.Body["description"]);
        Assert.Equal(["airports", "by_state"], await NodesAsync(reviewer, clone.Text("id")));
        Assert.Empty((await reviewer.GetAsync($"projects/{clone.Text("id")}/deployments")).Expect(200).Items);
        (await analyst.GetAsync($"projects/{clone.Text("id")}")).Expect(404);

        var whole = (await reviewer.PostAsync($"projects/{id}/clone", new { keepDeployments = true })).Expect(201);
        Assert.Equal(4, (await NodesAsync(reviewer, whole.Text("id"))).Count);
        Assert.All((await reviewer.GetAsync($"projects/{whole.Text("id")}/deployments")).Items, item => Assert.Null(item!["target"]));
    }

    [Fact]
    public async Task Every_function_of_the_expression_language_says_how_it_is_called()
    {
        var analyst = await installation.AnalystAsync();
        var functions = (await analyst.GetAsync("functions")).Expect(200).Items;
        var dateAdd = Assert.Single(functions, function => function!["name"]!.GetValue<string>() == "DATEADD")!;
        Assert.Equal("scalar", dateAdd["kind"]!.GetValue<string>());
        Assert.StartsWith("DATEADD(", dateAdd["signature"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All(functions, function => Assert.False(string.IsNullOrEmpty(function!["summary"]!.GetValue<string>()), function!.ToJsonString()));
    }

    [Fact]
    public async Task Sources_are_exchanged_as_a_whole_after_a_dry_run_or_not_at_all()
    {
        var analyst = await installation.AnalystAsync();
        var administrator = await installation.AdministratorAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var toProduction = new { map = new[] { new { from = new { database = "RAW_DEV" }, to = new { database = "RAW" } } }, dryRun = true };
        var dry = (await administrator.PostAsync($"projects/{id}/sources/exchange", toProduction)).Expect(200);
        Assert.False(dry.Body["applied"]!.GetValue<bool>());

        var wrong = new { map = new[] { new { from = Table("AIRPORTS"), to = Table("FLIGHTS") } } };
        var refused = (await analyst.PostAsync($"projects/{id}/sources/exchange", wrong)).ExpectProblem(422, "exchange-refused");
        Assert.NotEmpty(refused.Body["diagnostics"]!.AsArray());
        Assert.Equal(2, (await analyst.GetAsync($"projects/{id}")).Body["revision"]!.GetValue<int>());
        (await analyst.PostAsync($"projects/{id}/sources/exchange", new { map = new[] { new { from = Table("AIRPORTS"), to = Table("NOWHERE") } } }))
            .ExpectProblem(422, "exchange-refused");
    }

    [Fact]
    public async Task Unused_sources_are_removed_as_one_revision()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var flow = Sample.SmallFlow(table);
        flow["nodes"]!.AsArray().Add(JsonNode.Parse("""{ "id": "flights", "kind": "source", "table": { "database": "RAW_DEV", "schema": "US_FLIGHTS", "name": "FLIGHTS" } }"""));
        await Sample.SaveAsync(analyst, id, flow);
        var said = (await analyst.PostAsync($"projects/{id}/sources/remove-unused?dryRun=true")).Expect(200);
        Assert.Null(said.Body["saved"]);
        var removed = (await analyst.PostAsync($"projects/{id}/sources/remove-unused")).Expect(200);
        Assert.Equal(removed.Body["removed"]!.ToJsonString(), said.Body["removed"]!.ToJsonString());
        Assert.Equal(["flights"], removed.Body["removed"]!.AsArray().Select(node => node!.GetValue<string>()));
        Assert.Equal("Removed the unused source 'flights'", (await analyst.GetAsync($"projects/{id}/revisions")).Items[0]!["message"]!.GetValue<string>());
        Assert.DoesNotContain("flights", await NodesAsync(analyst, id));
        Assert.Empty((await analyst.PostAsync($"projects/{id}/sources/remove-unused")).Expect(200).Body["removed"]!.AsArray());
    }

    [Fact]
    public async Task Any_revision_can_be_restored_as_a_new_one_and_differences_are_told()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        var diff = (await analyst.GetAsync($"projects/{id}/diff?from=2&to=3")).Expect(200);
        Assert.Equal("by_state", diff.Body["diff"]!["nodes"]![0]!["id"]!.GetValue<string>());
        var etag = (await analyst.GetAsync($"projects/{id}/flow")).ETag;
        var restored = (await analyst.SendAsync(HttpMethod.Post, $"projects/{id}/revisions/2/restore", null, etag)).Expect(200);
        Assert.Equal(4, restored.Body["revision"]!.GetValue<int>());
        Assert.Equal((await analyst.GetAsync($"projects/{id}/revisions/2")).Bytes, (await analyst.GetAsync($"projects/{id}/flow")).Bytes);
        (await analyst.GetAsync($"projects/{id}/revisions/99")).ExpectProblem(404, "revision-not-found");
    }

    [Fact]
    public async Task A_deleted_project_is_gone_and_can_be_restored()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        (await analyst.DeleteAsync($"projects/{id}", (await analyst.GetAsync($"projects/{id}")).ETag)).Expect(204);
        // Who worked on it is told what became of it; for everybody else it never was.
        Assert.Contains("can restore it until", (await analyst.GetAsync($"projects/{id}")).ExpectProblem(404, "project-not-found").Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain("restore", (await (await installation.StrangerAsync()).GetAsync($"projects/{id}")).ExpectProblem(404, "project-not-found").Text("detail"), StringComparison.Ordinal);
        (await analyst.PostAsync($"projects/{id}/restore")).Expect(200);
        (await analyst.GetAsync($"projects/{id}")).Expect(200);
    }

    [Fact]
    public async Task Deploying_writes_versions_and_restoring_one_brings_its_definition_back()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await DeployAsync(analyst, id);
        var first = await RowsAsync(analyst, table);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        await DeployAsync(analyst, id);
        Assert.NotEqual(first, await RowsAsync(analyst, table));

        var dry = (await analyst.PostAsync($"projects/{id}/deployments/out_table/versions/1/restore", new { dryRun = true })).Expect(200);
        Assert.NotEmpty(dry.Body["steps"]!.AsArray());
        var restore = (await analyst.PostAsync($"projects/{id}/deployments/out_table/versions/1/restore")).Expect(202);
        Assert.Equal("succeeded", (await analyst.FollowAsync(restore.Location))["status"]!.GetValue<string>());
        Assert.Equal(first, await RowsAsync(analyst, table));
        var versions = (await analyst.GetAsync($"projects/{id}/deployments/out_table/versions")).Expect(200).Items;
        Assert.Equal([3, 2, 1], versions.Select(version => version!["number"]!.GetValue<int>()));
        Assert.Equal(1, versions[0]!["restored"]!.GetValue<int>());
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_with_who_and_what()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        var audit = (await analyst.GetAsync($"audit?project={id}")).Expect(200);
        Assert.Equal(["flow-saved", "collaborators-changed", "flow-saved", "project-created"], audit.Items.Select(entry => entry!["action"]!.GetValue<string>()));
        Assert.All(audit.Items, entry => Assert.Equal("analyst@example.com", entry!["by"]!.GetValue<string>()));
        Assert.Empty((await analyst.GetAsync($"audit?project={id}&user=nobody@example.com")).Expect(200).Items);
        Assert.Empty((await analyst.GetAsync($"audit?project={id}&to=2001-01-01T00:00:00Z")).Expect(200).Items);
    }

    [Fact]
    public async Task Compiling_a_flow_that_is_not_saved_tells_columns_and_problems()
    {
        var analyst = await installation.AnalystAsync();
        var compiled = (await analyst.PostAsync("compile", Sample.SmallFlow("X").ToJsonString())).Expect(200);
        Assert.True(compiled.Body["valid"]!.GetValue<bool>(), compiled.Body.ToJsonString());
        var columns = compiled.Body["nodes"]!.AsArray().Single(node => node!["id"]!.GetValue<string>() == "by_state")!["columns"]!.AsArray();
        Assert.Equal(["STATE", "AIRPORTS"], columns.Select(column => column!["name"]!.GetValue<string>()));
        var broken = (await analyst.PostAsync("compile", Sample.SmallFlow("X", "COUNTT(*)").ToJsonString())).Expect(200);
        var problem = broken.Body["diagnostics"]!.AsArray().Single(item => item!["code"]!.GetValue<string>() == "unknown-function")!;
        Assert.Contains("COUNT", problem["suggestion"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_openapi_document_names_every_route_with_its_schemas()
    {
        var nobody = Api.Anonymous(installation.Address);
        var document = (await nobody.GetAsync("openapi.json")).Expect(200).Body;
        Assert.Equal("3.1.0", document["openapi"]!.GetValue<string>());
        Assert.NotNull(document["paths"]!["/projects/{id}/flow"]!["put"]);
        foreach (var reference in References(document))
        {
            JsonNode? at = document;
            foreach (var part in reference[2..].Split('/'))
            {
                at = at is JsonArray items ? items[int.Parse(part)] : at?[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
            }

            Assert.True(at is not null, reference);
        }
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(pair => pair.Key == "$ref" ? [pair.Value!.GetValue<string>()] : References(pair.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static object Table(string name) => new { database = "RAW_DEV", schema = "US_FLIGHTS", name };

    private static async Task<List<string>> NodesAsync(Api api, string id) =>
        [.. (await api.GetAsync($"projects/{id}/flow")).Expect(200).Body["nodes"]!.AsArray().Select(node => node!["id"]!.GetValue<string>())];

    private static async Task DeployAsync(Api api, string id)
    {
        var deploy = (await api.PostAsync($"projects/{id}/deploy")).Expect(202);
        Assert.NotEmpty(deploy.RetryAfter);
        Assert.Equal("succeeded", (await api.FollowAsync(deploy.Location))["status"]!.GetValue<string>());
    }

    private static async Task<string> RowsAsync(Api api, string table)
    {
        var rows = (await api.GetAsync($"catalog/ANALYTICS_DEV/MARTS/{table}/preview?role=ANALYST_DEV&limit=1000")).Expect(200).Body["rows"]!.AsArray();
        return string.Join('\n', rows.Select(row => row!.ToJsonString()).Order(StringComparer.Ordinal));
    }
}
