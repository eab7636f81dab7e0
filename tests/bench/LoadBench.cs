using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Handover.Api.Tests;
using Handover.Core.Flows;
using Handover.Testing;

namespace Handover.Bench;

/// <summary>
/// Reads and saves of flows by more and more clients, against bare endpoints that make the same storage calls: at least 0.8 of their throughput
/// with 32 clients. Also shows where one local host ends: more clients wait longer, and no more is done.
/// </summary>
internal static class LoadBench
{
    private const int Most = 64;
    private static readonly TimeSpan Spell = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(string storage)
    {
        Environment.SetEnvironmentVariable("HANDOVER_AZURITE", storage);
        await using var host = await HostProcess.StartAsync();
        using var bare = await BareAsync(storage);
        using var handover = await SignedIn.AtAsync(host.Address, "admin@example.com");
        using var plain = new HttpClient { BaseAddress = new Uri(bare.Address) };
        var projects = await Task.WhenAll(Enumerable.Range(0, Most).Select(i => ProjectAsync(handover, i)));
        foreach (var project in projects)
        {
            (await plain.PutAsync(new Uri("/" + project.Id, UriKind.Relative), new ByteArrayContent([1]))).EnsureSuccessStatusCode();
        }

        foreach (var clients in new[] { 1, 8, 32, Most })
        {
            // In turns, twice, so that both meet the same noise; the better spell counts.
            var (reads, bareReads) = await BothAsync(clients, projects, p => p.ReadAsync(handover), p => GetAsync(plain, "/" + p.Id));
            Print("read", clients, reads, bareReads);
            var (saves, bareSaves) = await BothAsync(clients, projects, p => p.SaveAsync(handover), p => PutAsync(plain, "/" + p.Id, p.Body()));
            Print("save", clients, saves, bareSaves);
        }
    }

    private static void Print(string what, int clients, Spelled ours, Spelled bare) => Console.WriteLine(
        $"{what}  {clients,3} clients     {ours}   bare {bare}   ratio {ours.PerSecond / bare.PerSecond:0.00}{(clients == 32 ? "  target >= 0.8" : "")}");

    private static async Task<(Spelled Ours, Spelled Bare)> BothAsync(int clients, BenchProject[] projects, Func<BenchProject, Task> ours, Func<BenchProject, Task> bare)
    {
        var (first, second) = (new List<Spelled>(), new List<Spelled>());
        for (var turn = 0; turn < 2; turn++)
        {
            first.Add(await SpellAsync(clients, projects, ours));
            second.Add(await SpellAsync(clients, projects, bare));
        }

        return (first.MaxBy(s => s.PerSecond)!, second.MaxBy(s => s.PerSecond)!);
    }

    private static async Task<Spelled> SpellAsync(int clients, BenchProject[] projects, Func<BenchProject, Task> call)
    {
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (watch.Elapsed < Spell)
            {
                mine.Add(await Measure.TimeAsync(() => call(projects[client])));
            }

            return mine;
        })));
        var sorted = times.SelectMany(t => t).Order().ToList();
        return new Spelled(sorted.Count / watch.Elapsed.TotalSeconds, sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100]);
    }

    private static async Task<BenchProject> ProjectAsync(HttpClient client, int number)
    {
        using var made = await client.PostAsJsonAsync("/api/projects", new { name = $"bench {number}", environment = "development" });
        made.EnsureSuccessStatusCode();
        return new BenchProject((string)(await made.Content.ReadFromJsonAsync<JsonObject>())!["id"]!);
    }

    private static async Task GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task PutAsync(HttpClient client, string path, byte[] body)
    {
        using var answer = await client.PutAsync(new Uri(path, UriKind.Relative), new ByteArrayContent(body));
        answer.EnsureSuccessStatusCode();
    }

    private sealed record Spelled(double PerSecond, double Median, double P99)
    {
        public override string ToString() => $"{PerSecond,7:0} a second, median {Median,6:0.0} ms, p99 {P99,6:0.0} ms";
    }

    private static async Task<BareProcess> BareAsync(string storage)
    {
        var address = $"http://127.0.0.1:{FreePorts.Take(1)[0]}";
        var start = new ProcessStartInfo("dotnet", [typeof(LoadBench).Assembly.Location, "bare", storage, address]) { RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The bare server did not start.");
        return await process.StandardOutput.ReadLineAsync() == "Ready" ? new BareProcess(process, address) : throw new InvalidOperationException("The bare server ended.");
    }

    private sealed class BareProcess(Process process, string address) : IDisposable
    {
        public string Address => address;

        public void Dispose()
        {
            process.Kill();
            process.Dispose();
        }
    }

    /// <summary>A project that one client reads and saves; every save is of another flow.</summary>
    private sealed class BenchProject(string id)
    {
        private int saved;
        private string etag = "";

        public string Id => id;

        public byte[] Body() => FlowJson.Write(Flows.Of(10, $"{id} {++saved}"));

        public async Task ReadAsync(HttpClient client)
        {
            using var answer = await client.GetAsync(new Uri($"/api/projects/{id}/flow", UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            etag = answer.Headers.ETag!.ToString();
        }

        public async Task SaveAsync(HttpClient client)
        {
            if (etag.Length == 0)
            {
                await ReadAsync(client);
            }

            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/projects/{id}/flow") { Content = new StringContent(Encoding.UTF8.GetString(Body()), Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("If-Match", etag);
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            etag = answer.Headers.ETag!.ToString();
        }
    }
}
