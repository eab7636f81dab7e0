namespace Handover.Core.Flows;

/// <summary>Removes the sources that nothing needs.</summary>
public static class UnusedSources
{
    /// <summary>Ids of the sources from which no deployment is reached, or, if the flow has no deployment, no transformation; in document order.</summary>
    public static ValueList<string> Find(Flow flow)
    {
        var graph = FlowGraph.Of(flow);
        var all = Enumerable.Range(0, graph.Nodes.Length);
        var deployments = all.Where(node => graph.Nodes[node] is DeploymentNode).ToList();
        var used = graph.Reaching(deployments.Count > 0 ? deployments : all.Where(node => graph.Nodes[node] is not SourceNode));
        return ValueList.From(all.Where(node => graph.Nodes[node] is SourceNode && !used[node]).Select(node => graph.Nodes[node].Id));
    }

    /// <summary>The flow without them; they leave their groups, and explorations of them go.</summary>
    public static Flow Remove(Flow flow)
    {
        var unused = Find(flow).ToHashSet(StringComparer.Ordinal);
        return unused.Count == 0 ? flow : FlowParts.Without(flow, unused);
    }
}
