using System.Collections.Immutable;
using Handover.Core.Flows;

namespace Handover.Core.Compilation;

/// <summary>Follows the columns of a node downstream, through renames, to every place that needs them.</summary>
internal static class ColumnTracing
{
    public static ImmutableArray<ColumnUse> From(CompiledFlow flow, int start)
    {
        var columns = flow.Nodes[start].Columns;
        var places = new List<ColumnPlace>?[columns.Length];
        // For each node that is reached: under which of its column names the start's columns go, by number.
        var carried = new Dictionary<int, Dictionary<string, List<int>>> { [start] = Own(flow, start) };
        foreach (var node in flow.Graph.ReachedFrom(start))
        {
            var compiled = flow.Nodes[node];
            var inputs = flow.Graph.InputsOf(node);
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
            else
            {
                carried[node] = Pass(compiled, inputs);
            }
        }

        return [.. Enumerable.Range(0, columns.Length).Where(i => places[i] is not null).Select(i => new ColumnUse(columns[i], [.. places[i]!]))];

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

        Dictionary<string, List<int>> Pass(CompiledNode compiled, ReadOnlySpan<int> inputs)
        {
            if (compiled.Origins.IsDefault)
            {
                return carried.GetValueOrDefault(inputs[0]) ?? [];
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

    private static Dictionary<string, List<int>> Own(CompiledFlow flow, int start)
    {
        var own = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < flow.Nodes[start].Columns.Length; i++)
        {
            own[flow.Nodes[start].Columns[i].Name] = [i];
        }

        return own;
    }
}
