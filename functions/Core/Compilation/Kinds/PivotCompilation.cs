using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>
/// A pivot is an aggregate with one conditional measure a value. Not the dialects' PIVOT: theirs names the columns differently, takes
/// constants only as literals of the column's type, and groups by whatever is left over.
/// </summary>
internal static class PivotCompilation
{
    public static void Compile(PivotNode pivot, NodeCompilation node)
    {
        var output = new OutputColumns(node, pivot.GroupBy.Count + pivot.Values.Count);
        var items = ImmutableArray.CreateBuilder<SelectItem>();
        var (ungrouped, relation) = node.ScopeBeside(pivot.Values.Select(static value => value.Text));
        var groups = AggregateCompilation.GroupColumns(pivot.GroupBy, node, relation, output, items);
        var scope = new ExpressionScope(ungrouped.Relations, groups);
        var column = node.Column(pivot.Column, "column");
        var measured = node.Column(pivot.Measure.Column, "measure.column");
        if (pivot.Values.Count == 0)
        {
            node.Report(NodeDiagnostics.Nothing("values"));
        }

        ImmutableArray<ColumnOrigin> from = [new ColumnOrigin(0, pivot.Column, false), new ColumnOrigin(0, pivot.Measure.Column, false)];
        for (var i = 0; i < pivot.Values.Count; i++)
        {
            var value = column is null || measured is null ? null : Measure(pivot, pivot.Values[i], column, node, scope, FieldName.Of("values", i));
            var name = pivot.Values[i].Text;
            if (output.Add(new Column(name, value?.Type ?? SqlType.Unknown, value?.Nullable ?? true), from, FieldName.Of("values", i)) && value is not null)
            {
                items.Add(new SelectItem(value, name));
            }
        }

        node.Finish(
            output,
            new SelectQuery { Items = items.ToImmutable(), From = node.From(), GroupBy = groups },
            isComplete: pivot.Values.Count > 0);
    }

    private static TypedExpression? Measure(PivotNode pivot, ScalarValue value, Column column, NodeCompilation node, ExpressionScope scope, string field)
    {
        var isValue = new BinarySyntax(BinaryOperator.Equal, Columns.Named(column.Name), Columns.Literal(value, column.Type), default);
        var measured = new CaseSyntax(null, [new CaseBranchSyntax(isValue, Columns.Named(pivot.Measure.Column))], null, default);
        return node.Bind(Columns.Measure(pivot.Measure.Function, measured), scope, ExpressionContext.Measure, field);
    }
}
