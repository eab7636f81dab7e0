using System.Collections.Immutable;
using Handover.Core.Diagnostics;

namespace Handover.Core.Expressions;

/// <content>Constants, names, CASE, casts, parentheses, types and access paths.</content>
public sealed partial class ExpressionParser
{
    private ExpressionSyntax ParsePrimary()
    {
        var token = cursor.Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                cursor.Take();
                return new LiteralSyntax(LiteralKind.Number, cursor.TextOf(token).ToString(), token.Span);
            case TokenKind.InvalidNumber:
                cursor.Take();
                return new MissingSyntax(token.Span);
            case TokenKind.String:
                cursor.Take();
                return new LiteralSyntax(LiteralKind.String, cursor.StringOf(token), token.Span);
            case TokenKind.OpenParen:
                return ParseParenthesized();
            case TokenKind.QuotedIdentifier:
                return ParseName();
            case TokenKind.Word:
                return ParseWord(token);
            default:
                cursor.ReportUnexpected("an expression");
                return Missing();
        }
    }

    private ExpressionSyntax ParseWord(Token token)
    {
        switch (token.Keyword)
        {
            case Keyword.None:
                return ParseName();
            case Keyword.Null:
                cursor.Take();
                return new LiteralSyntax(LiteralKind.Null, "NULL", token.Span);
            case Keyword.True or Keyword.False:
                cursor.Take();
                return new LiteralSyntax(LiteralKind.Boolean, token.Keyword == Keyword.True ? "TRUE" : "FALSE", token.Span);
            case Keyword.Date when cursor.Peek().Kind == TokenKind.String:
                return ParseTypedLiteral(LiteralKind.Date);
            case Keyword.Time when cursor.Peek().Kind == TokenKind.String:
                return ParseTypedLiteral(LiteralKind.Time);
            case Keyword.Timestamp when cursor.Peek().Kind == TokenKind.String:
                return ParseTypedLiteral(LiteralKind.Timestamp);
            case Keyword.Interval when cursor.Peek().Kind == TokenKind.String:
                return ParseTypedLiteral(LiteralKind.Interval);
            case Keyword.Case:
                return ParseCase();
            case Keyword.Cast or Keyword.TryCast:
                return ParseCast();
            case Keyword.Extract when cursor.Peek().Kind == TokenKind.OpenParen:
                return ParseExtract();
            case Keyword.Position when cursor.Peek().Kind == TokenKind.OpenParen:
                return ParsePosition();
            case Keyword.Exists:
                return ParseExists();
            case Keyword.CurrentDate or Keyword.CurrentTime or Keyword.CurrentTimestamp or Keyword.LocalTime or Keyword.LocalTimestamp
                when cursor.Peek().Kind != TokenKind.OpenParen:
                cursor.Take();
                return new CallSyntax(cursor.NameOf(token), [], false, false, [], false, null, token.Span);
            // Reserved words that are functions as well.
            case Keyword.Left or Keyword.Right or Keyword.Like or Keyword.ILike or Keyword.RLike or Keyword.Regexp
                or Keyword.CurrentDate or Keyword.CurrentTime or Keyword.CurrentTimestamp or Keyword.LocalTime or Keyword.LocalTimestamp
                when cursor.Peek().Kind == TokenKind.OpenParen:
                return ParseName();
            default:
                if (!Keywords.IsReserved(token.Keyword))
                {
                    return ParseName();
                }

                // `left.col` and `right.col` name the sides of a join; Snowflake's reservation of the words does not reach our input names.
                if (token.Keyword is Keyword.Left or Keyword.Right && cursor.Peek().Kind == TokenKind.Dot)
                {
                    return ParseName();
                }

                cursor.Report(ExpressionDiagnostics.Syntax(
                    $"Expected an expression, found the keyword {cursor.TextOf(token).ToString().ToUpperInvariant()}.",
                    token.Span,
                    "A column of that name needs double quotes."));
                return Missing();
        }
    }

    private ExpressionSyntax ParseName()
    {
        var first = cursor.NameOf(cursor.Take());
        if (cursor.At(TokenKind.OpenParen))
        {
            return ParseCall(first);
        }

        if (!cursor.At(TokenKind.Dot))
        {
            return new ColumnSyntax(null, first, first.Span);
        }

        cursor.Take();
        if (!cursor.At(TokenKind.Word) && !cursor.At(TokenKind.QuotedIdentifier))
        {
            cursor.ReportUnexpected("a column name");
            return new MissingSyntax(Span(first.Span.Start));
        }

        var name = cursor.NameOf(cursor.Take());
        if (cursor.At(TokenKind.Dot))
        {
            cursor.Report(ExpressionDiagnostics.Syntax(
                "A column is named by at most one relation.", cursor.Current.Span, "Write relation.column; a field of a semi-structured column follows a colon."));
            while (cursor.TryTake(TokenKind.Dot))
            {
                cursor.Take();
            }

            return new MissingSyntax(Span(first.Span.Start));
        }

        return new ColumnSyntax(first, name, Span(first.Span.Start));
    }

    private LiteralSyntax ParseTypedLiteral(LiteralKind kind)
    {
        var start = cursor.Take().Start;
        return new LiteralSyntax(kind, cursor.StringOf(cursor.Take()), Span(start));
    }

    private ExpressionSyntax ParseParenthesized()
    {
        var open = cursor.Take();
        if (AtQuery())
        {
            return ParseQuery() is { } query
                ? new SubquerySyntax(SubqueryKind.Scalar, null, query, false, Span(open.Start))
                : new MissingSyntax(Span(open.Start));
        }

        var inner = ParseExpression();
        cursor.Expect(TokenKind.CloseParen, "')'");
        return inner;
    }

    private bool AtQuery() => cursor.At(Keyword.Select) || (cursor.At(Keyword.With) && cursor.Peek().Kind is TokenKind.Word or TokenKind.QuotedIdentifier);

    /// <summary>Parses a query from behind its parenthesis, through the hook, and takes the closing parenthesis.</summary>
    private object? ParseQuery()
    {
        if (subqueries is null)
        {
            cursor.Report(ExpressionDiagnostics.SubqueryNotAllowed(cursor.Current.Span));
            SkipToClosing();
            return null;
        }

        if (!Enter())
        {
            return null;
        }

        var query = subqueries(cursor);
        depth--;
        cursor.Expect(TokenKind.CloseParen, "')'");
        return query;
    }

    private void SkipToClosing()
    {
        for (var level = 0; !cursor.At(TokenKind.End);)
        {
            var kind = cursor.Take().Kind;
            if (kind == TokenKind.OpenParen)
            {
                level++;
            }
            else if (kind == TokenKind.CloseParen && level-- == 0)
            {
                return;
            }
        }
    }

    private ExpressionSyntax ParseExists()
    {
        var start = cursor.Take().Start;
        if (!cursor.Expect(TokenKind.OpenParen, "( after EXISTS"))
        {
            return Missing();
        }

        if (!AtQuery())
        {
            cursor.ReportUnexpected("SELECT");
            SkipToClosing();
            return new MissingSyntax(Span(start));
        }

        return ParseQuery() is { } query
            ? new SubquerySyntax(SubqueryKind.Exists, null, query, false, Span(start))
            : new MissingSyntax(Span(start));
    }

    private ExpressionSyntax ParseCase()
    {
        var start = cursor.Take().Start;
        var operand = cursor.At(Keyword.When) || cursor.At(Keyword.End) ? null : ParseExpression();
        var height = operand?.Height ?? 0;
        var branches = ImmutableArray.CreateBuilder<CaseBranchSyntax>(2);
        while (cursor.TryTake(Keyword.When))
        {
            var when = ParseExpression();
            cursor.Expect(Keyword.Then);
            var then = ParseExpression();
            branches.Add(new CaseBranchSyntax(when, then));
            height = Math.Max(height, Math.Max(when.Height, then.Height));
        }

        if (branches.Count == 0)
        {
            cursor.ReportUnexpected("WHEN");
        }

        var otherwise = cursor.TryTake(Keyword.Else) ? ParseExpression() : null;
        cursor.Expect(Keyword.End);
        return Grown(new CaseSyntax(operand, branches.DrainToImmutable(), otherwise, Span(start)), Math.Max(height, otherwise?.Height ?? 0));
    }

    private ExpressionSyntax ParseCast()
    {
        var keyword = cursor.Take();
        if (!cursor.Expect(TokenKind.OpenParen, "'('"))
        {
            return Missing();
        }

        var operand = ParseExpression();
        cursor.Expect(Keyword.As);
        var type = ParseType();
        cursor.Expect(TokenKind.CloseParen, "')'");
        return Grown(new CastSyntax(operand, type, keyword.Keyword == Keyword.TryCast, Span(keyword.Start)), operand.Height);
    }

    private TypeSyntax ParseType()
    {
        var start = cursor.Current.Start;
        if (!cursor.At(TokenKind.Word))
        {
            cursor.ReportUnexpected("a type");
            return new TypeSyntax("", null, null, new TextSpan(start, 0));
        }

        var name = cursor.TextOf(cursor.Take()).ToString().ToUpperInvariant();
        if ((name == "DOUBLE" && cursor.AtWord("PRECISION")) || (name is "CHAR" or "NCHAR" && cursor.AtWord("VARYING")))
        {
            name = $"{name} {cursor.TextOf(cursor.Take()).ToString().ToUpperInvariant()}";
        }

        int? first = null, second = null;
        if (cursor.TryTake(TokenKind.OpenParen))
        {
            first = ParseTypeArgument();
            second = cursor.TryTake(TokenKind.Comma) ? ParseTypeArgument() : null;
            cursor.Expect(TokenKind.CloseParen, "')'");
        }

        return new TypeSyntax(name, first, second, Span(start));
    }

    private int? ParseTypeArgument()
    {
        if (!cursor.At(TokenKind.Number) || !int.TryParse(cursor.TextOf(cursor.Current), System.Globalization.NumberStyles.None, null, out var value))
        {
            cursor.ReportUnexpected("a whole number");
            return null;
        }

        cursor.Take();
        return value;
    }

    /// <summary>Parses <c>:field.sub[0]['k']</c> or <c>[0].sub</c>; fields are case-sensitive, so unquoted ones keep their case.</summary>
    private ExpressionSyntax ParseAccess(ExpressionSyntax operand)
    {
        var steps = ImmutableArray.CreateBuilder<AccessStep>(2);
        while (true)
        {
            if (cursor.At(TokenKind.Colon) || (cursor.At(TokenKind.Dot) && steps.Count > 0))
            {
                cursor.Take();
                if (!cursor.At(TokenKind.Word) && !cursor.At(TokenKind.QuotedIdentifier))
                {
                    cursor.ReportUnexpected("a field name");
                    break;
                }

                steps.Add(new AccessStep(cursor.NameOf(cursor.Take()).Text, 0));
            }
            else if (cursor.TryTake(TokenKind.OpenBracket))
            {
                ParseBracket(steps);
            }
            else
            {
                break;
            }
        }

        return Grown(new AccessSyntax(operand, steps.DrainToImmutable(), Span(operand.Span.Start)), operand.Height);
    }

    private void ParseBracket(ImmutableArray<AccessStep>.Builder steps)
    {
        var token = cursor.Current;
        if (token.Kind == TokenKind.String)
        {
            steps.Add(new AccessStep(cursor.StringOf(cursor.Take()), 0));
        }
        else if (token.Kind == TokenKind.Number && int.TryParse(cursor.TextOf(token), System.Globalization.NumberStyles.None, null, out var index))
        {
            cursor.Take();
            steps.Add(new AccessStep(null, index));
        }
        else
        {
            cursor.ReportUnexpected("a position or a key in quotes");
            if (!cursor.At(TokenKind.CloseBracket))
            {
                cursor.Take();
            }
        }

        cursor.Expect(TokenKind.CloseBracket, "']'");
    }
}
