using System.Diagnostics;
using Handover.LocalRuntime.Durable;

namespace Handover.LocalRuntime.Tests.Support;

/// <summary>
/// A host in a process of its own that runs one orchestration and, if told to, kills itself (SIGKILL) before or after the n-th event
/// that it writes.
/// </summary>
public static class ChildHost
{
    public const string Command = "child-host";
    public const int Killed = 137;

    /// <summary>Starts the process; arguments as <see cref="Run"/> takes them.</summary>
    public static Process Start(string connection, string hub, string orchestrator, string folder, string kill)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        string[] arguments = ["exec", typeof(ChildHost).Assembly.Location, Command, connection, hub, orchestrator, folder, kill];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    /// <summary>Runs it to its end and gives its exit code and output.</summary>
    public static async Task<(int Code, string Output)> RunToEnd(string connection, string hub, string orchestrator, string folder, string kill)
    {
        using var process = Start(connection, hub, orchestrator, folder, kill);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    /// <summary>Arguments: connection string, hub, orchestrator, folder for effects, and "before:n", "after:n", "never" or "idle".</summary>
    public static async Task<int> Run(string[] args)
    {
        var (connection, hub, orchestrator, folder, kill) = (args[0], args[1], args[2], args[3], args[4].Split(':'));
        var builder = TestHost.Builder(connection, hub, [typeof(KillableFunctions)]);
        var fatal = kill.Length == 2 ? int.Parse(kill[1]) : int.MaxValue;
        var before = 0;
        var after = 0;
        builder.Durable.Probe = new EngineProbe
        {
            BeforeCommit = (_, _) => DieAt(kill[0] == "before", ref before, fatal),
            AfterCommit = (_, _) => DieAt(kill[0] == "after", ref after, fatal),
        };
        await using var app = builder.Build();
        await app.StartAsync();
        if (kill[0] == "idle")
        {
            Console.WriteLine("ready");
            await Task.Delay(Timeout.Infinite);
        }

        if (await app.Durable.GetInstanceAsync(hub) is null)
        {
            await app.Durable.ScheduleNewOrchestrationInstanceAsync(orchestrator, new Job(folder, 0), new StartOrchestrationOptions(hub));
        }

        var ended = await app.Durable.WaitForInstanceCompletionAsync(hub, true);
        await Console.Out.WriteAsync($"{after} {ended.RuntimeStatus} {ended.SerializedOutput}");
        await app.StopAsync();
        return 0;
    }

    private static void DieAt(bool armed, ref int count, int fatal)
    {
        if (Interlocked.Increment(ref count) >= fatal && armed)
        {
            Process.GetCurrentProcess().Kill();
            Thread.CurrentThread.Join();
        }
    }
}
