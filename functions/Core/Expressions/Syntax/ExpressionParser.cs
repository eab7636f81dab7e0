namespace Handover.Core.Expressions;

/// <summary>Parses a query in parentheses inside an expression.</summary>
/// <param name="cursor">At SELECT or WITH; must be left at the closing parenthesis.</param>
/// <returns>The parsed query, kept in <see cref="SubquerySyntax.Query"/>; null after a report.</returns>
public delegate object? SubqueryParser(TokenCursor cursor);

/// <summary>Parses Snowflake SQL expressions from a cursor, which it leaves at the first token that is no part of the expression.</summary>
/// <param name="cursor">The tokens; problems are reported to it.</param>
/// <param name="subqueries">Parses queries in parentheses; without it they are a syntax error.</param>
public sealed partial class ExpressionParser(TokenCursor cursor, SubqueryParser? subqueries = null)
{
    /// <summary>Longest expression, in UTF-16 units.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Deepest nesting and highest tree; bounds the stack that any walk over a tree needs.</summary>
    public const int MaxDepth = 200;

    /// <summary>Parses one expression; where there is none, reports and returns a <see cref="MissingSyntax"/>.</summary>
    public ExpressionSyntax ParseExpression() => throw new NotSupportedException(cursor.Text + subqueries);

    /// <summary>Parses the items of an ORDER BY, from behind BY.</summary>
    public System.Collections.Immutable.ImmutableArray<OrderItemSyntax> ParseOrderItems() => throw new NotSupportedException();
}
