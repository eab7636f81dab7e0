using System.Text.Json.Nodes;

namespace Handover.Api.Tests;

/// <summary>Tables that are brought up to date while the process dies in every step of it.</summary>
[Trait("Host", "own")]
public sealed class IncrementKillTests
{
    private const int RowsARound = 40;

    private static readonly (string Step, string When)[] Deaths =
    [
        ("claim", "before"), ("check", "after"), ("stage", "before"), ("stage", "after"), ("data-checks", "after"),
        ("swap", "before"), ("swap", "after"), ("record", "before"), ("record", "after"), ("finish", "before"),
    ];

    [Fact]
    public async Task Append_and_merge_end_as_a_full_build_does_however_often_the_process_is_killed()
    {
        await using var host = await HostProcess.StartAsync();
        var analyst = await Api.SignInAsync(host.Address, "analyst@example.com");
        var (feed, feedTable) = await Sample.SmallAsync(analyst);
        var (id, table) = await Sample.SmallAsync(analyst);
        await FeedAsync(analyst, feed, feedTable, round: 1);
        await Sample.SaveAsync(analyst, id, Increments(feedTable, table));
        await DeployAsync(analyst, id);

        for (var round = 0; round < Deaths.Length; round++)
        {
            await FeedAsync(analyst, feed, feedTable, round + 2);
            host.Fault(Deaths[round].Step, Deaths[round].When, "kill");
            await Task.WhenAll(BeginAsync(analyst, id, "out_append", round), BeginAsync(analyst, id, "out_merge", round));
            await host.WaitForExitAsync();
            await host.StartAgainAsync();
            foreach (var node in new[] { "out_append", "out_merge" })
            {
                var begun = (await analyst.PostAsync(RunOf(id, node), key: KeyOf(node, round))).Expect(202);
                var ended = await analyst.FollowAsync(begun.Location);
                Assert.True(ended["status"]!.GetValue<string>() == "succeeded", $"{Deaths[round]}: {ended.ToJsonString()}");
                Assert.Equal("was brought up to date", ended["result"]![$"built:{node}"]!.GetValue<string>());
                Assert.Equal($"{(round + 2) * RowsARound}", ended["result"]![$"rows:{node}"]!.GetValue<string>());
            }
        }

        foreach (var node in new[] { "out_append", "out_merge" })
        {
            var history = (await analyst.GetAsync($"projects/{id}/deployments/{node}/executions?limit=100")).Expect(200).Items;
            Assert.Equal(Deaths.Length, history.Count);
            Assert.All(history, execution => Assert.Equal("succeeded", execution!["status"]!.GetValue<string>()));
        }

        var (appended, merged) = (await RowsAsync(analyst, $"{table}_A"), await RowsAsync(analyst, $"{table}_M"));
        // A deploy computes all rows.
        await DeployAsync(analyst, id);
        Assert.Equal((Deaths.Length + 1) * RowsARound, appended.Count);
        Assert.Equal(await RowsAsync(analyst, $"{table}_A"), appended);
        Assert.Equal(await RowsAsync(analyst, $"{table}_M"), merged);
        Assert.Equal(await RowsAsync(analyst, feedTable), merged);
    }

    /// <summary>The process may die before it answers: whoever asks with the same key again is told.</summary>
    private static async Task BeginAsync(Api analyst, string id, string node, int round)
    {
        try
        {
            await analyst.PostAsync(RunOf(id, node), key: KeyOf(node, round));
        }
        catch (HttpRequestException)
        {
        }
    }

    /// <summary>What the tables read: each round has more rows, and other values in the rows that were there.</summary>
    private static async Task FeedAsync(Api analyst, string feed, string table, int round)
    {
        await Sample.SaveAsync(analyst, feed, JsonNode.Parse($$"""
            {
              "$schema": "handover/flow/1",
              "nodes": [
                { "id": "airports", "kind": "source", "table": { "database": "RAW_DEV", "schema": "US_FLIGHTS", "name": "AIRPORTS" } },
                { "id": "numbered", "kind": "sql", "inputs": [ "airports" ], "sql": "SELECT IATA, ROW_NUMBER() OVER (ORDER BY IATA) AS N FROM airports" },
                { "id": "valued", "kind": "sql", "inputs": [ "numbered" ], "sql": "SELECT IATA, N, MOD(N, {{round}}) AS V FROM numbered WHERE N <= {{round * RowsARound}}" },
                { "id": "out", "kind": "deployment", "input": "valued", "type": "table", "role": "ANALYST_DEV", "warehouse": "DEV_WH",
                  "target": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}" } }
              ],
              "groups": [], "explorations": []
            }
            """)!.AsObject());
        await DeployAsync(analyst, feed);
    }

    private static JsonObject Increments(string feed, string table) => JsonNode.Parse($$"""
        {
          "$schema": "handover/flow/1",
          "nodes": [
            { "id": "feed", "kind": "source", "table": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{feed}}" } },
            { "id": "numbers", "kind": "select", "input": "feed", "columns": [ { "column": "IATA" }, { "column": "N" } ] },
            { "id": "out_append", "kind": "deployment", "input": "numbers", "type": "table", "role": "ANALYST_DEV", "warehouse": "DEV_WH",
              "materialization": { "mode": "append", "watermark": "N" }, "target": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}_A" },
              "tests": [ { "kind": "unique", "columns": [ "N" ] } ] },
            { "id": "out_merge", "kind": "deployment", "input": "feed", "type": "table", "role": "ANALYST_DEV", "warehouse": "DEV_WH",
              "materialization": { "mode": "merge", "key": [ "IATA" ] }, "target": { "database": "ANALYTICS_DEV", "schema": "MARTS", "name": "{{table}}_M" },
              "tests": [ { "kind": "unique", "columns": [ "N" ] } ] }
          ],
          "groups": [], "explorations": []
        }
        """)!.AsObject();

    private static async Task DeployAsync(Api analyst, string id)
    {
        var ended = await analyst.FollowAsync((await analyst.PostAsync($"projects/{id}/deploy")).Expect(202).Location);
        Assert.True(ended["status"]!.GetValue<string>() == "succeeded", ended.ToJsonString());
    }

    private static async Task<List<string>> RowsAsync(Api analyst, string table) =>
    [
        .. (await analyst.GetAsync($"catalog/ANALYTICS_DEV/MARTS/{table}/preview?role=ANALYST_DEV&warehouse=DEV_WH&limit=1000")).Expect(200)
            .Body["rows"]!.AsArray().Select(row => row!.ToJsonString()).Order(StringComparer.Ordinal),
    ];

    private static string RunOf(string id, string node) => $"projects/{id}/deployments/{node}/run";

    private static string KeyOf(string node, int round) => $"{node}-{round}";
}
