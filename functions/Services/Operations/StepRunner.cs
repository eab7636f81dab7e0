using System.Diagnostics;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Services.Storage;
using Handover.Services.Telemetry;
using Handover.Services.Warehouse;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Operations;

/// <summary>How a step ended, for the workflow that decides what comes next.</summary>
public enum StepResult
{
    /// <summary>Go on.</summary>
    Done,
    /// <summary>Waits for a person or for the warehouse; ask again later.</summary>
    Waiting,
    /// <summary>Compensate.</summary>
    Failed,
    /// <summary>Somebody called it off: compensate.</summary>
    Cancelled,
}

/// <param name="Result">How it ended.</param>
/// <param name="Problem">Why it failed.</param>
/// <param name="Until">For a step that waits: when to ask again at the latest, UTC.</param>
public sealed record StepOutcome(StepResult Result, Refusal? Problem = null, DateTimeOffset? Until = null)
{
    public static readonly StepOutcome Done = new(StepResult.Done);
}

/// <summary>Called before and after the work of each step; a host may use it to observe, tests to fail or to kill.</summary>
public delegate Task StepProbe(string operation, string step, bool before);

/// <summary>
/// Runs one step of an operation and writes what became of it into the operation. What cannot succeed by trying again is an outcome;
/// anything else is thrown, and the workflow tries again.
/// </summary>
public sealed class StepRunner(OperationStore operations, TimeProvider clock, ILogger<StepRunner> log, StepProbe? probe = null)
{
    /// <param name="id">The operation.</param>
    /// <param name="step">One of its steps.</param>
    /// <param name="work">Does it and says what it did; it may run more than once.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<StepOutcome> RunAsync(string id, string step, Func<Operation, CancellationToken, Task<StepNote>> work, CancellationToken cancellation) =>
        RunAsync(id, step, work, (state, note) => End(state, step, StepStatus.Succeeded, note), cancellation);

    /// <summary>Runs a part of a step beside others: tells what it did, and leaves ending the step to the step itself.</summary>
    public Task<StepOutcome> RunPartAsync(string id, string step, Func<Operation, CancellationToken, Task<StepNote>> work, CancellationToken cancellation) =>
        RunAsync(id, step, work, (state, note) => Noted(state, step, note), cancellation);

    private async Task<StepOutcome> RunAsync(
        string id, string step, Func<Operation, CancellationToken, Task<StepNote>> work, Func<Operation, StepNote, Operation> done, CancellationToken cancellation)
    {
        var operation = await operations.ChangeAsync(id, state => state.Compensating || state.Ended ? state : Begin(state, step), cancellation);
        if (operation.Compensating)
        {
            return new StepOutcome(StepResult.Failed, operation.Problem);
        }

        if (operation.StatusOf(step) is StepStatus.Succeeded)
        {
            return StepOutcome.Done;
        }

        if (operation.CancelRequestedBy is { } by && step is not (StepNames.Record or StepNames.Finish))
        {
            return CalledOff(by);
        }

        using var span = Traces.Step(operation, step);
        await using var calledOff = CallingOff.Watch(operations, id, CanBeInterrupted(step), clock, cancellation);
        try
        {
            await ProbeAsync(id, step, before: true);
            var note = await work(operation, calledOff.Token);
            await ProbeAsync(id, step, before: false);
            if (note.Until is { } until)
            {
                await operations.ChangeAsync(id, state => Noted(state, step, note), cancellation);
                return new StepOutcome(StepResult.Waiting, Until: until);
            }

            await operations.ChangeAsync(id, state => done(state, note), cancellation);
            return StepOutcome.Done;
        }
        catch (Exception) when (calledOff.By is not null && !cancellation.IsCancellationRequested)
        {
            // Whatever an interrupted statement says, the reason is whoever called it off.
            await operations.ChangeAsync(id, state => End(state, step, StepStatus.Failed, new StepNote($"{calledOff.By} called it off while it ran.")), cancellation);
            return CalledOff(calledOff.By);
        }
        catch (Exception problem) when (FinalReason(problem) is { } reason)
        {
            span?.SetStatus(ActivityStatusCode.Error, reason.Code);
            log.LogWarning(problem, "Step {Step} of {Operation} failed: {Code}", step, id, reason.Code);
            await operations.ChangeAsync(id, state => End(state, step, StepStatus.Failed, new StepNote(reason.Detail)), cancellation);
            return new StepOutcome(StepResult.Failed, reason);
        }
    }

    /// <summary>Writes that a step was given up after trying again and again.</summary>
    public Task GiveUpAsync(string id, string step, string reason, CancellationToken cancellation) =>
        operations.ChangeAsync(id, state => End(state, step, StepStatus.Failed, new StepNote(reason)), cancellation);

    /// <summary>Undoes a step and writes that it was undone.</summary>
    public async Task UndoAsync(string id, string step, Func<Operation, Task> undo, CancellationToken cancellation)
    {
        var operation = await operations.RequireAsync(id, cancellation);
        using var span = Traces.Step(operation, $"undo {step}");
        await undo(operation);
        await operations.ChangeAsync(
            id, state => state.WithStep(step, s => s.Status is StepStatus.Pending ? s : s with { Status = s.Status is StepStatus.Failed ? StepStatus.Failed : StepStatus.Compensated }), cancellation);
    }

    /// <summary>The reason of a failure that trying again cannot mend; null if it might.</summary>
    public static Refusal? FinalReason(Exception problem) => problem switch
    {
        RefusalException refused => refused.Refusal,
        WarehouseException { IsTransient: false } warehouse => WarehouseRefusal.Of(warehouse),
        StorageException { Kind: not (StorageFailure.Unavailable or StorageFailure.Stale) } storage =>
            new Refusal(RefusalKind.Conflict, "storage-refused", storage.Message),
        _ => null,
    };

    /// <summary>What builds, reads and tests stops in the middle; what puts things into place, or writes that it has, is over soon.</summary>
    private static bool CanBeInterrupted(string step) => step is StepNames.Check or StepNames.Backup or StepNames.Stage or StepNames.DataChecks or StepNames.HandoverPack;

    private static StepOutcome CalledOff(string by) =>
        new(StepResult.Cancelled, new Refusal(RefusalKind.Conflict, "operation-cancelled", $"{by} called it off."));

    private Task ProbeAsync(string id, string step, bool before) => probe?.Invoke(id, step, before) ?? Task.CompletedTask;

    private Operation Begin(Operation state, string step) =>
        state.WithStep(step, s => s.Status is StepStatus.Running or StepStatus.Succeeded
            ? s
            : s with { Status = StepStatus.Running, StartedAt = s.StartedAt ?? clock.GetUtcNow(), EndedAt = null });

    private Operation End(Operation state, string step, StepStatus status, StepNote note) =>
        Noted(state, step, note).WithStep(step, s => s with { Status = status, EndedAt = clock.GetUtcNow() });

    private static Operation Noted(Operation state, string step, StepNote note)
    {
        var noted = state.WithStep(step, s => s with { Detail = note.Detail ?? s.Detail });
        return note.Results is null ? noted : noted with { Result = noted.Result.SetItems(note.Results) };
    }
}

/// <summary>What a step says of itself.</summary>
/// <param name="Detail">In words, for the page.</param>
/// <param name="Results">Values that later steps and the caller need.</param>
/// <param name="Until">It waits for a person or for the warehouse; ask again at the latest then.</param>
public sealed record StepNote(string? Detail = null, IReadOnlyDictionary<string, string>? Results = null, DateTimeOffset? Until = null);
