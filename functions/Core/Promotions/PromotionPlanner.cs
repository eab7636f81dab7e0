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
    public IEnumerable<TableName> Tables => Map.Values.Concat(Bindings.Values.Select(binding => binding.Target)).Distinct();
}

/// <summary>Computes what a promotion would do. Pure: the warehouse is asked by the caller between <see cref="Draft"/> and <see cref="Plan"/>.</summary>
public static class PromotionPlanner
{
    /// <summary>Binds the promoted flow to the target environment.</summary>
    public static PromotionDraft Draft(PromotionInputs inputs)
    {
        var (flow, removed) = UnusedSources.Remove(inputs.SourceFlow);
        var map = new Dictionary<TableName, TableName>();
        foreach (var source in flow.Nodes.OfType<SourceNode>())
        {
            map[source.Table] = BoundTable(inputs, source) ?? Mapped(inputs, source.Table);
        }

        var bindings = new Dictionary<string, DeploymentBinding>();
        foreach (var deployment in flow.Nodes.OfType<DeploymentNode>())
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
        var exchanged = SourceExchange.Apply(draft.Flow, [.. draft.Map.Where(pair => pair.Key != pair.Value).Select(pair => SourceMapEntry.Of(pair.Key, pair.Value))], catalog.Tables.GetValueOrDefault);
        problems.AddRange(exchanged.Diagnostics);
        problems.AddRange(PromotionChecks.Sources(draft, catalog));
        problems.AddRange(PromotionChecks.Target(inputs));

        var flow = exchanged.Flow is { } bound ? FlowBinding.Apply(bound, draft.Bindings) : null;
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
        return new PromotionPlan
        {
            Empty = hash is not null && hash == target?.FlowHash && lockedAfter == target.Locked
                && deployments.All(item => item.Action is DeploymentAction.Unchanged),
            Source = new PlanSource(
                inputs.Source.Id, inputs.Source.Name, inputs.Source.Environment, inputs.Revision.Number, inputs.Source.Revision, inputs.Revision.FlowHash),
            Target = new PlanTarget(
                inputs.Environment.Id, inputs.TargetId, inputs.Target?.Name ?? inputs.Source.Name, target is not null, inputs.Target?.Revision ?? 0, inputs.Target?.FlowHash),
            FlowHash = hash,
            Nodes = flow is null ? [] : FlowDiff.Between(inputs.TargetFlow ?? Flow.Empty, flow).Nodes,
            Sources = sources,
            RemovedSources = draft.RemovedSources,
            Deployments = deployments,
            Ownership = new Change<string>(target?.Owner, owner),
            Collaborators = new Change<IReadOnlyList<Collaborator>>(target?.Collaborators, CollaboratorsAfter(inputs, owner)),
            LockedAfter = lockedAfter,
            Policies = PromotionChecks.Policies(policies),
            Problems = [],
            RequiredApprovals = policies.Approvals,
            Token = token,
            Steps = [],
        };
    }

    /// <summary>A project's people are its own; only the first promotion brings the source's, with the source's owner as editor.</summary>
    private static IReadOnlyList<Collaborator> CollaboratorsAfter(PromotionInputs inputs, string owner) =>
        inputs.LiveTarget?.Collaborators
        ?? [.. inputs.Source.Collaborators.Prepend(new Collaborator(inputs.Source.Owner, ProjectRole.Editor)).Where(one => one.Email != owner)];

    /// <summary>A source that the target project reads from elsewhere keeps doing so, while the promoted project reads what it read then.</summary>
    private static TableName? BoundTable(PromotionInputs inputs, SourceNode source) =>
        inputs.PromotedFlow?.Nodes.OfType<SourceNode>().FirstOrDefault(node => node.Id == source.Id) is { } then && then.Table == source.Table
            ? inputs.TargetFlow?.Nodes.OfType<SourceNode>().FirstOrDefault(node => node.Id == source.Id)?.Table
            : null;

    private static TableName Mapped(PromotionInputs inputs, TableName table)
    {
        var best = inputs.Environment.SourceMap
            .Where(mapping => mapping.From.Holds(table))
            .OrderByDescending(mapping => (mapping.From.Schema is null ? 0 : 1) + (mapping.From.Name is null ? 0 : 1))
            .FirstOrDefault();
        return best is null ? table : new TableName(best.To.Database, best.To.Schema ?? table.Schema, best.To.Name ?? table.Name);
    }

    /// <summary>Where a deployment goes: where the target project has it already, else where the environment says.</summary>
    private static DeploymentBinding? Binding(PromotionInputs inputs, DeploymentNode deployment)
    {
        var own = inputs.TargetFlow?.Nodes.OfType<DeploymentNode>().FirstOrDefault(node => node.Id == deployment.Id);
        if (own is { Target: { } target, Role: { } role, Warehouse: { } warehouse })
        {
            return new DeploymentBinding(target, role, warehouse, own.Annotation ?? deployment.Annotation);
        }

        var environment = inputs.Environment;
        return deployment.Target is { } from
            ? new DeploymentBinding(
                new TableName(environment.Target.Database, environment.Target.Schema ?? from.Schema, from.Name), environment.Role, environment.Warehouse, deployment.Annotation)
            : null;
    }
}
