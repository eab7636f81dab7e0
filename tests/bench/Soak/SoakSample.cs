using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Handover.Bench.Soak;

/// <summary>How the installation is at a moment.</summary>
/// <param name="At">Since the work began.</param>
/// <param name="WorkingSet">MiB.</param>
/// <param name="Private">MiB that belong to the process alone; on Linux what is backed by no file.</param>
/// <param name="LongLived">MiB of objects that survived collections; null if the process did not say.</param>
/// <param name="Native">MiB of the private memory that is not the collector's: the warehouse's engine, the runtime, buffers of sockets; null likewise.</param>
/// <param name="Handles">Open files, sockets and the like.</param>
/// <param name="Threads">Of the process.</param>
/// <param name="Open">Operations that have not ended.</param>
/// <param name="Waiting">What health says waits longer than it should.</param>
/// <param name="Warehouse">MiB of the warehouse's files.</param>
/// <param name="PerSecond">Requests since the sample before.</param>
/// <param name="P99">Milliseconds, of those requests.</param>
internal sealed record SoakSample(TimeSpan At, double WorkingSet, double Private, double? LongLived, double? Native, int Handles, int Threads, int Open, int Waiting, double Warehouse, double PerSecond, double P99)
{
    public static string Heading => " minute  working  private   long-lived   native  handles threads   open waiting  warehouse  requests/s  p99 ms     rows    blobs";
}

/// <summary>Rows by table and kind of row, and blobs by folder.</summary>
internal sealed record SoakCounts(IReadOnlyDictionary<string, int> Rows, IReadOnlyDictionary<string, int> Blobs)
{
    public int Of(string kind) => Rows.GetValueOrDefault(kind);
}

/// <summary>Takes samples of a host that runs on this machine.</summary>
internal sealed partial class SoakSampler(int processId, string folder, string storage, string prefix, SoakUser administrator, SoakLedger ledger)
{
    private const double Mebi = 1024 * 1024;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan last;

    public async Task<(SoakSample Sample, SoakCounts Counts)> TakeAsync()
    {
        var counts = await CountAsync();
        var open = (await administrator.GetAsync("operations")).Items.Count;
        var health = (await administrator.GetAsync("health")).Body!;
        var waits = health["backlog"] is JsonObject backlog ? backlog.Where(pair => pair.Key != "status").Sum(pair => (int)pair.Value!) : 0;
        var heap = await RuntimeCounters.TakeAsync(processId);
        var (now, times) = (watch.Elapsed, ledger.TakeTimes());
        using var process = Process.GetProcessById(processId);
        var files = Directory.GetFiles(Path.Combine(folder, "warehouse"), "*.duckdb*").Sum(file => new FileInfo(file).Length);
        var anonymous = PrivateOf(process);
        var sample = new SoakSample(
            now, process.WorkingSet64 / Mebi, anonymous / Mebi, heap?.LongLived / Mebi, (anonymous - heap?.Committed) / Mebi, HandlesOf(process), process.Threads.Count, open, waits, files / Mebi,
            times.Count / Math.Max(1, (now - last).TotalSeconds), times.Count == 0 ? 0 : times[times.Count * 99 / 100]);
        last = now;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{now.TotalMinutes,7:0.0} {sample.WorkingSet,8:0} {sample.Private,8:0} {sample.LongLived,12:0.0} {sample.Native,8:0} {sample.Handles,8} {sample.Threads,7} {sample.Open,6} {sample.Waiting,7} {sample.Warehouse,10:0.0} {sample.PerSecond,11:0.0} {sample.P99,7:0} {counts.Rows.Values.Sum(),8} {counts.Blobs.Values.Sum(),8}"));
        return (sample, counts);
    }

    public async Task<SoakCounts> CountAsync()
    {
        var rows = new Dictionary<string, int>();
        var service = new TableServiceClient(storage);
        await foreach (var table in service.QueryAsync())
        {
            if (table.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                var name = table.Name[prefix.Length..];
                await foreach (var row in service.GetTableClient(table.Name).QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"]))
                {
                    var kind = name switch
                    {
                        "Projects" => $"Projects {KindOf(row.RowKey)}",
                        "Operations" or "Backups" => $"{name} {KindOf(row.PartitionKey)}",
                        "Retention" => $"Retention {KindOf(row.RowKey)}",
                        "HubInstances" => $"HubInstances {KindOf(row.RowKey)}",
                        _ => name,
                    };
                    rows[kind] = rows.GetValueOrDefault(kind) + 1;
                }
            }
        }

        var blobs = new Dictionary<string, int>();
        var blobService = new BlobServiceClient(storage);
        await foreach (var container in blobService.GetBlobContainersAsync())
        {
            if (container.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                await foreach (var blob in blobService.GetBlobContainerClient(container.Name).GetBlobsAsync())
                {
                    var kind = $"{container.Name[prefix.Length..]} {blob.Name.Split('/')[0]}".Trim();
                    blobs[kind] = blobs.GetValueOrDefault(kind) + 1;
                }
            }
        }

        return new SoakCounts(rows, blobs);
    }

    private static string KindOf(string key) => key.Split(':')[0];

    private static double PrivateOf(Process process) => OperatingSystem.IsLinux()
        ? double.Parse(AnonymousPattern.Match(File.ReadAllText($"/proc/{process.Id}/status")).Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 1024
        : process.PrivateMemorySize64;

    private static int HandlesOf(Process process) => OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries($"/proc/{process.Id}/fd").Length : process.HandleCount;

    [GeneratedRegex(@"RssAnon:\s+(\d+) kB")]
    private static partial Regex AnonymousPattern { get; }
}
