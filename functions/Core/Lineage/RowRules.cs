using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Flows;

namespace Handover.Core.Lineage;

/// <summary>Finds what decides which rows there are on the way of a column.</summary>
internal static class RowRules
{
    /// <param name="flow">The flow.</param>
    /// <param name="met">The columns on the way.</param>
    /// <param name="counted">Nodes on the way that make a column of rows alone: everything before them counts.</param>
    public static ImmutableArray<RowRule> Of(CompiledFlow flow, IReadOnlySet<(int Node, string Column)> met, IReadOnlyList<int> counted)
    {
        var rules = ImmutableArray.CreateBuilder<RowRule>();
        foreach (var node in met.Select(one => one.Node).Concat(counted.Distinct().SelectMany(flow.Graph.WithAncestors)).Distinct().OrderByDescending(node => flow.Graph.Position[node]))
        {
            var compiled = flow.Nodes[node];
            foreach (var field in compiled.References.Where(reference => Decides(compiled.Node, reference.Place.Field)).GroupBy(reference => Whole(reference.Place.Field)))
            {
                var columns = field.Select(reference => reference.Column).Distinct(StringComparer.Ordinal);
                if (compiled.Node is SqlNode)
                {
                    columns = columns.Except(met.Where(one => one.Node == node).SelectMany(one => LineageTracer.Origins(flow, node, one.Column)).Select(origin => origin.Column), StringComparer.Ordinal);
                }

                if (columns.ToImmutableArray() is { IsEmpty: false } named)
                {
                    rules.Add(new RowRule(compiled.Node.Id, field.Key, named, Expression(compiled.Node, field.Key)));
                }
            }
        }

        return rules.ToImmutable();
    }

    // A deployment's tests look at columns and change nothing; what is computed is told by the steps.
    private static bool Decides(FlowNode node, string field) => node switch
    {
        FilterNode or JoinNode or DistinctNode or SqlNode => true,
        SortNode sort => sort.Limit is not null,
        UnionNode union => union.Distinct,
        AggregateNode => field == "having" || field.StartsWith("groupBy", StringComparison.Ordinal),
        PivotNode => field.StartsWith("groupBy", StringComparison.Ordinal),
        _ => false,
    };

    // on[0].left and on[1].right are one rule.
    private static string Whole(string field) => field.IndexOf('[', StringComparison.Ordinal) is > 0 and var end ? field[..end] : field;

    private static string? Expression(FlowNode node, string field) => (node, field) switch
    {
        (FilterNode filter, "where") => filter.Where,
        (JoinNode join, "condition") => join.Condition,
        (AggregateNode aggregate, "having") => aggregate.Having,
        _ => null,
    };
}
