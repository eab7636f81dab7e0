using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <content>The SELECT list: what * stands for, names and origins of its columns.</content>
internal sealed partial class QueryBinder
{
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
}
