using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>The kinds that let rows through or not and leave the columns as they are: filter, distinct, sort, sample.</summary>
internal static class RowCompilation
{
    public static void Compile(FilterNode filter, NodeCompilation node)
    {
        var result = node.Expression(filter.Where, "where", ExpressionContext.Qualify);
        node.Pass(result.HasWindow
            ? new SelectQuery { From = node.From(), Qualify = result.Expression }
            : new SelectQuery { From = node.From(), Where = result.Expression });
    }

    public static void Compile(DistinctNode distinct, NodeCompilation node)
    {
        if (distinct.On.Count > 0)
        {
            CompileDistinctOn(distinct, node);
            return;
        }

        if (distinct.OrderBy.Count > 0)
        {
            node.Report(NodeDiagnostics.OrderOfWholeRows());
        }

        // Which rows are equal depends on every column, whatever becomes of it later.
        foreach (var column in node.Input().Columns)
        {
            node.Refer(0, column.Name, "input");
        }

        node.Pass(new SelectQuery { Distinct = true, From = node.From() });
    }

    public static void Compile(SortNode sort, NodeCompilation node)
    {
        if (sort.By.Count == 0)
        {
            node.Report(NodeDiagnostics.Nothing("by"));
        }

        node.Pass(new SelectQuery { From = node.From(), OrderBy = Order(sort.By, "by", node), Limit = sort.Limit });
    }

    public static void Compile(SampleNode sample, NodeCompilation node)
    {
        if ((sample.Rows is null) == (sample.Percent is null))
        {
            node.Report(NodeDiagnostics.BadSample("A sample has either a number of rows or a percentage."));
        }
        else if (sample.Rows > SampleNode.MaxRows)
        {
            node.Report(NodeDiagnostics.BadSample($"A sample has at most {SampleNode.MaxRows} rows."));
        }

        node.Pass(new SelectQuery { From = node.From() with { Sample = new Sampling(sample.Rows, sample.Percent) } });
    }

    /// <summary>The items of a sort order; NULLs count as largest whatever the dialect's own default.</summary>
    private static ImmutableArray<TypedOrderItem> Order(ValueList<SortColumn> items, string field, NodeCompilation node)
    {
        var order = ImmutableArray.CreateBuilder<TypedOrderItem>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (node.Column(items[i].Column, FieldName.Of(field, i, "column")) is { } column)
            {
                order.Add(Columns.Order(column, items[i].Descending));
            }
        }

        return order.ToImmutable();
    }

    private static void CompileDistinctOn(DistinctNode distinct, NodeCompilation node)
    {
        var partition = ImmutableArray.CreateBuilder<ExpressionSyntax>(distinct.On.Count);
        for (var i = 0; i < distinct.On.Count; i++)
        {
            if (node.Column(distinct.On[i], FieldName.Of("on", i)) is { } column)
            {
                partition.Add(Columns.Named(column.Name));
            }
        }

        Order(distinct.OrderBy, "orderBy", node);
        var order = distinct.OrderBy.Count > 0
            ? [.. distinct.OrderBy.Select(static item => new OrderItemSyntax(Columns.Named(item.Column), item.Descending, null))]
            // ROW_NUMBER needs an order in Snowflake; this one says nothing within a partition.
            : partition.Select(static column => new OrderItemSyntax(column, false, null)).ToImmutableArray();
        if (distinct.OrderBy.Count == 0)
        {
            node.Report(NodeDiagnostics.WhichRow());
        }

        if (node.HasErrors || !node.Input().IsComplete)
        {
            node.Pass(null);
            return;
        }

        var number = Columns.Call("ROW_NUMBER", [], window: new WindowSyntax(partition.ToImmutable(), order, null, default));
        var first = new BinarySyntax(BinaryOperator.Equal, number, new LiteralSyntax(LiteralKind.Number, "1", default), default);
        node.Pass(new SelectQuery { From = node.From(), Qualify = node.Bind(first, node.Input().Scope, ExpressionContext.Qualify, "on") });
    }
}
