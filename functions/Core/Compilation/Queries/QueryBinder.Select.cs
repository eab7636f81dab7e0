using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <content>SELECT and the clauses behind FROM.</content>
internal sealed partial class QueryBinder
{
    private BoundQuery? BindSelect(
        SelectSyntax select, TableNames tables, QueryScope? outer, ExpressionScope? outerExpressions, bool needsNames, List<ColumnReference>? outward)
    {
        var from = select.From is null ? null : BindFrom(select.From, tables, outer, outerExpressions);
        if (select.From is not null && from is null)
        {
            return null;
        }

        var scope = new QueryScope(from?.Relations ?? [], outer, outerExpressions);
        scope.Outward.AddRange(from?.Outward ?? []);
        var context = new SelectContext(scope, tables, new SelectAliases(scope));
        var items = ExpandItems(select, context);
        var where = Optional(select.Where, context, scope.Expressions, ExpressionContext.Filter);
        var groups = BindGroups(select, items, context);
        var isGrouped = !groups.IsEmpty || select.GroupByAll || HasAggregate(select, items, context);
        var expressions = isGrouped ? new ExpressionScope(scope.Expressions.Relations, groups, outerExpressions) : scope.Expressions;
        var columns = BindItems(items, context, expressions, isGrouped, needsNames);
        if (needsNames)
        {
            CheckOutputNames([.. columns.Select(static column => column.Bound)], [.. items.Select(static item => item.Span)]);
        }

        if (select.Distinct)
        {
            ReferAll([new BoundQuery(new SelectQuery(), [.. columns.Select(static column => column.Bound)], true)]);
        }

        var query = new SelectQuery
        {
            Distinct = select.Distinct,
            Items = [.. columns.Select(static column => new SelectItem(column.Value, column.Bound.Column.Name))],
            From = from?.Item,
            Where = where,
            GroupBy = groups,
            Having = Optional(select.Having, context, expressions, ExpressionContext.Having),
            Qualify = Optional(select.Qualify, context, expressions, new ExpressionContext(isGrouped ? AggregateUse.Allowed : AggregateUse.Forbidden, true, true)),
            OrderBy = BindOrder(select.OrderBy, columns, context, expressions, isGrouped),
            Limit = select.Limit ?? select.Top,
            Offset = select.Offset,
        };
        outward?.AddRange(scope.Outward);
        var isComplete = items.All(static item => item.Syntax is not null || item.IsComplete);
        return columns.Count == 0 ? null : new BoundQuery(query, [.. columns.Select(static column => column.Bound)], isComplete);
    }

    private ImmutableArray<TypedExpression> BindGroups(SelectSyntax select, List<ItemSource> items, SelectContext context)
    {
        var groups = ImmutableArray.CreateBuilder<TypedExpression>();
        if (select.GroupByAll)
        {
            foreach (var item in items)
            {
                if (item.Syntax is null || !ExpressionCompiler.ContainsAggregate(item.Syntax))
                {
                    AddGroup(item);
                }
            }
        }

        foreach (var group in select.GroupBy)
        {
            var position = Position(group, items.Count);
            if (position is null)
            {
                AddGroup(new ItemSource(context.Aliases.Expand(group), null, default, null, group.Span));
            }
            else if (position > 0)
            {
                AddGroup(items[position.Value - 1]);
            }
        }

        return groups.ToImmutable();

        void AddGroup(ItemSource item)
        {
            var value = item.Syntax is null
                ? Compilation.Columns.Read(item.Column.Column, item.Relation!.Name)
                : Bind(item.Syntax, context, context.Scope.Expressions, ExpressionContext.Plain)?.Expression;
            if (item.Syntax is null)
            {
                ReferCarried(item.Column, null);
            }

            // A constant groups nothing, and both dialects would read a number as a position.
            if (value is not null and not TypedLiteral)
            {
                groups.Add(value);
            }
        }
    }

    private static bool HasAggregate(SelectSyntax select, List<ItemSource> items, SelectContext context) =>
        select.Having is not null
        || items.Any(static item => item.Syntax is not null && ExpressionCompiler.ContainsAggregate(item.Syntax))
        || (select.Qualify is not null && ExpressionCompiler.ContainsAggregate(context.Aliases.Expand(select.Qualify)))
        || select.OrderBy.Any(item => ExpressionCompiler.ContainsAggregate(context.Aliases.Expand(item.Value)));

    private ImmutableArray<TypedOrderItem> BindOrder(
        ImmutableArray<OrderItemSyntax> items, List<ItemColumn> columns, SelectContext context, ExpressionScope expressions, bool isGrouped)
    {
        var order = ImmutableArray.CreateBuilder<TypedOrderItem>(items.Length);
        foreach (var item in items)
        {
            var index = Position(item.Value, columns.Count) - 1
                ?? (context.Aliases.Find(item.Value) is { } alias ? columns.FindIndex(column => column.Bound.Column.Name == alias) : null);
            if (index is { } found)
            {
                if (found >= 0)
                {
                    // A column is named in full: its bare name may be that of two relations.
                    var column = columns[found];
                    order.Add(Ordered(item, column.Value as TypedColumn ?? Compilation.Columns.Read(column.Bound.Column)));
                }

                continue;
            }

            var context2 = isGrouped ? ExpressionContext.Grouped : ExpressionContext.Scalar;
            if (Bind(context.Aliases.Expand(item.Value), context, expressions, context2)?.Expression is { } value)
            {
                order.Add(Ordered(item, value));
            }
        }

        return order.ToImmutable();
    }

    private TypedExpression? Optional(ExpressionSyntax? syntax, SelectContext context, ExpressionScope expressions, ExpressionContext use) =>
        syntax is null ? null : Bind(context.Aliases.Expand(syntax), context, expressions, use)?.Expression;

    /// <summary>Binds an expression of a clause, reports its problems and notes what it reads.</summary>
    private ExpressionResult? Bind(ExpressionSyntax syntax, SelectContext context, ExpressionScope expressions, ExpressionContext use)
    {
        var scope = context.Scope;
        var result = ExpressionCompiler.Bind(syntax, expressions, use, (query, inner, _) => BindSubquery((QuerySyntax)query, context.Tables, scope, inner));
        ReportAll(result.Diagnostics, scope.IsComplete);
        foreach (var reference in result.References)
        {
            var (column, isOutward) = scope.Resolve(reference.Relation, reference.Column);
            if (isOutward)
            {
                scope.Outward.Add(reference);
            }

            if (column is { } found)
            {
                ReferCarried(found, reference.Span);
            }
        }

        return result;
    }

    private void ReferCarried(BoundColumn column, TextSpan? span)
    {
        foreach (var origin in column.Origins)
        {
            if (origin.IsCarried)
            {
                node.Refer(origin.Input, origin.Column, Field, span);
            }
        }
    }

    private SubqueryBinding? BindSubquery(QuerySyntax query, TableNames tables, QueryScope scope, ExpressionScope expressions)
    {
        var outward = new List<ColumnReference>();
        return Bind(query, tables, scope, expressions, needsNames: false, outward) is { } bound
            ? new SubqueryBinding(bound.Query, bound.ToColumns(), [.. outward])
            : null;
    }

    private sealed record SelectContext(QueryScope Scope, TableNames Tables, SelectAliases Aliases);

    /// <summary>One column of the SELECT list before it is bound: an expression, or a column that <c>*</c> stands for.</summary>
    private sealed record ItemSource(ExpressionSyntax? Syntax, NameSyntax? Alias, BoundColumn Column, BoundRelation? Relation, TextSpan Span)
    {
        public bool IsComplete => Relation?.IsComplete ?? true;
    }

    private sealed record ItemColumn(TypedExpression Value, BoundColumn Bound);
}
