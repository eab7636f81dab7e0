using System.Text.Json;

namespace Handover.Local;

/// <summary>
/// One host a data folder: held from the first write to the last. The operating system releases it when the process ends, however it ends,
/// so a killed host never leaves a stale lock.
/// </summary>
public sealed class HostLock : IDisposable
{
    internal const string FileName = "host.lock";

    private readonly FileStream _lock;
    private readonly string _info;

    private HostLock(FileStream held, string info)
    {
        _lock = held;
        _info = info;
    }

    private sealed record Holder(int Process, string Purpose);

    /// <param name="paths">The data folder to hold.</param>
    /// <param name="purpose">What a second one is told: "is running on http://localhost:7071".</param>
    public static HostLock Take(LocalPaths paths, string purpose)
    {
        var info = Path.Combine(paths.Data, "host.json");
        try
        {
            // FileShare.None is an exclusive lock on every platform (flock on Unix); child processes do not inherit it.
            var held = new FileStream(Path.Combine(paths.Data, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(info, JsonSerializer.Serialize(new Holder(Environment.ProcessId, purpose)));
            return new HostLock(held, info);
        }
        catch (IOException inUse) when (inUse is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new HostStartException($"{Describe(info)} It holds {paths.Data}. Stop it first (Ctrl+C in its terminal), or give this one a folder of its own: --Data:Folder=.data2 --urls http://localhost:7072", inUse);
        }
    }

    private static string Describe(string info)
    {
        var holder = File.Exists(info) ? JsonSerializer.Deserialize<Holder>(File.ReadAllText(info)) : null;
        return holder is null ? "Another Handover host is using this data folder." : $"Handover {holder.Purpose} already (process {holder.Process}).";
    }

    public void Dispose()
    {
        File.Delete(_info);
        _lock.Dispose();
    }
}
