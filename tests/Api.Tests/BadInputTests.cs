using System.Text;
using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>Bad input: a clear 4xx with its code, nothing stored, nothing run.</summary>
public sealed class BadInputTests(Installation installation) : IClassFixture<Installation>
{
    [Theory]
    [InlineData("{", "json-invalid")]
    [InlineData("[]", "json-invalid")]
    [InlineData("null", "json-invalid")]
    [InlineData("""{"name":"a","environment":"development","owner":"me"}""", "property-unknown")]
    [InlineData("""{"name":"a","name":"b","environment":"development"}""", "json-invalid")]
    [InlineData("""{"name":"  ","environment":"development"}""", "project-name-invalid")]
    [InlineData("""{"name":"a"}""", "property-missing")]
    public async Task A_body_that_is_not_what_the_request_takes_is_refused(string body, string code)
    {
        var analyst = await installation.AnalystAsync();
        (await analyst.PostAsync("projects", body)).ExpectProblem(400, code);
    }

    [Theory]
    [InlineData("POST", "users", """{"email":"x@example.com","name":"X","role":"boss"}""", "$.role", "one of member, administrator")]
    [InlineData("PUT", "projects/{id}/collaborators", """{"collaborators":[{"email":"it@example.com","role":"boss"}]}""", "$.collaborators[0].role", "one of viewer, reviewer, editor, owner")]
    [InlineData("POST", "projects/{id}/reviews/1/decision", """{"decision":"maybe"}""", "$.decision", "one of approve, requestChanges")]
    [InlineData("POST", "projects/{id}/sources/exchange", """{"map":[],"dryRun":"yes"}""", "$.dryRun", "true or false")]
    [InlineData("POST", "projects/{id}/reviews", """{"reviewers":[7]}""", "$.reviewers[0]", "a text")]
    public async Task A_wrong_value_is_told_with_its_place_and_what_is_taken_there(string method, string path, string body, string place, string wanted)
    {
        var administrator = await installation.AdministratorAsync();
        var (id, _) = await Sample.SmallAsync(administrator);
        var detail = (await administrator.SendAsync(new HttpMethod(method), path.Replace("{id}", id, StringComparison.Ordinal), body, "*")).ExpectProblem(400, "json-invalid").Text("detail");
        Assert.Contains(place, detail, StringComparison.Ordinal);
        Assert.EndsWith($"It takes {wanted} there.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_json_content_type_is_refused()
    {
        var analyst = await installation.AnalystAsync();
        (await analyst.SendAsync(HttpMethod.Post, "projects", """{"name":"a","environment":"development"}""", contentType: "text/plain"))
            .ExpectProblem(400, "content-type-unsupported");
    }

    [Fact]
    public async Task An_unknown_environment_is_not_found()
    {
        var analyst = await installation.AnalystAsync();
        (await analyst.PostAsync("projects", new { name = "a", environment = "moon" })).ExpectProblem(404, "environment-not-found");
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_refused_and_nothing_is_stored()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var before = (await analyst.GetAsync($"projects/{id}/flow")).Expect(200);
        var huge = $$"""{"$schema":"handover/flow/1","nodes":[],"groups":[],"explorations":[],"padding":"{{new string('x', 10_000_000)}}"}""";
        (await analyst.PutAsync($"projects/{id}/flow", huge, before.ETag)).ExpectProblem(413, "body-too-large");
        Assert.Equal(before.ETag, (await analyst.GetAsync($"projects/{id}/flow")).ETag);
    }

    [Theory]
    [InlineData("""{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"teleport"}],"groups":[],"explorations":[]}""")]
    [InlineData("""{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"filter","input":"b","where":"TRUE","speed":9}],"groups":[],"explorations":[]}""")]
    [InlineData("""{"$schema":"handover/flow/1","nodes":[{"id":"A B","kind":"filter","input":"b","where":"TRUE"}],"groups":[],"explorations":[]}""")]
    [InlineData("""{"$schema":"handover/flow/2","nodes":[],"groups":[],"explorations":[]}""")]
    [InlineData("""{"$schema":"handover/flow/1","nodes":[{"id":"a","kind":"filter"}],"groups":[],"explorations":[]}""")]
    [InlineData("nonsense")]
    public async Task A_document_that_is_not_a_flow_is_refused_with_the_place(string flow)
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var before = (await analyst.GetAsync($"projects/{id}/flow")).Expect(200);
        var refused = (await analyst.PutAsync($"projects/{id}/flow", flow, before.ETag)).Expect(400);
        Assert.NotEmpty(refused.Text("code"));
        Assert.NotEmpty(refused.Body["diagnostics"]!.AsArray());
        Assert.Equal(before.ETag, (await analyst.GetAsync($"projects/{id}/flow")).ETag);
    }

    public static TheoryData<string, string> BrokenFlows => new()
    {
        { """[{"id":"a","kind":"filter","input":"b","where":"TRUE"},{"id":"b","kind":"filter","input":"a","where":"TRUE"}]""", "cycle" },
        { Nodes("""{"id":"f","kind":"filter","input":"airports","where":"DELAYS > 1"}"""), "unknown-column" },
        { Nodes("""{"id":"f","kind":"filter","input":"airports","where":"NAME + 1 > DATE '2001-01-01'"}"""), "type-mismatch" },
        { Nodes("""{"id":"airports","kind":"filter","input":"airports","where":"TRUE"}"""), "duplicate-id" },
        { Nodes("""{"id":"f","kind":"filter","input":"nobody","where":"TRUE"}"""), "missing-input" },
    };

    [Theory]
    [MemberData(nameof(BrokenFlows))]
    public async Task A_flow_with_errors_can_be_kept_but_neither_run_nor_promoted(string nodes, string code)
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var flow = Sample.SmallFlow(table);
        flow["nodes"] = JsonNode.Parse(nodes);

        var etag = (await analyst.GetAsync($"projects/{id}/flow")).Expect(200).ETag;
        var strict = (await analyst.PutAsync($"projects/{id}/flow?strict=true", flow.ToJsonString(), etag)).ExpectProblem(422, "flow-has-errors");
        Assert.Contains(strict.Body["diagnostics"]!.AsArray(), problem => problem!["code"]!.GetValue<string>() == code);
        Assert.Equal(etag, (await analyst.GetAsync($"projects/{id}/flow")).ETag);

        var saved = await Sample.SaveAsync(analyst, id, flow);
        Assert.Contains(saved.Body["diagnostics"]!.AsArray(), problem => problem!["code"]!.GetValue<string>() == code);
        (await analyst.PostAsync($"projects/{id}/deploy")).ExpectProblem(422, "flow-has-errors");
        (await analyst.PostAsync("plans", new { project = id, environment = "production" })).ExpectProblem(422, "flow-has-errors");
        Assert.Equal(404, (await analyst.GetAsync($"catalog/ANALYTICS_DEV/MARTS/{table}?role=ANALYST_DEV")).Status);
    }

    [Fact]
    public async Task Sql_in_an_identifier_stays_an_identifier()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var hostile = "x\"; DROP TABLE AIRPORTS; --";
        var flow = Sample.SmallFlow(table);
        flow["nodes"]![1]!["measures"]![0]!["name"] = hostile;
        flow["nodes"]![2]!["target"]!["name"] = $"{table}\"; DROP TABLE X; --";
        await Sample.SaveAsync(analyst, id, flow);

        var preview = (await analyst.GetAsync($"projects/{id}/nodes/by_state/preview")).Expect(200);
        Assert.Equal(hostile, preview.Body["columns"]![1]!["name"]!.GetValue<string>());
        var deploy = (await analyst.PostAsync($"projects/{id}/deploy", new { nodes = new[] { "out_table" } })).Expect(202);
        Assert.Equal("succeeded", (await analyst.FollowAsync(deploy.Location))["status"]!.GetValue<string>());
        (await analyst.GetAsync("catalog/RAW_DEV/US_FLIGHTS/AIRPORTS?role=ANALYST_DEV")).Expect(200);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task A_number_that_nothing_ever_had_is_not_found(int number)
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        (await analyst.PostAsync("plans", new { project = id, environment = "production", revision = number })).ExpectProblem(404, "revision-not-found");
        (await analyst.GetAsync($"projects/{id}/revisions/{number}")).ExpectProblem(404, "revision-not-found");
        (await analyst.GetAsync($"projects/{id}/deployments/out_table/versions/{number}")).ExpectProblem(404, "version-not-found");
        (await analyst.PostAsync($"projects/{id}/reviews/{number}/withdraw")).ExpectProblem(404, "review-not-found");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("~")]
    public async Task A_name_that_nobody_can_have_is_nobodys(string part)
    {
        var name = part.Length == 0 ? part : string.Concat(Enumerable.Repeat(part, 600));
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        (await analyst.PostAsync($"projects/{id}/reviews", new { reviewers = new[] { name } })).ExpectProblem(422, "user-unknown");
        (await analyst.PostAsync($"projects/{id}/owner", new { email = name })).ExpectProblem(422, "user-unknown");
        // Escaped it would be too long for a key.
        (await (await installation.AdministratorAsync()).PostAsync("users", new { email = $"{new string('~', 150)}@x.com", name = "Tilde" })).ExpectProblem(400, "user-invalid");
    }

    [Fact]
    public async Task A_stale_etag_and_a_missing_one_are_refused()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var flow = Sample.SmallFlow(table, "COUNT(DISTINCT CITY)").ToJsonString();
        (await analyst.PutAsync($"projects/{id}/flow", flow, "\"r1-0000000000000000\"")).ExpectProblem(412, "etag-stale");
        (await analyst.PutAsync($"projects/{id}/flow", flow, null)).ExpectProblem(428, "if-match-missing");
        (await analyst.PatchAsync($"projects/{id}", new { name = "b" }, null)).ExpectProblem(428, "if-match-missing");
        (await analyst.PatchAsync($"projects/{id}", new { name = "b" }, "\"abc\"")).ExpectProblem(412, "etag-stale");
        (await analyst.DeleteAsync($"projects/{id}", null)).ExpectProblem(428, "if-match-missing");
        Assert.Equal(2, (await analyst.GetAsync($"projects/{id}")).Body["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_role_without_rights_is_refused()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        (await analyst.GetAsync($"projects/{id}/nodes/by_state/preview?role=DEPLOYER_PROD")).ExpectProblem(403, "role-not-allowed");
        (await analyst.GetAsync("catalog/RAW/US_FLIGHTS/FLIGHTS?role=ANALYST_DEV")).Expect(404);
        (await analyst.GetAsync("catalog/RAW/US_FLIGHTS/FLIGHTS/preview?role=ANALYST_DEV")).Expect(403);

        var flow = Sample.SmallFlow("ANY");
        flow["nodes"]![2]!["target"]!["database"] = "ANALYTICS";
        flow["nodes"]![3]!["target"]!["database"] = "ANALYTICS";
        await Sample.SaveAsync(analyst, id, flow);
        (await analyst.PostAsync($"projects/{id}/deploy")).ExpectProblem(403, "target-not-writable");
    }

    [Fact]
    public async Task An_unknown_route_and_a_wrong_method_are_404_without_a_body()
    {
        var analyst = await installation.AnalystAsync();
        foreach (var answer in new[] { await analyst.GetAsync("nowhere"), await analyst.SendAsync(HttpMethod.Delete, "me") })
        {
            Assert.Equal(404, answer.Status);
            Assert.Empty(answer.Bytes);
        }
    }

    [Theory]
    [InlineData("projects?limit=0")]
    [InlineData("projects?limit=many")]
    [InlineData("projects?limit=1&limit=2")]
    [InlineData("promotions?status=unheard-of")]
    public async Task A_bad_query_is_refused(string path)
    {
        var analyst = await installation.AnalystAsync();
        (await analyst.GetAsync(path)).ExpectProblem(400, "query-invalid");
    }

    [Fact]
    public async Task A_continuation_of_another_list_is_refused()
    {
        var analyst = await installation.AnalystAsync();
        (await analyst.GetAsync($"projects?continuation={Convert.ToBase64String(Encoding.UTF8.GetBytes("p-elsewhere"))}")).ExpectProblem(400, "continuation-invalid");
    }

    private static string Nodes(string more) => $$"""[{"id":"airports","kind":"source","table":{"database":"RAW_DEV","schema":"US_FLIGHTS","name":"AIRPORTS"} },{{more}}]""";
}
