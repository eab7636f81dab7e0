using Handover.Local.Azurite;

namespace Handover.Local;

/// <summary><c>./run reset</c>: deletes everything that the host has written, so that the next start begins with the sample.</summary>
public static class ResetCommand
{
    /// <exception cref="HostStartException">A host is running on the data folder.</exception>
    public static async Task RunAsync(LocalPaths paths, Action<string> say)
    {
        // Held while deleting, so that no host starts in the middle; the lock file itself goes with the folder.
        using (HostLock.Take(paths, "is being reset"))
        {
            await AzuriteProcess.EndSurvivorAsync(paths);
            foreach (var entry in new DirectoryInfo(paths.Data).EnumerateFileSystemInfos())
            {
                switch (entry)
                {
                    case DirectoryInfo folder: folder.Delete(recursive: true); break;
                    case { Name: HostLock.FileName or "host.json" }: break;
                    default: entry.Delete(); break;
                }
            }
        }
        Directory.Delete(paths.Data, recursive: true);
        say($"Deleted {paths.Data}. The next start loads the sample again.");
    }
}
