using Handover.LocalRuntime.Durable;

namespace Handover.LocalRuntime.Tests.Support;

/// <summary>
/// A host in a process of its own that runs one orchestration and, if told to, kills itself (SIGKILL) before or after the n-th event of
/// the hub is written.
/// </summary>
public static class ChildHost
{
    public const string Command = "child-host";

    /// <summary>Arguments: connection string, hub, orchestrator, instance id, folder for effects, "before:n", "after:n" or "never".</summary>
    public static async Task<int> Run(string[] args)
    {
        var (connection, hub, orchestrator, id, folder, kill) = (args[0], args[1], args[2], args[3], args[4], args[5].Split(':'));
        Effects.Folder = folder;
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
        if (await app.Durable.GetInstanceAsync(id) is null)
        {
            await app.Durable.ScheduleNewOrchestrationInstanceAsync(orchestrator, 10, new StartOrchestrationOptions(id));
        }

        if (kill[0] == "sleep")
        {
            Console.WriteLine("ready");
            await Task.Delay(Timeout.Infinite);
        }

        var ended = await app.Durable.WaitForInstanceCompletionAsync(id, true);
        await Console.Out.WriteLineAsync($"events {after}");
        await Console.Out.WriteLineAsync($"{ended.RuntimeStatus} {ended.SerializedOutput}");
        await app.StopAsync();
        return 0;
    }

    private static void DieAt(bool armed, ref int count, int fatal)
    {
        if (Interlocked.Increment(ref count) == fatal && armed)
        {
            System.Diagnostics.Process.GetCurrentProcess().Kill();
            Thread.CurrentThread.Join();
        }
    }
}
