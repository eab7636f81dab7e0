using System.Collections.Immutable;

namespace Handover.Core.Expressions;

/// <content>IS, IN, BETWEEN and the LIKE family.</content>
public sealed partial class ExpressionParser
{
    private bool TryParsePredicate(ref ExpressionSyntax left)
    {
        if (cursor.At(Keyword.Is))
        {
            left = ParseIs(left);
            return true;
        }

        var negated = cursor.At(Keyword.Not);
        switch (negated ? cursor.Peek().Keyword : cursor.Current.Keyword)
        {
            case Keyword.Between:
                Skip(negated);
                left = ParseBetween(left, negated);
                return true;
            case Keyword.In:
                Skip(negated);
                left = ParseIn(left, negated);
                return true;
            case Keyword.Like:
                Skip(negated);
                left = ParseLike(left, LikeOperator.Like, negated);
                return true;
            case Keyword.ILike:
                Skip(negated);
                left = ParseLike(left, LikeOperator.ILike, negated);
                return true;
            case Keyword.RLike or Keyword.Regexp:
                Skip(negated);
                left = ParseLike(left, LikeOperator.RLike, negated);
                return true;
            default:
                return false;
        }
    }

    private void Skip(bool negated)
    {
        cursor.Take();
        if (negated)
        {
            cursor.Take();
        }
    }

    private ExpressionSyntax ParseIs(ExpressionSyntax left)
    {
        cursor.Take();
        var negated = cursor.TryTake(Keyword.Not);
        if (cursor.TryTake(Keyword.Null))
        {
            return Grown(new IsNullSyntax(left, negated, Span(left.Span.Start)), left.Height);
        }

        if (cursor.TryTake(Keyword.Distinct))
        {
            cursor.Expect(Keyword.From);
            return Binary(negated ? BinaryOperator.IsNotDistinct : BinaryOperator.IsDistinct, left, ParseSum());
        }

        cursor.ReportUnexpected("NULL or DISTINCT FROM");
        if (cursor.At(Keyword.True) || cursor.At(Keyword.False))
        {
            cursor.Take();
        }

        return left;
    }

    private ExpressionSyntax ParseBetween(ExpressionSyntax left, bool negated)
    {
        var low = ParseSum();
        cursor.Expect(Keyword.And);
        var high = ParseSum();
        return Grown(
            new BetweenSyntax(left, low, high, negated, Span(left.Span.Start)),
            Math.Max(left.Height, Math.Max(low.Height, high.Height)));
    }

    private ExpressionSyntax ParseIn(ExpressionSyntax left, bool negated)
    {
        if (!cursor.Expect(TokenKind.OpenParen, "( after IN"))
        {
            return left;
        }

        if (AtQuery())
        {
            var query = ParseQuery();
            return query is null
                ? new MissingSyntax(Span(left.Span.Start))
                : Grown(new SubquerySyntax(SubqueryKind.In, left, query, negated, Span(left.Span.Start)), left.Height);
        }

        var values = ParseList();
        cursor.Expect(TokenKind.CloseParen, "')'");
        return Grown(new InSyntax(left, values, negated, Span(left.Span.Start)), Math.Max(left.Height, Highest(values)));
    }

    private ExpressionSyntax ParseLike(ExpressionSyntax left, LikeOperator operation, bool negated)
    {
        var quantifier = LikeQuantifier.One;
        if (operation != LikeOperator.RLike && (cursor.At(Keyword.Any) || cursor.At(Keyword.All)))
        {
            quantifier = cursor.Take().Keyword == Keyword.Any ? LikeQuantifier.Any : LikeQuantifier.All;
        }

        ImmutableArray<ExpressionSyntax> patterns;
        if (quantifier == LikeQuantifier.One)
        {
            patterns = [ParseSum()];
        }
        else
        {
            cursor.Expect(TokenKind.OpenParen, "( before the patterns");
            patterns = ParseList();
            cursor.Expect(TokenKind.CloseParen, "')'");
        }

        var escape = operation != LikeOperator.RLike && cursor.TryTake(Keyword.Escape) ? ParseSum() : null;
        return Grown(
            new LikeSyntax(left, patterns, escape, operation, quantifier, negated, Span(left.Span.Start)),
            Math.Max(left.Height, Math.Max(Highest(patterns), escape?.Height ?? 0)));
    }

    /// <summary>Parses at least one expression, separated by commas; goes on behind a mistake, so that the next item is still understood.</summary>
    private ImmutableArray<ExpressionSyntax> ParseList()
    {
        var items = ImmutableArray.CreateBuilder<ExpressionSyntax>(4);
        do
        {
            items.Add(ParseExpression());
            if (!cursor.At(TokenKind.Comma) && !cursor.At(TokenKind.CloseParen))
            {
                Recover();
            }
        }
        while (cursor.TryTake(TokenKind.Comma));

        return items.DrainToImmutable();
    }

    /// <summary>Reports the token that fits nowhere and skips to the next comma or closing parenthesis on this level.</summary>
    private void Recover()
    {
        if (AtListClause())
        {
            return;
        }

        cursor.ReportUnexpected("',' or ')'");
        var level = 0;
        while (!cursor.At(TokenKind.End))
        {
            switch (cursor.Current.Kind)
            {
                case TokenKind.OpenParen:
                    level++;
                    break;
                case TokenKind.CloseParen when level-- == 0:
                case TokenKind.Comma when level == 0:
                    return;
            }

            cursor.Take();
        }
    }

    // What may follow the last argument inside a call's parentheses.
    private bool AtListClause() => cursor.At(Keyword.Ignore) || cursor.At(Keyword.Respect) || cursor.At(Keyword.Order);

    private static int Highest(ImmutableArray<ExpressionSyntax> items)
    {
        var height = 0;
        foreach (var item in items)
        {
            height = Math.Max(height, item.Height);
        }

        return height;
    }
}
