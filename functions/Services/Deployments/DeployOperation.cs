using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Promotions;

namespace Handover.Services.Deployments;

/// <summary>The steps that are a deploy's own.</summary>
public sealed class DeployOperation(PlanStore plans, ProjectStore projects, DeployPlanning planning, OperationRecorder recorder, TimeProvider clock) : IOperationKind
{
    public OperationKind Kind => OperationKind.Deploy;

    public async Task<DeploymentSet> SetAsync(Operation operation, CancellationToken cancellation) =>
        (await PlanAsync(operation, cancellation)).Set();

    public async Task<StepNote> RunAsync(Operation operation, string step, CancellationToken cancellation) => step switch
    {
        StepNames.Check => await CheckAsync(operation, cancellation),
        StepNames.Record => await RecordAsync(operation, cancellation),
        _ => new StepNote(),
    };

    public async Task UndoAsync(Operation operation, string step, CancellationToken cancellation)
    {
        if (step == StepNames.Record)
        {
            await recorder.ForgetAsync(operation, await SetAsync(operation, cancellation), cancellation);
        }
    }

    public Task EndedAsync(Operation operation, CancellationToken cancellation) => Task.CompletedTask;

    private async Task<StepNote> CheckAsync(Operation operation, CancellationToken cancellation)
    {
        var plan = await PlanAsync(operation, cancellation);
        var project = (await projects.RequireAsync(operation.Project, cancellation)).Project;
        project.RequireChangeable();
        var again = plan switch
        {
            { Restores: { } number } => await planning.RestoreAsync(project, await VersionAsync(plan, number, cancellation), cancellation),
            { Drops: { } drop } => await planning.TakeBackAsync(project, plan.Deployments[0].Node, drop, cancellation),
            _ => await planning.DeployAsync(project, plan.Nodes, cancellation),
        };
        return PlanStore.HashOf(again) == operation.Plan
            ? new StepNote("Nothing has moved since it was planned.")
            : throw Refusal.Conflict("plan-stale", "The flow or the target has changed since this was planned. Nothing was written: start again.");
    }

    private async Task<DeploymentVersion> VersionAsync(DeployPlan plan, int number, CancellationToken cancellation) =>
        await projects.FindVersionAsync(plan.Project, plan.Deployments[0].Node, number, cancellation) ?? throw Refusal.NotFound("version", $"{number}");

    private async Task<StepNote> RecordAsync(Operation operation, CancellationToken cancellation)
    {
        var plan = await PlanAsync(operation, cancellation);
        var nodes = string.Join(", ", plan.Deployments.Select(item => item.Node));
        await recorder.RecordAsync(operation, plan.Set(), plan.FlowHash, plan.Revision, plan.Restores, found =>
        {
            var now = clock.GetUtcNow();
            var project = found ?? throw Refusal.NotFound("project", operation.Project);
            var (action, summary) = plan switch
            {
                { Restores: { } number } => ("version-restored", $"Restored version {number} of {nodes}"),
                { Drops: true } => ("deployment-dropped", $"Took back {nodes}: {plan.Deployments[0].Target} was dropped"),
                { Drops: false } => ("deployment-given-up", $"Gave up {nodes}: {plan.Deployments[0].Target} was left in the warehouse"),
                _ => ("deployed", $"Deployed {nodes}"),
            };
            var audit = Audit.Entry(operation.RequestedBy, operation.Request, project.Id, action, summary, now, ("operation", operation.Id), ("plan", operation.Plan));
            return (project.Touched(operation.RequestedBy, now), null, audit);
        }, cancellation, plan.Drops is null ? null : before => before.Where(schedule => schedule.Key != plan.Deployments[0].Node).ToDictionary());
        return new StepNote(null, plan.Deployments.ToImmutableDictionary(item => $"target:{item.Node}", item => item.Target.ToString()));
    }

    private Task<DeployPlan> PlanAsync(Operation operation, CancellationToken cancellation) => plans.GetAsync<DeployPlan>(operation.Plan, cancellation);
}
