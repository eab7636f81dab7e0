using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <content>FROM and joins.</content>
internal sealed partial class QueryBinder
{
    private BoundFrom? BindFrom(FromSyntax syntax, TableNames tables, QueryScope? outer, ExpressionScope? outerExpressions)
    {
        var bound = BindItem(syntax, tables, outer, outerExpressions);
        if (bound is null)
        {
            return null;
        }

        // DuckDB compares names without case, so two that differ only there are two of one name.
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var relation in bound.Relations)
        {
            if (!names.Add(relation.Name))
            {
                Report(QueryDiagnostics.AliasTwice(relation.Name, syntax.Span));
                return null;
            }
        }

        return bound;
    }

    private BoundFrom? BindItem(FromSyntax syntax, TableNames tables, QueryScope? outer, ExpressionScope? outerExpressions) => syntax switch
    {
        TableSyntax table => BindTable(table, tables),
        QueryTableSyntax query => BindQueryTable(query, tables),
        ValuesSyntax values => BindValues(values),
        JoinSyntax join => BindJoin(join, tables, outer, outerExpressions),
        _ => null,
    };

    private BoundFrom? BindTable(TableSyntax syntax, TableNames tables)
    {
        var written = string.Join('.', syntax.Name.Select(static part => part.Text));
        if (syntax.Name.Length > 1)
        {
            Report(QueryDiagnostics.TableOfWarehouse(written, syntax.Span));
            return null;
        }

        if (tables.Find(syntax.Name[0]) is not { } table)
        {
            var known = tables.All().Distinct().ToList();
            Report(QueryDiagnostics.NoSuchTable(written, syntax.Span, EditDistance.Nearest(written, known), known));
            return null;
        }

        if (syntax.Alias is not null && !CheckName(syntax.Alias))
        {
            return null;
        }

        var name = syntax.Alias is null ? table.Name : SelectAliases.Stored(syntax.Alias);
        return new BoundFrom(
            new CommonTableFrom(table.WrittenAs, name == table.WrittenAs ? null : name),
            [new BoundRelation(name, table.Columns, table.IsComplete)]);
    }

    private BoundFrom? BindQueryTable(QueryTableSyntax syntax, TableNames tables)
    {
        // A query in FROM sees the names of tables around it, but not its neighbours' columns (that would be LATERAL).
        var bound = Bind(syntax.Query, tables, null, null, needsNames: syntax.Columns.IsEmpty);
        if (bound is null || (syntax.Alias is not null && !CheckName(syntax.Alias)))
        {
            return null;
        }

        if (!syntax.Columns.IsEmpty)
        {
            bound = Renamed(bound, syntax.Columns, syntax.Span);
        }

        var name = syntax.Alias is null ? UniqueName("query") : SelectAliases.Stored(syntax.Alias);
        return new BoundFrom(new QueryFrom(bound.Query, name), [new BoundRelation(name, bound.Columns, bound.IsComplete)]);
    }

    private BoundFrom? BindValues(ValuesSyntax syntax)
    {
        var width = syntax.Rows[0].Length;
        var types = new SqlType[width];
        var nullable = new bool[width];
        var rows = new List<TypedExpression?[]>();
        foreach (var row in syntax.Rows)
        {
            if (row.Length != width)
            {
                Report(QueryDiagnostics.BranchColumns(width, row.Length, row[0].Span));
                return null;
            }

            var bound = new TypedExpression?[width];
            for (var i = 0; i < width; i++)
            {
                var result = ExpressionCompiler.Bind(row[i], ExpressionScope.Empty, ExpressionContext.Plain);
                ReportAll(result.Diagnostics, isComplete: true);
                bound[i] = result.Expression;
                if (TypeRules.Common(types[i], bound[i]?.Type ?? SqlType.Unknown) is { } common)
                {
                    types[i] = common;
                }
                else
                {
                    Report(QueryDiagnostics.BranchTypes($"{i + 1}", types[i], bound[i]!.Type, row[i].Span));
                }

                nullable[i] |= bound[i]?.Nullable ?? true;
            }

            rows.Add(bound);
        }

        if (rows.Exists(static row => Array.Exists(row, static value => value is null)) || (syntax.Alias is not null && !CheckName(syntax.Alias)))
        {
            return null;
        }

        if (!syntax.Columns.IsEmpty && syntax.Columns.Length != width)
        {
            Report(QueryDiagnostics.ColumnListLength(syntax.Columns.Length, width, syntax.Span));
            return null;
        }

        var columns = Enumerable.Range(0, width).Select(i => new BoundColumn(
            new Column(syntax.Columns.IsEmpty ? $"COLUMN{i + 1}" : SelectAliases.Stored(syntax.Columns[i]), types[i], nullable[i]), [])).ToImmutableArray();
        CheckOutputNames(columns, [.. columns.Select((_, i) => syntax.Columns.IsEmpty ? syntax.Span : syntax.Columns[i].Span)]);
        var name = syntax.Alias is null ? UniqueName("values") : SelectAliases.Stored(syntax.Alias);
        return new BoundFrom(
            new ValuesFrom(
                [.. rows.Select(row => row.Select((value, i) => Compilation.Columns.As(value!, types[i])).ToImmutableArray())],
                name,
                [.. columns.Select(static column => column.Column.Name)]),
            [new BoundRelation(name, columns, true)]);
    }

    private BoundFrom? BindJoin(JoinSyntax syntax, TableNames tables, QueryScope? outer, ExpressionScope? outerExpressions)
    {
        var left = BindItem(syntax.Left, tables, outer, outerExpressions);
        var right = BindItem(syntax.Right, tables, outer, outerExpressions);
        if (left is null || right is null)
        {
            return null;
        }

        var scope = new QueryScope([.. left.Relations, .. right.Relations], outer, outerExpressions);
        TypedExpression? condition = null;
        var leftRelations = left.Relations;
        var rightRelations = right.Relations;
        if (!syntax.Using.IsEmpty)
        {
            if (syntax.Kind == JoinKind.Full)
            {
                Report(QueryDiagnostics.Unsupported("FULL JOIN … USING", syntax.Using[0].Span, "Write ON, and COALESCE the columns."));
                return null;
            }

            condition = BindUsing(syntax, scope, ref leftRelations, ref rightRelations);
        }
        else if (syntax.On is not null)
        {
            var context = new SelectContext(scope, tables, new SelectAliases(scope));
            condition = Bind(context.Aliases.Expand(syntax.On), context, scope.Expressions, ExpressionContext.Filter)?.Expression;
        }

        if (syntax.Kind is JoinKind.Right or JoinKind.Full)
        {
            leftRelations = [.. leftRelations.Select(static relation => relation.AsNullable())];
        }

        if (syntax.Kind is JoinKind.Left or JoinKind.Full)
        {
            rightRelations = [.. rightRelations.Select(static relation => relation.AsNullable())];
        }

        return new BoundFrom(new JoinFrom(left.Item, right.Item, syntax.Kind, condition), [.. leftRelations, .. rightRelations])
        {
            Outward = [.. left.Outward, .. right.Outward, .. scope.Outward],
        };
    }

    /// <summary>USING compares a column of each side and keeps one of them: the left one, but the right one of a right join, since that is never missing.</summary>
    private TypedExpression? BindUsing(
        JoinSyntax syntax, QueryScope scope, ref ImmutableArray<BoundRelation> left, ref ImmutableArray<BoundRelation> right)
    {
        ExpressionSyntax? all = null;
        foreach (var column in syntax.Using)
        {
            var name = SelectAliases.Stored(column);
            var leftSide = left.FirstOrDefault(relation => !relation.Merged.Contains(name) && relation.Find(name) is not null);
            var rightSide = right.FirstOrDefault(relation => !relation.Merged.Contains(name) && relation.Find(name) is not null);
            if (leftSide is null || rightSide is null)
            {
                if (scope.IsComplete)
                {
                    Report(QueryDiagnostics.UsingColumn(name, column.Span));
                }

                continue;
            }

            var equal = new BinarySyntax(
                BinaryOperator.Equal, At(leftSide, name, column), At(rightSide, name, column), column.Span);
            all = all is null ? equal : new BinarySyntax(BinaryOperator.And, all, equal, column.Span);
            if (syntax.Kind == JoinKind.Right)
            {
                left = left.Replace(leftSide, leftSide with { Merged = leftSide.Merged.Add(name) });
            }
            else
            {
                right = right.Replace(rightSide, rightSide with { Merged = rightSide.Merged.Add(name) });
            }
        }

        return all is null ? null : Bind(all, new SelectContext(scope, inputs, new SelectAliases(scope)), scope.Expressions, ExpressionContext.Filter)?.Expression;
    }

    private static ColumnSyntax At(BoundRelation relation, string column, NameSyntax place) =>
        new(new NameSyntax(relation.Name, true, place.Span), new NameSyntax(column, true, place.Span), place.Span);

    private sealed record BoundFrom(FromItem Item, ImmutableArray<BoundRelation> Relations)
    {
        public ImmutableArray<ColumnReference> Outward { get; init; } = [];
    }
}
