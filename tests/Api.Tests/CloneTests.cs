using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>The rules of cloning, one by one, on a project that has everything a project can have.</summary>
public sealed class CloneTests(Installation installation) : IClassFixture<Installation>
{
    private static Task<(string Id, JsonObject Clone)>? shared;

    [Fact]
    public async Task A_clone_lives_in_the_environment_of_its_source() => Assert.Equal("development", Text((await CloneAsync()).Clone, "environment"));

    [Fact]
    public async Task A_clone_is_owned_by_whoever_cloned_it() => Assert.Equal("reviewer@example.com", Text((await CloneAsync()).Clone, "owner"));

    [Fact]
    public async Task A_clone_says_what_it_was_cloned_from()
    {
        var (id, clone) = await CloneAsync();
        Assert.Equal(id, clone["clonedFrom"]!["project"]!.GetValue<string>());
        Assert.Equal(1, clone["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_clone_has_the_current_flow_without_deployment_nodes()
    {
        var (id, clone) = await CloneAsync();
        var (before, after) = (await FlowAsync(await installation.AnalystAsync(), id), await FlowAsync(await installation.ReviewerAsync(), Text(clone, "id")));
        Assert.Equal(
            before["nodes"]!.AsArray().Where(node => node!["kind"]!.GetValue<string>() != "deployment").Select(node => node!.ToJsonString()),
            after["nodes"]!.AsArray().Select(node => node!.ToJsonString()));
    }

    [Fact]
    public async Task Groups_that_held_only_deployments_vanish_and_others_lose_them()
    {
        var groups = (await FlowAsync(await installation.ReviewerAsync(), Text((await CloneAsync()).Clone, "id")))["groups"]!.AsArray();
        var group = Assert.Single(groups)!;
        Assert.Equal("mixed", Text(group.AsObject(), "id"));
        Assert.Equal(["by_state"], group["nodes"]!.AsArray().Select(node => node!.GetValue<string>()));
    }

    [Fact]
    public async Task Deployments_their_history_and_executions_are_not_carried()
    {
        var (id, clone) = await CloneAsync();
        var (analyst, reviewer) = (await installation.AnalystAsync(), await installation.ReviewerAsync());
        Assert.NotEmpty((await analyst.GetAsync($"projects/{id}/deployments/out_table/versions")).Expect(200).Items);
        Assert.NotEmpty((await analyst.GetAsync($"projects/{id}/deployments/out_table/executions")).Expect(200).Items);
        Assert.Empty((await reviewer.GetAsync($"projects/{Text(clone, "id")}/deployments")).Expect(200).Items);
        Assert.Empty(Items(await reviewer.GetAsync($"projects/{Text(clone, "id")}/deployments/out_table/versions")));
        Assert.Empty(Items(await reviewer.GetAsync($"projects/{Text(clone, "id")}/deployments/out_table/executions")));
    }

    [Fact]
    public async Task Schedules_are_not_carried() =>
        Assert.Empty((await (await installation.ReviewerAsync()).GetAsync($"schedules?project={Text((await CloneAsync()).Clone, "id")}")).Expect(200).Items);

    [Fact]
    public async Task Collaborators_are_not_carried() => Assert.Empty((await CloneAsync()).Clone["collaborators"]!.AsArray());

    [Fact]
    public async Task Description_and_tags_are_not_carried()
    {
        var clone = (await CloneAsync()).Clone;
        Assert.Null(clone["description"]);
        Assert.Empty(clone["tags"]!.AsArray());
    }

    [Fact]
    public async Task Explorations_are_not_carried() =>
        Assert.True((await FlowAsync(await installation.ReviewerAsync(), Text((await CloneAsync()).Clone, "id")))["explorations"] is null or JsonArray { Count: 0 });

    [Fact]
    public async Task Comments_are_not_carried() =>
        Assert.Empty((await (await installation.ReviewerAsync()).GetAsync($"projects/{Text((await CloneAsync()).Clone, "id")}/comments")).Expect(200).Items);

    [Fact]
    public async Task Reviews_are_not_carried() =>
        Assert.Empty((await (await installation.ReviewerAsync()).GetAsync($"projects/{Text((await CloneAsync()).Clone, "id")}/reviews")).Expect(200).Items);

    [Fact]
    public async Task A_viewer_cannot_clone_and_a_collaborator_who_reviews_and_an_administrator_can()
    {
        var (id, _) = await CloneAsync();
        (await (await installation.ItOwnerAsync()).PostAsync($"projects/{id}/clone")).ExpectProblem(403, "project-right-missing");
        (await (await installation.StrangerAsync()).PostAsync($"projects/{id}/clone")).ExpectProblem(404, "project-not-found");
        (await (await installation.AdministratorAsync()).PostAsync($"projects/{id}/clone")).Expect(201);
    }

    [Fact]
    public async Task By_option_a_clone_keeps_deployments_that_point_nowhere_paused_schedules_and_annotations()
    {
        var (id, _) = await CloneAsync();
        var reviewer = await installation.ReviewerAsync();
        var clone = (await reviewer.PostAsync($"projects/{id}/clone", new { keepDeployments = true })).Expect(201).Body;
        Assert.Equal("About airports", Text(clone, "description"));
        Assert.Equal("airports", clone["tags"]![0]!.GetValue<string>());
        var flow = await FlowAsync(reviewer, Text(clone, "id"));
        var deployments = flow["nodes"]!.AsArray().Where(node => node!["kind"]!.GetValue<string>() == "deployment").ToList();
        Assert.Equal(2, deployments.Count);
        Assert.All(deployments, node => Assert.Null(node!["target"]));
        Assert.Equal("Airports by state", deployments[0]!["annotation"]!["description"]!.GetValue<string>());
        var schedule = (await reviewer.GetAsync($"projects/{Text(clone, "id")}/deployments/out_table/schedule")).Expect(200).Body;
        Assert.True(schedule["schedule"]!["paused"]!.GetValue<bool>());
        Assert.Empty(clone["collaborators"]!.AsArray());
        Assert.Empty((await reviewer.GetAsync($"projects/{Text(clone, "id")}/comments")).Expect(200).Items);
        Assert.True((await reviewer.GetAsync($"projects/{Text(clone, "id")}/audit/verify")).Expect(200).Body["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_clone_into_another_environment_reads_what_that_one_maps()
    {
        var (id, _) = await CloneAsync();
        var reviewer = await installation.ReviewerAsync();
        var clone = (await reviewer.PostAsync($"projects/{id}/clone", new { environment = "production" })).Expect(201).Body;
        Assert.Equal("production", Text(clone, "environment"));
        var source = (await FlowAsync(reviewer, Text(clone, "id")))["nodes"]!.AsArray().Single(node => node!["kind"]!.GetValue<string>() == "source")!;
        Assert.Equal("RAW", source["table"]!["database"]!.GetValue<string>());
        Assert.EndsWith(", into Production", (await reviewer.GetAsync($"projects/{Text(clone, "id")}/revisions")).Items[0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        // Unless somebody says otherwise, it stays where its source lives.
        Assert.Equal("production", Text((await reviewer.PostAsync($"projects/{Text(clone, "id")}/clone")).Expect(201).Body, "environment"));
        (await reviewer.PostAsync($"projects/{id}/clone", new { environment = "nowhere" })).ExpectProblem(404, "environment-not-found");
    }

    private Task<(string Id, JsonObject Clone)> CloneAsync()
    {
        lock (typeof(CloneTests))
        {
            return shared ??= PrepareAsync();
        }
    }

    private async Task<(string, JsonObject)> PrepareAsync()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var flow = Sample.SmallFlow(table);
        flow["nodes"]!.AsArray().Single(node => node!["id"]!.GetValue<string>() == "out_table")!["annotation"] = new JsonObject { ["description"] = "Airports by state" };
        flow["groups"] = JsonNode.Parse("""[{"id":"outputs","name":"Outputs","nodes":["out_table","out_view"]},{"id":"mixed","name":"Mixed","nodes":["by_state","out_table"]}]""");
        flow["explorations"] = JsonNode.Parse("""[{"id":"look","node":"by_state","name":"Look","query":{"dimensions":["STATE"],"measures":[]}}]""");
        await Sample.SaveAsync(analyst, id, flow);
        (await analyst.PutAsync($"projects/{id}/annotation", new { description = "About airports", tags = new[] { "airports" } }, "*")).Expect(200);
        (await analyst.PutAsync(
            $"projects/{id}/collaborators",
            new { collaborators = new[] { new { email = "reviewer@example.com", role = "reviewer" }, new { email = "it@example.com", role = "viewer" } } }, "*")).Expect(200);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);
        (await analyst.PutAsync($"projects/{id}/deployments/out_table/schedule", new { every = new { count = 1, unit = "months" }, timeZone = "UTC" }, null)).Expect(200);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deployments/out_table/run")).Expect(202).Location);
        (await analyst.PostAsync($"projects/{id}/comments", new { text = "Why so few?" })).Expect(201);
        (await analyst.PostAsync($"projects/{id}/reviews", new { reviewers = new[] { "reviewer@example.com" } })).Expect(201);
        var clone = (await (await installation.ReviewerAsync()).PostAsync($"projects/{id}/clone", new { name = "Clone" })).Expect(201);
        return (id, clone.Body);
    }

    private static async Task<JsonObject> FlowAsync(Api api, string id) => (await api.GetAsync($"projects/{id}/flow")).Expect(200).Body;

    private static string Text(JsonObject body, string property) => body[property]!.GetValue<string>();

    private static JsonArray Items(Answer answer) => answer.Status == 404 ? [] : answer.Expect(200).Items;
}
