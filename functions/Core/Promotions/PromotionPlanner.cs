using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Core.Sql;

namespace Handover.Core.Promotions;

/// <summary>The flow that a promotion wants in the target project, before the warehouse was asked whether it can be.</summary>
/// <param name="Flow">The promoted flow without what nothing needs.</param>
/// <param name="RemovedSources">Ids of the sources that were left out.</param>
/// <param name="Map">Table for table, what stands for what the sources read.</param>
/// <param name="Bindings">Where each deployment goes.</param>
public sealed record PromotionDraft(
    Flow Flow,
    ImmutableArray<string> RemovedSources,
    IReadOnlyDictionary<TableName, TableName> Map,
    IReadOnlyDictionary<string, DeploymentBinding> Bindings)
{
    /// <summary>The tables that the warehouse must be asked about.</summary>
    public IEnumerable<TableName> Tables => Map.Values.Concat(Bindings.Values.Select(binding => binding.Target).OfType<TableName>()).Distinct();

    /// <summary>The exchange that <see cref="Map"/> asks for.</summary>
    public TableMap TableMap() => new([
        .. Map.Where(pair => pair.Key != pair.Value)
            .Select(pair => new TableMapEntry(Pattern(pair.Key), Pattern(pair.Value))),
    ]);

    /// <summary>The places that the deployments are written to, each with the role and the virtual warehouse.</summary>
    public IEnumerable<(string Role, string Warehouse, string Database, string Schema)> Places() =>
        Bindings.Values.Where(binding => binding is { Target: not null, Role: not null, Warehouse: not null })
            .Select(binding => (binding.Role!, binding.Warehouse!, binding.Target!.Database, binding.Target.Schema)).Distinct();

    private static TablePattern Pattern(TableName table) => new(table.Database, table.Schema, table.Name);
}

/// <summary>Computes what a promotion would do. Pure: the warehouse is asked by the caller between <see cref="Draft"/> and <see cref="Plan"/>.</summary>
public static class PromotionPlanner
{
    /// <summary>Binds the promoted flow to the target environment.</summary>
    public static PromotionDraft Draft(PromotionInputs inputs)
    {
        var removed = UnusedSources.Find(inputs.SourceFlow).Items;
        var flow = UnusedSources.Remove(inputs.SourceFlow);
        var mapped = inputs.Environment.Sources();
        var map = new Dictionary<TableName, TableName>();
        foreach (var source in flow.Sources)
        {
            map[source.Table] = BoundTable(inputs, source) ?? mapped.Apply(source.Table);
        }

        var bindings = new Dictionary<string, DeploymentBinding>();
        foreach (var deployment in flow.Deployments)
        {
            if (Binding(inputs, deployment) is { } binding)
            {
                bindings[deployment.Id] = binding;
            }
        }

        return new PromotionDraft(flow, removed, map, bindings);
    }

    /// <summary>The plan but for the renames and statements, which depend on what is in the warehouse (see <see cref="PlanStatements"/>).</summary>
    public static (PromotionPlan Plan, Flow? Flow) Plan(PromotionInputs inputs, PromotionDraft draft, PromotionCatalog catalog)
    {
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var map = draft.TableMap();
        var exchanged = map.Entries.Count == 0
            ? new ExchangeResult(draft.Flow, [], [])
            : SourceExchange.Apply(draft.Flow, map, catalog.Tables.GetValueOrDefault);
        problems.AddRange(exchanged.Diagnostics);
        problems.AddRange(PromotionChecks.Sources(draft, catalog));
        problems.AddRange(PromotionChecks.Target(inputs));

        var flow = exchanged.Flow is { } bound ? Annotated(FlowBinding.Apply(bound, TableMap.Empty, draft.Bindings), inputs.TargetFlow) : null;
        var hash = flow is null ? null : FlowHash.Of(FlowJson.Write(flow));
        var token = PlanToken.Of(inputs.Source.Id, $"{inputs.Revision.Number}", inputs.TargetId, $"{inputs.Target?.Revision}", hash ?? "");
        var deployments = ImmutableArray<PlannedDeployment>.Empty;
        if (flow is not null)
        {
            var compiled = FlowCompiler.Compile(flow);
            problems.AddRange(compiled.Diagnostics.Where(problem => problem.Severity is Severity.Error));
            if (!compiled.HasErrors)
            {
                var planned = DeploymentPlanner.Plan(compiled, inputs.TargetDeployments, inputs.Dialect, token, DeploymentPlanner.Scope.WhatChanged);
                problems.AddRange(planned.Problems);
                deployments = [.. planned.Deployments.Select(item => item with { Readers = [.. catalog.Readers.GetValueOrDefault(item.Target) ?? []] })];
            }
        }

        problems.AddRange(PromotionChecks.Deployments(deployments, catalog));
        var plan = Describe(inputs, draft, exchanged.Changes, deployments, flow, hash, token) with { Problems = problems.ToImmutable() };
        return (plan, flow);
    }

    private static PromotionPlan Describe(
        PromotionInputs inputs, PromotionDraft draft, ImmutableArray<SourceChange> sources,
        ImmutableArray<PlannedDeployment> deployments, Flow? flow, string? hash, string token)
    {
        var target = inputs.LiveTarget;
        var policies = inputs.Environment.Policies;
        var lockedAfter = policies.LockAfterPromotion || target is { Locked: true };
        var owner = target?.Owner ?? inputs.Environment.Owner ?? inputs.Source.Owner;
        var schedules = PlannedSchedule.Of(inputs, flow);
        return new PromotionPlan
        {
            Empty = schedules.All(item => item.Action is ScheduleAction.Keep) && hash is not null && hash == target?.FlowHash && lockedAfter == target.Locked
                && deployments.All(item => item.Action is DeploymentAction.Unchanged),
            Source = new PlanSource(
                inputs.Source.Id, inputs.Source.Name, inputs.Source.Environment, inputs.Revision.Number, inputs.Source.Revision, inputs.Revision.FlowHash),
            Target = new PlanTarget(
                inputs.Environment.Id, inputs.TargetId, inputs.Target?.Name ?? inputs.Source.Name, target is not null, inputs.Target?.Revision ?? 0, inputs.Target?.FlowHash),
            FlowHash = hash,
            Nodes = flow is null ? [] : NodeChange.Of(FlowDiff.Between(inputs.TargetFlow ?? Flow.Empty, flow), flow),
            Sources = sources,
            RemovedSources = draft.RemovedSources,
            Deployments = deployments,
            Schedules = schedules,
            Ownership = new Change<string>(target?.Owner, owner),
            Collaborators = new Change<IReadOnlyList<Collaborator>>(target?.Collaborators, CollaboratorsAfter(inputs, owner)),
            LockedAfter = lockedAfter,
            Policies = PolicyRules.Demands(policies),
            Problems = [],
            RequiredApprovals = policies.Approvals,
            Token = token,
            Steps = [],
        };
    }

    /// <summary>A project's people are its own; only the first promotion brings the source's, with the source's owner as editor.</summary>
    private static ImmutableArray<Collaborator> CollaboratorsAfter(PromotionInputs inputs, string owner) =>
        inputs.LiveTarget?.Collaborators
        ?? [.. inputs.Source.Collaborators.Prepend(new Collaborator(inputs.Source.Owner, ProjectRole.Editor)).Where(one => one.Email != owner)];

    /// <summary>A source that the target project reads from elsewhere keeps doing so, while the promoted project reads what it read then.</summary>
    private static TableName? BoundTable(PromotionInputs inputs, SourceNode source) =>
        inputs.PromotedFlow?.Sources.FirstOrDefault(node => node.Id == source.Id) is { } then && then.Table == source.Table
            ? inputs.TargetFlow?.Sources.FirstOrDefault(node => node.Id == source.Id)?.Table
            : null;

    /// <summary>What people say about a deployment in production is production's own.</summary>
    private static Flow Annotated(Flow flow, Flow? target)
    {
        var own = (target?.Deployments ?? []).Where(node => !node.Annotation.IsEmpty).ToDictionary(node => node.Id, node => node.Annotation);
        return flow.MapNodes(node => node is DeploymentNode deployment && own.TryGetValue(node.Id, out var annotation)
            ? deployment with { Annotation = annotation }
            : node);
    }

    /// <summary>Where a deployment goes: where the target project has it already, else where the environment says.</summary>
    private static DeploymentBinding? Binding(PromotionInputs inputs, DeploymentNode deployment)
    {
        var own = inputs.TargetFlow?.Deployments.FirstOrDefault(node => node.Id == deployment.Id);
        if (own is { Target: { } target, Role: { } role, Warehouse: { } warehouse })
        {
            return new DeploymentBinding(target, role, warehouse);
        }

        var environment = inputs.Environment;
        return deployment.Target is { } from
            ? new DeploymentBinding(
                new TableName(environment.Target.Database, environment.Target.Schema ?? from.Schema, from.Name), environment.Role, environment.Warehouse)
            : null;
    }
}
