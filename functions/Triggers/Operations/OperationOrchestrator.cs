using Handover.Core.Operations;
using Handover.Services.Operations;

namespace Handover.Triggers.Operations;

/// <summary>
/// Carries out any operation: its steps in order, and backwards if one fails. What a step does is in its activity; what became of it is in
/// the operation's row.
/// </summary>
public static class OperationOrchestrator
{
    public const string Name = "RunOperation";

    /// <summary>Wakes an operation that waits for a person.</summary>
    public const string Nudge = "nudge";

    // A step that fails for a passing reason (storage or warehouse away) is tried for about a minute, its undoing for hours.
    private static readonly TaskOptions StepOptions = TaskOptions.FromRetryPolicy(new RetryPolicy(6, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(20)));
    private static readonly TaskOptions UndoOptions = TaskOptions.FromRetryPolicy(new RetryPolicy(60, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(5)));

    [Function(Name)]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var id = context.GetInput<string>()!;
        var plan = await context.CallActivityAsync<OperationOutline>(OperationActivities.OutlineName, id, UndoOptions);
        var begun = new Stack<string>();
        foreach (var step in plan.Steps)
        {
            begun.Push(step);
            var outcome = step switch
            {
                StepNames.Approval or StepNames.Claim => await WaitAsync(context, id, step),
                StepNames.Stage => await StageAsync(context, id, plan.Waves),
                _ => await StepAsync(context, id, step),
            };
            if (outcome.Result is StepResult.Done)
            {
                continue;
            }

            if (await RecordedAsync(context, id, step))
            {
                break;
            }

            await context.CallActivityAsync(OperationActivities.CompensateName, new EndInput(id, outcome), UndoOptions);
            while (begun.TryPop(out var undo))
            {
                await context.CallActivityAsync(OperationActivities.UndoName, new StepInput(id, undo), UndoOptions);
            }

            await context.CallActivityAsync(OperationActivities.EndName, new EndInput(id, outcome), UndoOptions);
            return;
        }

        await context.CallActivityAsync(OperationActivities.EndName, new EndInput(id, StepOutcome.Done), UndoOptions);
    }

    /// <summary>Asks again whenever somebody has decided something, and at the latest when the step says.</summary>
    private static async Task<StepOutcome> WaitAsync(TaskOrchestrationContext context, string id, string step, string? node = null)
    {
        var outcome = await StepAsync(context, id, step, node);
        while (outcome is { Result: StepResult.Waiting, Until: { } until })
        {
            try
            {
                var wait = until.UtcDateTime - context.CurrentUtcDateTime;
                await context.WaitForExternalEvent<string>(Nudge, wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1));
            }
            catch (TaskCanceledException)
            {
                // Nobody nudged: ask again.
            }

            outcome = await StepAsync(context, id, step, node);
        }

        return outcome;
    }

    /// <summary>Builds wave after wave; in a wave the next deployment begins as soon as one of those under way has ended.</summary>
    private static async Task<StepOutcome> StageAsync(TaskOrchestrationContext context, string id, IReadOnlyList<IReadOnlyList<string>> waves)
    {
        const int together = 4;
        foreach (var wave in waves)
        {
            var building = new List<Task<StepOutcome>>();
            StepOutcome? failed = null;
            foreach (var node in wave)
            {
                if (building.Count == together)
                {
                    var ended = await Task.WhenAny(building);
                    building.Remove(ended);
                    failed = FailureOf(await ended);
                }

                if (failed is not null)
                {
                    break;
                }

                building.Add(WaitAsync(context, id, StepNames.Stage, node));
            }

            // What is under way is waited for even if another has failed: nothing is undone beside it.
            var rest = await Task.WhenAll(building);
            failed ??= rest.Select(FailureOf).FirstOrDefault(outcome => outcome is not null);
            if (failed is not null)
            {
                return failed;
            }
        }

        return await StepAsync(context, id, StepNames.Stage);
    }

    private static StepOutcome? FailureOf(StepOutcome outcome) => outcome.Result is StepResult.Done ? null : outcome;

    private static async Task<StepOutcome> StepAsync(TaskOrchestrationContext context, string id, string step, string? node = null)
    {
        try
        {
            return await context.CallActivityAsync<StepOutcome>(OperationActivities.StepName, new StepInput(id, step, node), StepOptions);
        }
        catch (TaskFailedException failure)
        {
            return await context.CallActivityAsync<StepOutcome>(
                OperationActivities.GiveUpName, new GiveUpInput(id, step, failure.FailureDetails?.ErrorMessage ?? failure.Message), UndoOptions);
        }
    }

    /// <summary>Whether the operation was written into the project in spite of a failure: then it is done, and not to be taken back.</summary>
    private static async Task<bool> RecordedAsync(TaskOrchestrationContext context, string id, string step) =>
        step == StepNames.Finish
        || (step == StepNames.Record && await context.CallActivityAsync<bool>(OperationActivities.RecordedName, id, UndoOptions));
}
