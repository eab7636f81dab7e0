using System.Text.Json;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Core.Schedules;
using Handover.Services.Deployments;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Schedules;

/// <summary>The steps that are a run's own. A run computes a deployed table anew; it makes no version.</summary>
public sealed class RunOperation(
    StorageClients clients, ScheduleStore store, DueIndex due, ProjectStore projects, DeployPlanning planning, DeploymentSteps deployments,
    RetentionService retention, RunClaims claims, RunOutcomes outcomes) : IOperationKind
{
    // A run's plan is nobody's to approve: it is kept while the run lasts.
    private readonly NamedBlobs plans = new(clients, "runs/");

    public OperationKind Kind => OperationKind.Run;

    /// <summary>What a run replaces is dropped when it has been recorded.</summary>
    public bool KeepsReplaced => false;

    public async Task<DeploymentSet> SetAsync(Operation operation, CancellationToken cancellation) =>
        (await PlanAsync(operation, cancellation))?.Set()
        ?? new DeploymentSet { Token = TokenOf(operation), Deployments = [], Swap = new Swap(TokenOf(operation), []) };

    public async Task<StepNote> RunAsync(Operation operation, string step, CancellationToken cancellation)
    {
        switch (step)
        {
            case StepNames.Claim:
                return await claims.ClaimAsync(operation, cancellation);
            case StepNames.Check:
                return await CheckAsync(operation, cancellation);
            case StepNames.Record:
                await outcomes.SucceededAsync(operation, cancellation);
                return new StepNote("The Execution History has it.");
            case StepNames.Finish:
                await deployments.DropAsideAsync(operation, await SetAsync(operation, cancellation), cancellation);
                return new StepNote("What was replaced is dropped.");
            default:
                return new StepNote();
        }
    }

    public Task UndoAsync(Operation operation, string step, CancellationToken cancellation) =>
        step == StepNames.Claim ? claims.ReleaseAsync(operation, cancellation) : Task.CompletedTask;

    public async Task<bool?> WasRecordedAsync(Operation operation, CancellationToken cancellation) =>
        await store.FindAsync(operation.Project, operation.Node!, operation.Execution!, cancellation) is { Value: { Status: ExecutionStatus.Succeeded } done }
        && done.Operation == operation.Id;

    public async Task EndedAsync(Operation operation, CancellationToken cancellation)
    {
        if (operation.Status is not OperationStatus.Succeeded)
        {
            var plan = await PlanAsync(operation, cancellation);
            await outcomes.FailedAsync(operation, plan?.Deployments[0].Sql, cancellation);
        }

        else if (operation.StatusOf(StepNames.Finish) is not StepStatus.Succeeded)
        {
            // What was replaced could not be dropped. It is put where what is due is dropped, again and again until that succeeds.
            await retention.KeepAsync(operation, (await SetAsync(operation, cancellation)).Swap, cancellation);
        }

        await outcomes.TellAsync(operation, cancellation);
        await claims.ReleaseAsync(operation, cancellation);
        await plans.DeleteAsync(BlobOf(operation), cancellation);
    }

    private async Task<StepNote> CheckAsync(Operation operation, CancellationToken cancellation)
    {
        var project = (await projects.RequireAsync(operation.Project, cancellation)).Project;
        if (project.DeletedAt is not null)
        {
            throw Refusal.Conflict("project-deleted", $"'{project.Name}' is deleted.");
        }

        var state = (await projects.DeploymentsAsync(project.Id, cancellation)).Value.Items.GetValueOrDefault(operation.Node!)
            ?? throw Refusal.Conflict("deployment-not-deployed", $"'{operation.Node}' is not deployed. Deploy it first.");
        var version = state.IsView ? null : await projects.FindVersionAsync(project.Id, state.Node, state.Version, cancellation);
        if (version is null)
        {
            throw Refusal.Conflict("deployment-not-a-table", $"{state.Target} is a view: it always shows what its sources hold, so there is nothing to run.");
        }

        if (await store.LoadAsync(project.Id, state.Node, cancellation) is { Schedule: { } scheduled })
        {
            // The table may have moved since the schedule was written.
            await due.AddAsync(project.Id, state.Node, scheduled.Value, state.Target, cancellation);
        }

        var plan = await planning.RefreshAsync(project, version, TokenOf(operation), cancellation);
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(plan, StorageJson.Options));
        await plans.PutAsync(BlobOf(operation), content, "application/json", cancellation);
        return new StepNote($"Version {version.Number} of {state.Target} is computed anew.");
    }

    private async Task<DeployPlan?> PlanAsync(Operation operation, CancellationToken cancellation)
    {
        if (await plans.OpenAsync(BlobOf(operation), cancellation) is not { } open)
        {
            return null;
        }

        await using var content = open.Content;
        return await JsonSerializer.DeserializeAsync<DeployPlan>(content, StorageJson.Options, cancellation);
    }

    private static string TokenOf(Operation operation) => PlanToken.Of(operation.Id);

    private static string BlobOf(Operation operation) => $"{operation.Id}.json";
}
