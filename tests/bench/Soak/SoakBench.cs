using Handover.Api.Tests;

namespace Handover.Bench.Soak;

/// <summary>
/// Hours of work on one host: people, promotions, rollbacks and runs every minute. In the last two thirds of the time nothing may grow but what is
/// kept on purpose: no memory, no handles, no backlog; rows are as many as what was acknowledged explains. Then everything is verified.
/// </summary>
internal static class SoakBench
{
    private const string Prefix = "soak";
    private const int WarmingPreviews = 20_000;
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(4);

    /// <returns>Whether everything is as it should be.</returns>
    public static async Task<bool> RunAsync(string storage, TimeSpan time)
    {
        Environment.SetEnvironmentVariable("HANDOVER_AZURITE", storage);
        // Contents are not cached and the warehouse's cache is full early: what grows afterwards is none of theirs.
        await using var host = await HostProcess.StartAsync("--Storage:Prefix", Prefix, "--Storage:CacheMiB", "0", "--Warehouse:MemoryMiB", "64");
        var (ledger, unseen) = (new SoakLedger(), new SoakLedger());
        var administrator = await SoakUser.AtAsync(host.Address, "admin@example.com", unseen);
        var load = new SoakLoad(host.Address, ledger);
        await load.PrepareAsync();
        await load.WarmAsync(WarmingPreviews);
        await QuietAsync(administrator);
        ledger.Begin();

        var sampler = new SoakSampler(host.ProcessId, host.Folder, storage, Prefix, administrator, ledger);
        var before = await sampler.CountAsync();
        var (begun, every) = (DateTimeOffset.UtcNow, TimeSpan.FromSeconds(Math.Clamp(time.TotalSeconds / 20, 5, 60)));
        await load.SetSchedulesAsync("resume");
        using var ending = new CancellationTokenSource(time);
        var working = load.WorkAsync(ending.Token);
        Console.WriteLine(SoakSample.Heading);
        var samples = new List<SoakSample>();
        for (var next = begun + every; next <= begun + time; next += every)
        {
            await Task.Delay(next - DateTimeOffset.UtcNow is { Ticks: > 0 } left ? left : TimeSpan.Zero);
            samples.Add((await sampler.TakeAsync()).Sample);
        }

        await working;
        await load.SetSchedulesAsync("pause");
        var paused = DateTimeOffset.UtcNow;
        var verdict = new SoakVerdict();
        verdict.Say("settles", await QuietAsync(administrator), "everything that was begun has ended, and nothing waits");
        verdict.Flat(samples);
        var expected = await SoakExpectation.OfAsync(administrator, load, ledger, begun, paused);
        var after = await sampler.CountAsync();
        verdict.Grown("rows", before.Rows, after.Rows, expected.Rows);
        verdict.Grown("blobs", before.Blobs, after.Blobs, expected.Blobs);
        verdict.Say("no error", ledger.Errors.IsEmpty && unseen.Errors.IsEmpty, $"{ledger.Requests + unseen.Requests:N0} requests{string.Concat(ledger.Errors.Concat(unseen.Errors).Take(20).Select(error => "\n    " + error))}");
        Console.WriteLine($"       refused: {string.Join(", ", ledger.Refusals.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))}");
        var report = (await administrator.GetAsync("verify")).Body!;
        verdict.Say("verified", (bool)report["whole"]!, $"{report["looked"]!.ToJsonString()}{string.Concat(report["violations"]!.AsArray().Select(item => "\n    " + item!.ToJsonString()))}");
        return verdict.Passed;
    }

    /// <summary>Waits until nothing is under way and nothing waits.</summary>
    private static async Task<bool> QuietAsync(SoakUser administrator)
    {
        for (var limit = DateTime.UtcNow + SettleLimit; DateTime.UtcNow < limit; await Task.Delay(1000))
        {
            var backlog = (await administrator.GetAsync("health")).Body!["backlog"]!;
            if ((await administrator.GetAsync("operations")).Items.Count == 0 && (string)backlog["status"]! == "up")
            {
                return true;
            }
        }

        return false;
    }
}
