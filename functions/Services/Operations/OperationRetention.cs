namespace Handover.Services.Operations;

/// <summary>How long what is over is kept; the section <c>Operations</c> of the configuration.</summary>
/// <param name="KeepDays">Operations after their end, but for those of promotions, which stay as long as the promotion.</param>
/// <param name="KeyDays">Idempotency keys.</param>
/// <param name="HistoryDays">Histories of workflows that have ended, from their beginning on: what they did is in their operation.</param>
public sealed record OperationLimits(int KeepDays = 90, int KeyDays = 7, int HistoryDays = 14);

/// <summary>Deletes operations and idempotency keys that are older than they are kept.</summary>
public sealed class OperationRetention(OperationStore operations, OperationLimits limits, TimeProvider clock)
{
    /// <summary>Before when the histories of workflows go.</summary>
    public DateTimeOffset HistoriesBefore => clock.GetUtcNow() - TimeSpan.FromDays(limits.HistoryDays);

    /// <returns>How many operations and keys were deleted.</returns>
    public async Task<(int Operations, int Keys)> RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return (
            await operations.PurgeAsync(now - TimeSpan.FromDays(limits.KeepDays), cancellation),
            await operations.PurgeKeysAsync(now - TimeSpan.FromDays(limits.KeyDays), cancellation));
    }
}
