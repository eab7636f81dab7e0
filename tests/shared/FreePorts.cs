using System.Net;
using System.Net.Sockets;

namespace Handover.Testing;

/// <summary>
/// Ports of this machine that nobody listens on, below those that systems give to outgoing connections: a server that a test ends and starts
/// again finds its port still free.
/// </summary>
internal static class FreePorts
{
    private const int First = 22_000;
    private const int Last = 32_000;
    private static readonly HashSet<int> Given = [];

    public static int[] Take(int count)
    {
        lock (Given)
        {
            return [.. Enumerable.Range(0, count).Select(_ => One())];
        }
    }

    private static int One()
    {
        for (var tries = 0; tries < Last - First; tries++)
        {
            var port = Random.Shared.Next(First, Last);
            if (!Given.Contains(port) && IsFree(port) && Given.Add(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"There is no free port between {First} and {Last}.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
