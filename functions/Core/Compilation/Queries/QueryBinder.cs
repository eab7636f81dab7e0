using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>Gives names and types to the SELECT of a sql node. What is wrong is reported and left out, so that one pass reports everything.</summary>
internal sealed partial class QueryBinder
{
    private const string Field = "sql";

    private readonly NodeCompilation node;
    private readonly HashSet<Diagnostic> reported = [];
    private readonly HashSet<string> commonNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly TableNames inputs = new(null);

    public QueryBinder(SqlNode sql, NodeCompilation node)
    {
        this.node = node;
        for (var input = 0; input < sql.Inputs.Count; input++)
        {
            var schema = node.Input(input);
            var position = input;
            inputs.TryAdd(new NamedTable(
                sql.Inputs[input],
                sql.Inputs[input],
                [.. schema.Columns.Select(column => new BoundColumn(column, Compilation.Columns.Carried(column.Name, position)))],
                schema.IsComplete));
        }
    }

    /// <summary>Binds the node's query; null after a report that leaves nothing of it.</summary>
    public BoundQuery? Bind(QuerySyntax syntax) => Bind(syntax, inputs, null, null, needsNames: true);

    /// <summary>Binds a query.</summary>
    /// <param name="syntax">The query.</param>
    /// <param name="tables">What its FROM may name.</param>
    /// <param name="outer">The scope of the query around it, or null.</param>
    /// <param name="outerExpressions">The same for expressions.</param>
    /// <param name="needsNames">Whether its columns are read by name.</param>
    /// <param name="outward">Takes the columns of queries around it that it reads.</param>
    private BoundQuery? Bind(
        QuerySyntax syntax, TableNames tables, QueryScope? outer, ExpressionScope? outerExpressions, bool needsNames, List<ColumnReference>? outward = null)
    {
        var common = ImmutableArray<CommonTable>.Empty;
        if (!syntax.With.IsEmpty)
        {
            tables = new TableNames(tables);
            common = BindWith(syntax.With, tables, outer, outerExpressions, outward);
        }

        var bound = syntax is SelectSyntax select
            ? BindSelect(select, tables, outer, outerExpressions, needsNames, outward)
            : BindSet((SetSyntax)syntax, tables, outer, outerExpressions, needsNames, outward);
        return bound is null || common.IsEmpty ? bound : bound with { Query = bound.Query with { With = [.. common, .. bound.Query.With] } };
    }

    private ImmutableArray<CommonTable> BindWith(
        ImmutableArray<CommonTableSyntax> with, TableNames tables, QueryScope? outer, ExpressionScope? outerExpressions, List<ColumnReference>? outward)
    {
        var common = ImmutableArray.CreateBuilder<CommonTable>(with.Length);
        foreach (var item in with)
        {
            var bound = Bind(item.Query, tables, outer, outerExpressions, needsNames: item.Columns.IsEmpty, outward);
            var name = SelectAliases.Stored(item.Name);
            if (!CheckName(item.Name))
            {
                continue;
            }

            if (bound is not null && !item.Columns.IsEmpty)
            {
                bound = Renamed(bound, item.Columns, item.Name.Span);
            }

            var written = UniqueName($"{node.Node.Id}.{name}");
            // A broken query leaves its name, so that what reads it does not complain as well.
            if (!tables.TryAdd(new NamedTable(name, written, bound?.Columns ?? [], bound?.IsComplete ?? false)))
            {
                Report(QueryDiagnostics.AliasTwice(name, item.Name.Span));
            }
            else if (bound is not null)
            {
                common.Add(new CommonTable(written, bound.Query));
            }
        }

        return common.ToImmutable();
    }

    /// <summary>A CTE's name: node ids hold no dot, so it meets none of them, and DuckDB compares names without case.</summary>
    private string UniqueName(string name)
    {
        var unique = name;
        for (var i = 2; !commonNames.Add(unique); i++)
        {
            unique = $"{name}.{i}";
        }

        return unique;
    }

    private BoundQuery? BindSet(
        SetSyntax set, TableNames tables, QueryScope? outer, ExpressionScope? outerExpressions, bool needsNames, List<ColumnReference>? outward)
    {
        var branches = new List<BoundQuery>(set.Branches.Length);
        foreach (var branch in set.Branches)
        {
            if (Bind(branch, tables, outer, outerExpressions, needsNames && branches.Count == 0, outward) is { } bound)
            {
                branches.Add(bound);
            }
        }

        if (branches.Count < set.Branches.Length)
        {
            return null;
        }

        var columns = branches[0].Columns.ToBuilder();
        var isComplete = branches.All(static branch => branch.IsComplete);
        for (var i = 1; i < branches.Count; i++)
        {
            var other = branches[i].Columns;
            if (other.Length != columns.Count)
            {
                if (isComplete)
                {
                    Report(QueryDiagnostics.BranchColumns(columns.Count, other.Length, set.Branches[i].Span));
                }

                return null;
            }

            for (var column = 0; column < other.Length; column++)
            {
                columns[column] = Unite(columns[column], other[column], set.Branches[i].Span);
            }
        }

        ReferAll(branches);
        var types = columns.Select(static column => column.Column.Type).ToArray();
        var output = columns.ToImmutable();
        return new BoundQuery(
            new SetQuery(set.Operator, [.. branches.Select(branch => InTypes(branch.Query, types))])
            {
                OrderBy = BindOutputOrder(set.OrderBy, output),
                Limit = set.Limit,
                Offset = set.Offset,
            },
            output,
            isComplete);
    }

    private BoundColumn Unite(BoundColumn first, BoundColumn other, TextSpan span)
    {
        var type = TypeRules.Common(first.Column.Type, other.Column.Type);
        if (type is null)
        {
            Report(QueryDiagnostics.BranchTypes(first.Column.Name, first.Column.Type, other.Column.Type, span));
        }

        var column = first.Column with { Type = type ?? SqlType.Unknown, Nullable = first.Column.Nullable || other.Column.Nullable };
        return new BoundColumn(column, [.. first.Origins, .. other.Origins]);
    }

    /// <summary>Positions count in a set operation: a column that arrives by <c>*</c> is as good as named.</summary>
    private void ReferAll(List<BoundQuery> branches)
    {
        foreach (var origin in branches.SelectMany(static branch => branch.Columns).SelectMany(static column => column.Origins))
        {
            if (origin.IsCarried)
            {
                node.Refer(origin.Input, origin.Column, Field);
            }
        }
    }

    private static SqlQuery InTypes(SqlQuery query, SqlType[] types) => query switch
    {
        SelectQuery select => select with
        {
            Items = [.. select.Items.Select((item, i) => item with { Value = Compilation.Columns.As(item.Value, types[i]) })],
        },
        SetQuery set => set with { Branches = [.. set.Branches.Select(branch => InTypes(branch, types))] },
        _ => query,
    };

    private ImmutableArray<TypedOrderItem> BindOutputOrder(ImmutableArray<OrderItemSyntax> items, ImmutableArray<BoundColumn> columns)
    {
        if (items.IsEmpty)
        {
            return [];
        }

        var order = ImmutableArray.CreateBuilder<TypedOrderItem>(items.Length);
        var scope = ExpressionScope.Of([.. columns.Select(static column => column.Column)]);
        foreach (var item in items)
        {
            if (Position(item.Value, columns.Length) is { } position)
            {
                if (position > 0)
                {
                    order.Add(Ordered(item, Compilation.Columns.Read(columns[position - 1].Column)));
                }

                continue;
            }

            var result = ExpressionCompiler.Bind(item.Value, scope, ExpressionContext.Plain);
            ReportAll(result.Diagnostics, isComplete: true);
            if (result.Expression is { } value)
            {
                order.Add(Ordered(item, value));
            }
        }

        return order.ToImmutable();
    }

    private static TypedOrderItem Ordered(OrderItemSyntax item, TypedExpression value) =>
        new(value, item.Descending, item.NullsFirst ?? item.Descending);

    /// <summary>The position that a number in ORDER BY or GROUP BY means; 0 after a report, null where it is no number.</summary>
    private int? Position(ExpressionSyntax syntax, int count)
    {
        if (syntax is not LiteralSyntax { Kind: LiteralKind.Number } literal)
        {
            return null;
        }

        if (int.TryParse(literal.Text, out var position) && position >= 1 && position <= count)
        {
            return position;
        }

        Report(QueryDiagnostics.Position(long.TryParse(literal.Text, out var written) ? written : 0, count, literal.Span));
        return 0;
    }

    private BoundQuery Renamed(BoundQuery query, ImmutableArray<NameSyntax> names, TextSpan span)
    {
        if (names.Length != query.Columns.Length)
        {
            if (query.IsComplete)
            {
                Report(QueryDiagnostics.ColumnListLength(names.Length, query.Columns.Length, span));
            }

            return query;
        }

        var columns = query.Columns.Select((column, i) => column with { Column = column.Column with { Name = SelectAliases.Stored(names[i]) } }).ToImmutableArray();
        CheckOutputNames(columns, [.. names.Select(static name => name.Span)]);
        return query with { Columns = columns, Query = Named(query.Query, columns) };
    }

    private static SqlQuery Named(SqlQuery query, ImmutableArray<BoundColumn> columns) => query switch
    {
        // What is sorted by its old names is wrapped: the new names would not be found.
        _ when !query.OrderBy.IsEmpty => new SelectQuery
        {
            Items = [.. OutputNames(query).Select((name, i) => new SelectItem(new TypedColumn(null, name, columns[i].Column.Type, true, default), columns[i].Column.Name))],
            From = new QueryFrom(query, "query"),
        },
        SelectQuery select => select with { Items = [.. select.Items.Select((item, i) => item with { Name = columns[i].Column.Name })] },
        SetQuery set => set with { Branches = [Named(set.Branches[0], columns), .. set.Branches.Skip(1)] },
        _ => query,
    };

    private static IEnumerable<string> OutputNames(SqlQuery query) =>
        query is SelectQuery select ? select.Items.Select(static item => item.Name) : OutputNames(((SetQuery)query).Branches[0]);

    private bool CheckName(NameSyntax name)
    {
        var isName = SqlIdentifier.IsValid(name.Text) && !name.Text.Any(char.IsControl);
        if (!isName)
        {
            Report(QueryDiagnostics.BadName(name.Span));
        }

        return isName;
    }

    private void CheckOutputNames(ImmutableArray<BoundColumn> columns, TextSpan[] spans)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Length; i++)
        {
            if (!names.Add(columns[i].Column.Name))
            {
                Report(QueryDiagnostics.OutputTwice(columns[i].Column.Name, spans[i]));
            }
        }
    }

    private void Report(Diagnostic diagnostic)
    {
        // One expression may be bound for several clauses (GROUP BY 1); its problem is one.
        if (reported.Add(diagnostic))
        {
            node.Report(diagnostic with { Field = Field });
        }
    }

    private void ReportAll(ImmutableArray<Diagnostic> found, bool isComplete)
    {
        foreach (var diagnostic in found)
        {
            if (isComplete || diagnostic.Code != FlowDiagnosticCodes.UnknownColumn)
            {
                Report(diagnostic);
            }
        }
    }
}
