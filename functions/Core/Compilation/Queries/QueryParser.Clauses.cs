using System.Collections.Immutable;
using System.Globalization;
using Handover.Core.Expressions;

namespace Handover.Core.Compilation;

/// <content>GROUP BY, ORDER BY, LIMIT and their relatives.</content>
internal sealed partial class QueryParser
{
    private (ImmutableArray<ExpressionSyntax> Items, bool All) ParseGroupBy()
    {
        if (!cursor.TryTake(Keyword.Group))
        {
            return ([], false);
        }

        cursor.Expect(Keyword.By);
        if (cursor.TryTake(Keyword.All))
        {
            return ([], true);
        }

        foreach (var word in new[] { "CUBE", "ROLLUP", "GROUPING" })
        {
            if (cursor.AtWord(word) && (word == "GROUPING" || cursor.Peek().Kind == TokenKind.OpenParen))
            {
                cursor.Report(QueryDiagnostics.Unsupported($"GROUP BY {word}", cursor.Current.Span, "Aggregate once for each grouping and unite the results."));
                SkipAll();
                return ([], false);
            }
        }

        var items = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        do
        {
            items.Add(expressions.ParseExpression());
        }
        while (cursor.TryTake(TokenKind.Comma));

        return (items.ToImmutable(), false);
    }

    private (ImmutableArray<OrderItemSyntax> Order, long? Limit, long? Offset) ParseTail()
    {
        ImmutableArray<OrderItemSyntax> order = [];
        if (cursor.TryTake(Keyword.Order))
        {
            cursor.Expect(Keyword.By);
            order = expressions.ParseOrderItems();
        }

        long? limit = null, offset = null;
        if (cursor.TryTake(Keyword.Limit) && !cursor.TryTake(Keyword.Null))
        {
            limit = ParseWhole();
        }

        if (cursor.TryTake(Keyword.Offset))
        {
            offset = ParseWhole();
            TakeWord("ROW", "ROWS");
        }

        if (cursor.TryTake(Keyword.Fetch))
        {
            TakeWord("FIRST", "NEXT");
            limit = ParseWhole();
            TakeWord("ROW", "ROWS");
            TakeWord("ONLY", "ONLY");
        }

        return (order, limit, offset);
    }

    private long? ParseWhole()
    {
        if (cursor.At(TokenKind.Number) && long.TryParse(cursor.TextOf(cursor.Current), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            cursor.Take();
            return value;
        }

        cursor.ReportUnexpected("a whole number");
        return null;
    }

    private void TakeWord(string word, string other)
    {
        if (cursor.AtWord(word) || cursor.AtWord(other))
        {
            cursor.Take();
        }
    }
}
