using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <content>FROM and joins.</content>
internal sealed partial class QueryParser
{
    private FromSyntax? ParseFrom()
    {
        var left = ParseJoins();
        var links = 0;
        while (left is not null && cursor.TryTake(TokenKind.Comma))
        {
            var right = ParseJoins();
            if (right is null || !Within(ref links))
            {
                return null;
            }

            left = new JoinSyntax(left, right, JoinKind.Cross, null, [], right.Span);
        }

        return left;
    }

    private FromSyntax? ParseJoins()
    {
        var left = ParseFactor();
        var links = 0;
        while (left is not null && !TryReportUnsupportedAndSkip() && ParseJoinKind() is { } kind)
        {
            var right = ParseFactor();
            if (right is null || !Within(ref links))
            {
                return null;
            }

            ExpressionSyntax? on = null;
            ImmutableArray<NameSyntax> columns = [];
            if (kind != JoinKind.Cross && cursor.TryTake(Keyword.Using))
            {
                columns = ParseNameList();
            }
            else if (kind != JoinKind.Cross && cursor.Expect(Keyword.On))
            {
                on = expressions.ParseExpression();
            }

            left = new JoinSyntax(left, right, kind, on, columns, right.Span);
        }

        return left;
    }

    private bool Within(ref int links)
    {
        if (++links <= MaxDepth)
        {
            return true;
        }

        cursor.Report(QueryDiagnostics.TooMuch($"A FROM with more than {MaxDepth} joins", cursor.Current.Span));
        SkipAll();
        return false;
    }

    private JoinKind? ParseJoinKind()
    {
        JoinKind kind;
        if (cursor.TryTake(Keyword.Join))
        {
            return JoinKind.Inner;
        }

        if (cursor.TryTake(Keyword.Inner))
        {
            kind = JoinKind.Inner;
        }
        else if (cursor.TryTake(Keyword.Cross))
        {
            kind = JoinKind.Cross;
        }
        else if (cursor.At(Keyword.Left) || cursor.At(Keyword.Right) || cursor.At(Keyword.Full))
        {
            kind = cursor.Take().Keyword switch { Keyword.Left => JoinKind.Left, Keyword.Right => JoinKind.Right, _ => JoinKind.Full };
            TakeWord("OUTER", "OUTER");
        }
        else
        {
            return null;
        }

        cursor.Expect(Keyword.Join);
        return kind;
    }

    private FromSyntax? ParseFactor()
    {
        var start = cursor.Current.Span;
        if (TryReportUnsupportedAndSkip())
        {
            return null;
        }

        if (cursor.At(Keyword.Values))
        {
            return ParseValues(start);
        }

        if (cursor.At(TokenKind.OpenParen))
        {
            return ParseParenthesizedFactor(start);
        }

        if (ParseName("a node, a query or '('") is not { } first)
        {
            return null;
        }

        var parts = ImmutableArray.Create(first);
        while (cursor.TryTake(TokenKind.Dot))
        {
            if (ParseName("a name") is not { } next)
            {
                return null;
            }

            parts = parts.Add(next);
        }

        var span = Between(start, cursor.Previous.Span);
        if (cursor.At(TokenKind.OpenParen))
        {
            cursor.Report(QueryDiagnostics.Unsupported("A table function", span, "Compute the rows in a source view."));
            SkipAll();
            return null;
        }

        return new TableSyntax(parts, ParseAlias(), span);
    }

    private FromSyntax? ParseParenthesizedFactor(Diagnostics.TextSpan start)
    {
        var ahead = 1;
        while (cursor.Peek(ahead).Kind == TokenKind.OpenParen)
        {
            ahead++;
        }

        if (cursor.Peek(ahead).Keyword is Keyword.Select or Keyword.With)
        {
            if (ParseParenthesizedQuery() is not { } query)
            {
                return null;
            }

            var alias = ParseAlias();
            var columns = alias is not null && cursor.At(TokenKind.OpenParen) ? ParseNameList() : [];
            return new QueryTableSyntax(query, alias, columns, Between(start, start));
        }

        if (depth >= MaxDepth)
        {
            cursor.Report(QueryDiagnostics.TooMuch($"A nesting of more than {MaxDepth} parentheses", start));
            SkipAll();
            return null;
        }

        depth++;
        cursor.Take();
        var inner = cursor.At(Keyword.Values) ? ParseValues(cursor.Current.Span, takeAlias: false) : ParseFrom();
        depth--;
        if (inner is null || !cursor.Expect(TokenKind.CloseParen, "')'"))
        {
            return null;
        }

        return inner is ValuesSyntax values ? WithAlias(values) : inner;
    }

    private ValuesSyntax? ParseValues(Diagnostics.TextSpan start, bool takeAlias = true)
    {
        cursor.Take();
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<ExpressionSyntax>>();
        do
        {
            if (!cursor.Expect(TokenKind.OpenParen, "'('"))
            {
                return null;
            }

            var row = ImmutableArray.CreateBuilder<ExpressionSyntax>();
            do
            {
                row.Add(expressions.ParseExpression());
            }
            while (cursor.TryTake(TokenKind.Comma));

            cursor.Expect(TokenKind.CloseParen, "')'");
            rows.Add(row.ToImmutable());
        }
        while (cursor.TryTake(TokenKind.Comma));

        var values = new ValuesSyntax(rows.ToImmutable(), null, [], start);
        return takeAlias ? WithAlias(values) : values;
    }

    private ValuesSyntax WithAlias(ValuesSyntax values)
    {
        var alias = ParseAlias();
        return values with { Alias = alias, Columns = alias is not null && cursor.At(TokenKind.OpenParen) ? ParseNameList() : [] };
    }
}
