namespace Handover.Services.Storage;

/// <summary>
/// Does something once for the process, when it is first needed. A failure is not remembered, so the next caller tries again; a caller that
/// gives up leaves the others waiting undisturbed.
/// </summary>
internal sealed class EnsureOnce(Func<CancellationToken, Task> action)
{
    private readonly Lock gate = new();
    private Task? started;

    public Task DoneAsync(CancellationToken cancellation)
    {
        Task task;
        lock (gate)
        {
            if (started is null or { IsFaulted: true } or { IsCanceled: true })
            {
                started = action(CancellationToken.None);
            }
            task = started;
        }
        return task.IsCompletedSuccessfully ? Task.CompletedTask : task.WaitAsync(cancellation);
    }
}
