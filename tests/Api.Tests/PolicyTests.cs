using System.Text.Json.Nodes;
using Handover.Testing;

namespace Handover.Api.Tests;

/// <summary>What an environment demands: shown in every plan with what would fulfil it, demanded when a promotion is requested and when it is applied.</summary>
public sealed class PolicyTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task Every_policy_is_in_the_plan_with_what_would_fulfil_it_and_blocks_or_warns()
    {
        var analyst = await installation.AnalystAsync();
        var environment = await EnvironmentAsync(new
        {
            approvals = 2,
            description = "block",
            tags = "warn",
            review = "block",
            findings = "warn",
            errorFindings = new[] { "missing-documentation" },
            windows = new[] { new { days = new[] { Tomorrow() }, from = "01:00", to = "02:00", timeZone = "Europe/Berlin" } },
            lockAfterPromotion = true,
        });
        var (id, table) = await Sample.SmallAsync(analyst);
        var plan = await PlanAsync(analyst, id, environment);
        var policies = Policies(plan);
        Assert.Equal(["approvals", "description", "tags", "review", "findings", "deployment-window", "locked-after-promotion", "retention"], policies.Keys);
        Assert.All(policies.Where(policy => policy.Key is not ("retention" or "locked-after-promotion")), policy =>
        {
            Assert.False(policy.Value["satisfied"]!.GetValue<bool>(), policy.Key);
            Assert.False(string.IsNullOrEmpty(policy.Value["remedy"]?.GetValue<string>()), policy.Key);
        });
        Assert.Equal(["approvals", "description", "review", "deployment-window"], policies.Where(policy => policy.Value["blocking"]!.GetValue<bool>()).Select(policy => policy.Key));
        Assert.Contains("'out_table'", policies["description"]["remedy"]!.GetValue<string>(), StringComparison.Ordinal);

        var refused = (await analyst.PostAsync("promotions", new { plan = plan.Text("hash") })).ExpectProblem(422, "policies-not-fulfilled");
        Assert.Equal(["policy-description", "policy-review"], refused.Body["diagnostics"]!.AsArray().Select(item => item!["code"]!.GetValue<string>()));

        var flow = Sample.SmallFlow(table);
        foreach (var node in flow["nodes"]!.AsArray())
        {
            node!["description"] = "Said";
        }

        await Sample.SaveAsync(analyst, id, flow);
        (await analyst.PutAsync($"projects/{id}/annotation", new { description = "About airports", tags = new[] { "airports" } }, "*")).Expect(200);
        var review = (await analyst.PostAsync($"projects/{id}/reviews", new { reviewers = new[] { "reviewer@example.com" } })).Expect(201);
        (await (await installation.ReviewerAsync()).PostAsync($"projects/{id}/reviews/{review.Body["number"]}/decision", new { decision = "approve" })).Expect(200);
        var better = await PlanAsync(analyst, id, environment);
        Assert.Equal(["approvals", "deployment-window"], Policies(better).Where(policy => !policy.Value["satisfied"]!.GetValue<bool>()).Select(policy => policy.Key));
        Assert.Equal(better.Text("hash"), (await analyst.GetAsync($"plans/{better.Text("hash")}")).Expect(200).Text("hash"));
        (await analyst.PostAsync("promotions", new { plan = better.Text("hash") })).Expect(202);

        // A later revision is no longer the one that was approved.
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        var later = Policies(await PlanAsync(analyst, id, environment));
        Assert.False(later["review"]["satisfied"]!.GetValue<bool>());
        Assert.Contains("was approved", later["review"]["remedy"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_approved_waits_for_the_window_and_an_administrators_override_is_in_the_audit()
    {
        var analyst = await installation.AnalystAsync();
        var administrator = await installation.AdministratorAsync();
        var environment = await EnvironmentAsync(new { windows = new[] { new { days = new[] { Tomorrow() }, from = "01:00", to = "02:00", timeZone = "UTC" } } });
        var (id, _) = await Sample.SmallAsync(analyst);
        var plan = await PlanAsync(analyst, id, environment);
        var requested = (await analyst.PostAsync("promotions", new { plan = plan.Text("hash") })).Expect(202);
        var promotion = requested.Text("id");
        await Poll.UntilAsync(
            async () => (await analyst.GetAsync(requested.Location)).Body["steps"]![0]!["detail"]?.GetValue<string>().Contains("next window", StringComparison.Ordinal) is true,
            TimeSpan.FromMinutes(1), "the promotion to wait for its window");
        Assert.Equal("approved", (await analyst.GetAsync($"promotions/{promotion}")).Text("status"));

        (await analyst.PostAsync($"promotions/{promotion}/override", new { reason = "Now" })).ExpectProblem(403, "administrator-required");
        (await administrator.PostAsync($"promotions/{promotion}/override", new { reason = " " })).ExpectProblem(400, "reason-missing");
        (await administrator.PostAsync($"promotions/{promotion}/override", new { reason = "Now", policies = new[] { "tags" } })).ExpectProblem(409, "override-nothing");
        var overridden = (await administrator.PostAsync($"promotions/{promotion}/override", new { reason = "The month ends today" })).Expect(200);
        Assert.Equal("admin@example.com", overridden.Body["override"]!["by"]!.GetValue<string>());
        Assert.Equal("succeeded", (await analyst.FollowAsync(requested.Location))["status"]!.GetValue<string>());
        var entry = (await analyst.GetAsync($"audit?project={id}")).Items.Single(item => item!["action"]!.GetValue<string>() == "policies-overridden")!;
        Assert.Equal("admin@example.com", entry["by"]!.GetValue<string>());
        Assert.Equal("The month ends today", entry["data"]!["reason"]!.GetValue<string>());
        Assert.Equal("deployment-window", entry["data"]!["policies"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_administrator_may_request_what_is_blocked_with_a_reason_and_nobody_else()
    {
        var analyst = await installation.AnalystAsync();
        var administrator = await installation.AdministratorAsync();
        var environment = await EnvironmentAsync(new { approvals = 1, tags = "block" });
        var (id, _) = await Sample.SmallAsync(analyst);
        var hash = (await PlanAsync(analyst, id, environment)).Text("hash");
        (await analyst.PostAsync("promotions", new { plan = hash, @override = new { reason = "I say so" } })).ExpectProblem(403, "administrator-required");
        (await administrator.PostAsync("promotions", new { plan = hash })).ExpectProblem(422, "policies-not-fulfilled");
        var waiting = (await administrator.PostAsync("promotions", new { plan = hash, @override = new { reason = "Tags come later" } })).Expect(202);
        Assert.Equal("requested", waiting.Text("status"));
        var all = (await administrator.PostAsync($"promotions/{waiting.Text("id")}/override", new { reason = "Nobody is here", policies = new[] { "approvals" } })).Expect(200);
        Assert.Equal(["tags", "approvals"], all.Body["override"]!["policies"]!.AsArray().Select(code => code!.GetValue<string>()));
        Assert.Equal("succeeded", (await administrator.FollowAsync(waiting.Location))["status"]!.GetValue<string>());
        (await administrator.PostAsync($"promotions/{waiting.Text("id")}/override", new { reason = "Again" })).ExpectProblem(409, "override-nothing");
    }

    [Fact]
    public async Task Enough_people_must_approve_and_the_requester_is_none_of_them()
    {
        var analyst = await installation.AnalystAsync();
        var environment = await EnvironmentAsync(new { approvals = 2 });
        var (id, _) = await Sample.SmallAsync(analyst);
        var hash = (await PlanAsync(analyst, id, environment)).Text("hash");
        var requested = (await analyst.PostAsync("promotions", new { plan = hash })).Expect(202);
        var path = $"promotions/{requested.Text("id")}/approve";
        (await analyst.PostAsync(path, new { plan = hash })).ExpectProblem(403, "approval-by-requester");
        Assert.Equal("requested", (await (await installation.ReviewerAsync()).PostAsync(path, new { plan = hash })).Expect(200).Text("status"));
        Assert.Equal("requested", (await (await installation.ReviewerAsync()).PostAsync(path, new { plan = hash })).Expect(200).Text("status"));
        Assert.NotEqual("requested", (await (await installation.AdministratorAsync()).PostAsync(path, new { plan = hash })).Expect(200).Text("status"));
        Assert.Equal("succeeded", (await analyst.FollowAsync(requested.Location))["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"windows":[{"from":"25:00","to":"02:00","timeZone":"UTC"}]}""")]
    [InlineData("""{"windows":[{"from":"01:00","to":"02:00","timeZone":"Mars/Base"}]}""")]
    [InlineData("""{"reviewRevisionsBehind":-1}""")]
    [InlineData("""{"reviewDays":0}""")]
    public async Task Policies_that_make_no_sense_are_refused(string policies)
    {
        var body = Environment("wrong");
        body["policies"] = JsonNode.Parse(policies);
        (await (await installation.AdministratorAsync()).PostAsync("environments", body)).ExpectProblem(400, "environment-invalid");
    }

    private async Task<string> EnvironmentAsync(object policies)
    {
        var body = Environment(AzuriteFixture.UniqueName("env").ToLowerInvariant());
        body["policies"] = System.Text.Json.JsonSerializer.SerializeToNode(policies);
        return (await (await installation.AdministratorAsync()).PostAsync("environments", body)).Expect(201).Text("id");
    }

    private static JsonObject Environment(string id) => JsonNode.Parse($$"""
        { "id": "{{id}}", "name": "{{id}}", "role": "DEPLOYER_PROD", "warehouse": "PROD_WH", "target": { "database": "ANALYTICS" },
          "sourceMap": [ { "from": { "database": "RAW_DEV" }, "to": { "database": "RAW" } } ] }
        """)!.AsObject();

    // Never open while the test runs, whatever the zone.
    private static string Tomorrow() => DateTime.UtcNow.AddDays(3).DayOfWeek.ToString().ToLowerInvariant();

    private static async Task<Answer> PlanAsync(Api api, string project, string environment) => (await api.PostAsync("plans", new { project, environment })).Expect(200);

    private static Dictionary<string, JsonObject> Policies(Answer plan) =>
        plan.Body["policies"]!.AsArray().ToDictionary(policy => policy!["code"]!.GetValue<string>(), policy => policy!.AsObject());
}
