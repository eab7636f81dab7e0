using System.Collections.Immutable;
using Handover.Core.Flows;

namespace Handover.Core.Compilation;

/// <summary>Follows columns of nodes downstream, through renames, to every place that needs them.</summary>
internal static class ColumnTracing
{
    /// <param name="flow">The flow.</param>
    /// <param name="starts">The nodes whose columns are followed; none of them is behind another.</param>
    /// <param name="order">The nodes to look at, inputs before their readers: at least all behind the starts.</param>
    /// <returns>For each start the columns that are used, in its order.</returns>
    public static ImmutableArray<ImmutableArray<ColumnUse>> From(CompiledFlow flow, IReadOnlyList<int> starts, IEnumerable<int> order)
    {
        // The columns of all starts have a number each; for each node that is reached: under which of its column names which of them go.
        var first = new int[starts.Count + 1];
        var carried = new Dictionary<int, Dictionary<string, List<int>>>();
        for (var i = 0; i < starts.Count; i++)
        {
            first[i + 1] = first[i] + flow.Nodes[starts[i]].Columns.Length;
            carried[starts[i]] = Own(flow, starts[i], first[i]);
        }

        var places = new List<ColumnPlace>?[first[^1]];
        foreach (var node in order)
        {
            var compiled = flow.Nodes[node];
            var inputs = flow.Graph.InputsOf(node);
            if (carried.ContainsKey(node))
            {
                continue;
            }

            foreach (var reference in compiled.References)
            {
                Note(Carried(inputs[reference.Input], reference.Column), reference.Place);
            }

            if (compiled.Node is DeploymentNode)
            {
                foreach (var (_, numbers) in carried.GetValueOrDefault(inputs[0]) ?? [])
                {
                    Note(numbers, new ColumnPlace(compiled.Node.Id, "input"));
                }
            }
            else if (Pass(compiled, inputs) is { Count: > 0 } passed)
            {
                carried[node] = passed;
            }
        }

        return [.. starts.Select((start, i) => Uses(flow.Nodes[start].Columns, first[i], places))];

        List<int>? Carried(int node, string column) => carried.GetValueOrDefault(node)?.GetValueOrDefault(column);

        void Note(List<int>? numbers, ColumnPlace place)
        {
            foreach (var number in numbers ?? [])
            {
                var list = places[number] ??= [];
                if (list.Count == 0 || list[^1] != place)
                {
                    list.Add(place);
                }
            }
        }

        Dictionary<string, List<int>>? Pass(CompiledNode compiled, ReadOnlySpan<int> inputs)
        {
            if (compiled.Origins.IsDefault)
            {
                return inputs.IsEmpty ? null : carried.GetValueOrDefault(inputs[0]);
            }

            var result = new Dictionary<string, List<int>>(StringComparer.Ordinal);
            for (var i = 0; i < compiled.Origins.Length; i++)
            {
                foreach (var origin in compiled.Origins[i])
                {
                    if (origin.IsCarried && Carried(inputs[origin.Input], origin.Column) is { } numbers)
                    {
                        var name = compiled.Columns[i].Name;
                        result[name] = result.TryGetValue(name, out var others) ? [.. others.Union(numbers)] : numbers;
                    }
                }
            }

            return result;
        }
    }

    private static ImmutableArray<ColumnUse> Uses(ImmutableArray<Sql.Column> columns, int first, List<ColumnPlace>?[] places) =>
        [.. Enumerable.Range(0, columns.Length).Where(i => places[first + i] is not null).Select(i => new ColumnUse(columns[i], [.. places[first + i]!]))];

    private static Dictionary<string, List<int>> Own(CompiledFlow flow, int start, int first)
    {
        var own = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < flow.Nodes[start].Columns.Length; i++)
        {
            own[flow.Nodes[start].Columns[i].Name] = [first + i];
        }

        return own;
    }
}
