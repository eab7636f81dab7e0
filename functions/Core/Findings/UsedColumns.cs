using Handover.Core.Compilation;
using Handover.Core.Flows;

namespace Handover.Core.Findings;

/// <summary>
/// Which columns of every node are used behind it: named by an expression or a field, under whatever name they then have, or published. It is what
/// <see cref="CompiledFlow.ColumnsUsed"/> tells of one node, for all of them in one walk against the edges, linear in columns and edges.
/// </summary>
internal sealed class UsedColumns
{
    private readonly HashSet<string>?[] used;
    private readonly bool[] uncertain;

    /// <param name="flow">The flow.</param>
    /// <param name="isExplored">Whether somebody asks questions of a node, of whatever columns.</param>
    /// <param name="isWhole">Whether all columns of a node are used as they are, whoever reads it; null for none.</param>
    public UsedColumns(CompiledFlow flow, Func<FlowNode, bool> isExplored, Func<int, bool>? isWhole = null)
    {
        used = new HashSet<string>?[flow.Graph.Nodes.Length];
        uncertain = new bool[used.Length];
        // What is in a cycle has no order, and what reads it or is read by it is uncertain anyway.
        for (var node = 0; node < used.Length; node++)
        {
            if (flow.Graph.IsInCycle[node])
            {
                MarkInputs(flow, node);
            }
        }

        foreach (var node in flow.Graph.Order.Reverse())
        {
            if (uncertain[node] || flow.Nodes[node].HasErrors || isExplored(flow.Graph.Nodes[node]))
            {
                MarkInputs(flow, node);
            }

            foreach (var column in isWhole?.Invoke(node) is true ? flow.Nodes[node].Columns : [])
            {
                Mark(node, column.Name);
            }

            Use(flow, node);
        }
    }

    /// <summary>Whether an error or an exploration behind a node keeps from knowing what is used of it.</summary>
    public bool IsUncertain(int node) => uncertain[node];

    /// <summary>Whether a column of a node is used.</summary>
    public bool IsUsed(int node, string column) => used[node]?.Contains(column) is true;

    /// <summary>Marks what a node uses of its inputs, all its readers having been looked at.</summary>
    private void Use(CompiledFlow flow, int node)
    {
        var compiled = flow.Nodes[node];
        var inputs = flow.Graph.InputsOf(node);
        foreach (var reference in compiled.References)
        {
            Mark(inputs[reference.Input], reference.Column);
        }

        var first = inputs.IsEmpty ? -1 : inputs[0];
        if (compiled.Node is DeploymentNode)
        {
            foreach (var column in first < 0 ? [] : flow.Nodes[first].Columns)
            {
                Mark(first, column.Name);
            }
        }
        else if (compiled.Origins.IsDefault)
        {
            foreach (var column in used[node] ?? [])
            {
                Mark(first, column);
            }
        }
        else
        {
            for (var i = 0; i < compiled.Origins.Length; i++)
            {
                foreach (var origin in compiled.Origins[i])
                {
                    if (origin.IsCarried && IsUsed(node, compiled.Columns[i].Name))
                    {
                        Mark(inputs[origin.Input], origin.Column);
                    }
                }
            }
        }
    }

    private void Mark(int node, string column)
    {
        if (node >= 0)
        {
            (used[node] ??= new HashSet<string>(StringComparer.Ordinal)).Add(column);
        }
    }

    private void MarkInputs(CompiledFlow flow, int node)
    {
        foreach (var input in flow.Graph.InputsOf(node))
        {
            if (input >= 0)
            {
                uncertain[input] = true;
            }
        }
    }
}
