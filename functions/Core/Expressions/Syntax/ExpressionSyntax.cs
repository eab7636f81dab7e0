using System.Collections.Immutable;
using Handover.Core.Diagnostics;

namespace Handover.Core.Expressions;

/// <summary>An expression as it was written: names not yet resolved, types not yet known.</summary>
/// <param name="Span">The text that it covers.</param>
public abstract record ExpressionSyntax(TextSpan Span)
{
    /// <summary>Height of the tree, 1 for a leaf; bounded by <see cref="ExpressionParser.MaxDepth"/>.</summary>
    internal int Height { get; init; } = 1;
}

/// <summary>A name in the text.</summary>
/// <param name="Text">The name without quotes, in the case in which it was written.</param>
/// <param name="Quoted">Whether it stood in quotes, so that its case counts.</param>
/// <param name="Span">Where it stands.</param>
public sealed record NameSyntax(string Text, bool Quoted, TextSpan Span);

/// <summary>A constant; <paramref name="Text"/> as in <see cref="TypedLiteral"/>, for INTERVAL the text in the quotes.</summary>
public sealed record LiteralSyntax(LiteralKind Kind, string Text, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>name</c> or <c>relation.name</c>.</summary>
public sealed record ColumnSyntax(NameSyntax? Relation, NameSyntax Name, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>An operator before its operand.</summary>
public sealed record UnarySyntax(UnaryOperator Operator, ExpressionSyntax Operand, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>An operator between its operands.</summary>
public sealed record BinarySyntax(BinaryOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>CASE.</summary>
public sealed record CaseSyntax(ExpressionSyntax? Operand, ImmutableArray<CaseBranchSyntax> Branches, ExpressionSyntax? Else, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>WHEN … THEN ….</summary>
public sealed record CaseBranchSyntax(ExpressionSyntax When, ExpressionSyntax Then);

/// <summary>CAST, TRY_CAST or <c>::</c>.</summary>
public sealed record CastSyntax(ExpressionSyntax Operand, TypeSyntax Type, bool Try, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A type name with its arguments.</summary>
/// <param name="Name">The words, upper case, joined by one space.</param>
/// <param name="First">First argument (precision or length), or null.</param>
/// <param name="Second">Second argument (scale), or null.</param>
public sealed record TypeSyntax(string Name, int? First, int? Second, TextSpan Span);

/// <summary><c>x [NOT] BETWEEN low AND high</c>.</summary>
public sealed record BetweenSyntax(ExpressionSyntax Operand, ExpressionSyntax Low, ExpressionSyntax High, bool Negated, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>x [NOT] IN (a, b)</c>.</summary>
public sealed record InSyntax(ExpressionSyntax Operand, ImmutableArray<ExpressionSyntax> Values, bool Negated, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>LIKE, ILIKE, RLIKE, REGEXP, with ANY or ALL, with ESCAPE.</summary>
public sealed record LikeSyntax(
    ExpressionSyntax Operand,
    ImmutableArray<ExpressionSyntax> Patterns,
    ExpressionSyntax? Escape,
    LikeOperator Operator,
    LikeQuantifier Quantifier,
    bool Negated,
    TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>x IS [NOT] NULL</c>.</summary>
public sealed record IsNullSyntax(ExpressionSyntax Operand, bool Negated, TextSpan Span) : ExpressionSyntax(Span);

/// <summary><c>v:field.sub[0]['k']</c>.</summary>
public sealed record AccessSyntax(ExpressionSyntax Operand, ImmutableArray<AccessStep> Steps, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A function call.</summary>
/// <param name="Star"><c>COUNT(*)</c>.</param>
public sealed record CallSyntax(
    NameSyntax Name,
    ImmutableArray<ExpressionSyntax> Arguments,
    bool Star,
    bool Distinct,
    ImmutableArray<OrderItemSyntax> WithinGroup,
    bool IgnoreNulls,
    WindowSyntax? Window,
    TextSpan Span) : ExpressionSyntax(Span);

/// <summary>OVER (…).</summary>
public sealed record WindowSyntax(ImmutableArray<ExpressionSyntax> PartitionBy, ImmutableArray<OrderItemSyntax> OrderBy, WindowFrame? Frame, TextSpan Span);

/// <summary>One item of ORDER BY; <paramref name="NullsFirst"/> is null where nothing was written.</summary>
public sealed record OrderItemSyntax(ExpressionSyntax Value, bool Descending, bool? NullsFirst);

/// <summary>A query in an expression, parsed by the <see cref="SubqueryParser"/>.</summary>
/// <param name="Kind">Where it stands.</param>
/// <param name="Operand">The left side of IN, else null.</param>
/// <param name="Query">What the hook returned.</param>
/// <param name="Negated">NOT IN.</param>
public sealed record SubquerySyntax(SubqueryKind Kind, ExpressionSyntax? Operand, object Query, bool Negated, TextSpan Span) : ExpressionSyntax(Span);

/// <summary>A place where an expression was expected; reported already.</summary>
public sealed record MissingSyntax(TextSpan Span) : ExpressionSyntax(Span);
