using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Durable;

internal abstract record EpisodeOutcome;

internal sealed record StillRunning : EpisodeOutcome;

internal sealed record OrchestratorReturned(string? Output) : EpisodeOutcome;

/// <param name="HostOutput">What the instance shows instead of the failure when the host, not the code, failed it.</param>
internal sealed record OrchestratorFailed(TaskFailureDetails Failure, string? HostOutput = null) : EpisodeOutcome;

internal sealed record ContinuedAsNew(string? Input, IReadOnlyList<EventRaised> Events) : EpisodeOutcome;

internal sealed record EpisodeResult(
    EpisodeOutcome Outcome, IReadOnlyList<ActionEvent> NewActions, IReadOnlySet<int> CancelledTimers, string? CustomStatus);

/// <summary>Runs an orchestrator from its first line over its whole history and what is new, until it has nothing left to do.</summary>
internal sealed class Episode(
    InstanceState state, Func<TaskOrchestrationContext, Task<string?>> orchestrator, JsonSerializerOptions json,
    ILoggerFactory loggerFactory, Action foreignWork)
{
    private readonly Queue<IncomingEvent> incoming = new();
    private readonly ExternalEvents events = new();
    private Task<string?>? running;

    /// <param name="history">Everything recorded, then the new incoming events, then one <see cref="EpisodeStarted"/>.</param>
    public EpisodeResult Run(IReadOnlyList<HistoryEvent> history)
    {
        var scheduler = new EpisodeScheduler(foreignWork);
        var context = new ReplayContext(state, scheduler, events, json, loggerFactory);
        scheduler.Enter();
        try
        {
            for (var i = 0; i < history.Count && context.Fatal is null; i++)
            {
                Process(context, scheduler, history[i], isLast: i == history.Count - 1);
            }
        }
        finally
        {
            scheduler.Leave();
        }

        return new EpisodeResult(Outcome(context), [.. context.NewActions], context.CancelledTimers, context.SerializedCustomStatus);
    }

    private void Process(ReplayContext context, EpisodeScheduler scheduler, HistoryEvent entry, bool isLast)
    {
        switch (entry)
        {
            case IncomingEvent received:
                incoming.Enqueue(received);
                break;
            case EpisodeStarted started:
                context.BeginEpisode(started.Time, isReplay: !isLast);
                while (context.Fatal is null && incoming.TryDequeue(out var next))
                {
                    scheduler.Run(() => Take(context, next));
                }

                break;
            case ActionEvent action:
                context.Confirm(action);
                break;
        }
    }

    private void Take(ReplayContext context, IncomingEvent received)
    {
        switch (received)
        {
            case ExecutionStarted started:
                context.SerializedInput = started.Input;
                running = orchestrator(context);
                break;
            case EventRaised raised:
                events.Raise(raised);
                break;
            case TaskAnswered answer:
                context.Answer(answer);
                break;
        }
    }

    private EpisodeOutcome Outcome(ReplayContext context)
    {
        if (context.Fatal is { } fatal)
        {
            return new OrchestratorFailed(TaskFailureDetails.FromException(fatal));
        }

        if (running is null or { IsCompleted: false })
        {
            return running is null || context.HasOpenTasks || events.AnyWaits
                ? new StillRunning()
                : new OrchestratorFailed(TaskFailureDetails.FromException(new ForeignAwaitException(
                    $"The orchestrator '{state.Name}' awaits a task that is not durable (such as Task.Delay, Task.Run or I/O), "
                    + "and nothing durable that could wake it.")));
        }

        if (context.HasOpenTasks)
        {
            return new StillRunning();
        }

        if (running.Exception?.InnerException is { } error)
        {
            return new OrchestratorFailed(TaskFailureDetails.FromException(error));
        }

        if (running.IsCanceled)
        {
            return new OrchestratorFailed(TaskFailureDetails.FromException(new TaskCanceledException(running)));
        }

        return context.NextExecution is { } next
            ? new ContinuedAsNew(next.Input, next.PreserveEvents ? [.. events.Unprocessed] : [])
            : new OrchestratorReturned(running.Result);
    }
}
