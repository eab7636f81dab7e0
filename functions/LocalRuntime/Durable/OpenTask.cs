using System.Text.Json;

namespace Handover.LocalRuntime.Durable;

/// <summary>An action whose answer the orchestrator has not had yet.</summary>
internal abstract class OpenTask
{
    public abstract void Answer(TaskAnswered answer);
}

internal sealed class OpenTask<TResult>(ReplayContext context, string name) : OpenTask
{
    private readonly TaskCompletionSource<TResult> source = new();

    public Task<TResult> Task => source.Task;

    public void Cancel(CancellationToken token) => source.TrySetCanceled(token);

    public override void Answer(TaskAnswered answer)
    {
        switch (answer)
        {
            case TaskFailed failed:
                source.TrySetException(new TaskFailedException(name, failed.TaskId, failed.Failure));
                break;
            case TaskCompleted completed:
                SetResult(completed.Result);
                break;
            default:
                source.TrySetResult(default!);
                break;
        }
    }

    private void SetResult(string? payload)
    {
        TResult result;
        try
        {
            result = context.Deserialize<TResult>(payload);
        }
        catch (JsonException e)
        {
            source.TrySetException(e);
            return;
        }

        source.TrySetResult(result);
    }
}

internal sealed class EventWait<T>(ReplayContext context) : IEventWait
{
    private readonly TaskCompletionSource<T> source = new();

    public Task<T> Task => source.Task;

    public void Cancel(CancellationToken token) => source.TrySetCanceled(token);

    public void Deliver(string? payload)
    {
        T value;
        try
        {
            value = context.Deserialize<T>(payload);
        }
        catch (JsonException e)
        {
            context.Fail(e);
            return;
        }

        source.TrySetResult(value);
    }
}
