using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Durable;

/// <summary>Does what orchestrators ask for beyond themselves: activities, sub-orchestrations, events to others.</summary>
internal sealed class ActionDispatcher(DurableEngine engine, ActivityRunner activities)
{
    public void Dispatch(OrchestrationInstance instance, ActionEvent action)
    {
        var executionId = instance.State.ExecutionId;
        switch (action)
        {
            case ActivityScheduled activity:
                engine.Work.Add(RunActivity(instance, executionId, activity));
                break;
            case SubOrchestrationScheduled child:
                instance.Send(() => engine.Reliably("start a sub-orchestration", token => StartChild(instance, executionId, child, token)));
                break;
            case EventSent sent:
                instance.Send(() => engine.Reliably("deliver an event", token => Send(instance, executionId, sent, token)));
                break;
        }
    }

    public static TaskAnswered AnswerOf(InstanceState ended, int taskId) => ended.Status == OrchestrationRuntimeStatus.Completed
        ? new TaskCompleted(taskId, ended.Output)
        : new TaskFailed(taskId, ended.Failure ?? new TaskFailureDetails(
            typeof(OperationCanceledException).FullName!, $"The sub-orchestration '{ended.InstanceId}' was terminated.", null, null, null));

    private async Task RunActivity(OrchestrationInstance instance, string executionId, ActivityScheduled activity)
    {
        if (await activities.Run(instance.State.InstanceId, activity) is { } answer)
        {
            instance.Answer(answer, executionId);
        }
    }

    private async Task StartChild(OrchestrationInstance instance, string executionId, SubOrchestrationScheduled child, CancellationToken cancellation)
    {
        var parent = new ParentTask(instance.State.InstanceId, executionId, child.TaskId, instance.State.Name);
        var state = engine.NewInstance(child.InstanceId, child.Name, child.Input) with { Parent = parent };
        var existing = await engine.Create(state, child.Input, finished => finished.Parent == parent, cancellation);
        if (existing is null || existing is { IsFinished: false } && existing.Parent == parent)
        {
            return;
        }

        instance.Answer(
            existing.Parent == parent
                ? AnswerOf(existing, child.TaskId)
                : new TaskFailed(child.TaskId, TaskFailureDetails.FromException(new OrchestrationAlreadyExistsException(child.InstanceId))),
            executionId);
    }

    /// <summary>Delivers to an instance that is still there, and answers the sender either way, as a sent event has no answer of its own.</summary>
    private async Task Send(OrchestrationInstance instance, string executionId, EventSent sent, CancellationToken cancellation)
    {
        var source = $"{instance.State.InstanceId}/{executionId}/{sent.TaskId}";
        var delivery = new Deliver(new EventRaised(sent.Name, sent.Payload, source));
        try
        {
            (await engine.FindUnfinished(sent.InstanceId, cancellation)).Post(delivery);
            await delivery.Recorded.Task.WaitAsync(cancellation);
        }
        catch (OrchestrationCallException e)
        {
            engine.Logger.LogWarning(e, "The event '{Event}' of {InstanceId} was sent to an instance that is not there.", sent.Name, instance.State.InstanceId);
        }

        instance.Answer(new TaskCompleted(sent.TaskId, null), executionId);
    }
}
