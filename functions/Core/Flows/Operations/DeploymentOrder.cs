using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>In which order deployments are made.</summary>
/// <param name="Waves">Ids of deployment nodes: all of a wave are independent of each other, and each needs only earlier waves. Document order within a wave.</param>
/// <param name="Diagnostics">Deployments that need each other (<c>deployment-cycle</c>); they are in no wave, nor are those that need them.</param>
public sealed record DeploymentOrder(ImmutableArray<ImmutableArray<string>> Waves, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Orders the deployments of a flow: one that reads, through a source node, the target of another comes after it.</summary>
    public static DeploymentOrder Of(Flow flow)
    {
        var graph = FlowGraph.Of(flow);
        var combined = new CombinedEdges(graph);
        var wave = new int[graph.Nodes.Length];
        var missing = new int[graph.Nodes.Length];
        var ready = new Queue<int>();
        for (var i = 0; i < missing.Length; i++)
        {
            missing[i] = combined.InputCount(i);
            if (missing[i] == 0)
            {
                ready.Enqueue(i);
            }
        }

        var done = new bool[graph.Nodes.Length];
        while (ready.TryDequeue(out var node))
        {
            done[node] = true;
            var reached = wave[node] + (graph.Nodes[node] is DeploymentNode ? 1 : 0);
            foreach (var reader in combined.ReadersOf(node))
            {
                wave[reader] = Math.Max(wave[reader], reached);
                if (--missing[reader] == 0)
                {
                    ready.Enqueue(reader);
                }
            }
        }

        var deployments = Enumerable.Range(0, graph.Nodes.Length).Where(node => graph.Nodes[node] is DeploymentNode).ToList();
        var waves = deployments.Where(node => done[node]).GroupBy(node => wave[node]).OrderBy(static group => group.Key)
            .Select(group => group.Select(node => graph.Nodes[node].Id).ToImmutableArray());
        return new DeploymentOrder([.. waves], Stuck(graph, combined, [.. deployments.Where(node => !done[node])]));
    }

    /// <summary>One report for those that lie on a circle through targets; a circle of plain edges is the graph's own error.</summary>
    private static ImmutableArray<Diagnostic> Stuck(FlowGraph graph, CombinedEdges combined, List<int> stuck)
    {
        var reported = new HashSet<int>();
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var deployment in stuck)
        {
            if (reported.Contains(deployment))
            {
                continue;
            }

            var after = combined.Downstream(deployment);
            if (!after.Contains(deployment))
            {
                continue;
            }

            var circle = stuck.Where(other => after.Contains(other) && combined.Downstream(other).Contains(deployment)).ToList();
            reported.UnionWith(circle);
            var ids = circle.ConvertAll(node => graph.Nodes[node].Id);
            diagnostics.Add(GraphDiagnostics.DeploymentsNeedEachOther(ids[0], ids));
        }

        return diagnostics.ToImmutable();
    }

    /// <summary>The flow's edges, and one from each deployment to the sources that read its target.</summary>
    private sealed class CombinedEdges
    {
        private readonly FlowGraph graph;
        private readonly Dictionary<int, List<int>> sourcesOf = [];
        private readonly Dictionary<int, int> targetsOf = [];

        public CombinedEdges(FlowGraph graph)
        {
            this.graph = graph;
            var byTarget = new Dictionary<TableName, List<int>>();
            for (var i = 0; i < graph.Nodes.Length; i++)
            {
                if (graph.Nodes[i] is DeploymentNode { Target: { } target })
                {
                    (byTarget.TryGetValue(target, out var list) ? list : byTarget[target] = []).Add(i);
                }
            }

            for (var i = 0; i < graph.Nodes.Length; i++)
            {
                if (graph.Nodes[i] is SourceNode source && byTarget.TryGetValue(source.Table, out var writers))
                {
                    targetsOf[i] = writers.Count;
                    foreach (var writer in writers)
                    {
                        (sourcesOf.TryGetValue(writer, out var list) ? list : sourcesOf[writer] = []).Add(i);
                    }
                }
            }
        }

        public int InputCount(int node)
        {
            var count = targetsOf.GetValueOrDefault(node);
            foreach (var input in graph.InputsOf(node))
            {
                count += input >= 0 ? 1 : 0;
            }

            return count;
        }

        public int[] ReadersOf(int node) => sourcesOf.TryGetValue(node, out var sources) ? [.. graph.ReadersOf(node), .. sources] : graph.ReadersOf(node).ToArray();

        public HashSet<int> Downstream(int node)
        {
            var reached = new HashSet<int>();
            var stack = new Stack<int>([node]);
            while (stack.TryPop(out var at))
            {
                foreach (var reader in ReadersOf(at))
                {
                    if (reached.Add(reader))
                    {
                        stack.Push(reader);
                    }
                }
            }

            return reached;
        }
    }
}
