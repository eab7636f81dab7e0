using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Handover.Api.Tests;
using Handover.Core.Flows;

namespace Handover.Bench;

/// <summary>
/// A project of 2,000 nodes with 500 revisions, over HTTP: listing, comparing and restoring them stays below a second each, every single request of them.
/// The host is started anew before it is measured, so that nothing is in its memory.
/// </summary>
internal static class HistoryBench
{
    private const int Nodes = 2_000;
    private const int Revisions = 500;
    private const int Runs = 15;
    private const double Target = 1_000;

    public static async Task RunAsync(string storage)
    {
        Environment.SetEnvironmentVariable("HANDOVER_AZURITE", storage);
        await using var host = await HostProcess.StartAsync();
        var id = await ProjectAsync(host.Address);
        await host.KillAsync();
        await host.StartAgainAsync();
        using var client = await SignedIn.AtAsync(host.Address, "analyst@example.com");
        Console.WriteLine($"history               {Nodes} nodes, {Revisions} revisions, over HTTP");
        await PrintAsync("list 500", async _ => (await AskAsync(client, HttpMethod.Get, $"projects/{id}/revisions?limit={Revisions}"))["items"]!.AsArray().Count == Revisions);
        await PrintAsync("diff, first time", async run => HasNodes(await AskAsync(client, HttpMethod.Get, $"projects/{id}/diff?from={run + 2}&to={Revisions - run}")));
        await PrintAsync("diff, again", async _ => HasNodes(await AskAsync(client, HttpMethod.Get, $"projects/{id}/diff?from=2&to={Revisions}")));
        await PrintAsync(
            "restore", async run => (await AskAsync(client, HttpMethod.Post, $"projects/{id}/revisions/{run + 2}/restore"))["revision"]!.GetValue<int>() == Revisions + run + 1);
    }

    private static async Task<string> ProjectAsync(string address)
    {
        using var client = await SignedIn.AtAsync(address, "analyst@example.com");
        var id = (await AskAsync(client, HttpMethod.Post, "projects", JsonContent.Create(new { name = "History", environment = "development" })))["id"]!.GetValue<string>();
        var flow = Flows.Of(Nodes);
        // Making the project was the first revision.
        for (var number = 2; number <= Revisions; number++)
        {
            var changed = number;
            flow = flow.MapNodes(node => node is FilterNode filter && filter.Id == $"c{changed % 90}_3" ? filter with { Where = $"AMOUNT > {changed}" } : node);
            var content = new ByteArrayContent(FlowJson.Write(flow));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            await AskAsync(client, HttpMethod.Put, $"projects/{id}/flow", content);
        }

        return id;
    }

    private static bool HasNodes(JsonNode diff) => diff["diff"]!["nodes"]!.AsArray().Count > 0;

    private static async Task<JsonNode> AskAsync(HttpClient client, HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/{path}") { Content = content };
        if (method != HttpMethod.Get)
        {
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        }

        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    private static async Task PrintAsync(string what, Func<int, Task<bool>> ask)
    {
        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var number = run;
            times.Add(await Measure.TimeAsync(async () => _ = await ask(number) ? true : throw new InvalidOperationException($"{what}: the answer is not what was asked for.")));
        }

        var (median, most) = (times.Order().ElementAt(Runs / 2), times.Max());
        Console.WriteLine($"history {what,-17} {median,9:0.00} ms (first {times[0]:0.00}, most {most:0.00})  target: most < {Target:0} ms{(most < Target ? "" : ", MISSED")}");
    }
}
