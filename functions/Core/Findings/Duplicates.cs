using Handover.Core.Compilation;
using Handover.Core.Flows;

namespace Handover.Core.Findings;

/// <summary>Which nodes compute what an earlier one computes: the same from the same inputs, or from inputs that compute the same.</summary>
internal sealed class Duplicates
{
    private readonly Dictionary<int, (int First, bool IsCertain)> firsts = [];

    /// <param name="flow">The flow.</param>
    /// <param name="counts">Whether a node is looked at.</param>
    public Duplicates(CompiledFlow flow, Func<int, bool> counts)
    {
        var known = new Dictionary<FlowNode, int>();
        // Along the edges: of two equal nodes the one that the other could read comes first.
        foreach (var node in flow.Graph.Order)
        {
            if (counts(node) && Sense(Rewiring.Reading(flow.Graph.Nodes[node], First)) is { } sense && !known.TryAdd(sense, node))
            {
                firsts[node] = (known[sense], IsStable(flow.Graph.Nodes[node]) && AreCertain(flow.Graph.InputsOf(node)));
            }
        }

        string First(string id) => firsts.TryGetValue(flow.Graph.IndexOf(id), out var first) ? flow.Graph.Nodes[first.First].Id : id;

        bool AreCertain(ReadOnlySpan<int> inputs)
        {
            foreach (var input in inputs)
            {
                if (firsts.TryGetValue(input, out var first) && !first.IsCertain)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The earlier node that computes the same, or null; certain if both surely give the same rows.</summary>
    public (int First, bool IsCertain)? Of(int node) => firsts.TryGetValue(node, out var first) ? first : null;

    /// <summary>What a node computes, without what it is called; null where two of them are not expected to give the same.</summary>
    private static FlowNode? Sense(FlowNode node) => node switch
    {
        DeploymentNode or SampleNode => null,
        SourceNode source => source with { Id = "", Name = null, Description = null, Position = null },
        JoinNode join => SemanticForm.Of(JoinSides.Named(join)) with { Id = "" },
        _ => SemanticForm.Of(node) with { Id = "" },
    };

    /// <summary>Whether the rows of a node are settled by its input: which of several equal ones a limit or a distinct takes is not.</summary>
    private static bool IsStable(FlowNode node) => node is not (SortNode { Limit: not null } or DistinctNode { On.Count: > 0 } or SqlNode);
}
