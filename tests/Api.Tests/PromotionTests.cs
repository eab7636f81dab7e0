using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>Plans and what becomes of them.</summary>
public sealed class PromotionTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task The_same_inputs_give_the_same_plan_and_an_unchanged_project_an_empty_one()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var first = await PlanAsync(analyst, id);
        Assert.Equal(first.Text("hash"), (await PlanAsync(analyst, id)).Text("hash"));
        Assert.False(first.Body["empty"]!.GetValue<bool>());
        Assert.Equal(first.Text("hash"), (await analyst.GetAsync($"plans/{first.Text("hash")}")).Expect(200).Text("hash"));

        await ApplyAsync(analyst, id);
        var again = await PlanAsync(analyst, id);
        Assert.True(again.Body["empty"]!.GetValue<bool>());
        Assert.All(again.Body["deployments"]!.AsArray(), item => Assert.Equal("unchanged", item!["action"]!.GetValue<string>()));
        (await analyst.PostAsync("promotions", new { plan = again.Text("hash") })).ExpectProblem(409, "plan-empty");

        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        var changed = await PlanAsync(analyst, id);
        Assert.False(changed.Body["empty"]!.GetValue<bool>());
        Assert.Contains(changed.Body["nodes"]!.AsArray(), node => node!["node"]!.GetValue<string>() == "by_state" && node["change"]!.GetValue<string>() == "changed");
    }

    [Fact]
    public async Task An_administrator_sees_what_waits_or_runs_until_it_has_ended()
    {
        var analyst = await installation.AnalystAsync();
        var administrator = await installation.AdministratorAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var plan = await PlanAsync(analyst, id);
        var requested = (await analyst.PostAsync("promotions", new { plan = plan.Text("hash") })).Expect(202);

        Assert.Contains(requested.Text("operation"), await OpenAsync());
        (await analyst.GetAsync("operations")).ExpectProblem(403, "administrator-required");
        (await analyst.PostAsync($"promotions/{requested.Text("id")}/cancel")).Expect(200);
        await analyst.FollowAsync(requested.Location);
        Assert.DoesNotContain(requested.Text("operation"), await OpenAsync());

        async Task<IEnumerable<string>> OpenAsync() => (await administrator.GetAsync("operations")).Expect(200).Items.Select(item => item!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_decided_goes_on_at_once_though_whoever_decided_has_gone()
    {
        var analyst = await installation.AnalystAsync();
        var late = new List<string>();
        var decided = 0;
        foreach (var milliseconds in Enumerable.Range(1, 20).Select(step => 3 * step))
        {
            var (id, _) = await Sample.SmallAsync(analyst);
            var plan = await PlanAsync(analyst, id);
            var requested = (await analyst.PostAsync("promotions", new { plan = plan.Text("hash") })).Expect(202);
            var promotion = $"promotions/{requested.Text("id")}";
            await analyst.AbandonAsync($"{promotion}/cancel", null, TimeSpan.FromMilliseconds(milliseconds));
            await Task.Delay(100);
            if ((await analyst.GetAsync(promotion)).Expect(200).Text("status") == "requested")
            {
                // Nothing was decided, or is about to be.
                await analyst.PostAsync($"{promotion}/cancel");
                continue;
            }

            decided++;
            var watch = Stopwatch.StartNew();
            await analyst.FollowAsync(requested.Location);
            if (watch.Elapsed > TimeSpan.FromSeconds(5))
            {
                late.Add($"gone after {milliseconds} ms: {watch.Elapsed.TotalSeconds:0} s");
            }
        }

        Assert.NotEqual(0, decided);
        Assert.Empty(late);
    }

    [Fact]
    public async Task A_source_project_that_changed_after_approval_is_refused_before_the_first_write()
    {
        var analyst = await installation.AnalystAsync();
        var reviewer = await installation.ReviewerAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var plan = await PlanAsync(analyst, id);
        var requested = (await analyst.PostAsync("promotions", new { plan = plan.Text("hash") })).Expect(202);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        (await reviewer.PostAsync($"promotions/{requested.Text("id")}/approve", new { plan = plan.Text("hash") })).Expect(200);

        var operation = await analyst.FollowAsync(requested.Location);
        Assert.Equal("compensated", operation["status"]!.GetValue<string>());
        Assert.Equal("plan-stale", operation["problem"]!["code"]!.GetValue<string>());
        Assert.Equal("pending", StepOf(operation, "stage"));
        (await (await installation.ItOwnerAsync()).GetAsync($"projects/{plan.Body["target"]!["project"]}")).Expect(404);
        (await analyst.PostAsync("promotions", new { plan = plan.Text("hash") })).ExpectProblem(409, "plan-stale");
    }

    [Fact]
    public async Task A_second_promotion_replaces_and_rolling_it_back_restores_the_first_ones_data()
    {
        var analyst = await installation.AnalystAsync();
        var owner = await installation.ItOwnerAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await ApplyAsync(analyst, id);
        var first = await RowsAsync(owner, table);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        var (promotion, plan) = await ApplyAsync(analyst, id);
        Assert.NotEqual(first, await RowsAsync(owner, table));
        var target = plan["target"]!["project"]!.GetValue<string>();
        Assert.Equal(2, (await owner.GetAsync($"projects/{target}/deployments/out_table/versions")).Expect(200).Items.Count);

        var rollback = (await owner.PostAsync($"promotions/{promotion}/rollback")).Expect(202);
        Assert.Equal("succeeded", (await owner.FollowAsync(rollback.Location))["status"]!.GetValue<string>());
        Assert.Equal(first, await RowsAsync(owner, table));
        var project = (await owner.GetAsync($"projects/{target}")).Expect(200);
        Assert.Equal(3, project.Body["revision"]!.GetValue<int>());
        var versions = (await owner.GetAsync($"projects/{target}/deployments/out_table/versions")).Items;
        Assert.NotNull(versions[0]!["rolledBackAt"]);
        (await owner.PostAsync($"promotions/{promotion}/rollback")).ExpectProblem(409, "promotion-not-applied");
    }

    [Fact]
    public async Task After_a_rollback_of_the_first_promotion_it_can_be_promoted_again()
    {
        var analyst = await installation.AnalystAsync();
        var owner = await installation.ItOwnerAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var (promotion, plan) = await ApplyAsync(analyst, id);
        var rollback = (await owner.PostAsync($"promotions/{promotion}/rollback")).Expect(202);
        Assert.Equal("succeeded", (await owner.FollowAsync(rollback.Location))["status"]!.GetValue<string>());
        (await owner.GetAsync($"projects/{plan["target"]!["project"]}")).Expect(404);
        (await owner.GetAsync($"catalog/ANALYTICS/MARTS/{table}?role=DEPLOYER_PROD")).Expect(404);
        await ApplyAsync(analyst, id);
        (await owner.GetAsync($"projects/{plan["target"]!["project"]}")).Expect(200);
    }

    [Fact]
    public async Task An_earlier_promotion_cannot_be_rolled_back_under_a_later_one()
    {
        var analyst = await installation.AnalystAsync();
        var owner = await installation.ItOwnerAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var (first, _) = await ApplyAsync(analyst, id);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        await ApplyAsync(analyst, id);
        (await owner.PostAsync($"promotions/{first}/rollback")).ExpectProblem(409, "promotion-superseded");
    }

    [Fact]
    public async Task Rejecting_and_cancelling_end_it_and_nothing_is_written()
    {
        var analyst = await installation.AnalystAsync();
        var reviewer = await installation.ReviewerAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var plan = await PlanAsync(analyst, id);
        var rejected = (await analyst.PostAsync("promotions", new { plan = plan.Text("hash") })).Expect(202);
        (await reviewer.PostAsync($"promotions/{rejected.Text("id")}/reject", new { })).ExpectProblem(400, "comment-missing");
        (await reviewer.PostAsync($"promotions/{rejected.Text("id")}/reject", new { comment = "Not yet" })).Expect(200);
        Assert.Equal("cancelled", (await analyst.FollowAsync(rejected.Location))["status"]!.GetValue<string>());
        Assert.Equal("rejected", (await analyst.GetAsync($"promotions/{rejected.Text("id")}")).Text("status"));

        var cancelled = (await analyst.PostAsync("promotions", new { plan = plan.Text("hash") })).Expect(202);
        (await analyst.PostAsync($"promotions/{cancelled.Text("id")}/cancel")).Expect(200);
        Assert.Equal("cancelled", (await analyst.FollowAsync(cancelled.Location))["status"]!.GetValue<string>());
        (await reviewer.PostAsync($"promotions/{cancelled.Text("id")}/approve", new { plan = plan.Text("hash") })).ExpectProblem(409, "promotion-not-waiting");
        (await (await installation.ItOwnerAsync()).GetAsync($"catalog/ANALYTICS/MARTS/{table}?role=DEPLOYER_PROD")).Expect(404);
    }

    [Fact]
    public async Task A_data_test_that_fails_stops_the_promotion_and_puts_everything_back()
    {
        var analyst = await installation.AnalystAsync();
        var reviewer = await installation.ReviewerAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var flow = Sample.SmallFlow(table);
        flow["nodes"]![2]!["tests"] = JsonNode.Parse("""[{"kind":"unique","columns":["AIRPORTS"]}]""");
        await Sample.SaveAsync(analyst, id, flow);
        var (_, location, _) = await Sample.PromoteAsync(analyst, reviewer, id);
        var operation = await analyst.FollowAsync(location);
        Assert.Equal("compensated", operation["status"]!.GetValue<string>());
        Assert.Equal("data-checks-failed", operation["problem"]!["code"]!.GetValue<string>());
        var left = (await (await installation.ItOwnerAsync()).GetAsync("catalog/ANALYTICS/MARTS?role=DEPLOYER_PROD&internal=true")).Expect(200);
        Assert.DoesNotContain(left.Items, item => item!["name"]!.GetValue<string>().StartsWith(table, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_locked_project_changes_only_through_promotions()
    {
        var analyst = await installation.AnalystAsync();
        var owner = await installation.ItOwnerAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var (_, plan) = await ApplyAsync(analyst, id);
        var target = plan["target"]!["project"]!.GetValue<string>();
        var etag = (await owner.GetAsync($"projects/{target}/flow")).Expect(200).ETag;
        (await owner.PutAsync($"projects/{target}/flow", Sample.SmallFlow(table).ToJsonString(), etag)).ExpectProblem(409, "project-locked");
        (await owner.PostAsync($"projects/{target}/deploy")).ExpectProblem(409, "project-locked");
        (await (await installation.AdministratorAsync()).PostAsync($"projects/{target}/unlock", new { reason = "an urgent fix" })).Expect(200);
        (await owner.PostAsync($"projects/{target}/deploy")).ExpectProblem(409, "promotion-required");
    }

    private static string StepOf(JsonObject operation, string name) =>
        operation["steps"]!.AsArray().Single(step => step!["name"]!.GetValue<string>() == name)!["status"]!.GetValue<string>();

    private static async Task<Answer> PlanAsync(Api analyst, string id) =>
        (await analyst.PostAsync("plans", new { project = id, environment = "production" })).Expect(200);

    private async Task<(string Promotion, JsonObject Plan)> ApplyAsync(Api analyst, string id)
    {
        var (promotion, location, plan) = await Sample.PromoteAsync(analyst, await installation.ReviewerAsync(), id);
        var operation = await analyst.FollowAsync(location);
        Assert.True(operation["status"]!.GetValue<string>() == "succeeded", operation.ToJsonString());
        return (promotion, plan);
    }

    private static async Task<string> RowsAsync(Api owner, string table)
    {
        var rows = (await owner.GetAsync($"catalog/ANALYTICS/MARTS/{table}/preview?role=DEPLOYER_PROD&limit=1000")).Expect(200).Body["rows"]!.AsArray();
        return string.Join('\n', rows.Select(row => row!.ToJsonString()).Order(StringComparer.Ordinal));
    }
}
