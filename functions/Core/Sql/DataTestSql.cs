using System.Collections.Immutable;
using System.Globalization;
using Handover.Core.Compilation;
using Handover.Core.Expressions;
using Handover.Core.Flows;

namespace Handover.Core.Sql;

/// <summary>Writes data tests as SQL.</summary>
public static class DataTestSql
{
    private const string Violations = "VIOLATIONS";
    private const string Rows = "ROWS";

    /// <summary>A SELECT with one row and one column, VIOLATIONS: how many rows (or groups, or counts) break the test; 0 if it holds.</summary>
    /// <param name="test">The test.</param>
    /// <param name="table">The table or view that is tested, usually a staged one.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="previous">What row counts are compared with; null if there is nothing to compare with.</param>
    /// <param name="dialect">The dialect to write.</param>
    /// <exception cref="ArgumentException">The test does not fit the columns; the compiler has said so.</exception>
    public static string Write(DataTest test, TableName table, IReadOnlyList<Column> columns, TableName? previous, SqlDialectKind dialect) =>
        SqlWriter.ToText(Query(test, table, columns, previous), dialect);

    /// <summary>What <see cref="Write"/> writes.</summary>
    internal static SqlQuery Query(DataTest test, TableName table, IReadOnlyList<Column> columns, TableName? previous) => test switch
    {
        NotEmptyTest => One("CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END", new TableFrom(table)),
        UniqueTest unique => One("COUNT(*)", new QueryFrom(Duplicates(unique, table, columns), "duplicates")),
        NotNullTest notNull => One("COUNT(*)", new TableFrom(table), AnyNull(notNull, columns)),
        AcceptedValuesTest accepted => One("COUNT(*)", new TableFrom(table), NotAccepted(accepted, columns)),
        RowCountChangeTest change => RowCountChange(change, table, previous),
        _ => throw new InvalidOperationException($"The test '{test.Kind}' has no SQL."),
    };

    /// <summary>A condition on the one row that <see cref="Query"/> gives: the test is broken.</summary>
    internal static TypedExpression AnyViolation => Own($"\"{Violations}\" > 0", ExpressionScope.Of([new Column(Violations, SqlType.Integer, false)]));

    private static SelectQuery One(string value, FromItem from, TypedExpression? where = null) => new()
    {
        Items = [new SelectItem(Own(value, ExpressionScope.Empty), Violations)],
        From = from,
        Where = where,
    };

    private static SelectQuery Duplicates(UniqueTest test, TableName table, IReadOnlyList<Column> columns)
    {
        var keys = test.Columns.Select(name => Find(columns, name)).ToList();
        ImmutableArray<TypedExpression> groups = [.. keys.Select(static key => Columns.Read(key))];
        return new SelectQuery
        {
            Items = [.. keys.Select(static key => Columns.Item(key))],
            From = new TableFrom(table),
            Where = Joined(BinaryOperator.And, keys, negated: true),
            GroupBy = groups,
            Having = Own("COUNT(*) > 1", new ExpressionScope([new ScopeRelation(null, [.. keys])], groups)),
        };
    }

    private static TypedExpression AnyNull(NotNullTest test, IReadOnlyList<Column> columns) =>
        Joined(BinaryOperator.Or, [.. test.Columns.Select(name => Find(columns, name))], negated: false);

    private static TypedExpression Joined(BinaryOperator connective, List<Column> columns, bool negated)
    {
        ExpressionSyntax? all = null;
        foreach (var column in columns)
        {
            var isNull = new IsNullSyntax(Columns.Named(column.Name), negated, default);
            all = all is null ? isNull : new BinarySyntax(connective, all, isNull, default);
        }

        return Bound(all ?? throw new ArgumentException("The test names no column.", nameof(columns)), ExpressionScope.Of([.. columns]));
    }

    private static TypedExpression NotAccepted(AcceptedValuesTest test, IReadOnlyList<Column> columns)
    {
        var column = Find(columns, test.Column);
        ImmutableArray<ExpressionSyntax> values = [.. test.Values.Select(value => Columns.Literal(value, column.Type))];
        return Bound(new InSyntax(Columns.Named(column.Name), values, true, default), ExpressionScope.Of([column]));
    }

    private static SelectQuery RowCountChange(RowCountChangeTest test, TableName table, TableName? previous)
    {
        if (previous is null)
        {
            return new SelectQuery { Items = [new SelectItem(Own("0", ExpressionScope.Empty), Violations)] };
        }

        var rows = new Column(Rows, SqlType.Integer, false);
        var scope = new ExpressionScope([new ScopeRelation("now", [rows]), new ScopeRelation("before", [rows])]);
        var bounds = new[] { Bound("<", test.MinPercent), Bound(">", test.MaxPercent) }.OfType<string>();
        return new SelectQuery
        {
            Items =
            [
                new SelectItem(
                    Own($"""CASE WHEN "before"."ROWS" = 0 THEN 0 WHEN {string.Join(" OR ", bounds)} THEN 1 ELSE 0 END""", scope),
                    Violations),
            ],
            From = new JoinFrom(Counted(table, "now"), Counted(previous, "before"), JoinKind.Cross, null),
        };

        static string? Bound(string operation, decimal? percent) => percent is not { } bound
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"""("now"."ROWS" - "before"."ROWS") * 100 {operation} {bound} * "before"."ROWS" """);

        static QueryFrom Counted(TableName counted, string name) => new(
            new SelectQuery { Items = [new SelectItem(Own("COUNT(*)", ExpressionScope.Empty), Rows)], From = new TableFrom(counted) }, name);
    }

    /// <summary>An expression that this class wrote itself, so that it holds no text of a user.</summary>
    private static TypedExpression Own(string text, ExpressionScope scope)
    {
        var result = ExpressionCompiler.Compile(text, scope, ExpressionContext.Grouped with { Windows = false });
        return result.Expression ?? ExpressionCompiler.Compile(text, scope, ExpressionContext.Plain).Expression
            ?? throw new InvalidOperationException($"{text}: {result.Diagnostics[0].Message}");
    }

    private static TypedExpression Bound(ExpressionSyntax syntax, ExpressionScope scope)
    {
        var result = ExpressionCompiler.Bind(syntax, scope, ExpressionContext.Filter);
        return result.Expression ?? throw new ArgumentException(result.Diagnostics[0].Message, nameof(syntax));
    }

    private static Column Find(IReadOnlyList<Column> columns, string name) =>
        columns.FirstOrDefault(column => column.Name == name) ?? throw new ArgumentException($"There is no column {name}.", nameof(name));
}
