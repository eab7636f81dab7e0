using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Handover.Testing;

/// <summary>
/// Storage for tests: the emulator that HANDOVER_AZURITE names (a connection string), or else one of our own, started once for the test
/// process on free ports. Tests keep apart by the names of their hubs, tables and containers.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string ScriptInPackage = "node_modules/azurite/dist/src/azurite.js";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<string>> Shared = new(StartAsync);

    public string ConnectionString { get; private set; } = "";

    /// <summary>A name that no other test uses: letters and digits, fit for hubs, tables and containers.</summary>
    public static string UniqueName(string prefix = "t") => prefix + Guid.NewGuid().ToString("N")[..16];

    public async Task InitializeAsync() => ConnectionString = await Shared.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("HANDOVER_AZURITE") is { Length: > 0 } running)
        {
            return running;
        }

        var ports = FreePorts.Take(3);
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            Script(), "--skipApiVersionCheck", "--disableTelemetry", "--silent", "--inMemoryPersistence",
            "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var azurite = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var output = new List<string>();
        azurite.OutputDataReceived += (_, line) => Keep(output, line.Data);
        azurite.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        azurite.BeginOutputReadLine();
        azurite.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => azurite.Kill();
        await UntilListening(ports, azurite, output);
        return $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account};"
            + $"TableEndpoint=http://127.0.0.1:{ports[2]}/{Account};";
    }

    private static string Script()
    {
        if (Environment.GetEnvironmentVariable("HANDOVER_AZURITE_PATH") is { Length: > 0 } given)
        {
            return given;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "functions", "Hosts", "Local", ScriptInPackage);
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new InvalidOperationException(
            "Azurite is not installed: run `npm ci` in functions/Hosts/Local, or set HANDOVER_AZURITE to the connection string of a running one.");
    }

    private static async Task UntilListening(int[] ports, Process azurite, List<string> output)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var port in ports)
        {
            while (!await Accepts(port))
            {
                if (azurite.HasExited || Stopwatch.GetElapsedTime(started) > StartTimeout)
                {
                    lock (output)
                    {
                        throw new InvalidOperationException("Azurite did not start: " + string.Join(Environment.NewLine, output));
                    }
                }

                await Task.Delay(50);
            }
        }
    }

    private static async Task<bool> Accepts(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void Keep(List<string> output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.Add(line);
            }
        }
    }
}
