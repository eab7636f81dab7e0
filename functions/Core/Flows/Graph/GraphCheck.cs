using Handover.Core.Diagnostics;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>Checks the shape of a flow: what can be said without looking at columns.</summary>
internal static class GraphCheck
{
    // Looking for a similar id costs a comparison with every node: worth it for a few slips, not for a document full of them.
    private const int MostSuggestions = 20;

    public static void Run(Flow flow, FlowGraph graph, Action<Diagnostic> report)
    {
        CheckIds(flow, graph, report);
        CheckInputs(graph, report);
        foreach (var cycle in graph.Cycles)
        {
            report(GraphDiagnostics.NeedEachOther([.. cycle.Path.Select(node => graph.Nodes[node].Id)]));
        }

        CheckTargets(graph, report);
        CheckUse(graph, report);
        CheckReferences(flow, graph, report);
    }

    private static void CheckIds(Flow flow, FlowGraph graph, Action<Diagnostic> report)
    {
        if (flow.Nodes.Count == graph.Nodes.Length)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in flow.Nodes)
        {
            if (!seen.Add(node.Id))
            {
                report(GraphDiagnostics.Duplicate(node));
            }
        }
    }

    private static void CheckInputs(FlowGraph graph, Action<Diagnostic> report)
    {
        var suggestions = 0;
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            var node = graph.Nodes[i];
            var inputs = graph.InputsOf(i);
            for (var input = 0; input < inputs.Length; input++)
            {
                if (inputs[input] < 0)
                {
                    var near = suggestions++ < MostSuggestions
                        ? EditDistance.Nearest(node.InputIds[input], graph.Nodes.Where(other => other != node).Select(static other => other.Id))
                        : null;
                    report(GraphDiagnostics.NoSuchInput(node, input, near));
                }
                else if (graph.Nodes[inputs[input]] is DeploymentNode)
                {
                    report(GraphDiagnostics.ReadsDeployment(node, input));
                }
                else if (node is SqlNode && inputs[..input].Contains(inputs[input]))
                {
                    report(GraphDiagnostics.SameInput(node, input));
                }
            }

            if (node is UnionNode { Inputs.Count: < 2 } union)
            {
                report(GraphDiagnostics.UnionOfTooFew(union));
            }
        }
    }

    private static void CheckTargets(FlowGraph graph, Action<Diagnostic> report)
    {
        var byTarget = new Dictionary<TableName, string>();
        foreach (var node in graph.Nodes)
        {
            if (node is DeploymentNode { Target: { } target } deployment && !byTarget.TryAdd(target, node.Id))
            {
                report(GraphDiagnostics.SameTarget(deployment, byTarget[target]));
            }
        }
    }

    /// <summary>A flow without deployments is still being built: there only sources that nothing reads are worth a word.</summary>
    private static void CheckUse(FlowGraph graph, Action<Diagnostic> report)
    {
        var all = Enumerable.Range(0, graph.Nodes.Length);
        var deployments = all.Where(node => graph.Nodes[node] is DeploymentNode).ToList();
        var used = deployments.Count > 0 ? graph.Reaching(deployments) : null;
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            var isUnused = used is null ? graph.Nodes[i] is SourceNode && graph.ReadersOf(i).IsEmpty : !used[i];
            if (isUnused)
            {
                report(GraphDiagnostics.Unused(graph.Nodes[i]));
            }
        }
    }

    private static void CheckReferences(Flow flow, FlowGraph graph, Action<Diagnostic> report)
    {
        foreach (var group in flow.Groups)
        {
            foreach (var id in group.Nodes)
            {
                if (graph.IndexOf(id) < 0)
                {
                    report(GraphDiagnostics.GroupOfUnknown(group, id));
                }
            }
        }

        foreach (var exploration in flow.Explorations)
        {
            if (graph.IndexOf(exploration.Node) < 0)
            {
                report(GraphDiagnostics.ExplorationOfUnknown(exploration));
            }
        }
    }
}
