namespace Handover.Core.Flows;

/// <summary>What a node computes, as a hash without where it reads and publishes.</summary>
/// <param name="Own">Of the node alone.</param>
/// <param name="Upstream">Of the node and everything that it needs: changes if any ancestor does.</param>
public readonly record struct NodeFingerprint(string Own, string Upstream);

/// <summary>
/// The sense of a flow as hashes. Environment bindings do not count (a source's table, its known columns and its column map; a deployment's target, role and
/// warehouse), nor does documentation (names, descriptions, positions, annotations, groups, explorations), nor the order of nodes in the document.
/// Expressions count by their tokens: whitespace, comments and the case of keywords and unquoted names do not matter.
/// </summary>
/// <param name="Whole">Of the whole flow.</param>
/// <param name="Nodes">Of each node by id.</param>
public sealed record FlowFingerprint(string Whole, IReadOnlyDictionary<string, NodeFingerprint> Nodes)
{
    /// <summary>The fingerprint of a flow, 64 lower-case hexadecimal digits a hash.</summary>
    public static FlowFingerprint Of(Flow flow) => throw new NotSupportedException(flow.ToString());
}
