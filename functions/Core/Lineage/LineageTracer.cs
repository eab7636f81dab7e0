using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Flows;

namespace Handover.Core.Lineage;

/// <summary>
/// Follows columns through a compiled flow in both directions. Pure; linear in the columns that are met. A sql node is followed column by column,
/// because its text is parsed and bound like everything else; only one with errors is opaque.
/// </summary>
public static class LineageTracer
{
    /// <summary>Where a column of a node comes from; null if the node has no such column.</summary>
    public static ColumnLineage? Upstream(CompiledFlow flow, string node, string column)
    {
        if (Start(flow, node, column) is not { } start)
        {
            return null;
        }

        var seen = new HashSet<(int Node, string Column)> { start };
        var open = new Stack<(int Node, string Column)>(seen);
        var steps = new List<(int Node, LineageStep Step)>();
        var expressions = new List<(int Node, ColumnExpression Expression)>();
        var sources = new List<SourceColumn>();
        var isExact = true;
        // A constant or a count of rows comes from no column, but from all rows that reach its node.
        var counted = new List<int>();
        while (open.TryPop(out var at))
        {
            var compiled = flow.Nodes[at.Node];
            if (compiled.Node is SourceNode source)
            {
                sources.Add(new SourceColumn(source.Id, source.Table, NameInTable(source, at.Column)));
                continue;
            }

            var to = new NodeColumn(compiled.Node.Id, at.Column);
            var origins = Origins(flow, at.Node, at.Column).ToArray();
            if (origins.Length == 0)
            {
                counted.Add(at.Node);
            }

            var isComputed = origins.Length == 0 || origins.Any(origin => origin.How is LineageKind.Computed);
            var expression = isComputed ? ExpressionText.Of(compiled, at.Column) : null;
            if (expression is not null)
            {
                expressions.Add((at.Node, new ColumnExpression(to, expression)));
            }

            foreach (var (input, name, how) in origins)
            {
                isExact &= how is not LineageKind.Opaque;
                var from = new NodeColumn(flow.Nodes[input].Node.Id, name);
                steps.Add((at.Node, new LineageStep(from, to, how, how is LineageKind.Computed ? expression : null)));
                if (seen.Add((input, name)))
                {
                    open.Push((input, name));
                }
            }
        }

        var position = flow.Graph.Position;
        return new ColumnLineage(
            new NodeColumn(node, column),
            [.. sources.OrderBy(source => position[flow.Graph.IndexOf(source.Node)]).ThenBy(source => source.Column, StringComparer.Ordinal)],
            [.. steps.OrderByDescending(step => position[step.Node]).ThenBy(step => step.Step.To.Column, StringComparer.Ordinal)
                .ThenBy(step => step.Step.From.Column, StringComparer.Ordinal).Select(step => step.Step)],
            [.. expressions.OrderByDescending(one => position[one.Node]).ThenBy(one => one.Expression.Column.Column, StringComparer.Ordinal).Select(one => one.Expression)],
            RowRules.Of(flow, seen, counted),
            isExact);
    }

    /// <summary>What a column of a node reaches; null if the node has no such column.</summary>
    public static ColumnReach? Downstream(CompiledFlow flow, string node, string column)
    {
        if (Start(flow, node, column) is not { } start)
        {
            return null;
        }

        var reached = new Dictionary<int, HashSet<string>> { [start.Node] = new(StringComparer.Ordinal) { column } };
        var steps = new List<LineageStep>();
        var places = new List<ColumnPlace>();
        var published = new List<PublishedColumn>();
        if (flow.Nodes[start.Node].Node is DeploymentNode itself)
        {
            published.Add(new PublishedColumn(itself.Id, itself.Target, column));
        }

        var isExact = true;
        foreach (var index in flow.Graph.ReachedFrom(start.Node))
        {
            var compiled = flow.Nodes[index];
            var inputs = flow.Graph.InputsOf(index).ToArray();
            places.AddRange(compiled.References.Where(reference => IsReached(inputs[reference.Input], reference.Column)).Select(reference => reference.Place).Distinct());
            var own = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in Names(flow, index, reached))
            {
                foreach (var (input, from, how) in Origins(flow, index, name).Where(origin => IsReached(origin.Input, origin.Column)))
                {
                    own.Add(name);
                    isExact &= how is not LineageKind.Opaque;
                    var expression = how is LineageKind.Computed ? ExpressionText.Of(compiled, name) : null;
                    steps.Add(new LineageStep(new NodeColumn(flow.Nodes[input].Node.Id, from), new NodeColumn(compiled.Node.Id, name), how, expression));
                }
            }

            if (compiled.Node is DeploymentNode deployment)
            {
                published.AddRange(compiled.Columns.Where(one => own.Contains(one.Name)).Select(one => new PublishedColumn(deployment.Id, deployment.Target, one.Name)));
            }

            // Behind an error the columns that a reader names stand for whatever the broken node would give.
            isExact &= compiled.IsComplete || own.Count == 0;
            reached[index] = own;
        }

        return new ColumnReach(new NodeColumn(node, column), [.. steps], [.. places], [.. published], isExact);

        bool IsReached(int input, string name) => input >= 0 && reached.TryGetValue(input, out var names) && names.Contains(name);
    }

    /// <summary>The columns of a node's inputs that one of its columns comes from.</summary>
    internal static IEnumerable<(int Input, string Column, LineageKind How)> Origins(CompiledFlow flow, int node, string column)
    {
        var compiled = flow.Nodes[node];
        var inputs = flow.Graph.InputsOf(node).ToArray();
        var index = IndexOf(compiled.Columns, column);
        if (index < 0 && compiled.IsComplete)
        {
            yield break;
        }

        if (index < 0 || IsUnreadable(compiled))
        {
            foreach (var input in inputs.Where(input => input >= 0 && !flow.Graph.IsInCycle[input]).Distinct())
            {
                foreach (var one in flow.Nodes[input].Columns)
                {
                    yield return (input, one.Name, LineageKind.Opaque);
                }
            }
        }
        else if (compiled.Origins.IsDefault)
        {
            if (inputs is [>= 0, ..])
            {
                yield return (inputs[0], column, LineageKind.Carried);
            }
        }
        else
        {
            foreach (var origin in compiled.Origins[index].Where(origin => inputs[origin.Input] >= 0).DistinctBy(origin => (inputs[origin.Input], origin.Column)))
            {
                yield return (inputs[origin.Input], origin.Column, origin.IsCarried ? LineageKind.Carried : LineageKind.Computed);
            }
        }
    }

    private static bool IsUnreadable(CompiledNode compiled) => compiled.Node is SqlNode && !compiled.IsComplete;

    /// <summary>The columns of a node to look at: those that are known, and of a node that cannot be looked into those that its readers name.</summary>
    private static IEnumerable<string> Names(CompiledFlow flow, int node, Dictionary<int, HashSet<string>> reached)
    {
        var known = flow.Nodes[node].Columns.Select(column => column.Name);
        if (flow.Nodes[node].IsComplete || !flow.Graph.InputsOf(node).ToArray().Any(input => reached.TryGetValue(input, out var names) && names.Count > 0))
        {
            return known;
        }

        var named = flow.Graph.ReadersOf(node).ToArray().Distinct().SelectMany(reader => flow.Nodes[reader].References
            .Where(reference => flow.Graph.InputsOf(reader)[reference.Input] == node).Select(reference => reference.Column));
        return known.Concat(named).Distinct(StringComparer.Ordinal);
    }

    private static (int Node, string Column)? Start(CompiledFlow flow, string node, string column) =>
        flow.Graph.IndexOf(node) is >= 0 and var index && IndexOf(flow.Nodes[index].Columns, column) >= 0 ? (index, column) : null;

    private static string NameInTable(SourceNode source, string column) => source.ColumnMap.FirstOrDefault(alias => alias.As == column)?.Column ?? column;

    private static int IndexOf(ImmutableArray<Sql.Column> columns, string name)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
