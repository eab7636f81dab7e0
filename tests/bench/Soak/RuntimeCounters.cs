using System.IO.Pipes;
using System.Net.Sockets;
using System.Text;

namespace Handover.Bench.Soak;

/// <param name="LongLived">Bytes of objects that survive a full collection: generation 2 and large objects.</param>
/// <param name="Committed">Bytes that the collector holds, for these and for what is to come.</param>
internal sealed record HeapSample(long LongLived, long Committed);

/// <summary>
/// What a .NET process says of its own heap, asked at its diagnostic port. A process's memory moves with how much the collector lets pile up; what
/// survives its collections does not.
/// </summary>
/// <remarks>The protocol: https://github.com/dotnet/diagnostics/blob/main/documentation/design-docs/ipc-protocol.md</remarks>
internal static class RuntimeCounters
{
    // The runtime's own unit of gc-committed.
    private const double Mega = 1_000_000;
    private const byte EventPipe = 2;
    private const byte CollectTracing = 2;
    private const int Informational = 4;
    // The runtime collects everything when a session with this keyword begins.
    private const long Collect = 0x800000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>What the process says after a full collection, which this asks for. Null if it does not answer in time.</summary>
    public static async Task<HeapSample?> TakeAsync(int processId)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await using var port = await ConnectAsync(processId, limit.Token);
            await port.WriteAsync(Request(), limit.Token);
            var (seen, part) = (new List<byte>(), new byte[64 * 1024]);
            for (int read; (read = await port.ReadAsync(part, limit.Token)) > 0;)
            {
                seen.AddRange(part.AsSpan(0, read));
                if (Value(seen, "gen-2-size") is { } second && Value(seen, "loh-size") is { } large && Value(seen, "gc-committed") is { } committed)
                {
                    return new HeapSample((long)(second + large), (long)(committed * Mega));
                }
            }
        }
        catch (Exception silent) when (silent is OperationCanceledException or IOException or SocketException)
        {
            // Busy beyond measure: the next sample will tell.
        }

        return null;
    }

    private static async Task<Stream> ConnectAsync(int processId, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            var pipe = new NamedPipeClientStream(".", $"dotnet-diagnostic-{processId}", PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(cancellation);
            return pipe;
        }

        var address = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{processId}-*-socket").Single();
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(address), cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>A full collection, and the runtime's counters once a second.</summary>
    private static byte[] Request()
    {
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload))
        {
            writer.Write(1); // MiB of buffer
            writer.Write(1); // the format nettrace
            writer.Write(2); // providers
            Write(writer, Collect, "Microsoft-Windows-DotNETRuntime", "");
            Write(writer, 0, "System.Runtime", "EventCounterIntervalSec=1");
        }

        using var message = new MemoryStream();
        using (var writer = new BinaryWriter(message))
        {
            writer.Write("DOTNET_IPC_V1\0"u8);
            writer.Write((ushort)(20 + payload.ToArray().Length));
            writer.Write(EventPipe);
            writer.Write(CollectTracing);
            writer.Write((ushort)0);
            writer.Write(payload.ToArray());
        }

        return message.ToArray();
    }

    private static void Write(BinaryWriter writer, long keywords, string provider, string arguments)
    {
        writer.Write(keywords);
        writer.Write(Informational);
        Write(writer, provider);
        Write(writer, arguments);
    }

    private static void Write(BinaryWriter writer, string text)
    {
        if (text.Length == 0)
        {
            writer.Write(0);
            return;
        }

        writer.Write(text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }

    /// <summary>A counter's last value: its name, the name to show, each with a zero at its end, and the mean.</summary>
    private static double? Value(List<byte> seen, string counter)
    {
        var bytes = seen.ToArray().AsSpan();
        var name = Encoding.Unicode.GetBytes(counter + '\0');
        var at = bytes.LastIndexOf(name);
        if (at < 0)
        {
            return null;
        }

        for (at += name.Length; at + 1 < bytes.Length; at += 2)
        {
            if (bytes[at] == 0 && bytes[at + 1] == 0)
            {
                return at + 10 <= bytes.Length ? BitConverter.ToDouble(bytes[(at + 2)..]) : null;
            }
        }

        return null;
    }
}
