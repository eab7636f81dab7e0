using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Deployments;

/// <summary>What is to happen to each deployment, and what stands in the way.</summary>
/// <param name="Deployments">In the order of the flow; drops last.</param>
/// <param name="Problems">Errors forbid it.</param>
public sealed record PlannedDeployments(ImmutableArray<PlannedDeployment> Deployments, ImmutableArray<Diagnostic> Problems);

/// <summary>Compares what a flow deploys with what is in the warehouse.</summary>
public static class DeploymentPlanner
{
    /// <summary>Which deployments are built.</summary>
    public abstract record Scope
    {
        private Scope()
        {
        }

        /// <summary>Those that differ from what is in place; what the flow no longer has is dropped.</summary>
        public static readonly Scope WhatChanged = new Changed();

        /// <summary>Those named, or all, whether they differ or not: their data is computed anew.</summary>
        public static Scope Rebuild(IReadOnlySet<string>? nodes) => new Named(nodes);

        internal sealed record Changed : Scope;

        internal sealed record Named(IReadOnlySet<string>? Nodes) : Scope;
    }

    /// <summary>Plans the deployments of a flow without errors.</summary>
    public static PlannedDeployments Plan(CompiledFlow compiled, ProjectDeployments current, SqlDialectKind dialect, string token, Scope scope)
    {
        var order = DeploymentOrder.Of(compiled.Flow);
        var problems = order.Diagnostics.ToBuilder();
        var planned = ImmutableArray.CreateBuilder<PlannedDeployment>();
        var fingerprints = FlowFingerprint.Of(compiled.Flow);
        foreach (var node in compiled.Flow.Nodes.OfType<DeploymentNode>())
        {
            if (scope is Scope.Named { Nodes: { } nodes } && !nodes.Contains(node.Id))
            {
                continue;
            }

            if (node is { Target: { } target, Role: { } role, Warehouse: { } warehouse })
            {
                planned.Add(new PlannedDeployment
                {
                    Node = node.Id,
                    Action = DeploymentAction.Create,
                    Type = node.Type,
                    Target = target,
                    Role = role,
                    Warehouse = warehouse,
                    Sql = compiled.Sql(node.Id, dialect),
                    Wave = order.WaveOf(node.Id),
                    Fingerprint = Bound(fingerprints.Upstream(node.Id), compiled, node),
                    Output = [.. compiled.Columns(node.Id)],
                    Tests = [.. node.Tests],
                });
            }
        }

        var compared = planned.Select(item => Compare(item, current, scope)).ToImmutableArray();
        var staged = StagedReads(compiled, compared, dialect, token, problems);
        return new PlannedDeployments(scope is Scope.Changed ? staged.AddRange(Drops(compiled, current)) : staged, problems.ToImmutable());
    }

    private static PlannedDeployment Compare(PlannedDeployment item, ProjectDeployments current, Scope scope)
    {
        if (!current.Items.TryGetValue(item.Node, out var state))
        {
            return item;
        }

        var same = state.Fingerprint == item.Fingerprint && state.Target == item.Target && state.Role == item.Role
            && state.IsView == item.Type is DeploymentType.View;
        var columns = ColumnChanges.Between(state.Columns, item.Output);
        return item with
        {
            Action = same && scope is Scope.Changed ? DeploymentAction.Unchanged : DeploymentAction.Replace,
            Retires = state.Target == item.Target ? null : state.Target,
            Columns = columns,
            Breaking = columns.AreBreaking(),
        };
    }

    private static IEnumerable<PlannedDeployment> Drops(CompiledFlow compiled, ProjectDeployments current) =>
        current.Items.Values.Where(state => !compiled.Contains(state.Node)).Select(state => new PlannedDeployment
        {
            Node = state.Node,
            Action = DeploymentAction.Drop,
            Type = state.IsView ? DeploymentType.View : DeploymentType.Table,
            Target = state.Target,
            Role = state.Role,
            Warehouse = state.Warehouse,
            Fingerprint = state.Fingerprint,
            Output = state.Columns,
            Columns = new ColumnChanges([], [.. state.Columns.Select(column => column.Name)], []),
            Breaking = true,
        });

    /// <summary>
    /// A deployment that reads what another of the same plan writes must be built from what is staged, not from what is in place.
    /// </summary>
    private static ImmutableArray<PlannedDeployment> StagedReads(
        CompiledFlow compiled, ImmutableArray<PlannedDeployment> deployments, SqlDialectKind dialect, string token, ImmutableArray<Diagnostic>.Builder problems)
    {
        if (deployments.All(item => item.Wave == 0))
        {
            return deployments;
        }

        var built = deployments.Where(item => item.Builds()).ToDictionary(item => item.Target, item => PublicationNames.Stage(item.Target, token));
        var staged = FlowCompiler.Compile(FlowBinding.Sources(compiled.Flow, built));
        foreach (var view in deployments.Where(item => item is { Wave: > 0, Type: DeploymentType.View } && item.Builds()))
        {
            problems.Add(new Diagnostic(
                "view-reads-deployment", Severity.Error, $"The view {view.Target} reads what another deployment of this flow writes.", view.Node,
                Suggestion: "Connect the view to the node behind that deployment, or deploy it as a table."));
        }

        return [.. deployments.Select(item => item.Wave > 0 && item.Builds() ? item with { Sql = staged.Sql(item.Node, dialect) } : item)];
    }

    /// <summary>The semantic fingerprint together with what it is bound to: the same transformation of other tables is another deployment.</summary>
    private static string Bound(string fingerprint, CompiledFlow compiled, DeploymentNode node)
    {
        var reads = compiled.SourcesOf(node.Id).Select(source => source.Table.ToString()).Order(StringComparer.Ordinal);
        return PlanToken.Of([fingerprint, .. reads]);
    }
}
