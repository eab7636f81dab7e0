using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

public sealed class ScheduleTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_table_is_scheduled_paused_resumed_and_unscheduled()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var path = $"projects/{id}/deployments/out_table/schedule";
        (await analyst.GetAsync(path)).ExpectProblem(404, "schedule-not-found");

        var made = (await analyst.PutAsync(path, new { cron = "0 7 * * MON-FRI", timeZone = "Europe/Berlin", freshness = new { by = "08:00" } }, null)).Expect(200);
        Assert.Equal(10, made.Body["nextRuns"]!.AsArray().Count);
        (await analyst.PutAsync(path, new { cron = "0 8 * * *" }, null)).ExpectProblem(428, "if-match-missing");
        (await analyst.PutAsync(path, new { cron = "0 8 * * *" }, "\"stale\"")).ExpectProblem(412, "etag-stale");
        var changed = (await analyst.PutAsync(path, new { every = new { count = 6, unit = "hours" } }, made.ETag)).Expect(200);
        var listed = (await analyst.GetAsync($"schedules?project={id}")).Expect(200);
        Assert.Equal(("out_table", "out_table"), NamesOf(listed));
        var flow = Sample.SmallFlow(table);
        flow["nodes"]![2]!["name"] = "Airports of a state";
        await Sample.SaveAsync(analyst, id, flow);
        Assert.Equal(("out_table", "Airports of a state"), NamesOf((await analyst.GetAsync($"schedules?project={id}")).Expect(200)));

        var paused = (await analyst.PostAsync($"{path}/pause")).Expect(200);
        Assert.Empty(paused.Body["nextRuns"]!.AsArray());
        Assert.NotEqual(changed.ETag, paused.ETag);
        Assert.NotEmpty((await analyst.PostAsync($"{path}/resume")).Expect(200).Body["nextRuns"]!.AsArray());

        var now = (await analyst.GetAsync(path)).Expect(200);
        (await analyst.DeleteAsync(path, now.ETag)).Expect(204);
        Assert.Empty((await analyst.GetAsync($"schedules?project={id}")).Expect(200).Items);
    }

    [Fact]
    public async Task What_cannot_be_scheduled_is_said()
    {
        var analyst = await installation.AnalystAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var path = $"projects/{id}/deployments/out_table/schedule";
        var wrong = (await analyst.PutAsync(path, new { cron = "61 7 * * *", timeZone = "Europe/Berln" }, null)).ExpectProblem(422, "schedule-invalid");
        Assert.Equal(["schedule-cron-invalid", "schedule-zone-unknown"], wrong.Body["diagnostics"]!.AsArray().Select(item => item!["code"]!.GetValue<string>()).Order());
        (await analyst.PutAsync(path, new { every = new { count = 1, unit = "fortnights" } }, null)).ExpectProblem(400, "json-invalid");
        (await analyst.PutAsync(path, new { cron = "0 7 * * *", zone = "UTC" }, null)).ExpectProblem(400, "property-unknown");
        (await analyst.PutAsync($"projects/{id}/deployments/out_view/schedule", new { cron = "0 7 * * *" }, null)).ExpectProblem(422, "schedule-on-view");
        (await analyst.PutAsync($"projects/{id}/deployments/nothing/schedule", new { cron = "0 7 * * *" }, null)).ExpectProblem(404, "deployment-not-found");
        (await analyst.PutAsync(path, new { after = new { project = id, node = "out_table" } }, null)).ExpectProblem(422, "schedule-after-cycle");
        (await analyst.PutAsync(path, new { after = new { project = "p-unknown", node = "x" } }, null)).ExpectProblem(404, "project-not-found");
        (await analyst.PostAsync($"projects/{id}/deployments/out_table/run")).ExpectProblem(404, "deployment-not-found");
        (await analyst.GetAsync($"projects/{id}/deployments/out_table/executions?status=sideways")).ExpectProblem(400, "query-invalid");
        (await analyst.GetAsync($"projects/{id}/deployments/out_table/executions/1")).ExpectProblem(404, "execution-not-found");
        var preview = (await analyst.PostAsync("schedules/preview", new { schedule = new { cron = "30 2 * * *", timeZone = "Europe/Berlin", start = "2030-03-30T12:00:00Z" }, count = 2 })).Expect(200);
        // Clocks skip 02:30 on that day.
        Assert.Equal("2030-03-31T01:00:00+00:00", preview.Body["nextRuns"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Owners_and_administrators_schedule_and_others_may_look()
    {
        var analyst = await installation.AnalystAsync();
        var reviewer = await installation.ReviewerAsync();
        var stranger = await installation.StrangerAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        var path = $"projects/{id}/deployments/out_table/schedule";
        var schedule = new { cron = "0 7 * * *" };
        (await reviewer.PutAsync(path, schedule, null)).ExpectProblem(403, "project-right-missing");
        (await stranger.PutAsync(path, schedule, null)).ExpectProblem(404, "project-not-found");
        (await (await installation.AdministratorAsync()).PutAsync(path, schedule, null)).Expect(200);
        (await reviewer.GetAsync(path)).Expect(200);
        (await reviewer.PostAsync($"projects/{id}/deployments/out_table/run")).ExpectProblem(403, "project-right-missing");
        Assert.Empty((await stranger.GetAsync($"schedules?project={id}")).Expect(200).Items);
    }

    [Fact]
    public async Task Running_now_computes_the_deployed_version_anew_and_leaves_the_version_before()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);
        // The flow has moved on; what is deployed is what runs.
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(*) + 1000"));

        var repeated = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => analyst.PostAsync($"projects/{id}/deployments/out_table/run", key: "once")));
        var begun = repeated[0].Expect(202);
        Assert.All(repeated, answer => Assert.Equal(begun.Text("id"), answer.Expect(202).Text("id")));
        Assert.Equal(begun.Text("id"), (await analyst.PostAsync($"projects/{id}/deployments/out_table/run", key: "once")).Expect(202).Text("id"));
        var operation = await analyst.FollowAsync(begun.Location);
        Assert.Equal("succeeded", operation["status"]!.GetValue<string>());

        var history = (await analyst.GetAsync($"projects/{id}/deployments/out_table/executions")).Expect(200);
        var execution = Assert.Single(history.Items)!;
        Assert.Equal(("manual", "succeeded", 1), (execution["trigger"]!.GetValue<string>(), execution["status"]!.GetValue<string>(), execution["version"]!.GetValue<int>()));
        Assert.True(execution["rows"]!.GetValue<long>() > 10);
        Assert.Contains("SELECT", (await analyst.GetAsync($"projects/{id}/deployments/out_table/executions/{begun.Text("execution")}")).Expect(200).Text("sql"));
        Assert.Single((await analyst.GetAsync($"projects/{id}/deployments/out_table/versions")).Expect(200).Items);
        var deployed = (await analyst.GetAsync($"projects/{id}/deployments")).Expect(200).Items.Single(item => item!["node"]!.GetValue<string>() == "out_table")!;
        Assert.Equal("succeeded", deployed["lastRun"]!["status"]!.GetValue<string>());
        var rows = (await analyst.GetAsync($"catalog/ANALYTICS_DEV/MARTS/{table}/preview?role=ANALYST_DEV&warehouse=DEV_WH&limit=100")).Expect(200);
        Assert.DoesNotContain("1001", rows.Body.ToJsonString());
        (await analyst.PostAsync($"projects/{id}/deployments/out_view/run")).ExpectProblem(422, "deployment-not-a-table");
    }

    [Fact]
    public async Task Two_deployments_of_a_project_run_side_by_side_with_a_deploy_and_nothing_is_lost()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        var flow = Sample.SmallFlow(table);
        var second = flow["nodes"]!.AsArray().Single(node => node!["id"]!.GetValue<string>() == "out_table")!.DeepClone();
        second["id"] = "out_second";
        second["target"]!["name"] = $"{table}_2";
        flow["nodes"]!.AsArray().Add(second);
        await Sample.SaveAsync(analyst, id, flow);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);

        var begun = new List<string>();
        foreach (var node in new[] { "out_table", "out_second", "out_table" })
        {
            begun.Add((await analyst.PostAsync($"projects/{id}/deployments/{node}/run")).Expect(202).Location);
        }

        begun.Add((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);
        foreach (var location in begun)
        {
            Assert.Equal("succeeded", (await analyst.FollowAsync(location))["status"]!.GetValue<string>());
        }

        Assert.Equal(2, (await analyst.GetAsync($"projects/{id}/deployments/out_table/executions?status=succeeded")).Expect(200).Items.Count);
        Assert.Equal(2, (await analyst.GetAsync($"projects/{id}/deployments/out_table/versions")).Expect(200).Items.Count);
    }

    [Fact]
    public async Task A_promotion_brings_schedules_once_and_production_keeps_its_own()
    {
        var analyst = await installation.AnalystAsync();
        var reviewer = await installation.ReviewerAsync();
        var administrator = await installation.AdministratorAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        (await analyst.PutAsync($"projects/{id}/deployments/out_table/schedule", new { cron = "0 7 * * *", timeZone = "Europe/Berlin" }, null)).Expect(200);
        var (_, location, plan) = await Sample.PromoteAsync(analyst, reviewer, id);
        Assert.Equal("add", Assert.Single(plan["schedules"]!.AsArray())!["action"]!.GetValue<string>());
        var operation = await analyst.FollowAsync(location);
        Assert.Equal("succeeded", operation["status"]!.GetValue<string>());
        var target = plan["target"]!["project"]!.GetValue<string>();
        var path = $"projects/{target}/deployments/out_table/schedule";
        var brought = (await administrator.GetAsync(path)).Expect(200);
        Assert.Equal("0 7 * * *", brought.Body["schedule"]!["cron"]!.GetValue<string>());
        Assert.NotEmpty(brought.Body["nextRuns"]!.AsArray());

        // Production is locked: its schedule is stopped but not changed, and its tables are run.
        (await administrator.PutAsync(path, new { cron = "0 8 * * *" }, brought.ETag)).ExpectProblem(409, "project-locked");
        (await administrator.PostAsync($"{path}/pause")).Expect(200);
        var run = (await administrator.PostAsync($"projects/{target}/deployments/out_table/run")).Expect(202);
        Assert.Equal("succeeded", (await administrator.FollowAsync(run.Location))["status"]!.GetValue<string>());

        // The next promotion leaves what production has made of it.
        (await analyst.PutAsync($"projects/{id}/deployments/out_table/schedule", new { cron = "0 9 * * *" }, (await analyst.GetAsync($"projects/{id}/deployments/out_table/schedule")).ETag)).Expect(200);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(*) + 1"));
        var (later, laterLocation, laterPlan) = await Sample.PromoteAsync(analyst, reviewer, id);
        Assert.Equal("keep", Assert.Single(laterPlan["schedules"]!.AsArray())!["action"]!.GetValue<string>());
        Assert.Equal("succeeded", (await analyst.FollowAsync(laterLocation))["status"]!.GetValue<string>());
        var kept = (await administrator.GetAsync(path)).Expect(200);
        Assert.True(kept.Body["schedule"]!["paused"]!.GetValue<bool>());
        Assert.Equal("0 7 * * *", kept.Body["schedule"]!["cron"]!.GetValue<string>());

        // A run between promotion and rollback does not disturb what the rollback needs.
        await administrator.FollowAsync((await administrator.PostAsync($"projects/{target}/deployments/out_table/run")).Expect(202).Location);
        await RollBackAsync(administrator, later);
        Assert.True((await administrator.GetAsync(path)).Expect(200).Body["schedule"]!["paused"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_schedule_outlives_the_restoring_of_a_version_and_sleeps_while_its_project_is_deleted()
    {
        var analyst = await installation.AnalystAsync();
        var (id, table) = await Sample.SmallAsync(analyst);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);
        await Sample.SaveAsync(analyst, id, Sample.SmallFlow(table, "COUNT(DISTINCT CITY)"));
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);
        var path = $"projects/{id}/deployments/out_table";
        var before = (await analyst.PutAsync($"{path}/schedule", new { cron = "0 7 1 1 *", timeZone = "Europe/Berlin", overlap = "queue" }, null)).Expect(200);

        var restore = (await analyst.PostAsync($"{path}/versions/1/restore")).Expect(202);
        Assert.Equal("succeeded", (await analyst.FollowAsync(restore.Location))["status"]!.GetValue<string>());
        var after = (await analyst.GetAsync($"{path}/schedule")).Expect(200);
        Assert.Equal((before.Body["schedule"]!.ToJsonString(), before.Body["nextRuns"]!.ToJsonString()), (after.Body["schedule"]!.ToJsonString(), after.Body["nextRuns"]!.ToJsonString()));

        (await analyst.DeleteAsync($"projects/{id}", (await analyst.GetAsync($"projects/{id}")).ETag)).Expect(204);
        Assert.Empty((await analyst.GetAsync($"schedules?project={id}")).Expect(200).Items);
        (await analyst.PostAsync($"projects/{id}/restore")).Expect(200);
        Assert.Single((await analyst.GetAsync($"schedules?project={id}")).Expect(200).Items);
        Assert.Equal(before.Body["nextRuns"]!.ToJsonString(), (await analyst.GetAsync($"{path}/schedule")).Expect(200).Body["nextRuns"]!.ToJsonString());
    }

    [Fact]
    public async Task Rolling_back_the_first_promotion_takes_its_schedules_back()
    {
        var analyst = await installation.AnalystAsync();
        var administrator = await installation.AdministratorAsync();
        var (id, _) = await Sample.SmallAsync(analyst);
        (await analyst.PutAsync($"projects/{id}/deployments/out_table/schedule", new { every = new { count = 1, unit = "days" } }, null)).Expect(200);
        var (promotion, location, plan) = await Sample.PromoteAsync(analyst, await installation.ReviewerAsync(), id);
        await analyst.FollowAsync(location);
        var target = plan["target"]!["project"]!.GetValue<string>();
        Assert.Single((await administrator.GetAsync($"schedules?project={target}")).Expect(200).Items);
        await RollBackAsync(administrator, promotion);
        Assert.Empty((await administrator.GetAsync($"schedules?project={target}")).Expect(200).Items);
    }

    private static (string Node, string Name) NamesOf(Answer listed)
    {
        var entry = Assert.Single(listed.Items)!;
        return (entry["node"]!.GetValue<string>(), entry["name"]!.GetValue<string>());
    }

    private static async Task RollBackAsync(Api api, string promotion)
    {
        var begun = (await api.PostAsync($"promotions/{promotion}/rollback")).Expect(202);
        Assert.Equal("succeeded", (await api.FollowAsync(begun.Location))["status"]!.GetValue<string>());
    }
}

/// <summary>A host that dies while schedules run.</summary>
[Trait("Host", "own")]
public sealed class ScheduleKillTests
{
    [Fact]
    public async Task Each_due_time_is_in_the_history_once_however_often_the_process_is_killed()
    {
        await using var host = await HostProcess.StartAsync("--Runs:LeastSeconds", "1");
        var analyst = await Api.SignInAsync(host.Address, "analyst@example.com");
        var (id, _) = await Sample.SmallAsync(analyst);
        var path = $"projects/{id}/deployments/out_table";
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);
        var schedule = new { cron = "*/5 * * * * *", overlap = "queue", catchUp = new { mode = "all", most = 500 } };
        var first = (await analyst.PutAsync($"{path}/schedule", schedule, null)).Expect(200).Body["nextRuns"]![0]!.GetValue<DateTimeOffset>();

        // Ticks come every 15 seconds: it is killed just behind one, while the runs of it are under way.
        foreach (var atLeast in new[] { 1, 5 })
        {
            await Poll.UntilAsync(async () => (await HistoryAsync(analyst, path)).Count >= atLeast, TimeSpan.FromMinutes(1), "runs to begin");
            await host.KillAsync();
            await host.StartAgainAsync("--Runs:LeastSeconds", "1");
        }

        analyst = await Api.SignInAsync(host.Address, "analyst@example.com");
        await Poll.UntilAsync(async () => (await HistoryAsync(analyst, path)).Count >= 9, TimeSpan.FromMinutes(1), "runs after the second start");
        (await analyst.PostAsync($"{path}/schedule/pause")).Expect(200);
        List<JsonNode> history = [];
        await Poll.UntilAsync(
            async () => (history = await HistoryAsync(analyst, path)).All(entry => entry["endedAt"] is not null), TimeSpan.FromMinutes(5), "all runs to end");

        var due = history.Select(entry => entry["due"]!.GetValue<DateTimeOffset>()).Order().ToList();
        Assert.Equal(Enumerable.Range(0, due.Count).Select(n => first.AddSeconds(5 * n)), due);
        Assert.All(history, entry => Assert.Equal("succeeded", entry["status"]!.GetValue<string>()));
    }

    private static async Task<List<JsonNode>> HistoryAsync(Api api, string path) =>
        [.. (await api.GetAsync($"{path}/executions?trigger=schedule&limit=500")).Expect(200).Items.Select(item => item!)];
}
