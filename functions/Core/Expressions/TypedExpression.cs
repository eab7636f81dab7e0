using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>An expression whose names are resolved and whose types are known: what lineage, type checks and the writer read.</summary>
/// <param name="Type">Type of the value, by Snowflake's rules.</param>
/// <param name="Nullable">False where the value cannot be NULL.</param>
/// <param name="Span">The text that it came from.</param>
public abstract record TypedExpression(SqlType Type, bool Nullable, TextSpan Span);

/// <summary>A constant.</summary>
/// <param name="Kind">What kind of constant.</param>
/// <param name="Text">Its value: digits for a number, the unescaped text for a string, ISO text for a date or time, TRUE or FALSE, NULL.</param>
public sealed record TypedLiteral(LiteralKind Kind, string Text, SqlType Type, TextSpan Span)
    : TypedExpression(Type, Kind == LiteralKind.Null, Span);

/// <summary>An <c>INTERVAL '…'</c> constant: a list of amounts added one after the other; stands only beside + and - with a date or time.</summary>
/// <param name="Parts">The amounts, in the order in which Snowflake applies them.</param>
public sealed record TypedInterval(ImmutableArray<IntervalPart> Parts, TextSpan Span)
    : TypedExpression(SqlType.Unknown, false, Span);

/// <summary>One amount of an interval.</summary>
/// <param name="Amount">How many, may be negative.</param>
/// <param name="Part">Of what.</param>
public readonly record struct IntervalPart(long Amount, DatePart Part);

/// <summary>A part of a date or time, as in <c>DATEADD(month, …)</c> or <c>EXTRACT(dayofweek FROM …)</c>; stands only as a function's argument.</summary>
/// <param name="Part">The part.</param>
public sealed record TypedDatePart(DatePart Part, TextSpan Span) : TypedExpression(SqlType.Unknown, false, Span);

/// <summary>A column of a relation in scope.</summary>
/// <param name="Relation">Name of the relation, or null where the scope's only relation has no name.</param>
/// <param name="Column">Name exactly as stored.</param>
public sealed record TypedColumn(string? Relation, string Column, SqlType Type, bool Nullable, TextSpan Span)
    : TypedExpression(Type, Nullable, Span);

/// <summary><c>-x</c>, <c>+x</c> or <c>NOT x</c>.</summary>
public sealed record TypedUnary(UnaryOperator Operator, TypedExpression Operand, SqlType Type, bool Nullable, TextSpan Span)
    : TypedExpression(Type, Nullable, Span);

/// <summary>Two operands and an operator; each operand is already of the type that the operator works on.</summary>
public sealed record TypedBinary(BinaryOperator Operator, TypedExpression Left, TypedExpression Right, SqlType Type, bool Nullable, TextSpan Span)
    : TypedExpression(Type, Nullable, Span);

/// <summary>A function call: scalar, aggregate, or, with a <see cref="Window"/>, window.</summary>
/// <param name="Function">The function.</param>
/// <param name="Arguments">Its arguments, coerced to the parameters' types; empty for <c>COUNT(*)</c>.</param>
/// <param name="Distinct">DISTINCT stands before the first argument.</param>
/// <param name="WithinGroup">The order of WITHIN GROUP; empty where there is none.</param>
/// <param name="IgnoreNulls">IGNORE NULLS was given.</param>
/// <param name="Window">The OVER clause, or null.</param>
public sealed record TypedCall(
    FunctionDefinition Function,
    ImmutableArray<TypedExpression> Arguments,
    bool Distinct,
    ImmutableArray<TypedOrderItem> WithinGroup,
    bool IgnoreNulls,
    TypedWindow? Window,
    SqlType Type,
    bool Nullable,
    TextSpan Span) : TypedExpression(Type, Nullable, Span)
{
    /// <summary>Whether the call folds many rows into one (an aggregate function without OVER).</summary>
    public bool IsAggregate => Window is null && Function.Kind == FunctionKind.Aggregate;
}

/// <summary>The OVER clause.</summary>
/// <param name="PartitionBy">Expressions of PARTITION BY.</param>
/// <param name="OrderBy">Items of ORDER BY.</param>
/// <param name="Frame">The frame as written, or null for Snowflake's default.</param>
public sealed record TypedWindow(ImmutableArray<TypedExpression> PartitionBy, ImmutableArray<TypedOrderItem> OrderBy, WindowFrame? Frame);

/// <summary>One item of an ORDER BY.</summary>
/// <param name="Value">What to order by.</param>
/// <param name="Descending">DESC.</param>
/// <param name="NullsFirst">Where NULLs go; Snowflake's default (last when ascending, first when descending) is already applied.</param>
public sealed record TypedOrderItem(TypedExpression Value, bool Descending, bool NullsFirst);

/// <summary>CASE; the simple form is bound to comparisons with its operand.</summary>
/// <param name="Operand">The operand of the simple form, or null.</param>
/// <param name="Branches">WHEN … THEN … in order.</param>
/// <param name="Else">ELSE, or null for NULL.</param>
public sealed record TypedCase(TypedExpression? Operand, ImmutableArray<TypedCaseBranch> Branches, TypedExpression? Else, SqlType Type, bool Nullable, TextSpan Span)
    : TypedExpression(Type, Nullable, Span);

/// <summary>One WHEN … THEN ….</summary>
/// <param name="When">The condition, or with an operand the value to compare it with.</param>
/// <param name="Then">The value.</param>
public sealed record TypedCaseBranch(TypedExpression When, TypedExpression Then);

/// <summary>CAST, TRY_CAST, <c>::</c>, or a coercion that Snowflake does by itself.</summary>
/// <param name="Operand">What is converted.</param>
/// <param name="Try">NULL instead of an error where the value does not convert.</param>
/// <param name="Implicit">Snowflake converts without being told: its text shows nothing, the DuckDB text spells the cast out.</param>
public sealed record TypedCast(TypedExpression Operand, bool Try, bool Implicit, SqlType Type, bool Nullable, TextSpan Span)
    : TypedExpression(Type, Nullable, Span);

/// <summary><c>x [NOT] IN (a, b)</c>.</summary>
public sealed record TypedIn(TypedExpression Operand, ImmutableArray<TypedExpression> Values, bool Negated, bool Nullable, TextSpan Span)
    : TypedExpression(SqlType.Boolean, Nullable, Span);

/// <summary><c>x [NOT] LIKE p [ESCAPE e]</c> and its relatives.</summary>
/// <param name="Operand">The text.</param>
/// <param name="Patterns">One pattern; several for ANY and ALL.</param>
/// <param name="Escape">The escape character, or null for none.</param>
/// <param name="Operator">Which relative.</param>
/// <param name="Quantifier">How several patterns count.</param>
/// <param name="Negated">NOT.</param>
public sealed record TypedLike(
    TypedExpression Operand,
    ImmutableArray<TypedExpression> Patterns,
    string? Escape,
    LikeOperator Operator,
    LikeQuantifier Quantifier,
    bool Negated,
    bool Nullable,
    TextSpan Span) : TypedExpression(SqlType.Boolean, Nullable, Span);

/// <summary><c>x [NOT] BETWEEN low AND high</c>.</summary>
public sealed record TypedBetween(TypedExpression Operand, TypedExpression Low, TypedExpression High, bool Negated, bool Nullable, TextSpan Span)
    : TypedExpression(SqlType.Boolean, Nullable, Span);

/// <summary><c>x IS [NOT] NULL</c>.</summary>
public sealed record TypedIsNull(TypedExpression Operand, bool Negated, TextSpan Span)
    : TypedExpression(SqlType.Boolean, false, Span);

/// <summary>Access into a semi-structured value: <c>v:field.sub[0]['key']</c>.</summary>
/// <param name="Operand">The VARIANT, OBJECT or ARRAY.</param>
/// <param name="Steps">The path, outermost first.</param>
public sealed record TypedAccess(TypedExpression Operand, ImmutableArray<AccessStep> Steps, TextSpan Span)
    : TypedExpression(SqlType.Variant, true, Span);

/// <summary>One step of an access path: a key, or, where <paramref name="Key"/> is null, a position.</summary>
/// <param name="Key">The field name, case-sensitive as in Snowflake.</param>
/// <param name="Index">Zero-based position in an array.</param>
public readonly record struct AccessStep(string? Key, int Index);

/// <summary>A query in an expression; what the query is, the owner of the SELECT grammar knows.</summary>
/// <param name="Kind">Scalar, EXISTS or IN.</param>
/// <param name="Operand">The left side of IN, else null.</param>
/// <param name="Query">The bound query, as the <see cref="SubqueryBinder"/> returned it.</param>
/// <param name="Negated">NOT IN.</param>
public sealed record TypedSubquery(SubqueryKind Kind, TypedExpression? Operand, object Query, bool Negated, SqlType Type, bool Nullable, TextSpan Span)
    : TypedExpression(Type, Nullable, Span);
