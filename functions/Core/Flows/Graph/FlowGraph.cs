using System.Collections.Immutable;

namespace Handover.Core.Flows;

/// <summary>
/// The edges of a flow, resolved once: nodes are numbered in document order, inputs and readers are lists of numbers.
/// Everything here is linear in nodes and edges and free of recursion: a chain of 20,000 nodes is as safe as a bush.
/// </summary>
public sealed class FlowGraph
{
    private readonly Dictionary<string, int> indexById;
    private readonly int[][] inputs;
    private readonly int[][] readers;

    private FlowGraph(ImmutableArray<FlowNode> nodes, Dictionary<string, int> indexById, int[][] inputs, int[][] readers)
    {
        Nodes = nodes;
        this.indexById = indexById;
        this.inputs = inputs;
        this.readers = readers;
        Cycles = CycleFinder.Find(this);
        var broken = new bool[nodes.Length];
        foreach (var cycle in Cycles)
        {
            foreach (var node in cycle.Members)
            {
                broken[node] = true;
            }
        }

        IsInCycle = ImmutableArray.Create(broken);
        Order = TopologicalOrder();
        Position = Positions(Order, nodes.Length);
    }

    /// <summary>The nodes in document order; of several with one id, the first alone.</summary>
    public ImmutableArray<FlowNode> Nodes { get; }

    /// <summary>Numbers of all nodes that are in no cycle, inputs before their readers, otherwise in document order.</summary>
    public ImmutableArray<int> Order { get; }

    /// <summary>For each node its place in <see cref="Order"/>; -1 for a member of a cycle.</summary>
    internal ImmutableArray<int> Position { get; }

    internal ImmutableArray<FlowCycle> Cycles { get; }

    internal ImmutableArray<bool> IsInCycle { get; }

    /// <summary>Resolves the edges of a flow.</summary>
    public static FlowGraph Of(Flow flow)
    {
        var nodes = ImmutableArray.CreateBuilder<FlowNode>(flow.Nodes.Count);
        var indexById = new Dictionary<string, int>(flow.Nodes.Count, StringComparer.Ordinal);
        foreach (var node in flow.Nodes)
        {
            if (indexById.TryAdd(node.Id, nodes.Count))
            {
                nodes.Add(node);
            }
        }

        var inputs = new int[nodes.Count][];
        var counts = new int[nodes.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            var ids = nodes[i].InputIds;
            inputs[i] = ids.Count == 0 ? [] : new int[ids.Count];
            for (var j = 0; j < inputs[i].Length; j++)
            {
                var input = indexById.GetValueOrDefault(ids[j], -1);
                inputs[i][j] = input;
                if (input >= 0)
                {
                    counts[input]++;
                }
            }
        }

        return new FlowGraph(nodes.DrainToImmutable(), indexById, inputs, Reverse(inputs, counts));
    }

    /// <summary>Number of the node with this id, or -1.</summary>
    public int IndexOf(string id) => indexById.GetValueOrDefault(id, -1);

    /// <summary>Numbers of a node's inputs in the order of <see cref="FlowNode.InputIds"/>; -1 where there is no such node.</summary>
    public ReadOnlySpan<int> InputsOf(int node) => inputs[node];

    /// <summary>Numbers of the nodes that read a node, in document order; one that reads it twice stands here twice.</summary>
    public ReadOnlySpan<int> ReadersOf(int node) => readers[node];

    /// <summary>
    /// Numbers of a node and all that it needs, inputs first, in the order in which a depth-first walk along the inputs leaves them:
    /// it depends on the edges alone, so moving a node inside the document changes no SQL.
    /// </summary>
    public List<int> WithAncestors(int node)
    {
        var order = new List<int>();
        var seen = new HashSet<int> { node };
        var stack = new Stack<(int Node, int Next)>();
        stack.Push((node, 0));
        while (stack.TryPop(out var top))
        {
            if (top.Next == inputs[top.Node].Length)
            {
                order.Add(top.Node);
                continue;
            }

            stack.Push((top.Node, top.Next + 1));
            var input = inputs[top.Node][top.Next];
            if (input >= 0 && seen.Add(input))
            {
                stack.Push((input, 0));
            }
        }

        return order;
    }

    /// <summary>The nodes that a node reaches, without itself and without members of cycles; inputs before their readers.</summary>
    public List<int> ReachedFrom(int start)
    {
        var seen = new HashSet<int> { start };
        var stack = new Stack<int>(seen);
        var reached = new List<int>();
        while (stack.TryPop(out var node))
        {
            foreach (var reader in ReadersOf(node))
            {
                if (!IsInCycle[reader] && seen.Add(reader))
                {
                    reached.Add(reader);
                    stack.Push(reader);
                }
            }
        }

        reached.Sort((left, right) => Position[left].CompareTo(Position[right]));
        return reached;
    }

    /// <summary>For each node, whether one of <paramref name="ends"/> is it or is reached from it.</summary>
    public bool[] Reaching(IEnumerable<int> ends)
    {
        var reached = new bool[Nodes.Length];
        var stack = new Stack<int>();
        foreach (var end in ends)
        {
            stack.Push(end);
        }

        while (stack.TryPop(out var node))
        {
            if (reached[node])
            {
                continue;
            }

            reached[node] = true;
            foreach (var input in inputs[node])
            {
                if (input >= 0 && !reached[input])
                {
                    stack.Push(input);
                }
            }
        }

        return reached;
    }

    private static int[][] Reverse(int[][] inputs, int[] counts)
    {
        var readers = new int[inputs.Length][];
        for (var i = 0; i < readers.Length; i++)
        {
            readers[i] = counts[i] == 0 ? [] : new int[counts[i]];
        }

        var filled = new int[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            foreach (var input in inputs[i])
            {
                if (input >= 0)
                {
                    readers[input][filled[input]++] = i;
                }
            }
        }

        return readers;
    }

    private static ImmutableArray<int> Positions(ImmutableArray<int> order, int count)
    {
        var positions = new int[count];
        Array.Fill(positions, -1);
        for (var i = 0; i < order.Length; i++)
        {
            positions[order[i]] = i;
        }

        return ImmutableArray.Create(positions);
    }

    private ImmutableArray<int> TopologicalOrder()
    {
        var order = ImmutableArray.CreateBuilder<int>(Nodes.Length);
        var state = new bool[Nodes.Length];
        var stack = new Stack<(int Node, int Next)>();
        for (var start = 0; start < Nodes.Length; start++)
        {
            Enter(start);
            while (stack.TryPop(out var top))
            {
                if (top.Next == inputs[top.Node].Length)
                {
                    order.Add(top.Node);
                    continue;
                }

                stack.Push((top.Node, top.Next + 1));
                Enter(inputs[top.Node][top.Next]);
            }
        }

        return order.ToImmutable();

        void Enter(int node)
        {
            if (node >= 0 && !state[node] && !IsInCycle[node])
            {
                state[node] = true;
                stack.Push((node, 0));
            }
        }
    }
}
