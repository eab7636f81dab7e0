using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Flows;
using static Handover.Core.Findings.FindingCodes;

namespace Handover.Core.Findings;

/// <summary>What helps a reviewer of a flow. A node behind an error is left out: what is wrong there is a diagnostic.</summary>
public static class FlowFindings
{
    /// <summary>All findings, node by node in document order.</summary>
    public static ImmutableArray<Finding> Of(CompiledFlow flow)
    {
        var shape = new FlowShape(flow);
        var found = new List<Finding>();
        foreach (var index in flow.Graph.Order)
        {
            var compiled = flow.Nodes[index];
            if (!shape.IsUsed(index))
            {
                found.Add(Unused(shape, index));
            }
            else if (!compiled.HasErrors)
            {
                found.AddRange(OfNode(shape, index, compiled));
            }
        }

        return [.. found.OrderBy(finding => flow.Graph.IndexOf(finding.Node))];
    }

    private static IEnumerable<Finding> OfNode(FlowShape shape, int index, CompiledNode compiled)
    {
        var node = compiled.Node;
        if (shape.Duplicates.Of(index) is { } other)
        {
            var first = shape.Flow.Graph.Nodes[other.First];
            yield return new Finding(
                DuplicateTransformation, node.Id, $"'{node.Title}' computes exactly what '{first.Title}' does.",
                shape.IsReadBySql(index) || !other.IsCertain ? null : $"Removes it; what reads it reads '{first.Id}' instead.");
        }

        if (node is SourceNode && shape.CarriedInVain(index) is { Length: > 0 } columns)
        {
            yield return new Finding(
                UnusedColumns, node.Id, $"{Names(columns)} of '{node.Title}' {(columns.Length == 1 ? "is" : "are")} carried along and never used.",
                shape.IsReadBySql(index) ? null : "Puts a select behind the source that lets only the used columns on.");
        }

        if (node is FormulaNode formula && shape.VainFormulas(index) is { Length: > 0 } vain)
        {
            yield return new Finding(
                UnusedFormula, node.Id, $"'{node.Title}' computes {Names(vain)}, which nothing uses.",
                shape.IsReadBySql(index) ? null : vain.Length == formula.Columns.Count ? "Removes the formula." : "Removes the unused columns from the formula.");
        }

        if (node is FilterNode filter && FilterPushdown.SideOf(shape, index) is { } side)
        {
            yield return new Finding(
                FilterAfterJoin, node.Id, $"'{node.Title}' speaks of columns of '{side.Input}' alone and could go before the join '{filter.Input}', which would then have fewer rows to match.",
                side.IsSafe ? $"Moves the filter between '{side.Input}' and the join." : null);
        }

        var text = node is SqlNode sql ? new SqlStars(sql) : null;
        if (text?.Stars.IsEmpty is false)
        {
            yield return new Finding(
                SelectStar, node.Id, $"'{node.Title}' selects *: what it gives changes whenever its inputs do.",
                text.CanBeWrittenOut ? "Writes the columns out." : null);
        }

        if (CrossJoins.In(shape.Flow, index))
        {
            yield return new Finding(
                CrossJoin, node.Id,
                node is JoinNode { Type: not JoinType.Cross }
                    ? $"The condition of '{node.Title}' compares nothing of one side with anything of the other: every row that meets it is joined with every row. Say what belongs together, unless all pairs are meant."
                    : $"'{node.Title}' joins every row with every row. Say what belongs together, unless all pairs are meant.");
        }

        if (!shape.IsDocumented(node))
        {
            yield return new Finding(
                MissingDocumentation, node.Id,
                node is DeploymentNode ? $"The deployment '{node.Title}' has no description: its readers do not know what it holds." : $"Nobody has said what '{node.Title}' does, neither at the node nor at a group of it.");
        }
    }

    private static Finding Unused(FlowShape shape, int index)
    {
        var node = shape.Flow.Graph.Nodes[index];
        return new Finding(
            UnusedNode, node.Id, $"Nothing that is deployed or explored needs '{node.Title}'.",
            shape.Flow.Graph.ReadersOf(index).IsEmpty ? "Removes the node." : "Removes the node and all behind it, which leads nowhere either.");
    }

    private static string Names(ImmutableArray<string> columns) =>
        columns.Length <= 5 ? string.Join(", ", columns) : $"{string.Join(", ", columns.Take(5))} and {columns.Length - 5} more";
}
