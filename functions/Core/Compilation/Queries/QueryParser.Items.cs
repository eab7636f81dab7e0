using System.Collections.Immutable;
using Handover.Core.Expressions;

namespace Handover.Core.Compilation;

/// <content>The SELECT list, aliases and lists of names.</content>
internal sealed partial class QueryParser
{
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
}
