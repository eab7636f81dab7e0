using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>A flow whose names are resolved and whose types are known. Immutable and thread-safe.</summary>
public sealed class CompiledFlow
{
    internal CompiledFlow(Flow flow, FlowGraph graph, ImmutableArray<CompiledNode> nodes, ImmutableArray<Diagnostic> diagnostics)
    {
        Flow = flow;
        Graph = graph;
        Nodes = nodes;
        Diagnostics = diagnostics;
        HasErrors = diagnostics.Any(static diagnostic => diagnostic.Severity == Severity.Error);
    }

    /// <summary>The flow that was compiled.</summary>
    public Flow Flow { get; }

    /// <summary>Its edges.</summary>
    public FlowGraph Graph { get; }

    /// <summary>The nodes in document order; of several with one id, the first alone.</summary>
    public ImmutableArray<CompiledNode> Nodes { get; }

    /// <summary>All problems: those of the flow as a whole, then node by node in document order.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Whether any problem is an error, so that the flow can be saved but neither deployed nor promoted.</summary>
    public bool HasErrors { get; }

    /// <summary>The node with this id, or null.</summary>
    public CompiledNode? Find(string node) => Graph.IndexOf(node) is >= 0 and var index ? Nodes[index] : null;

    /// <summary>
    /// One SELECT that computes a node: a CTE for each node that it needs, in an order that depends on the edges alone, the node's own query last.
    /// For a deployment it is the SELECT of its input, as it is published; a deployment that points nowhere yet has it all the same.
    /// </summary>
    /// <param name="node">Id of the node.</param>
    /// <param name="dialect">The dialect to write.</param>
    /// <param name="limit">Most rows, for a preview; null for all.</param>
    /// <exception cref="ArgumentException">There is no such node.</exception>
    public FlowSql Sql(string node, SqlDialectKind dialect, int? limit = null) => new NodeStatement(this, SqlDialect.Of(dialect)).Write(Index(node), limit);

    /// <summary>
    /// The output columns of a node that are really used downstream, in the node's order, each with the places that use it: expressions and fields
    /// that name it (under whatever name it then has) and deployments that publish it.
    /// </summary>
    /// <param name="node">Id of the node.</param>
    /// <exception cref="ArgumentException">There is no such node.</exception>
    public ImmutableArray<ColumnUse> ColumnsUsed(string node) => ColumnTracing.From(this, [Index(node)], Graph.ReachedFrom(Index(node)))[0];

    /// <summary>What <see cref="ColumnsUsed"/> says of each source node, by its id, in one walk over the flow.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<ColumnUse>> SourceColumnsUsed()
    {
        List<int> sources = [.. Enumerable.Range(0, Nodes.Length).Where(node => Nodes[node].Node is SourceNode)];
        var uses = ColumnTracing.From(this, sources, Graph.Order);
        var byId = new Dictionary<string, ImmutableArray<ColumnUse>>(sources.Count, StringComparer.Ordinal);
        for (var i = 0; i < uses.Length; i++)
        {
            byId.Add(Nodes[sources[i]].Node.Id, uses[i]);
        }

        return byId;
    }

    /// <summary>A node's own query with other words for what it reads; null if it has none, or the dialect cannot express it.</summary>
    internal string? OwnSql(int index, SqlDialectKind dialect, RelationNames? relations)
    {
        if (Nodes[index].HasErrors || Nodes[index].Query is not { } query)
        {
            return null;
        }

        var writer = new SqlWriter(SqlDialect.Of(dialect), relations);
        writer.Write(query);
        return writer.Problems.IsEmpty ? writer.ToString() : null;
    }

    private int Index(string node) =>
        Graph.IndexOf(node) is >= 0 and var index ? index : throw new ArgumentException($"The flow has no node '{node}'.", nameof(node));
}

/// <summary>One node of a <see cref="CompiledFlow"/>.</summary>
/// <param name="Node">The node.</param>
/// <param name="Columns">Its output columns (of a deployment: what it publishes); what could be made out, if <paramref name="IsComplete"/> is false.</param>
/// <param name="IsComplete">Whether the columns are all known: false behind an error that makes them uncertain.</param>
/// <param name="Diagnostics">The problems of its own fields; those of the flow's shape are in <see cref="CompiledFlow.Diagnostics"/> alone.</param>
/// <param name="HasErrors">Whether the node or one that it needs has an error.</param>
public sealed record CompiledNode(FlowNode Node, ImmutableArray<Column> Columns, bool IsComplete, ImmutableArray<Diagnostic> Diagnostics, bool HasErrors)
{
    /// <summary>The node's query over its inputs' CTEs; of a deployment null.</summary>
    internal SqlQuery? Query { get; init; }

    /// <summary>Where each output column comes from; default if all are the first input's, unchanged.</summary>
    internal ImmutableArray<ImmutableArray<ColumnOrigin>> Origins { get; init; }

    /// <summary>The places that name columns of the inputs.</summary>
    internal ImmutableArray<InputReference> References { get; init; } = [];
}

/// <summary>The SQL of a node, or why there is none.</summary>
/// <param name="Text">One SELECT without a closing semicolon; null if there is none.</param>
/// <param name="Problems">The errors of the node and of what it needs, and what the dialect cannot express (<c>not-supported-by-dialect</c>).</param>
public sealed record FlowSql(string? Text, ImmutableArray<Diagnostic> Problems);

/// <summary>A column and where it is used.</summary>
/// <param name="Column">The column.</param>
/// <param name="Places">The places, in graph order.</param>
public sealed record ColumnUse(Column Column, ImmutableArray<ColumnPlace> Places);

/// <summary>A place that uses a column.</summary>
/// <param name="Node">Id of the node.</param>
/// <param name="Field">The node's field in JSON words (<c>columns[2].expression</c>).</param>
/// <param name="Span">The place in that field's text, if it is an expression or SQL.</param>
public readonly record struct ColumnPlace(string Node, string Field, TextSpan? Span = null);
