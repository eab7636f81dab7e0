using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>An aggregate lists the group columns, then the measures.</summary>
internal static class AggregateCompilation
{
    public static void Compile(AggregateNode aggregate, NodeCompilation node)
    {
        var output = new OutputColumns(node, aggregate.GroupBy.Count + aggregate.Measures.Count);
        var items = ImmutableArray.CreateBuilder<SelectItem>();
        var (ungrouped, relation) = node.ScopeBeside(aggregate.Measures.Select(static measure => measure.Name));
        var groups = GroupColumns(aggregate.GroupBy, node, relation, output, items);
        var scope = new ExpressionScope(ungrouped.Relations, groups);
        for (var i = 0; i < aggregate.Measures.Count; i++)
        {
            var (name, text) = aggregate.Measures[i];
            var result = node.Expression(text, FieldName.Of("measures", i, "expression"), ExpressionContext.Measure, scope);
            var value = result.Expression ?? Columns.Null(SqlType.Unknown);
            if (output.Add(new Column(name, value.Type, value.Nullable), Columns.ComputedFrom(result), FieldName.Of("measures", i, "name")))
            {
                items.Add(new SelectItem(value, name));
            }
        }

        if (aggregate.GroupBy.Count + aggregate.Measures.Count == 0)
        {
            node.Report(NodeDiagnostics.Nothing("measures"));
        }

        var having = aggregate.Having is null ? null : Having(aggregate, node, scope, node.HasErrors);
        node.Finish(
            output,
            new SelectQuery { Items = items.ToImmutable(), From = node.From(), GroupBy = groups, Having = having },
            isComplete: node.Input().IsComplete || output.Count > 0);
    }

    /// <summary>Adds the columns that make a group to the output and returns them as they are grouped by; shared with the pivot.</summary>
    public static ImmutableArray<TypedExpression> GroupColumns(
        ValueList<string> groupBy, NodeCompilation node, string? relation, OutputColumns output, ImmutableArray<SelectItem>.Builder items)
    {
        var groups = ImmutableArray.CreateBuilder<TypedExpression>(groupBy.Count);
        for (var i = 0; i < groupBy.Count; i++)
        {
            var column = node.Column(groupBy[i], FieldName.Of("groupBy", i)) ?? new Column(groupBy[i], SqlType.Unknown);
            if (output.AddKnown(column, Columns.Carried(column.Name), FieldName.Of("groupBy", i)))
            {
                groups.Add(Columns.Read(column, relation));
                items.Add(Columns.Item(column, relation: relation));
            }
        }

        return groups.ToImmutable();
    }

    /// <summary>
    /// HAVING speaks of groups: outside an aggregate function a measure's name means the measure, also where an input column has that name,
    /// because such a column has no one value there.
    /// </summary>
    private static TypedExpression? Having(AggregateNode aggregate, NodeCompilation node, ExpressionScope scope, bool measuresAreBroken)
    {
        var cursor = new TokenCursor(aggregate.Having!);
        var syntax = new ExpressionParser(cursor).ParseExpression();
        if (!cursor.HasErrors && !cursor.At(TokenKind.End))
        {
            cursor.ReportUnexpected("the end");
        }

        node.Take(cursor.Diagnostics, "having", keepSpans: true);
        if (cursor.HasErrors)
        {
            return null;
        }

        var measures = new MeasureNames(aggregate);
        var result = ExpressionCompiler.Bind(new SyntaxRewriter(measures.Replace, insideAggregates: false).Rewrite(syntax), scope, ExpressionContext.Having);
        // A broken measure is reported where it stands, and the spans of a sound one would point into the wrong text.
        if (!measures.Used || !measuresAreBroken)
        {
            node.Take(result.Diagnostics, "having", keepSpans: !measures.Used);
        }

        foreach (var reference in result.References)
        {
            node.Refer(0, reference.Column, "having", measures.Used ? null : reference.Span);
        }

        return result.Expression;
    }

    private sealed class MeasureNames(AggregateNode aggregate)
    {
        public bool Used { get; private set; }

        public ExpressionSyntax? Replace(ColumnSyntax column)
        {
            if (column.Relation is not null || aggregate.GroupBy.Contains(column.Name.Text))
            {
                return null;
            }

            var name = column.Name.Quoted ? column.Name.Text : column.Name.Text.ToUpperInvariant();
            foreach (var measure in aggregate.Measures)
            {
                if (measure.Name == name || (!column.Name.Quoted && measure.Name == column.Name.Text))
                {
                    Used = true;
                    return new ExpressionParser(new TokenCursor(measure.Expression)).ParseExpression();
                }
            }

            return null;
        }
    }
}
