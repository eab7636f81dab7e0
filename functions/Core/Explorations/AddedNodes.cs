using Handover.Core.Compilation;
using Handover.Core.Flows;

namespace Handover.Core.Explorations;

/// <summary>What a flow needs so that nodes can be put behind one of its own for a question.</summary>
internal static class AddedNodes
{
    /// <summary>A node with everything upstream of it.</summary>
    public static List<FlowNode> Needed(CompiledFlow flow, string from) =>
        flow.Graph.IndexOf(from) is >= 0 and var index ? [.. flow.Graph.WithAncestors(index).Select(needed => flow.Graph.Nodes[needed])] : [];

    /// <summary>An id that no node has.</summary>
    public static string Free(CompiledFlow flow, string id)
    {
        while (flow.Graph.IndexOf(id) >= 0)
        {
            id += "_";
        }

        return id;
    }
}
