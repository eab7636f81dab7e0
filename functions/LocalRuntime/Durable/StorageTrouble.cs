using Azure;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Durable;

/// <summary>Failures of storage that pass, and the patience with them.</summary>
internal static class StorageTrouble
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    public static TimeSpan FirstPause { get; } = TimeSpan.FromMilliseconds(100);

    public static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    public static bool Is(Exception e) =>
        e is RequestFailedException or AggregateException or TaskCanceledException { InnerException: TimeoutException };

    /// <summary>Does it again and again until storage has taken it or the hub is closed.</summary>
    public static async Task RideOut(string purpose, Func<CancellationToken, Task> work, ILogger logger, CancellationToken closed)
    {
        for (var pause = FirstPause; !closed.IsCancellationRequested; pause = Longer(pause))
        {
            try
            {
                await work(closed);
                return;
            }
            catch (Exception e) when (Is(e))
            {
                logger.LogError(e, "Could not {Purpose}; trying again.", purpose);
                await Task.Delay(pause, closed);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogCritical(e, "Could not {Purpose}.", purpose);
                throw;
            }
        }
    }
}
