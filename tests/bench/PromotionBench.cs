using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Handover.Api.Tests;

namespace Handover.Bench;

/// <summary>
/// A promotion of 1, 10 and 100 deployments of the 3 million flights, from approval to its end, against the statements of its plan run one after the other on DuckDB: less than 20 % more for 100.
/// The rest of what it does (backup, handover pack, versions, audit) is in it. It costs the same whatever a deployment computes, so it is measured with statements that take
/// some hundredths of a second, and with such as take some tenths.
/// </summary>
internal static class PromotionBench
{
    public static async Task RunAsync(string storage)
    {
        Environment.SetEnvironmentVariable("HANDOVER_AZURITE", storage);
        foreach (var (deployments, heavy) in new[] { (1, false), (10, false), (100, false), (100, true) })
        {
            await using var host = await HostProcess.StartAsync();
            using var analyst = await SignedIn.AtAsync(host.Address, "analyst@example.com");
            using var reviewer = await SignedIn.AtAsync(host.Address, "reviewer@example.com");
            // The first promotion of a process meets code that was never run.
            await PromoteAsync(analyst, reviewer, "WARM", 1, heavy);
            var (took, statements) = await PromoteAsync(analyst, reviewer, "BENCH", deployments, heavy);
            await host.KillAsync();
            var direct = Direct(Path.Combine(host.Folder, "warehouse"), statements);
            Console.WriteLine($"promote {deployments,4} {(heavy ? "heavy" : "light")} deployments {took.TotalSeconds,7:0.00} s   the statements alone {direct.TotalSeconds,7:0.00} s   overhead {(took - direct) / direct,6:0 %}{(deployments == 100 ? "  target < 20 %" : "")}");
        }
    }

    private static async Task<(TimeSpan Took, List<string> Statements)> PromoteAsync(HttpClient analyst, HttpClient reviewer, string prefix, int deployments, bool heavy)
    {
        var project = (string)(await SendAsync(analyst, HttpMethod.Post, "projects", new { name = prefix, environment = "development" }))["id"]!;
        await SendAsync(analyst, HttpMethod.Put, $"projects/{project}/flow", Flow(prefix, deployments, heavy), "*");
        using var people = await analyst.GetAsync(Address($"projects/{project}/collaborators"));
        await SendAsync(analyst, HttpMethod.Put, $"projects/{project}/collaborators", new { collaborators = new[] { new { email = "reviewer@example.com", role = "reviewer" } } }, people.Headers.ETag!.ToString());
        var plan = await SendAsync(analyst, HttpMethod.Post, "plans", new { project, environment = "production" });
        var promotion = await SendAsync(analyst, HttpMethod.Post, "promotions", new { plan = (string)plan["hash"]! });
        var watch = Stopwatch.StartNew();
        await SendAsync(reviewer, HttpMethod.Post, $"promotions/{promotion["id"]}/approve", new { plan = (string)plan["hash"]! });
        string status;
        while ((status = (string)(await SendAsync(analyst, HttpMethod.Get, $"promotions/{promotion["id"]}"))["status"]!) is "approved" or "applying" or "requested")
        {
            // Each look costs the host some milliseconds of what it has for the promotion.
            await Task.Delay(250);
        }

        var took = watch.Elapsed;
        return status == "applied"
            ? (took, [.. plan["steps"]!.AsArray().SelectMany(step => step!["statements"]!.AsArray()).Select(statement => (string)statement!["sql"]!)])
            : throw new InvalidOperationException($"The promotion ended {status}.");
    }

    private static TimeSpan Direct(string folder, List<string> statements)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach (var file in Directory.GetFiles(folder, "*.duckdb"))
        {
            Execute(connection, $"ATTACH '{file}' AS \"{Path.GetFileNameWithoutExtension(file)}\"");
        }

        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT 'DROP TABLE \"ANALYTICS\".\"MARTS\".\"' || table_name || '\"' FROM duckdb_tables() WHERE database_name = 'ANALYTICS' AND table_name LIKE '%BENCH%'";
            using var reader = command.ExecuteReader();
            var drops = new List<string>();
            while (reader.Read())
            {
                drops.Add(reader.GetString(0));
            }

            drops.ForEach(drop => Execute(connection, drop));
        }

        var watch = Stopwatch.StartNew();
        statements.ForEach(statement => Execute(connection, statement));
        return watch.Elapsed;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
        }
    }

    // Each deployment is a question of its own about all flights, as an analyst's are.
    private static JsonObject Flow(string prefix, int deployments, bool heavy)
    {
        var nodes = new JsonArray(new JsonObject { ["id"] = "flights", ["kind"] = "source", ["table"] = Table("RAW_DEV", "US_FLIGHTS", "FLIGHTS") });
        for (var i = 0; i < deployments; i++)
        {
            nodes.Add(new JsonObject { ["id"] = $"late_{i}", ["kind"] = "filter", ["input"] = "flights", ["where"] = $"DELAY > {i}" });
            nodes.Add(JsonNode.Parse($$"""
                { "id": "by_{{i}}", "kind": "aggregate", "input": "late_{{i}}", "groupBy": ["ORIGIN", "DESTINATION"{{(heavy ? ", \"DELAY\"" : "")}}],
                  "measures": [ { "name": "FLIGHTS", "expression": "COUNT(*)" }, { "name": "MEDIAN_DELAY", "expression": "MEDIAN(DELAY)" }, { "name": "MOST", "expression": "MAX(DISTANCE)" } ] }
                """));
            nodes.Add(new JsonObject
            {
                ["id"] = $"out_{i}",
                ["kind"] = "deployment",
                ["input"] = $"by_{i}",
                ["type"] = "table",
                ["role"] = "ANALYST_DEV",
                ["warehouse"] = "DEV_WH",
                ["target"] = Table("ANALYTICS_DEV", "MARTS", $"{prefix}_{i}"),
                ["tests"] = new JsonArray(new JsonObject { ["kind"] = "not-empty" }),
            });
        }

        return new JsonObject { ["$schema"] = "handover/flow/1", ["nodes"] = nodes };
    }

    private static JsonObject Table(string database, string schema, string name) => new() { ["database"] = database, ["schema"] = schema, ["name"] = name };

    private static Uri Address(string path) => new($"/api/{path}", UriKind.Relative);

    private static async Task<JsonObject> SendAsync(HttpClient client, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, Address(path)) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)!.AsObject() : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }
}
