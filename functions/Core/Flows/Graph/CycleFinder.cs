using System.Collections.Immutable;

namespace Handover.Core.Flows;

/// <summary>Nodes that need each other.</summary>
/// <param name="Members">Every node of the knot: each needs each other one.</param>
/// <param name="Path">One way around through the first of them in document order, in the direction of the data.</param>
internal sealed record FlowCycle(ImmutableArray<int> Members, ImmutableArray<int> Path);

/// <summary>Finds the strongly connected components of a flow (Tarjan's algorithm with its own stack).</summary>
internal static class CycleFinder
{
    public static ImmutableArray<FlowCycle> Find(FlowGraph graph)
    {
        var count = graph.Nodes.Length;
        var number = new int[count];
        var low = new int[count];
        var onStack = new bool[count];
        var component = new Stack<int>();
        var walk = new Stack<(int Node, int Next)>();
        var next = 0;
        ImmutableArray<FlowCycle>.Builder? cycles = null;
        for (var start = 0; start < count; start++)
        {
            if (number[start] != 0)
            {
                continue;
            }

            Enter(start);
            while (walk.TryPop(out var top))
            {
                var (node, at) = top;
                var inputs = graph.InputsOf(node);
                if (at < inputs.Length)
                {
                    walk.Push((node, at + 1));
                    var input = inputs[at];
                    if (input >= 0 && number[input] == 0)
                    {
                        Enter(input);
                    }
                    else if (input >= 0 && onStack[input])
                    {
                        low[node] = Math.Min(low[node], number[input]);
                    }

                    continue;
                }

                if (walk.TryPeek(out var parent))
                {
                    low[parent.Node] = Math.Min(low[parent.Node], low[node]);
                }

                if (low[node] == number[node])
                {
                    Leave(node);
                }
            }
        }

        return cycles?.ToImmutable() ?? [];

        void Enter(int node)
        {
            number[node] = low[node] = ++next;
            onStack[node] = true;
            component.Push(node);
            walk.Push((node, 0));
        }

        void Leave(int root)
        {
            var members = new List<int>();
            int member;
            do
            {
                member = component.Pop();
                onStack[member] = false;
                members.Add(member);
            }
            while (member != root);

            if (members.Count > 1 || graph.InputsOf(root).Contains(root))
            {
                members.Sort();
                cycles ??= ImmutableArray.CreateBuilder<FlowCycle>();
                cycles.Add(new FlowCycle([.. members], WayAround(graph, members)));
            }
        }
    }

    /// <summary>The shortest way from the first member along its readers back to itself: breadth first, inside the component.</summary>
    private static ImmutableArray<int> WayAround(FlowGraph graph, List<int> members)
    {
        var first = members[0];
        var inside = new HashSet<int>(members);
        var cameFrom = new Dictionary<int, int>();
        var queue = new Queue<int>();
        queue.Enqueue(first);
        while (queue.TryDequeue(out var node))
        {
            foreach (var reader in graph.ReadersOf(node))
            {
                if (!inside.Contains(reader) || !cameFrom.TryAdd(reader, node))
                {
                    continue;
                }

                if (reader == first)
                {
                    return Unwind(first, cameFrom);
                }

                queue.Enqueue(reader);
            }
        }

        return [.. members];
    }

    private static ImmutableArray<int> Unwind(int first, Dictionary<int, int> cameFrom)
    {
        var path = new List<int>();
        var at = first;
        do
        {
            at = cameFrom[at];
            path.Add(at);
        }
        while (at != first);

        path.Reverse();
        return [.. path];
    }
}
