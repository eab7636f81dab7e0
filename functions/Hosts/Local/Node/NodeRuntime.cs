using System.ComponentModel;
using System.Diagnostics;

namespace Handover.Local.Node;

/// <summary>Node.js and npm on this machine: found and checked once, used to install and build what the host needs.</summary>
public sealed class NodeRuntime
{
    private const int LeastMajor = 20;
    private const string WhereToGet = "Install Node.js 20 or later (https://nodejs.org, or your system's package manager), open a new terminal and start again.";

    private readonly string _npm;
    private readonly Action<string> _say;
    private readonly HashSet<string> _installed = new(StringComparer.Ordinal);

    private NodeRuntime(string executable, string npm, Action<string> say)
    {
        Executable = executable;
        _npm = npm;
        _say = say;
    }

    public string Executable { get; }

    /// <param name="say">Where progress goes, a line at a time.</param>
    /// <exception cref="HostStartException">Node or npm is missing or too old.</exception>
    public static NodeRuntime Find(Action<string> say)
    {
        var node = OnPath(OperatingSystem.IsWindows() ? ["node.exe"] : ["node"])
            ?? throw new HostStartException($"Node.js is not on the PATH; the storage emulator and the web front end need it. {WhereToGet}");
        var npm = OnPath(OperatingSystem.IsWindows() ? ["npm.cmd", "npm.exe"] : ["npm"])
            ?? throw new HostStartException($"Node.js is at {node}, but npm is not on the PATH. {WhereToGet}");
        var version = Output(node, "--version").Trim();
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], out var major) || major < LeastMajor)
        {
            throw new HostStartException($"Node.js {version} at {node} is too old. {WhereToGet}");
        }
        return new NodeRuntime(node, npm, say);
    }

    /// <summary>Runs <c>npm ci</c> in a folder whose node_modules is missing, unfinished or older than its lock.</summary>
    public async Task InstallAsync(string folder, string what, CancellationToken cancellation)
    {
        // npm writes this file last, so it is also the mark of an installation that was not interrupted.
        var mark = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        var wanted = new FileInfo(Path.Combine(folder, "package-lock.json"));
        if (!_installed.Add(folder) || (mark.Exists && mark.LastWriteTimeUtc >= wanted.LastWriteTimeUtc))
        {
            return;
        }
        _say($"Installing {what} (npm ci; the first time takes a minute or two) …");
        var watch = Stopwatch.StartNew();
        await RunNpmAsync(folder, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], cancellation);
        _say($"Installed {what} in {watch.Elapsed.TotalSeconds:0} s.");
    }

    /// <summary>Runs npm and waits; its output is shown only if it fails.</summary>
    /// <exception cref="HostStartException">npm failed; the message has the end of its output.</exception>
    public async Task RunNpmAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(_npm, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["NO_UPDATE_NOTIFIER"] = "1";
        using var process = Process.Start(start) ?? throw new HostStartException($"{_npm} did not start.");
        var output = new Queue<string>();
        void Keep(object _, DataReceivedEventArgs line)
        {
            if (line.Data is null)
            {
                return;
            }
            lock (output)
            {
                output.Enqueue(line.Data);
                if (output.Count > 40)
                {
                    output.Dequeue();
                }
            }
        }
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        if (process.ExitCode != 0)
        {
            string tail;
            lock (output)
            {
                tail = string.Join(Environment.NewLine, output);
            }
            throw new HostStartException($"`npm {string.Join(' ', arguments)}` in {folder} failed with exit code {process.ExitCode}:{Environment.NewLine}{tail}{Environment.NewLine}Check the network and the npm registry setting (`npm config get registry`), then start again.");
        }
    }

    private static string? OnPath(IReadOnlyList<string> names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => names.Select(name => Path.Combine(folder.Trim('"'), name)))
        .FirstOrDefault(File.Exists);

    private static string Output(string file, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, [argument]) { RedirectStandardOutput = true })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text;
        }
        catch (Win32Exception unusable)
        {
            throw new HostStartException($"{file} cannot be run ({unusable.Message}). {WhereToGet}", unusable);
        }
    }
}
