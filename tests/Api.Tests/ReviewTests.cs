using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>Reviews, comments, findings, annotations and explorations.</summary>
public sealed class ReviewTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_review_waits_for_its_reviewer_and_is_outdated_by_the_next_revision()
    {
        var (analyst, reviewer) = (await installation.AnalystAsync(), await installation.ReviewerAsync());
        var email = (await reviewer.GetAsync("me")).Text("email");
        var (id, table) = await Sample.SmallAsync(analyst);
        (await reviewer.PostAsync($"projects/{id}/reviews", new { reviewers = new[] { email } })).ExpectProblem(403, "project-right-missing");
        var asked = (await analyst.PostAsync($"projects/{id}/reviews", new { reviewers = new[] { email }, message = "Please look" })).Expect(201);
        Assert.Equal("open", asked.Text("status"));
        (await analyst.PostAsync($"projects/{id}/reviews", new { reviewers = new[] { email } })).ExpectProblem(409, "review-open");
        Assert.True(await WaitsAsync(reviewer, id));
        (await reviewer.PostAsync($"projects/{id}/reviews/1/decision", new { decision = "requestChanges" })).ExpectProblem(400, "review-summary-missing");
        Assert.Equal("approved", (await reviewer.PostAsync($"projects/{id}/reviews/1/decision", new { decision = "approve", summary = "Good" })).Expect(200).Text("status"));
        Assert.False(await WaitsAsync(reviewer, id));
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        var listed = (await analyst.GetAsync($"projects/{id}/reviews")).Expect(200).Items.Single()!;
        Assert.True(listed["outdated"]!.GetValue<bool>());
        (await reviewer.PostAsync($"projects/{id}/reviews/1/decision", new { decision = "approve" })).ExpectProblem(409, "review-outdated");
        (await analyst.PostAsync($"projects/{id}/reviews", new { reviewers = new[] { email } })).Expect(201);
        Assert.Equal("withdrawn", (await analyst.PostAsync($"projects/{id}/reviews/2/withdraw")).Expect(200).Text("status"));
        Assert.False(await WaitsAsync(reviewer, id));
        var audit = (await analyst.GetAsync($"audit?project={id}")).Expect(200).Items.Select(entry => entry!["action"]!.GetValue<string>()).ToList();
        Assert.Equal(2, audit.Count(action => action == "review-requested"));
        Assert.Contains("review-decided", audit);
        Assert.Contains("review-withdrawn", audit);
    }

    [Fact]
    public async Task Threads_are_answered_edited_by_their_authors_and_resolved()
    {
        var (analyst, reviewer) = (await installation.AnalystAsync(), await installation.ReviewerAsync());
        var owner = (await analyst.GetAsync("me")).Text("email");
        var (id, _) = await Sample.SmallAsync(analyst);
        (await reviewer.PostAsync($"projects/{id}/comments", new { text = "?", node = "nope" })).ExpectProblem(404, "node-not-found");
        var added = (await reviewer.PostAsync($"projects/{id}/comments", new { text = $"Why, @{owner}? And @nobody@example.org?", node = "by_state" })).Expect(201);
        Assert.Equal([owner], added.Body["comment"]!["mentions"]!.AsArray().Select(one => one!.GetValue<string>()));
        Assert.Equal(["nobody@example.org"], added.Body["notTold"]!.AsArray().Select(one => one!.GetValue<string>()));
        var first = added.Body["comment"]!["id"]!.GetValue<string>();
        (await analyst.PostAsync($"projects/{id}/comments", new { text = "Because.", parent = first })).Expect(201);
        Assert.Equal(2, (await analyst.GetAsync($"projects/{id}/comments?thread={first}&node=by_state")).Expect(200).Items.Count);
        (await analyst.PatchAsync($"projects/{id}/comments/{first}", new { text = "Mine" }, added.ETag)).ExpectProblem(403, "comment-not-yours");
        var resolved = (await analyst.PatchAsync($"projects/{id}/comments/{first}", new { resolved = true }, added.ETag)).Expect(200);
        Assert.True(resolved.Body["comment"]!["resolved"]!.GetValue<bool>());
        (await reviewer.PatchAsync($"projects/{id}/comments/{first}", new { text = "Late" }, added.ETag)).ExpectProblem(412, "etag-stale");
        (await reviewer.PatchAsync($"projects/{id}/comments/{first}", new { text = "Why?", resolved = false }, resolved.ETag)).Expect(200);
    }

    [Fact]
    public async Task A_finding_is_fixed_as_a_revision()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var flow = Sample.SmallFlow(table);
        flow["nodes"]!.AsArray().Insert(1, JsonNode.Parse("""{ "id": "lost", "kind": "filter", "input": "airports", "where": "STATE = 'NY'" }"""));
        await Sample.SaveAsync(analyst, id, flow);
        var found = (await analyst.GetAsync($"projects/{id}/findings")).Expect(200);
        Assert.Contains(found.Items, one => one!["code"]!.GetValue<string>() == "unused-node" && one["node"]!.GetValue<string>() == "lost");
        var fix = new { code = "unused-node", node = "lost" };
        (await analyst.PostAsync($"projects/{id}/findings/fix", fix)).ExpectProblem(428, "if-match-missing");
        (await analyst.SendAsync(HttpMethod.Post, $"projects/{id}/findings/fix", fix, found.ETag)).Expect(200);
        Assert.Equal("Removed 'lost', which nothing needed", (await analyst.GetAsync($"projects/{id}/revisions")).Items[0]!["message"]!.GetValue<string>());
        (await analyst.SendAsync(HttpMethod.Post, $"projects/{id}/findings/fix", fix, found.ETag)).ExpectProblem(412, "etag-stale");
        (await analyst.SendAsync(HttpMethod.Post, $"projects/{id}/findings/fix", fix, "*")).ExpectProblem(404, "finding-not-found");
    }

    [Fact]
    public async Task Properties_are_defined_by_an_administrator_checked_and_searched()
    {
        var (analyst, administrator) = (await installation.AnalystAsync(), await installation.AdministratorAsync());
        var (id, table) = await Sample.SmallAsync(analyst);
        var before = (await administrator.GetAsync("properties")).Expect(200);
        (await analyst.PutAsync("properties", new { items = Array.Empty<object>() }, before.ETag)).ExpectProblem(403, "administrator-required");
        object[] both = [new { name = table, on = "project", kind = "text" }, new { name = table, on = "deployment", kind = "choice", choices = new[] { "Gold" } }];
        var defined = (await administrator.PutAsync("properties", new { items = both }, before.ETag)).Expect(200);
        var etag = (await analyst.GetAsync($"projects/{id}")).Expect(200).ETag;
        object Value(string value) => new { description = "About", tags = new[] { "one" }, properties = new Dictionary<string, string> { [table] = value } };
        (await analyst.PutAsync($"projects/{id}/annotation", Value(new string('x', 101)), etag)).ExpectProblem(422, "property-value-invalid");
        (await analyst.PutAsync($"projects/{id}/annotation", Value($"find-{table}"), etag)).Expect(200);
        Assert.Single((await analyst.GetAsync($"projects?search=find-{table}")).Expect(200).Items);
        (await analyst.PutAsync($"projects/{id}/nodes/out_table/annotation", Value("Silver"), "*")).ExpectProblem(422, "property-value-invalid");
        (await analyst.PutAsync($"projects/{id}/nodes/out_table/annotation", Value("Gold"), "*")).Expect(200);
        (await analyst.PutAsync($"projects/{id}/nodes/by_state/annotation", Value("Gold"), "*")).ExpectProblem(422, "annotation-not-on-node");
        (await analyst.PutAsync($"projects/{id}/nodes/by_state/annotation", new { description = $"Counts for node-{table}" }, "*")).Expect(200);
        Assert.Contains(await FoundAsync("Gold"), found => found == "deployment out_table property");
        Assert.Equal(["aggregate by_state description"], await FoundAsync($"NODE-{table}"));
        Assert.Empty((await (await installation.StrangerAsync()).GetAsync($"projects?search=node-{table}")).Expect(200).Items);
        (await administrator.PutAsync("properties", new { items = Array.Empty<object>() }, defined.ETag)).Expect(200);
        Assert.Empty((await analyst.GetAsync($"projects/{id}/annotation")).Expect(200).Body["properties"]!.AsObject());
        // What is shown nowhere is not found either.
        Assert.Empty((await analyst.GetAsync($"projects?search=find-{table}")).Expect(200).Items);
        Assert.Empty(await FoundAsync("Gold"));

        async Task<IReadOnlyList<string>> FoundAsync(string text) =>
        [
            .. (await analyst.GetAsync($"projects?search={text}&limit=500")).Expect(200).Items.Where(item => item!["id"]!.GetValue<string>() == id)
                .SelectMany(item => item!["found"]?.AsArray() ?? []).Select(found => $"{found!["kind"]} {found["id"]} {found["in"]}"),
        ];
    }

    [Fact]
    public async Task An_exploration_runs_on_the_full_data_for_who_may_preview()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var query = new { dimensions = Array.Empty<string>(), measures = new[] { new { name = "STATES", function = "countDistinct", column = "STATE" } } };
        var run = (await analyst.PostAsync($"projects/{id}/explorations/run", new { node = "airports", query })).Expect(200);
        Assert.Equal("STATES", run.Body["columns"]![0]!["name"]!.GetValue<string>());
        Assert.Single(run.Body["rows"]!.AsArray());
        (await analyst.PostAsync($"projects/{id}/explorations/run", new { node = "airports", query, role = "NOT_MINE" })).ExpectProblem(403, "role-not-allowed");
        (await analyst.PostAsync($"projects/{id}/explorations/run", new { node = "airports", query = new { } })).ExpectProblem(422, "exploration-invalid");
        (await analyst.PostAsync($"projects/{id}/explorations/run", new { id = "nope" })).ExpectProblem(404, "exploration-not-found");
    }

    [Fact]
    public async Task A_profile_describes_all_rows_and_one_column_closer()
    {
        var (analyst, stranger) = (await installation.AnalystAsync(), await installation.StrangerAsync());
        var (id, _) = await Sample.SmallAsync(analyst);
        var profile = (await analyst.GetAsync($"projects/{id}/nodes/airports/profile")).Expect(200);
        var rows = profile.Body["rows"]!.GetValue<long>();
        Assert.True(rows > 3000);
        var columns = profile.Body["columns"]!.AsArray().ToDictionary(column => column!["name"]!.GetValue<string>(), column => column!);
        Assert.Equal(rows, columns["IATA"]["distinct"]!.GetValue<long>());
        Assert.True(columns["LATITUDE"]["min"]!.GetValue<double>() < columns["LATITUDE"]["max"]!.GetValue<double>());
        var latitude = (await analyst.GetAsync($"projects/{id}/nodes/airports/distribution?column=LATITUDE")).Expect(200);
        Assert.Equal(20, latitude.Body["bins"]!.AsArray().Count);
        Assert.Equal(latitude.Body["values"]!.GetValue<long>(), latitude.Body["bins"]!.AsArray().Sum(bin => bin!["count"]!.GetValue<long>()));
        var state = (await analyst.GetAsync($"projects/{id}/nodes/airports/distribution?column=STATE")).Expect(200);
        Assert.Equal("AK", state.Body["top"]![0]!["value"]!.GetValue<string>());
        Assert.Null(state.Body["bins"]);
        (await analyst.GetAsync($"projects/{id}/nodes/airports/distribution?column=NOPE")).ExpectProblem(404, "column-not-found");
        (await analyst.GetAsync($"projects/{id}/nodes/airports/distribution")).ExpectProblem(400, "query-invalid");
        (await analyst.GetAsync($"projects/{id}/nodes/nope/profile")).ExpectProblem(404, "node-not-found");
        (await stranger.GetAsync($"projects/{id}/nodes/airports/profile")).ExpectProblem(404, "project-not-found");
    }

    private static async Task<bool> WaitsAsync(Api reviewer, string project) =>
        (await reviewer.GetAsync("reviews?limit=500")).Expect(200).Items.Any(review => review!["project"]!.GetValue<string>() == project);
}
