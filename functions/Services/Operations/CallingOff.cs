namespace Handover.Services.Operations;

/// <summary>
/// Interrupts a step while it runs: asks every two seconds whether somebody has called its operation off, as a step that is shorter never does.
/// Whoever calls it off may have been served by another machine, so the row is the only place that both know.
/// </summary>
internal sealed class CallingOff : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource stop;
    private readonly CancellationTokenSource over = new();
    private Task watching = Task.CompletedTask;

    private CallingOff(CancellationToken cancellation) => stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    /// <summary>Who called it off; null while nobody has.</summary>
    public string? By { get; private set; }

    /// <summary>For the work of the step.</summary>
    public CancellationToken Token => stop.Token;

    public static CallingOff Watch(OperationStore operations, string id, bool interrupts, TimeProvider clock, CancellationToken cancellation)
    {
        var watch = new CallingOff(cancellation);
        if (interrupts)
        {
            watch.watching = watch.WatchAsync(operations, id, clock);
        }

        return watch;
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await watching;
        over.Dispose();
        stop.Dispose();
    }

    private async Task WatchAsync(OperationStore operations, string id, TimeProvider clock)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stop.Token);
        try
        {
            while (By is null)
            {
                await Task.Delay(Interval, clock, either.Token);
                By = await CalledOffByAsync(operations, id, either.Token);
            }

            await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The step is over.
        }
    }

    private static async Task<string?> CalledOffByAsync(OperationStore operations, string id, CancellationToken cancellation)
    {
        try
        {
            return (await operations.FindAsync(id, cancellation))?.CancelRequestedBy;
        }
        catch (Storage.StorageException)
        {
            // Not to be known now: the step goes on, and the next look may tell.
            return null;
        }
    }
}
