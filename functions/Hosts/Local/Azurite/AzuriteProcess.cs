using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Handover.Local.Node;

namespace Handover.Local.Azurite;

/// <summary>
/// Storage on this machine: one Azurite a data folder, started with the host and ended with it. The caller holds <see cref="HostLock"/>, so nobody else starts one here meanwhile.
/// Azurite saves every five seconds and when it is asked to end; a host that is killed loses nothing, because Azurite lives on and the next host finds it.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SavesWithin = TimeSpan.FromSeconds(6);

    private readonly Process? _process;
    private readonly bool _child;
    private int _ended;

    private AzuriteProcess(string connectionString, Process? process, bool child)
    {
        ConnectionString = connectionString;
        _process = process;
        _child = child;
        if (process is not null)
        {
            // Reached by an unhandled exception and by Environment.Exit, where nobody disposes.
            AppDomain.CurrentDomain.ProcessExit += EndWithHost;
            AppDomain.CurrentDomain.UnhandledException += EndWithHost;
        }
    }

    /// <summary>For the stores and the durable engine.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Reuses the Azurite of this data folder if it is up, else starts one. <c>HANDOVER_AZURITE</c> (or <c>Azurite:ConnectionString</c>) names a storage
    /// that somebody else runs; it is used as it is and never ended.
    /// </summary>
    public static async Task<AzuriteProcess> StartAsync(LocalPaths paths, IConfiguration configuration, NodeRuntime node, Action<string> say, CancellationToken cancellation)
    {
        var record = RecordOf(paths);
        if ((configuration["Azurite:ConnectionString"] ?? configuration["HANDOVER_AZURITE"]) is { Length: > 0 } given)
        {
            return new AzuriteProcess(given, null, child: false);
        }
        var last = AzuriteEndpoint.Load(record);
        if (last?.Running() is { } survivor)
        {
            if (await AnswersWithinAsync(last, survivor, TimeSpan.FromSeconds(10), cancellation))
            {
                say($"Storage is up already (Azurite, process {survivor.Id}, ports {last.BlobPort}, {last.QueuePort}, {last.TablePort}).");
                return new AzuriteProcess(last.ConnectionString, survivor, child: false);
            }
            say($"Azurite (process {survivor.Id}) does not answer: ending it.");
            await EndAsync(survivor, child: false);
        }
        await node.InstallAsync(paths.Host, "the storage emulator and the sample's data", cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var ports = ChoosePorts(configuration, attempt > 1);
            var (endpoint, process) = Start(paths, node, ports, last?.Key ?? AzuriteEndpoint.NewKey());
            endpoint.Save(record);
            if (await AnswersWithinAsync(endpoint, process, StartLimit, cancellation))
            {
                say($"Storage is up (Azurite, process {process.Id}, ports {endpoint.BlobPort}, {endpoint.QueuePort}, {endpoint.TablePort}).");
                return new AzuriteProcess(endpoint.ConnectionString, process, child: true);
            }
            await EndAsync(process, child: true);
            if (attempt == 3)
            {
                throw new HostStartException($"Azurite did not start. What it said is in {LogOf(paths)}. If ports are the reason, choose others: --Azurite:BlobPort=20000 --Azurite:QueuePort=20001 --Azurite:TablePort=20002");
            }
        }
    }

    /// <summary>Ends the Azurite that a killed host left behind, if there is one.</summary>
    public static async Task EndSurvivorAsync(LocalPaths paths)
    {
        if (AzuriteEndpoint.Load(RecordOf(paths))?.Running() is { } survivor)
        {
            await EndAsync(survivor, child: false);
        }
    }

    /// <summary>Asks Azurite to save and end, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is null || Interlocked.Exchange(ref _ended, 1) == 1)
        {
            return;
        }
        AppDomain.CurrentDomain.ProcessExit -= EndWithHost;
        AppDomain.CurrentDomain.UnhandledException -= EndWithHost;
        await EndAsync(_process, _child);
        _process.Dispose();
    }

    private static string RecordOf(LocalPaths paths) => Path.Combine(paths.Data, "azurite.json");

    private static string LogOf(LocalPaths paths) => Path.Combine(paths.Data, "azurite.log");

    private static (AzuriteEndpoint Endpoint, Process Process) Start(LocalPaths paths, NodeRuntime node, int[] ports, string key)
    {
        LocalPaths.CreatePrivateFolder(paths.AzuriteData);
        var start = new ProcessStartInfo(node.Executable,
        [
            Path.Combine(paths.Host, "Azurite", "azurite.mjs"),
            "--location", paths.AzuriteData, "--skipApiVersionCheck", "--disableTelemetry", "--silent",
            "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
            "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
        ])
        {
            WorkingDirectory = paths.Host,
            RedirectStandardInput = true,
            CreateNoWindow = true,
        };
        var endpoint = new AzuriteEndpoint(0, default, ports[0], ports[1], ports[2], key);
        start.Environment["AZURITE_ACCOUNTS"] = endpoint.Accounts;
        start.Environment["AZURITE_LOG"] = LogOf(paths);
        var process = Process.Start(start) ?? throw new HostStartException($"{node.Executable} did not start.");
        return (endpoint with { Process = process.Id, Started = process.StartTime.ToUniversalTime() }, process);
    }

    private static async Task<bool> AnswersWithinAsync(AzuriteEndpoint endpoint, Process process, TimeSpan limit, CancellationToken cancellation)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < limit && !AzuriteEndpoint.HasEnded(process);)
        {
            if (await ListensAsync(endpoint.TablePort, cancellation) && await endpoint.AnswersAsync(cancellation))
            {
                return true;
            }
            await Task.Delay(100, cancellation);
        }
        return false;
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int[] ChoosePorts(IConfiguration configuration, bool anyFree)
    {
        (string Name, int Usual)[] services = [("BlobPort", 10000), ("QueuePort", 10001), ("TablePort", 10002)];
        var listeners = new List<TcpListener>();
        try
        {
            foreach (var (name, usual) in services)
            {
                var wanted = configuration.GetValue<int?>($"Azurite:{name}") ?? usual;
                listeners.Add((anyFree ? null : TryListen(wanted)) ?? TryListen(0)!);
            }
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }

    private static TcpListener? TryListen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException) when (port != 0)
        {
            listener.Dispose();
            return null;
        }
    }

    private void EndWithHost(object? sender, EventArgs arguments)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            EndAsync(_process!, _child).GetAwaiter().GetResult();
        }
    }

    private static async Task EndAsync(Process process, bool child)
    {
        if (AzuriteEndpoint.HasEnded(process))
        {
            return;
        }
        if (!OperatingSystem.IsWindows())
        {
            _ = Kill(process.Id, Sigterm);
        }
        else if (child)
        {
            await process.StandardInput.WriteLineAsync("stop");
            await process.StandardInput.FlushAsync();
        }
        else
        {
            // A survivor has no channel to us on Windows; by now nobody writes to it, so wait until it has saved.
            await Task.Delay(SavesWithin);
            process.Kill();
        }
        using var limit = new CancellationTokenSource(EndLimit);
        try
        {
            await WaitForEndAsync(process, limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }
    }

    private static async Task WaitForEndAsync(Process process, CancellationToken cancellation)
    {
        while (!AzuriteEndpoint.HasEnded(process))
        {
            await Task.Delay(50, cancellation);
        }
    }

    private const int Sigterm = 15;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
