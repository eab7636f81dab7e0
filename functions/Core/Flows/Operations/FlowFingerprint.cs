using System.Security.Cryptography;
using System.Text;

namespace Handover.Core.Flows;

/// <summary>What a node computes, as a hash without where it reads and publishes.</summary>
/// <param name="Own">Of the node alone, its id and the ids of its inputs included.</param>
/// <param name="Upstream">Of the node and everything that it needs: changes if any ancestor does.</param>
public readonly record struct NodeFingerprint(string Own, string Upstream);

/// <summary>
/// The sense of a flow as hashes. Environment bindings do not count (a source's table, its known columns and its column map; a deployment's target, role and
/// warehouse), nor does documentation (names, descriptions, positions, annotations, groups, explorations), nor the order of nodes in the document.
/// Expressions count by their tokens: whitespace, comments and the case of keywords and unquoted names do not matter.
/// </summary>
/// <remarks>
/// A source's columns are left out although they are part of what the flow computes: they are what the catalogue of one environment says, and the exchange of
/// sources compares them far better than a hash can.
/// </remarks>
/// <param name="Whole">Of the whole flow.</param>
/// <param name="Nodes">Of each node by id.</param>
public sealed record FlowFingerprint(string Whole, IReadOnlyDictionary<string, NodeFingerprint> Nodes)
{
    /// <summary>The fingerprint of a flow, 64 lower-case hexadecimal digits a hash.</summary>
    public static FlowFingerprint Of(Flow flow)
    {
        var graph = FlowGraph.Of(flow);
        var own = new string[graph.Nodes.Length];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = OfNode(graph.Nodes[i]);
        }

        // A member of a cycle has no upstream of its own; what it is alone must do.
        var upstream = (string[])own.Clone();
        var text = new StringBuilder();
        foreach (var index in graph.Order)
        {
            text.Clear().Append(own[index]);
            foreach (var input in graph.InputsOf(index))
            {
                text.Append(' ').Append(input < 0 ? "-" : upstream[input]);
            }

            upstream[index] = Hash(text.ToString());
        }

        var nodes = new Dictionary<string, NodeFingerprint>(own.Length, StringComparer.Ordinal);
        for (var i = 0; i < own.Length; i++)
        {
            nodes.Add(graph.Nodes[i].Id, new NodeFingerprint(own[i], upstream[i]));
        }

        var whole = string.Join('\n', nodes.OrderBy(static node => node.Key, StringComparer.Ordinal).Select(static node => node.Value.Own));
        return new FlowFingerprint(Hash(whole), nodes);
    }

    internal static string OfNode(FlowNode node)
    {
        var json = new CanonicalJsonWriter();
        json.BeginObject();
        FlowJson.WriteNode(json, SemanticForm.Of(node));
        json.EndObject();
        return Hash(json.ToString());
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
