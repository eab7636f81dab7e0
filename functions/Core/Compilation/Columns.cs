using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>Small pieces of trees that the compiler makes up itself.</summary>
internal static class Columns
{
    /// <summary>Reads a column.</summary>
    public static TypedColumn Read(Column column, string? relation = null) => new(relation, column.Name, column.Type, column.Nullable, default);

    /// <summary>Reads a column under another name.</summary>
    public static SelectItem Item(Column column, string? name = null, string? relation = null) => new(Read(column, relation), name ?? column.Name);

    /// <summary>A column by its exact name, to be bound.</summary>
    public static ColumnSyntax Named(string column, string? relation = null) =>
        new(relation is null ? null : new NameSyntax(relation, true, default), new NameSyntax(column, true, default), default);

    public static ImmutableArray<ColumnOrigin> Carried(string column, int input = 0) => [new ColumnOrigin(input, column, true)];

    public static ImmutableArray<ColumnOrigin> ComputedFrom(ExpressionResult result) =>
        [.. result.References.Select(static reference => reference.Column).Distinct().Select(static column => new ColumnOrigin(0, column, false))];

    public static TypedOrderItem Order(Column column, bool descending) => new(Read(column), descending, descending);

    /// <summary>NULL of a type.</summary>
    public static TypedExpression Null(SqlType type)
    {
        var value = new TypedLiteral(LiteralKind.Null, "NULL", SqlType.Unknown, default);
        return type.Kind == SqlTypeKind.Unknown ? value : new TypedCast(value, false, false, type, true, default);
    }

    public static TypedLiteral Text(string text) => new(LiteralKind.String, text, SqlType.Varchar, default);

    /// <summary>
    /// A value in a type; a conversion that Snowflake does by itself. Numbers of another scale need it as well: below each other, DuckDB
    /// would round 50.50 to what fits beside a NUMBER(38,0).
    /// </summary>
    public static TypedExpression As(TypedExpression value, SqlType type) =>
        value.Type == type || type.Kind == SqlTypeKind.Unknown
            ? value
            : new TypedCast(value, false, true, type, value.Nullable, value.Span);

    /// <summary>A constant of the flow document, to be bound beside a column of a type.</summary>
    /// <remarks>Beside text every constant is text: Snowflake would convert the column instead, and fail on the first row that is no number.</remarks>
    public static ExpressionSyntax Literal(ScalarValue value, SqlType beside)
    {
        if (value.Kind == ScalarKind.Text || beside.Kind == SqlTypeKind.Varchar)
        {
            return new LiteralSyntax(LiteralKind.String, value.Text, default);
        }

        if (value.Kind == ScalarKind.Boolean)
        {
            return new LiteralSyntax(LiteralKind.Boolean, value.Text.ToUpperInvariant(), default);
        }

        return value.Text.StartsWith('-')
            ? new UnarySyntax(UnaryOperator.Negate, new LiteralSyntax(LiteralKind.Number, value.Text[1..], default), default)
            : new LiteralSyntax(LiteralKind.Number, value.Text, default);
    }

    public static CallSyntax Call(string function, ImmutableArray<ExpressionSyntax> arguments, bool distinct = false, WindowSyntax? window = null) =>
        new(new NameSyntax(function, false, default), arguments, false, distinct, [], false, window, default);

    /// <summary>A call that folds the values of a column.</summary>
    public static CallSyntax Measure(MeasureFunction function, ExpressionSyntax value) => function switch
    {
        MeasureFunction.CountDistinct => Call("COUNT", [value], distinct: true),
        _ => Call(function.ToString().ToUpperInvariant(), [value]),
    };

}
