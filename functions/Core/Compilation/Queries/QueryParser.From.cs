using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <content>The SELECT list, FROM and joins.</content>
internal sealed partial class QueryParser
{
    private static readonly (string Word, string What, string Suggestion)[] Unsupported =
    [
        ("PIVOT", "PIVOT", "Use a pivot node."),
        ("UNPIVOT", "UNPIVOT", "Use an unpivot node."),
        ("SAMPLE", "SAMPLE", "Use a sample node."),
        ("TABLESAMPLE", "SAMPLE", "Use a sample node."),
        ("MATCH_RECOGNIZE", "MATCH_RECOGNIZE", "Use window functions."),
        ("CONNECT", "CONNECT BY", "Build the levels with joins."),
        ("START", "CONNECT BY", "Build the levels with joins."),
        ("LATERAL", "LATERAL", "Compute the values in a formula first."),
        ("TABLE", "A table function", "Compute the rows in a source view."),
        ("FLATTEN", "FLATTEN", "Flatten the rows in a source view."),
        ("NATURAL", "NATURAL JOIN", "Write ON or USING with the columns that belong together."),
        ("ASOF", "ASOF JOIN", "Use a join and QUALIFY ROW_NUMBER()."),
        ("AT", "Time travel", "Read the table as it is now."),
        ("BEFORE", "Time travel", "Read the table as it is now."),
        ("INTO", "SELECT INTO", "Use a deployment node."),
        ("FOR", "FOR UPDATE", "Remove it."),
        ("WINDOW", "WINDOW", "Write the window after OVER."),
    ];

    private ImmutableArray<SelectItemSyntax> ParseItems()
    {
        var items = ImmutableArray.CreateBuilder<SelectItemSyntax>();
        do
        {
            // Snowflake takes a comma before FROM for a slip of the hand, and so do we.
            if (items.Count > 0 && cursor.At(Keyword.From))
            {
                break;
            }

            items.Add(ParseItem());
        }
        while (cursor.TryTake(TokenKind.Comma));

        return items.ToImmutable();
    }

    private SelectItemSyntax ParseItem()
    {
        var start = cursor.Current.Span;
        if (cursor.TryTake(TokenKind.Star))
        {
            return ParseStar(null, start);
        }

        var isStarOfRelation = cursor.Current.Kind is TokenKind.Word or TokenKind.QuotedIdentifier
            && cursor.Peek().Kind == TokenKind.Dot
            && cursor.Peek(2).Kind == TokenKind.Star;
        if (isStarOfRelation)
        {
            var relation = cursor.NameOf(cursor.Take());
            cursor.Take();
            cursor.Take();
            return ParseStar(relation, start);
        }

        var value = expressions.ParseExpression();
        var alias = ParseAlias();
        return new ExpressionItemSyntax(value, alias, Between(start, cursor.Previous.Span));
    }

    private StarItemSyntax ParseStar(NameSyntax? relation, Diagnostics.TextSpan start)
    {
        var exclude = cursor.TryTake(Keyword.Exclude) ? ParseOneOrMoreNames() : [];
        var rename = ImmutableArray.CreateBuilder<(NameSyntax, NameSyntax)>();
        if (cursor.At(Keyword.Replace) || cursor.At(Keyword.ILike))
        {
            cursor.Report(QueryDiagnostics.Unsupported($"* {cursor.TextOf(cursor.Current).ToString().ToUpperInvariant()}", cursor.Current.Span, "List the columns."));
            SkipAll();
        }
        else if (cursor.TryTake(Keyword.Rename))
        {
            var isList = cursor.TryTake(TokenKind.OpenParen);
            do
            {
                var from = ParseName("a column");
                cursor.Expect(Keyword.As);
                var to = ParseName("a name");
                if (from is not null && to is not null)
                {
                    rename.Add((from, to));
                }
            }
            while (isList && cursor.TryTake(TokenKind.Comma));

            if (isList)
            {
                cursor.Expect(TokenKind.CloseParen, "')'");
            }
        }

        return new StarItemSyntax(relation, exclude, rename.ToImmutable(), Between(start, cursor.Previous.Span));
    }

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

    private NameSyntax? ParseAlias()
    {
        if (cursor.TryTake(Keyword.As))
        {
            return ParseName("a name");
        }

        var isName = cursor.Current.Kind == TokenKind.QuotedIdentifier
            || (cursor.Current.Kind == TokenKind.Word
                && !Keywords.IsReserved(cursor.Current.Keyword)
                && cursor.Current.Keyword is not (Keyword.Limit or Keyword.Offset or Keyword.Fetch or Keyword.Except or Keyword.Exclude or Keyword.Rename)
                && FindUnsupported() is null);
        return isName ? cursor.NameOf(cursor.Take()) : null;
    }

    private NameSyntax? ParseName(string what)
    {
        if (cursor.Current.Kind == TokenKind.QuotedIdentifier || (cursor.Current.Kind == TokenKind.Word && !Keywords.IsReserved(cursor.Current.Keyword)))
        {
            return cursor.NameOf(cursor.Take());
        }

        cursor.ReportUnexpected(what);
        return null;
    }

    private ImmutableArray<NameSyntax> ParseOneOrMoreNames() =>
        cursor.At(TokenKind.OpenParen) ? ParseNameList() : ParseName("a column") is { } name ? [name] : [];

    private ImmutableArray<NameSyntax> ParseNameList()
    {
        var names = ImmutableArray.CreateBuilder<NameSyntax>();
        cursor.Expect(TokenKind.OpenParen, "'('");
        do
        {
            if (ParseName("a column") is { } name)
            {
                names.Add(name);
            }
            else
            {
                return names.ToImmutable();
            }
        }
        while (cursor.TryTake(TokenKind.Comma));

        cursor.Expect(TokenKind.CloseParen, "')'");
        return names.ToImmutable();
    }

    private bool TryReportUnsupportedAndSkip()
    {
        var found = TryReportUnsupported();
        if (found)
        {
            SkipAll();
        }

        return found;
    }

    private bool TryReportUnsupported()
    {
        if (FindUnsupported() is not { } found)
        {
            return false;
        }

        cursor.Report(QueryDiagnostics.Unsupported(found.What, cursor.Current.Span, found.Suggestion));
        return true;
    }

    /// <summary>The clause that a word begins; most of the words can be names as well, so the next token decides.</summary>
    private (string Word, string What, string Suggestion)? FindUnsupported()
    {
        foreach (var candidate in Unsupported)
        {
            if (!cursor.AtWord(candidate.Word))
            {
                continue;
            }

            var next = cursor.Peek();
            var isClause = Keywords.IsReserved(cursor.Current.Keyword)
                || next.Kind == TokenKind.OpenParen
                || (candidate.Word == "START" && next.Keyword == Keyword.With)
                || (candidate.Word == "ASOF" && next.Keyword == Keyword.Join)
                || (candidate.Word == "WINDOW" && next.Kind == TokenKind.Word);
            return isClause ? candidate : null;
        }

        return null;
    }
}
