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
        var waves = Waves(order);
        var planned = ImmutableArray.CreateBuilder<PlannedDeployment>();
        var fingerprints = FlowFingerprint.Of(compiled.Flow);
        foreach (var node in compiled.Flow.Deployments)
        {
            if (scope is Scope.Named { Nodes: { } nodes } && !nodes.Contains(node.Id))
            {
                continue;
            }

            if (node is { Target: { } target, Role: { } role, Warehouse: { } warehouse })
            {
                var sql = compiled.Sql(node.Id, dialect);
                problems.AddRange(sql.Problems);
                planned.Add(new PlannedDeployment
                {
                    Node = node.Id,
                    Action = DeploymentAction.Create,
                    Type = node.Type,
                    Target = target,
                    Role = role,
                    Warehouse = warehouse,
                    Sql = sql.Text,
                    Wave = waves.GetValueOrDefault(node.Id),
                    Fingerprint = Bound(fingerprints.Nodes[node.Id].Upstream, compiled, node),
                    Output = compiled.Find(node.Id)?.Columns ?? [],
                    Materialization = node.Materialization.Mode is MaterializationMode.Full ? null : node.Materialization,
                });
            }
        }

        var compared = planned.Select(item => Checked(Compare(item, current, scope), compiled, token, dialect)).ToImmutableArray();
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

    /// <summary>What a staged object is tested with: its own tests, against what is in place where they compare.</summary>
    private static PlannedDeployment Checked(PlannedDeployment item, CompiledFlow compiled, string token, SqlDialectKind dialect)
    {
        if (!item.Builds() || compiled.Find(item.Node)?.Node is not DeploymentNode { Tests: { Count: > 0 } tests })
        {
            return item;
        }

        var stage = PublicationNames.Stage(item.Target, token);
        var previous = item.Action is DeploymentAction.Replace && item.Retires is null ? item.Target : null;
        return item with { Checks = [.. tests.Select(test => new DataCheck(DataTestText.Of(test), DataTestSql.Write(test, stage, item.Output, previous, dialect)))] };
    }

    private static Dictionary<string, int> Waves(DeploymentOrder order)
    {
        var waves = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var wave = 0; wave < order.Waves.Length; wave++)
        {
            foreach (var node in order.Waves[wave])
            {
                waves[node] = wave;
            }
        }

        return waves;
    }

    private static IEnumerable<PlannedDeployment> Drops(CompiledFlow compiled, ProjectDeployments current) =>
        current.Items.Values.Where(state => compiled.Find(state.Node) is null).Select(Drop);

    /// <summary>Puts aside what a deployment has put into the warehouse.</summary>
    public static PlannedDeployment Drop(DeploymentState state) => new()
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
    };

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
        var staged = FlowCompiler.Compile(compiled.Flow.MapNodes(node => node is SourceNode source && built.TryGetValue(source.Table, out var beside) ? source with { Table = beside } : node));
        foreach (var view in deployments.Where(item => item is { Wave: > 0, Type: DeploymentType.View } && item.Builds()))
        {
            problems.Add(new Diagnostic(
                "view-reads-deployment", Severity.Error, $"The view {view.Target} reads what another deployment of this flow writes.", view.Node,
                Suggestion: "Connect the view to the node behind that deployment, or deploy it as a table."));
        }

        return [.. deployments.Select(item => item.Wave > 0 && item.Builds() ? item with { Sql = staged.Sql(item.Node, dialect).Text } : item)];
    }

    /// <summary>The semantic fingerprint together with what it is bound to: the same transformation of other tables is another deployment.</summary>
    private static string Bound(string fingerprint, CompiledFlow compiled, DeploymentNode node)
    {
        var needed = compiled.Graph.Reaching([compiled.Graph.IndexOf(node.Id)]);
        var reads = compiled.Graph.Nodes.Where((other, index) => needed[index] && other is SourceNode).Cast<SourceNode>()
            .Select(source => $"{source.Id}={source.Table}").Order(StringComparer.Ordinal);
        return PlanToken.Of([fingerprint, .. reads]);
    }
}
