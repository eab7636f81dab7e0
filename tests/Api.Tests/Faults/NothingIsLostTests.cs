using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Handover.Testing;
using Xunit.Abstractions;

namespace Handover.Api.Tests.Faults;

/// <summary>
/// Several users at work while storage fails, the warehouse fails, and the process is killed at random instants. Afterwards everything that was
/// begun has ended, the verification finds nothing, and every acknowledged write is there. <c>HANDOVER_KILLS</c> says how often it is killed,
/// <c>HANDOVER_MINUTES</c> when that has to be enough, <c>HANDOVER_SEED</c> repeats the choices of a run (not the interleaving of its threads).
/// </summary>
[Trait("Host", "own")]
public sealed class NothingIsLostTests(ITestOutputHelper output)
{
    private static readonly string[] Steps = ["claim", "check", "backup", "stage", "data-checks", "handover-pack", "swap", "unswap", "record", "finish"];
    private readonly ConcurrentQueue<string> log = [];

    [FaultsFact]
    public async Task What_was_acknowledged_survives_kills_and_failing_storage()
    {
        var kills = Setting("HANDOVER_KILLS", 5);
        var seed = Setting("HANDOVER_SEED", Random.Shared.Next());
        Say($"Seed {seed}, {kills} kills.");
        var random = new Random(seed);
        var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        await using var storage = await FaultyStorage.StartAsync(azurite.ConnectionString, random.Next());
        await using var host = await HostProcess.StartOnAsync(storage.ConnectionString, "--Verification:PatienceSeconds", "0");
        var ledger = new Ledger();
        var work = await PrepareAsync(host.Address, ledger);

        using var ending = new CancellationTokenSource();
        string[] users = ["analyst@example.com", "analyst@example.com", "builder@example.com", "reviewer@example.com", "it@example.com", "admin@example.com"];
        var workers = users.Select(user => new Worker(host.Address, user, random.Next(), ledger, work, log).RunAsync(ending.Token)).ToList();
        var done = await KillAsync(host, storage, ledger, random, kills);
        storage.Calm = true;
        await ending.CancelAsync();
        await Task.WhenAll(workers);

        await host.KillAsync();
        await StartAsync(host);
        Say($"{done} kills, {storage.Injected} spoilt storage requests, {ledger.Count} acknowledged writes.");
        var administrator = await Api.SignInAsync(host.Address, "admin@example.com");
        // What is left open grows with the load: operations of one project wait for each other.
        var problems = await SettledAsync(host, administrator, ledger, TimeSpan.FromMinutes(7) + TimeSpan.FromSeconds(kills));
        problems.AddRange(await ledger.MissingAsync(administrator));
        Say(ledger.Tally());
        var file = Path.Combine(Path.GetTempPath(), $"handover-faults-{seed}.log");
        await File.WriteAllLinesAsync(file, log);
        if (problems.Count > 0)
        {
            Assert.Fail($"Seed {seed}, after {done} kills (log: {file}):\n{string.Join('\n', problems)}");
        }
    }

    private static async Task<List<Work>> PrepareAsync(string address, Ledger ledger)
    {
        var administrator = await Api.SignInAsync(address, "admin@example.com");
        (await administrator.PostAsync("users", new { email = "builder@example.com", name = "A builder", warehouseRoles = new[] { "ANALYST_DEV" } })).Expect(201);
        var analyst = await Api.SignInAsync(address, "analyst@example.com");
        var work = new List<Work>();
        for (var i = 0; i < 4; i++)
        {
            var (id, table) = await Sample.SmallAsync(analyst);
            ledger.Made(id, "project-created");
            var people = (await analyst.GetAsync($"projects/{id}/collaborators")).Expect(200);
            object[] collaborators = [new { email = "reviewer@example.com", role = "reviewer" }, new { email = "builder@example.com", role = "editor" }];
            (await analyst.PutAsync($"projects/{id}/collaborators", new { collaborators }, people.ETag)).Expect(200);
            work.Add(new Work(id, table));
        }

        return work;
    }

    /// <summary>Lets it run for a moment, kills it, starts it again with another fault in its steps, and sometimes kills it while it starts.</summary>
    private async Task<int> KillAsync(HostProcess host, FaultyStorage storage, Ledger ledger, Random random, int kills)
    {
        var watch = Stopwatch.StartNew();
        var limit = TimeSpan.FromMinutes(Setting("HANDOVER_MINUTES", 24 * 60));
        var (killed, told) = (0, 0);
        while (killed < kills && watch.Elapsed < limit)
        {
            storage.Calm = random.Next(4) == 0;
            await WorkedAsync(ledger, random.Next(1, 15), TimeSpan.FromSeconds(15));
            await Task.Delay(random.Next(1500));
            await host.KillAsync();
            killed++;
            log.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} KILL {killed}");
            if (random.Next(8) == 0 && killed < kills)
            {
                storage.Calm = true;
                Fault(host, random);
                host.Launch();
                await Task.Delay(random.Next(200, 3000));
                await host.KillAsync();
                killed++;
                log.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} KILL {killed} while it started");
            }

            storage.Calm = true;
            Fault(host, random);
            await StartAsync(host);
            if (killed >= told + 25)
            {
                told = killed;
                Say($"{killed} kills after {watch.Elapsed.TotalMinutes:0.0} minutes, {ledger.Count} acknowledged writes");
            }
        }

        return killed;
    }

    /// <summary>Waits until some more has been acknowledged: a slow machine is killed as often in the middle of things as a fast one.</summary>
    private static async Task WorkedAsync(Ledger ledger, int writes, TimeSpan limit)
    {
        var enough = ledger.Count + writes;
        for (var watch = Stopwatch.StartNew(); ledger.Count < enough && watch.Elapsed < limit;)
        {
            await Task.Delay(20);
        }
    }

    /// <summary>
    /// A host that was killed within the instant of taking its hub leaves a lease that ends after a quarter of a minute. One that a busy machine does not let
    /// start in time is killed like any other.
    /// </summary>
    private async Task StartAsync(HostProcess host)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await host.StartAgainAsync("--Verification:PatienceSeconds", "0");
                log.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} UP");
                return;
            }
            catch (Exception notReady) when (notReady is InvalidOperationException or TimeoutException && attempt < 5)
            {
                log.Enqueue(notReady.Message);
                await host.KillAsync();
                await Task.Delay(TimeSpan.FromSeconds(5));
            }
        }
    }

    private void Fault(HostProcess host, Random random)
    {
        host.NoFault();
        if (random.Next(6) switch { 0 => "refuse", 1 or 2 => "passing", 3 => "kill", _ => null } is { } kind)
        {
            var (step, when) = (Steps[random.Next(Steps.Length)], random.Next(2) == 0 ? "before" : "after");
            host.Fault(step, when, kind);
            log.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} FAULT {kind} {when} {step}");
        }
    }

    /// <summary>Waits until everything that was begun has ended and the verification finds nothing; says what stays wrong.</summary>
    private async Task<List<string>> SettledAsync(HostProcess host, Api administrator, Ledger ledger, TimeSpan limit)
    {
        foreach (var id in ledger.Projects)
        {
            await administrator.PostAsync($"projects/{id}/restore");
            await administrator.PostAsync($"projects/{id}/deployments/out_table/schedule/pause");
        }

        var begun = DateTime.UtcNow;
        var next = begun.AddSeconds(25);
        while (true)
        {
            foreach (var promotion in (await administrator.GetAsync("promotions?status=requested&limit=100")).Expect(200).Items)
            {
                await administrator.PostAsync($"promotions/{promotion!["id"]}/cancel");
            }

            var open = (await administrator.GetAsync("operations")).Expect(200).Items;
            var report = (await administrator.GetAsync("verify")).Expect(200).Body;
            if (open.Count == 0 && report["whole"]!.GetValue<bool>())
            {
                Say($"Settled after {(DateTime.UtcNow - begun).TotalSeconds:0} s: {report["looked"]!.ToJsonString()}");
                return [];
            }

            if (DateTime.UtcNow - begun > limit)
            {
                return
                [
                    .. open.Select(item => $"OPEN {item!.ToJsonString()}"),
                    .. report["violations"]!.AsArray().Select(item => $"{item!["rule"]} {item["subject"]}: {item["what"]}"),
                ];
            }

            if (DateTime.UtcNow > next)
            {
                // Recovery leaves what is young to whoever began it; a start looks at once.
                await host.KillAsync();
                await StartAsync(host);
                next = DateTime.UtcNow.AddSeconds(60);
            }

            await Task.Delay(1000);
        }
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        log.Enqueue(line);
        Console.WriteLine(line);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : otherwise;
}
