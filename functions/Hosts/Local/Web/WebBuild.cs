using System.Diagnostics;
using Handover.Local.Node;

namespace Handover.Local.Web;

/// <summary>Builds the web front end if it is missing or older than its sources. A build replaces the last one only when it has succeeded.</summary>
public static class WebBuild
{
    private static readonly string[] NotSources = ["node_modules", "dist", "dist.next"];

    /// <summary>Does nothing if the page is up to date, or with the setting <c>Web:Build=false</c>.</summary>
    public static async Task RunAsync(LocalPaths paths, IConfiguration configuration, Func<NodeRuntime> node, Action<string> say, CancellationToken cancellation)
    {
        if (!configuration.GetValue("Web:Build", true) || !IsStale(paths))
        {
            return;
        }
        var npm = node();
        await npm.InstallAsync(paths.Web, "the web front end's packages", cancellation);
        say("Building the web front end …");
        var watch = Stopwatch.StartNew();
        var next = Path.Combine(paths.Web, "dist.next");
        await npm.RunNpmAsync(paths.Web, ["run", "build", "--", "--outDir", "dist.next", "--emptyOutDir"], cancellation);
        if (Directory.Exists(StaticPage.FolderOf(paths)))
        {
            Directory.Delete(StaticPage.FolderOf(paths), recursive: true);
        }
        Directory.Move(next, StaticPage.FolderOf(paths));
        say($"Built the web front end in {watch.Elapsed.TotalSeconds:0.0} s.");
    }

    private static bool IsStale(LocalPaths paths)
    {
        var built = new FileInfo(Path.Combine(StaticPage.FolderOf(paths), "index.html"));
        return !built.Exists || Sources(new DirectoryInfo(paths.Web)).Any(source => source.LastWriteTimeUtc > built.LastWriteTimeUtc);
    }

    // Folders count too below the top: deleting a file changes nothing but its folder's time.
    private static IEnumerable<FileSystemInfo> Sources(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().Where(entry => !NotSources.Contains(entry.Name))
            .SelectMany(entry => entry is DirectoryInfo inner ? Sources(inner).Prepend(entry) : [entry]);
}
