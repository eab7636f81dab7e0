using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Handover.Local.Azurite;

/// <summary>
/// Where our Azurite listens, with the key that only it knows: kept in <c>.data/azurite.json</c>. A random key proves that what answers on a port is ours,
/// and keeps other programs of this machine out of the storage.
/// </summary>
internal sealed record AzuriteEndpoint(int Process, DateTimeOffset Started, int BlobPort, int QueuePort, int TablePort, string Key)
{
    private const string Account = "devstoreaccount1";

    /// <summary>The value of AZURITE_ACCOUNTS that makes Azurite accept this key and no other.</summary>
    public string Accounts => $"{Account}:{Key}";

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint=http://127.0.0.1:{BlobPort}/{Account};QueueEndpoint=http://127.0.0.1:{QueuePort}/{Account};TableEndpoint=http://127.0.0.1:{TablePort}/{Account};";

    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    public static AzuriteEndpoint? Load(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<AzuriteEndpoint>(File.ReadAllText(file));
        }
        catch (JsonException unreadable)
        {
            throw new HostStartException($"{file} is not readable ({unreadable.Message}). If no Azurite of this folder is running, delete the file and start again; your data stays.", unreadable);
        }
    }

    public void Save(string file)
    {
        var next = file + ".next";
        File.WriteAllText(next, JsonSerializer.Serialize(this));
        File.Move(next, file, overwrite: true);
    }

    /// <summary>Whether both services answer a request signed with our key.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            var blobs = new BlobClientOptions();
            blobs.Retry.MaxRetries = 0;
            blobs.Retry.NetworkTimeout = TimeSpan.FromSeconds(3);
            await new BlobServiceClient(ConnectionString, blobs).GetPropertiesAsync(cancellation);
            var tables = new TableClientOptions();
            tables.Retry.MaxRetries = 0;
            tables.Retry.NetworkTimeout = TimeSpan.FromSeconds(3);
            await new TableServiceClient(ConnectionString, tables).GetPropertiesAsync(cancellation);
            return true;
        }
        catch (RequestFailedException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The recorded process if it is still that one: ids are reused, so the start time must fit too.</summary>
    public Process? Running()
    {
        try
        {
            var process = System.Diagnostics.Process.GetProcessById(Process);
            if (!HasEnded(process) && (process.StartTime.ToUniversalTime() - Started.UtcDateTime).Duration() < TimeSpan.FromSeconds(5))
            {
                return process;
            }
            process.Dispose();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // No such process, ended meanwhile, or somebody else's: not ours in any case.
        }
        return null;
    }

    /// <summary>
    /// Whether a process is over. One that is not our child may have ended without being collected (a zombie, in a container without an init):
    /// the system still lists it, but it runs no more.
    /// </summary>
    public static bool HasEnded(Process process)
    {
        if (process.HasExited || !OperatingSystem.IsLinux())
        {
            return process.HasExited;
        }
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // Collected between the two looks.
            return true;
        }
    }
}
