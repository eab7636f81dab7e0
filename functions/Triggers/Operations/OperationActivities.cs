using Handover.Services.Operations;
using Handover.Triggers.Notifications;

namespace Handover.Triggers.Operations;

/// <summary>A step of an operation, or the part of it that concerns one deployment node.</summary>
public sealed record StepInput(string Operation, string Step, string? Node = null);

/// <summary>Why a step was given up.</summary>
public sealed record GiveUpInput(string Operation, string Step, string Reason);

/// <summary>How an operation ends.</summary>
public sealed record EndInput(string Operation, StepOutcome Outcome);

/// <summary>The activities of <see cref="OperationOrchestrator"/>. Each can run twice.</summary>
public sealed class OperationActivities(OperationSteps steps, EventTelling telling)
{
    public const string OutlineName = "OutlineOperation";
    public const string StepName = "RunStep";
    public const string CompensateName = "BeginCompensation";
    public const string UndoName = "UndoStep";
    public const string GiveUpName = "GiveUpStep";
    public const string RecordedName = "WasRecorded";
    public const string EndName = "EndOperation";

    [Function(OutlineName)]
    public Task<OperationOutline> Outline([ActivityTrigger] string operation, CancellationToken cancellation) =>
        steps.OutlineAsync(operation, cancellation);

    [Function(StepName)]
    public Task<StepOutcome> Step([ActivityTrigger] StepInput input, CancellationToken cancellation) =>
        steps.RunAsync(input.Operation, input.Step, input.Node, cancellation);

    [Function(CompensateName)]
    public Task Compensate([ActivityTrigger] EndInput input, CancellationToken cancellation) =>
        steps.BeginCompensationAsync(input.Operation, input.Outcome, cancellation);

    [Function(UndoName)]
    public Task Undo([ActivityTrigger] StepInput input, CancellationToken cancellation) =>
        steps.UndoAsync(input.Operation, input.Step, cancellation);

    [Function(GiveUpName)]
    public Task<StepOutcome> GiveUp([ActivityTrigger] GiveUpInput input, CancellationToken cancellation) =>
        steps.GiveUpAsync(input.Operation, input.Step, input.Reason, cancellation);

    [Function(RecordedName)]
    public Task<bool> Recorded([ActivityTrigger] string operation, CancellationToken cancellation) =>
        steps.WasRecordedAsync(operation, cancellation);

    [Function(EndName)]
    public async Task End([ActivityTrigger] EndInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await steps.EndAsync(input.Operation, input.Outcome, cancellation);
        await telling.NowAsync(client, cancellation);
    }
}
