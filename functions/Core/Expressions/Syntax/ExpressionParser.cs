using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Handover.Core.Diagnostics;

namespace Handover.Core.Expressions;

/// <summary>Parses a query in parentheses inside an expression.</summary>
/// <param name="cursor">At SELECT or WITH; must be left at the closing parenthesis.</param>
/// <returns>The parsed query, kept in <see cref="SubquerySyntax.Query"/>; null after a report.</returns>
public delegate object? SubqueryParser(TokenCursor cursor);

/// <summary>
/// Parses Snowflake SQL expressions from a cursor, which it leaves at the first token that is no part of the expression.
/// Binding from loose to tight: OR; AND; NOT; comparison, IS, IN, BETWEEN, LIKE; + - ||; * / %; sign; :: : [].
/// </summary>
/// <param name="cursor">The tokens; problems are reported to it.</param>
/// <param name="subqueries">Parses queries in parentheses; without it they are a syntax error.</param>
public sealed partial class ExpressionParser(TokenCursor cursor, SubqueryParser? subqueries = null)
{
    /// <summary>Longest expression, in UTF-16 units.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Deepest nesting and highest tree; bounds the stack that any walk over a tree needs.</summary>
    public const int MaxDepth = 200;

    private int depth;
    private bool tooDeep;

    /// <summary>Parses one expression; where there is none, reports and returns a <see cref="MissingSyntax"/>.</summary>
    public ExpressionSyntax ParseExpression()
    {
        if (!Enter())
        {
            return Missing();
        }

        var left = ParseChain(Keyword.Or, BinaryOperator.Or);
        depth--;
        return left;
    }

    /// <summary>Parses the items of an ORDER BY, from behind BY.</summary>
    public ImmutableArray<OrderItemSyntax> ParseOrderItems()
    {
        var items = ImmutableArray.CreateBuilder<OrderItemSyntax>(1);
        do
        {
            var value = ParseExpression();
            var descending = cursor.TryTake(Keyword.Desc);
            if (!descending)
            {
                cursor.TryTake(Keyword.Asc);
            }

            bool? nullsFirst = null;
            if (cursor.TryTake(Keyword.Nulls))
            {
                nullsFirst = cursor.TryTake(Keyword.First);
                if (nullsFirst == false && !cursor.TryTake(Keyword.Last))
                {
                    cursor.ReportUnexpected("FIRST or LAST");
                }
            }

            items.Add(new OrderItemSyntax(value, descending, nullsFirst));
        }
        while (cursor.TryTake(TokenKind.Comma));

        return items.DrainToImmutable();
    }

    /// <summary>
    /// AND and OR associate freely, so a chain becomes a balanced tree: a condition generated from a thousand
    /// alternatives stays flat enough for every recursive walk, here and in the warehouse.
    /// </summary>
    private ExpressionSyntax ParseChain(Keyword keyword, BinaryOperator operation)
    {
        var first = operation == BinaryOperator.Or ? ParseChain(Keyword.And, BinaryOperator.And) : ParseNot();
        if (!cursor.At(keyword))
        {
            return first;
        }

        var operands = new List<ExpressionSyntax> { first };
        while (cursor.TryTake(keyword))
        {
            operands.Add(operation == BinaryOperator.Or ? ParseChain(Keyword.And, BinaryOperator.And) : ParseNot());
        }

        return Balance(operation, operands, 0, operands.Count);
    }

    private ExpressionSyntax Balance(BinaryOperator operation, List<ExpressionSyntax> operands, int start, int end)
    {
        if (end - start == 1)
        {
            return operands[start];
        }

        var middle = (start + end + 1) / 2;
        return Binary(operation, Balance(operation, operands, start, middle), Balance(operation, operands, middle, end));
    }

    private ExpressionSyntax ParseNot()
    {
        if (!cursor.At(Keyword.Not))
        {
            return ParseComparison();
        }

        var start = cursor.Take().Start;
        if (!Enter())
        {
            return Missing();
        }

        var operand = ParseNot();
        depth--;
        return Grown(new UnarySyntax(UnaryOperator.Not, operand, Span(start)), operand.Height);
    }

    private ExpressionSyntax ParseComparison()
    {
        var left = ParseSum();
        while (true)
        {
            var operation = cursor.Current.Kind switch
            {
                TokenKind.Equal => BinaryOperator.Equal,
                TokenKind.NotEqual => BinaryOperator.NotEqual,
                TokenKind.Less => BinaryOperator.Less,
                TokenKind.LessOrEqual => BinaryOperator.LessOrEqual,
                TokenKind.Greater => BinaryOperator.Greater,
                TokenKind.GreaterOrEqual => BinaryOperator.GreaterOrEqual,
                _ => (BinaryOperator?)null,
            };
            if (operation is { } found)
            {
                cursor.Take();
                left = Binary(found, left, ParseSum());
            }
            else if (!TryParsePredicate(ref left))
            {
                return left;
            }
        }
    }

    private ExpressionSyntax ParseSum()
    {
        var left = ParseProduct();
        while (true)
        {
            BinaryOperator operation;
            switch (cursor.Current.Kind)
            {
                case TokenKind.Plus: operation = BinaryOperator.Add; break;
                case TokenKind.Minus: operation = BinaryOperator.Subtract; break;
                case TokenKind.Concat: operation = BinaryOperator.Concat; break;
                default: return left;
            }

            cursor.Take();
            left = Binary(operation, left, ParseProduct());
        }
    }

    private ExpressionSyntax ParseProduct()
    {
        var left = ParseSign();
        while (true)
        {
            BinaryOperator operation;
            switch (cursor.Current.Kind)
            {
                case TokenKind.Star: operation = BinaryOperator.Multiply; break;
                case TokenKind.Slash: operation = BinaryOperator.Divide; break;
                case TokenKind.Percent: operation = BinaryOperator.Modulo; break;
                default: return left;
            }

            cursor.Take();
            left = Binary(operation, left, ParseSign());
        }
    }

    private ExpressionSyntax ParseSign()
    {
        if (!cursor.At(TokenKind.Minus) && !cursor.At(TokenKind.Plus))
        {
            return ParsePostfix();
        }

        var sign = cursor.Take();
        if (!Enter())
        {
            return Missing();
        }

        var operand = ParseSign();
        depth--;
        return Grown(new UnarySyntax(sign.Kind == TokenKind.Minus ? UnaryOperator.Negate : UnaryOperator.Plus, operand, Span(sign.Start)), operand.Height);
    }

    private ExpressionSyntax ParsePostfix()
    {
        var operand = ParsePrimary();
        while (true)
        {
            switch (cursor.Current.Kind)
            {
                case TokenKind.DoubleColon:
                    cursor.Take();
                    operand = Grown(new CastSyntax(operand, ParseType(), false, Span(operand.Span.Start)), operand.Height);
                    break;
                case TokenKind.Colon or TokenKind.OpenBracket when operand is not MissingSyntax:
                    operand = ParseAccess(operand);
                    break;
                default:
                    return operand;
            }
        }
    }

    private ExpressionSyntax Binary(BinaryOperator operation, ExpressionSyntax left, ExpressionSyntax right) =>
        Grown(
            new BinarySyntax(operation, left, right, new TextSpan(left.Span.Start, Math.Max(right.Span.End, left.Span.End) - left.Span.Start)),
            Math.Max(left.Height, right.Height));

    /// <summary>Gives a new node its height; one that is too high is reported once and replaced.</summary>
    private ExpressionSyntax Grown<T>(T node, int below)
        where T : ExpressionSyntax
    {
        if (below < MaxDepth)
        {
            node.Height = below + 1;
            return node;
        }

        ReportTooDeep(node.Span);
        return new MissingSyntax(node.Span);
    }

    private bool Enter()
    {
        // A host may give its threads little stack: what cannot be parsed safely is too deep there.
        if (depth >= MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            ReportTooDeep(cursor.Current.Span);
            // Nothing behind this place can be understood without its beginning: skip it rather than report it piecemeal.
            while (!cursor.At(TokenKind.End))
            {
                cursor.Take();
            }

            return false;
        }

        depth++;
        return true;
    }

    private void ReportTooDeep(TextSpan span)
    {
        if (!tooDeep)
        {
            tooDeep = true;
            cursor.Report(ExpressionDiagnostics.TooDeep(span));
        }
    }

    private MissingSyntax Missing() => new(new TextSpan(cursor.Current.Start, 0));

    private TextSpan Span(int start) => new(start, Math.Max(cursor.Previous.End, start) - start);
}
