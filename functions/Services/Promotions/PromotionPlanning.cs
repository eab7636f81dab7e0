using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Core.Promotions;
using Handover.Core.Schedules;
using Handover.Core.Sql;
using Handover.Services.Deployments;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Warehouse;

namespace Handover.Services.Promotions;

/// <summary>A plan with the flow that it leads to.</summary>
public sealed record ComputedPlan(PromotionPlan Plan, Flow? Flow);

/// <summary>Gathers what a promotion plan is computed from, and computes it. Nothing is written but the flow, by its hash.</summary>
public sealed class PromotionPlanning(
    ProjectStore projects, ProjectIndex index, FlowStore flows, EnvironmentStore environments, IWarehouse warehouse, DeploymentSteps deployments,
    ScheduleBinding schedules)
{
    /// <summary>Id of the project that a project's promotions into an environment make and update.</summary>
    public static string TargetOf(string source, string environment) => Ids.Derived("p", source, environment);

    /// <param name="source">The project that is promoted.</param>
    /// <param name="revision">Its revision; null for the newest.</param>
    /// <param name="environment">Where it goes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RefusalException"><c>environment-same</c>, <c>environment-not-found</c>, <c>revision-not-found</c>, <c>flow-has-errors</c>.</exception>
    public async Task<ComputedPlan> ComputeAsync(Project source, int? revision, string environment, CancellationToken cancellation)
    {
        var inputs = await InputsAsync(source, revision, environment, cancellation);
        var draft = PromotionPlanner.Draft(inputs);
        var catalog = await CatalogAsync(inputs, draft, cancellation);
        var (plan, flow) = PromotionPlanner.Plan(inputs, draft, catalog);
        if (flow is not null)
        {
            await flows.PutAsync(flow, cancellation);
        }

        if (plan.HasErrors())
        {
            return new ComputedPlan(plan, flow);
        }

        var swap = await deployments.PlanSwapAsync("plan", DeploymentSet.PublicationsOf(plan.Deployments, plan.Token), plan.Token, cancellation);
        return new ComputedPlan(plan with { Swap = swap, Steps = PlanStatements.Of(plan.Deployments, swap, warehouse.Dialect) }, flow);
    }

    private async Task<PromotionInputs> InputsAsync(Project source, int? revision, string environment, CancellationToken cancellation)
    {
        var into = (await environments.RequireAsync(environment, cancellation)).Value;
        if (into.Id == source.Environment)
        {
            throw Refusal.Unprocessable("environment-same", $"'{source.Name}' lives in {into.Name} already. Choose another environment.");
        }

        var promoted = await projects.RevisionAsync(source.Id, revision ?? source.Revision, cancellation);
        var compiled = await flows.CompiledAsync(promoted.FlowHash, cancellation);
        FlowService.RequireNoErrors(compiled);
        var targetId = TargetOf(source.Id, into.Id);
        var target = (await projects.FindAsync(targetId, cancellation))?.Project;
        return new PromotionInputs
        {
            Source = source,
            Revision = promoted,
            SourceFlow = compiled.Flow,
            Environment = into,
            TargetId = targetId,
            Target = target,
            TargetFlow = target is null or { DeletedAt: not null } ? null : await flows.GetAsync(target.FlowHash, cancellation),
            TargetDeployments = (await projects.DeploymentsAsync(targetId, cancellation)).Value,
            PromotedFlow = target?.PromotedFrom is { } origin ? await flows.GetAsync(origin.FlowHash, cancellation) : null,
            SourceSchedules = await SchedulesAsync(source.Id, cancellation),
            TargetSchedules = await SchedulesAsync(targetId, cancellation),
            Dialect = warehouse.Dialect,
        };
    }

    private async Task<ImmutableSortedDictionary<string, Schedule>> SchedulesAsync(string project, CancellationToken cancellation) =>
        (await schedules.OfAsync(project, cancellation)).ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Schedule, StringComparer.Ordinal);

    private async Task<PromotionCatalog> CatalogAsync(PromotionInputs inputs, PromotionDraft draft, CancellationToken cancellation)
    {
        var session = new Session(inputs.Environment.Role, inputs.Environment.Warehouse, "plan");
        var tables = await warehouse.ColumnsOfAsync(session, draft.Tables, cancellation);
        var notWritable = new List<(string Role, string Database, string Schema)>();
        foreach (var place in draft.Places())
        {
            if (!await warehouse.CanWriteAsync(new Session(place.Role, place.Warehouse, "plan"), place.Database, place.Schema, cancellation))
            {
                notWritable.Add((place.Role, place.Database, place.Schema));
            }
        }

        var targets = draft.Bindings.Values.Select(binding => binding.Target).OfType<TableName>()
            .Concat(inputs.TargetDeployments.Items.Values.Select(state => state.Target)).ToImmutableHashSet();
        var (readers, writers) = await index.UsersOfAsync(targets, inputs.TargetId, cancellation);
        return new PromotionCatalog { Tables = tables, NotWritable = notWritable, Readers = readers, Writers = writers };
    }
}
