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

    private List<ItemSource> ExpandItems(SelectSyntax select, SelectContext context)
    {
        var items = new List<ItemSource>();
        foreach (var item in select.Items)
        {
            if (item is StarItemSyntax star)
            {
                ExpandStar(star, context.Scope, items);
                continue;
            }

            var expression = (ExpressionItemSyntax)item;
            var expanded = context.Aliases.Expand(expression.Value);
            items.Add(new ItemSource(expanded, expression.Alias, default, null, expression.Span));
            if (expression.Alias is { } alias && CheckName(alias))
            {
                context.Aliases.Add(SelectAliases.Stored(alias), expanded);
            }
        }

        if (context.Aliases.IsTooLarge)
        {
            Report(QueryDiagnostics.TooMuch("An expression of aliases of aliases", select.Span));
        }

        return items;
    }

    private void ExpandStar(StarItemSyntax star, QueryScope scope, List<ItemSource> items)
    {
        if (scope.Relations.IsEmpty)
        {
            Report(QueryDiagnostics.NoFrom(star.Span));
            return;
        }

        var relations = scope.Relations;
        if (star.Relation is { } wanted)
        {
            relations = [.. relations.Where(relation => Means(wanted, relation.Name))];
            if (relations.IsEmpty)
            {
                Report(QueryDiagnostics.NoSuchRelation(wanted.Text, wanted.Span));
                return;
            }
        }

        var excluded = star.Exclude.ToDictionary(static name => name, static _ => false);
        var renamed = star.Rename.ToDictionary(static pair => pair.From, static _ => false);
        foreach (var relation in relations)
        {
            foreach (var column in relation.Columns)
            {
                var name = column.Column.Name;
                if ((star.Relation is null && relation.Merged.Contains(name)) || Mark(excluded, name) is not null)
                {
                    continue;
                }

                var from = Mark(renamed, name);
                var alias = from is null ? null : star.Rename.First(pair => pair.From == from).To;
                items.Add(new ItemSource(null, alias, column, relation, star.Span));
            }
        }

        ReportUnmarked(excluded, relations);
        ReportUnmarked(renamed, relations);
    }

    private static NameSyntax? Mark(Dictionary<NameSyntax, bool> names, string column)
    {
        foreach (var name in names.Keys)
        {
            if (Means(name, column))
            {
                names[name] = true;
                return name;
            }
        }

        return null;
    }

    private void ReportUnmarked(Dictionary<NameSyntax, bool> names, ImmutableArray<BoundRelation> relations)
    {
        foreach (var (name, found) in names)
        {
            if (!found && relations.All(static relation => relation.IsComplete))
            {
                var near = EditDistance.Nearest(name.Text, relations.SelectMany(static relation => relation.Columns).Select(static column => column.Column.Name));
                Report(QueryDiagnostics.NoSuchStarColumn(name.Text, name.Span, near));
            }
        }
    }

    private static bool Means(NameSyntax name, string stored) =>
        name.Quoted ? stored == name.Text : stored.Equals(name.Text, StringComparison.OrdinalIgnoreCase);

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

    private List<ItemColumn> BindItems(List<ItemSource> items, SelectContext context, ExpressionScope expressions, bool isGrouped, bool needsNames)
    {
        var columns = new List<ItemColumn>(items.Count);
        foreach (var item in items)
        {
            if (item.Syntax is null)
            {
                var name = item.Alias is null ? item.Column.Column.Name : SelectAliases.Stored(item.Alias);
                var column = item.Column with { Column = item.Column.Column with { Name = name } };
                if (isGrouped && !expressions.GroupedBy.Any(group => group is TypedColumn grouped && grouped.Relation == item.Relation!.Name && grouped.Column == item.Column.Column.Name))
                {
                    Report(ExpressionDiagnostics.ColumnNotGrouped(item.Column.Column.Name, item.Span));
                }

                columns.Add(new ItemColumn(Compilation.Columns.Read(item.Column.Column, item.Relation!.Name), column));
                continue;
            }

            var result = Bind(item.Syntax, context, expressions, isGrouped ? ExpressionContext.Grouped : ExpressionContext.Scalar);
            var value = result?.Expression ?? Compilation.Columns.Null(SqlType.Unknown);
            columns.Add(new ItemColumn(value, new BoundColumn(new Column(OutputName(item, value, columns.Count, needsNames), value.Type, value.Nullable), Origins(result, value, context))));
        }

        return columns;
    }

    private string OutputName(ItemSource item, TypedExpression value, int position, bool needsName)
    {
        if (item.Alias is not null)
        {
            return SelectAliases.Stored(item.Alias);
        }

        if (item.Syntax is ColumnSyntax column)
        {
            return value is TypedColumn bound ? bound.Column : SelectAliases.Stored(column.Name);
        }

        if (needsName)
        {
            Report(QueryDiagnostics.NeedsName(item.Span));
        }

        return $"COLUMN{position + 1}";
    }

    private static ImmutableArray<ColumnOrigin> Origins(ExpressionResult? result, TypedExpression value, SelectContext context)
    {
        if (result is null)
        {
            return [];
        }

        if (value is TypedColumn column)
        {
            return context.Scope.Resolve(column.Relation, column.Column).Column?.Origins ?? [];
        }

        return
        [
            .. result.References.SelectMany(reference => context.Scope.Resolve(reference.Relation, reference.Column).Column?.Origins ?? [])
                .Select(static origin => origin with { IsCarried = false })
                .Distinct(),
        ];
    }

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
