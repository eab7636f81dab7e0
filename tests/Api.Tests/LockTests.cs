using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>A locked project takes no change by any route: each request is one that would change it if it were not locked.</summary>
public sealed class LockTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_locked_project_refuses_every_way_to_change_it_and_an_unlocked_one_takes_them_again()
    {
        var (analyst, administrator) = (await installation.AnalystAsync(), await installation.AdministratorAsync());
        var (id, table) = await Sample.SmallAsync(analyst);
        var flow = Sample.SmallFlow(table);
        flow["nodes"]!.AsArray().Add(JsonNode.Parse("""{ "id": "flights", "kind": "source", "table": { "database": "RAW_DEV", "schema": "US_FLIGHTS", "name": "FLIGHTS" } }"""));
        flow["nodes"]!.AsArray().Add(JsonNode.Parse("""{ "id": "lost", "kind": "filter", "input": "airports", "where": "STATE = 'NY'" }"""));
        await Sample.SaveAsync(analyst, id, flow);
        await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy", new { nodes = new[] { "out_table" } })).Expect(202).Location);
        var schedule = new { every = new { count = 1, unit = "months" }, timeZone = "UTC" };
        (await analyst.PutAsync($"projects/{id}/deployments/out_table/schedule", schedule, null)).Expect(200);
        var backup = (await analyst.PostAsync("backups", new { project = id })).Expect(201).Text("id");
        var airports = new { database = "RAW_DEV", schema = "US_FLIGHTS", name = "AIRPORTS" };
        (HttpMethod Method, string Path, object? Body)[] changes =
        [
            (HttpMethod.Patch, $"projects/{id}", new { name = "Renamed" }),
            (HttpMethod.Put, $"projects/{id}/annotation", new { description = "Described", tags = Array.Empty<string>() }),
            (HttpMethod.Put, $"projects/{id}/nodes/by_state/annotation", new { description = "Described" }),
            (HttpMethod.Post, $"projects/{id}/findings/fix", new { code = "unused-node", node = "lost" }),
            (HttpMethod.Post, $"projects/{id}/sources/exchange", new { map = new[] { new { from = airports with { name = "FLIGHTS" }, to = airports } } }),
            (HttpMethod.Post, $"projects/{id}/sources/remove-unused", null),
            (HttpMethod.Post, $"projects/{id}/sources/refresh", null),
            (HttpMethod.Put, $"projects/{id}/flow", Sample.SmallFlow(table, "COUNT(DISTINCT CITY)").ToJsonString()),
            (HttpMethod.Post, $"projects/{id}/revisions/2/restore", null),
            (HttpMethod.Post, $"backups/{backup}/restore", new { into = "same" }),
            (HttpMethod.Put, $"projects/{id}/deployments/out_table/schedule", schedule),
            (HttpMethod.Delete, $"projects/{id}/deployments/out_table/schedule", null),
            (HttpMethod.Post, $"projects/{id}/deploy", null),
            (HttpMethod.Post, $"projects/{id}/deployments/out_table/versions/1/restore", null),
            (HttpMethod.Delete, $"projects/{id}", null),
        ];

        (await analyst.PostAsync($"projects/{id}/lock", new { reason = "It is live" })).Expect(200);
        var (before, said) = (await StateAsync(), (await AuditAsync()).Count);
        foreach (var caller in new[] { analyst, administrator })
        {
            foreach (var (method, path, body) in changes)
            {
                (await SendAsync(caller, method, path, body)).ExpectProblem(409, "project-locked");
            }
        }

        Assert.Equal(before, await StateAsync());
        Assert.Equal(said, (await AuditAsync()).Count);

        // The same requests, so that none of them was refused for another reason.
        (await administrator.PostAsync($"projects/{id}/unlock", new { reason = "To see what the requests do" })).Expect(200);
        foreach (var (method, path, body) in changes)
        {
            var answer = await SendAsync(analyst, method, path, body);
            Assert.True(answer.Status is 200 or 202 or 204, $"{method} {path}: {answer.Status} {System.Text.Encoding.UTF8.GetString(answer.Bytes)}");
            if (answer.Status == 202)
            {
                await analyst.FollowAsync(answer.Location);
            }
        }

        async Task<string> StateAsync()
        {
            var parts = new List<string>();
            foreach (var path in new[] { "", "/flow", "/revisions", "/deployments", "/deployments/out_table/schedule", "/deployments/out_table/versions" })
            {
                parts.Add(System.Text.Encoding.UTF8.GetString((await analyst.GetAsync($"projects/{id}{path}")).Expect(200).Bytes));
            }

            return string.Join('\n', parts);
        }

        async Task<JsonArray> AuditAsync() => (await analyst.GetAsync($"audit?project={id}&limit=500")).Expect(200).Items;
    }

    private static async Task<Answer> SendAsync(Api caller, HttpMethod method, string path, object? body) => await caller.SendAsync(
        method, path, body, path.EndsWith("/schedule", StringComparison.Ordinal) ? (await caller.GetAsync(path)).ETag : "*");
}
