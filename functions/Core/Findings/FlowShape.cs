using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Flows;

namespace Handover.Core.Findings;

/// <summary>What findings and their fixes ask of a compiled flow.</summary>
internal sealed class FlowShape
{
    private readonly bool[] used;
    private readonly HashSet<string> explored;
    private readonly HashSet<string> documented;
    private readonly Lazy<UsedColumns> columns;
    private readonly Lazy<Duplicates> duplicates;

    public FlowShape(CompiledFlow flow)
    {
        Flow = flow;
        explored = [.. flow.Flow.Explorations.Select(static one => one.Node)];
        documented = [.. flow.Flow.Groups.Where(static group => Says(group.Description)).SelectMany(static group => group.Nodes)];
        var all = Enumerable.Range(0, flow.Graph.Nodes.Length);
        // A flow without deployments is still being drawn: nothing in it is unused yet, neither a node nor what comes out where it ends.
        var isDrawn = !flow.Flow.Deployments.Any();
        used = !isDrawn
            ? flow.Graph.Reaching(all.Where(node => flow.Graph.Nodes[node] is DeploymentNode || explored.Contains(flow.Graph.Nodes[node].Id)))
            : [.. all.Select(static _ => true)];
        columns = new Lazy<UsedColumns>(() => new UsedColumns(flow, IsExplored, node => isDrawn && flow.Graph.ReadersOf(node).IsEmpty));
        duplicates = new Lazy<Duplicates>(() => new Duplicates(flow, node => used[node] && !flow.Nodes[node].HasErrors));
    }

    public CompiledFlow Flow { get; }

    /// <summary>Nodes that compute what others do, of those that are used and have no errors.</summary>
    public Duplicates Duplicates => duplicates.Value;

    public bool IsUsed(int node) => used[node];

    /// <summary>Whether somebody has saved an exploration of it.</summary>
    public bool IsExplored(FlowNode node) => explored.Contains(node.Id);

    public bool IsDocumented(FlowNode node) => node switch
    {
        SourceNode => true,
        DeploymentNode deployment => Says(deployment.Annotation.Description) || Says(node.Description),
        _ => Says(node.Description) || documented.Contains(node.Id),
    };

    /// <summary>Whether a sql node reads it: that names it in its text.</summary>
    public bool IsReadBySql(int node) => Any(Flow.Graph.ReadersOf(node), reader => Flow.Graph.Nodes[reader] is SqlNode);

    /// <summary>The nodes behind a node.</summary>
    public HashSet<int> Downstream(int node)
    {
        var seen = new HashSet<int>();
        var stack = new Stack<int>([node]);
        while (stack.TryPop(out var next))
        {
            foreach (var reader in Flow.Graph.ReadersOf(next))
            {
                if (seen.Add(reader))
                {
                    stack.Push(reader);
                }
            }
        }

        return seen;
    }

    /// <summary>Columns of a source that some reader carries on and that nothing behind it uses.</summary>
    public ImmutableArray<string> CarriedInVain(int source)
    {
        var carries = Any(Flow.Graph.ReadersOf(source), reader => Flow.Graph.Nodes[reader] is not (SelectNode or AggregateNode or PivotNode or SqlNode));
        return carries ? Vain(source) : [];
    }

    /// <summary>Columns of a formula that nothing behind it uses.</summary>
    public ImmutableArray<string> VainFormulas(int formula)
    {
        var own = ((FormulaNode)Flow.Graph.Nodes[formula]).Columns.Select(static column => column.Name).ToHashSet(StringComparer.Ordinal);
        return [.. Vain(formula).Where(own.Contains)];
    }

    // An exploration names columns too, under the names that they have where it asks; a flow that is explored behind the node is left alone.
    private ImmutableArray<string> Vain(int node)
    {
        var compiled = Flow.Nodes[node];
        return !compiled.IsComplete || IsExplored(compiled.Node) || Flow.Graph.ReadersOf(node).IsEmpty || columns.Value.IsUncertain(node)
            ? []
            : [.. compiled.Columns.Select(static column => column.Name).Where(name => !columns.Value.IsUsed(node, name))];
    }

    private static bool Any(ReadOnlySpan<int> nodes, Func<int, bool> holds)
    {
        foreach (var node in nodes)
        {
            if (holds(node))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Says(string? text) => !string.IsNullOrWhiteSpace(text);
}
