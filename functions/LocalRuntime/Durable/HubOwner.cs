using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Handover.LocalRuntime.Durable;

/// <summary>The process that owns a hub, as its blob's metadata tells.</summary>
internal sealed record HubOwner(string Machine, int ProcessId, string ProcessStart)
{
    public static HubOwner ThisProcess { get; } = new(Environment.MachineName, Environment.ProcessId, StartOf(Process.GetCurrentProcess()));

    public static HubOwner? From(IDictionary<string, string> metadata) =>
        metadata.TryGetValue("machine", out var machine)
        && metadata.TryGetValue("process", out var process)
        && metadata.TryGetValue("processstart", out var start)
        && int.TryParse(process, CultureInfo.InvariantCulture, out var id)
            ? new HubOwner(machine, id, start)
            : null;

    public Dictionary<string, string> ToMetadata() => new()
    {
        ["machine"] = Machine,
        ["process"] = ProcessId.ToString(CultureInfo.InvariantCulture),
        ["processstart"] = ProcessStart,
    };

    /// <summary>Whether the owner ran on this machine and runs no more; its id may belong to a younger process by now.</summary>
    public bool IsDeadHere()
    {
        if (!string.Equals(Machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.HasExited || StartOf(process) != ProcessStart;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public override string ToString() => $"process {ProcessId} on {Machine}";

    private static string StartOf(Process process) =>
        new DateTimeOffset(process.StartTime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
