using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Handover.Testing;

namespace Handover.Api.Tests;

/// <summary>The local host as a process of its own, on a data folder of its own: started, killed and started again like anybody's.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    private HostProcess(string storage, int port)
    {
        Storage = storage;
        Address = $"http://localhost:{port}";
    }

    public string Address { get; }

    /// <summary>Connection to the storage that it uses.</summary>
    public string Storage { get; }

    /// <summary>What the names of its tables begin with.</summary>
    public string Prefix { get; } = AzuriteFixture.UniqueName("api");

    /// <summary>Where its data is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("handover-api-").FullName;

    public int ProcessId => process!.Id;

    /// <summary>Bytes of memory that it holds.</summary>
    public long WorkingSet
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Whether the fault of <see cref="Fault"/> has struck.</summary>
    public bool HasStruck => File.Exists($"{FaultFile}.struck");

    public bool HasExited => process is null or { HasExited: true };

    public static async Task<HostProcess> StartAsync(params string[] options)
    {
        var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        return await StartOnAsync(azurite.ConnectionString, options);
    }

    /// <summary>Starts one on a storage that the test stands before.</summary>
    public static async Task<HostProcess> StartOnAsync(string storage, params string[] options)
    {
        var host = new HostProcess(storage, FreePorts.Take(1)[0]);
        await host.StartAgainAsync(options);
        return host;
    }

    /// <summary>Starts it on the data that is there.</summary>
    public async Task StartAgainAsync(params string[] options)
    {
        Launch(options);
        try
        {
            await Poll.UntilAsync(
                async () => HasExited ? throw new InvalidOperationException($"The host ended:\n{this}") : await IsReadyAsync(),
                StartLimit, "the host to be ready");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} It said:\n{this}", late);
        }
    }

    /// <summary>Starts it if it does not run.</summary>
    public Task RunAsync() => HasExited ? StartAgainAsync() : Task.CompletedTask;

    /// <summary>Makes the next such step fail, or the process die in it: <c>StepFaults</c> of the local host says how.</summary>
    public void Fault(string step, string when, string kind, string? of = null)
    {
        NoFault();
        var written = $"{FaultFile}.new";
        File.WriteAllText(written, JsonSerializer.Serialize(new { step, when, kind, of }));
        File.Move(written, FaultFile);
    }

    /// <summary>Takes back a fault that has not struck.</summary>
    public void NoFault()
    {
        File.Delete(FaultFile);
        File.Delete($"{FaultFile}.struck");
    }

    /// <summary>Begins to start it, and waits for nothing.</summary>
    public void Launch(params string[] options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        string[] arguments =
        [
            typeof(Local.LocalHost).Assembly.Location, "--urls", Address, "--Data:Folder", Folder, "--Web:Build", "false",
            "--Storage:Prefix", Prefix, "--RateLimits:Burst", "100000", "--RateLimits:PerSecond", "100000", "--Faults:File", FaultFile, .. options,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        output.Clear();
        start.Environment["HANDOVER_AZURITE"] = Storage;
        process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
        }

        await WaitForExitAsync();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task WaitForExitAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await (process?.WaitForExitAsync(limit.Token) ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        if (Environment.GetEnvironmentVariable("HANDOVER_HOST_LOG") is { Length: > 0 } log)
        {
            await File.AppendAllLinesAsync(log, output);
        }

        Directory.Delete(Folder, recursive: true);
    }

    public override string ToString() => string.Join('\n', output);

    private string FaultFile => Path.Combine(Folder, "fault.json");

    // The last thing that a start does is to say the address.
    private Task<bool> IsReadyAsync() => Task.FromResult(output.Any(line => line.Contains("Ctrl+C ends it", StringComparison.Ordinal)));
}

/// <summary>Waiting for a condition.</summary>
public static class Poll
{
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var watch = Stopwatch.StartNew(); !await condition();)
        {
            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"Waited {limit.TotalSeconds:0} s for {what}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
