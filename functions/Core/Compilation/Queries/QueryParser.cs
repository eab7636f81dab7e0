using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>Parses one SELECT from a cursor, on the parser of expressions; what Snowflake has and a sql node has not is named, not a syntax error.</summary>
internal sealed partial class QueryParser
{
    /// <summary>Deepest nesting of queries in queries, and longest chain of joins or alternating set operators: bounds every walk over the tree.</summary>
    private const int MaxDepth = 100;

    private readonly TokenCursor cursor;
    private readonly ExpressionParser expressions;
    private int depth;

    public QueryParser(TokenCursor cursor)
    {
        this.cursor = cursor;
        expressions = new ExpressionParser(cursor, _ => ParseQuery());
    }

    /// <summary>Parses the whole text; null after a report.</summary>
    public QuerySyntax? ParseStatement()
    {
        if (!cursor.At(Keyword.Select) && !cursor.At(Keyword.With) && !cursor.At(TokenKind.OpenParen))
        {
            var found = cursor.Current;
            cursor.Report(QueryDiagnostics.NotASelect(found.Kind == TokenKind.End ? "nothing" : cursor.TextOf(found).ToString().ToUpperInvariant(), found.Span));
            return null;
        }

        var query = ParseQuery();
        if (cursor.TryTake(TokenKind.Semicolon) && !cursor.At(TokenKind.End))
        {
            cursor.Report(QueryDiagnostics.SecondStatement(cursor.Current.Span));
        }
        else if (!cursor.At(TokenKind.End) && !cursor.HasErrors)
        {
            ReportRest();
        }

        return query;
    }

    private QuerySyntax? ParseQuery()
    {
        if (depth >= MaxDepth)
        {
            cursor.Report(QueryDiagnostics.TooMuch($"A nesting of more than {MaxDepth} queries", cursor.Current.Span));
            SkipAll();
            return null;
        }

        depth++;
        var with = ParseWith();
        var query = ParseUnion();
        depth--;
        if (query is null)
        {
            return null;
        }

        var (order, limit, offset) = ParseTail();
        if (query is SelectSyntax { Top: { } top } select)
        {
            limit = limit is { } written ? Math.Min(written, top) : top;
            query = select with { Top = null };
        }

        var isPlain = order.IsEmpty && limit is null && offset is null;
        if (with.IsEmpty && isPlain)
        {
            return query;
        }

        // Clauses behind a query in parentheses that has its own of the kind are a query around it.
        if (!query.With.IsEmpty || (!isPlain && (!query.OrderBy.IsEmpty || query.Limit is not null || query.Offset is not null)))
        {
            query = new SelectSyntax(query.Span)
            {
                Items = [new StarItemSyntax(null, [], [], query.Span)],
                From = new QueryTableSyntax(query, null, [], query.Span),
            };
        }

        return isPlain ? query with { With = with } : query with { With = with, OrderBy = order, Limit = limit, Offset = offset };
    }

    private ImmutableArray<CommonTableSyntax> ParseWith()
    {
        if (!cursor.TryTake(Keyword.With))
        {
            return [];
        }

        if (cursor.At(Keyword.Recursive))
        {
            cursor.Report(QueryDiagnostics.Unsupported("WITH RECURSIVE", cursor.Take().Span, "Build the levels with joins."));
        }

        var tables = ImmutableArray.CreateBuilder<CommonTableSyntax>();
        do
        {
            if (ParseName("a name") is not { } name)
            {
                break;
            }

            var columns = cursor.At(TokenKind.OpenParen) ? ParseNameList() : [];
            cursor.Expect(Keyword.As);
            if (ParseParenthesizedQuery() is { } query)
            {
                tables.Add(new CommonTableSyntax(name, columns, query));
            }
        }
        while (cursor.TryTake(TokenKind.Comma));

        return tables.ToImmutable();
    }

    private QuerySyntax? ParseUnion()
    {
        var left = ParseIntersect();
        var links = 0;
        while (left is not null)
        {
            SetOperator combined;
            if (cursor.TryTake(Keyword.Union))
            {
                combined = cursor.TryTake(Keyword.All) ? SetOperator.UnionAll : SetOperator.Union;
                cursor.TryTake(Keyword.Distinct);
                if (cursor.At(Keyword.By))
                {
                    cursor.Report(QueryDiagnostics.Unsupported("UNION BY NAME", cursor.Current.Span, "Use a union node, which matches columns by name."));
                    SkipAll();
                    return left;
                }
            }
            else if (cursor.TryTake(Keyword.Except) || cursor.TryTake(Keyword.Minus))
            {
                combined = SetOperator.Except;
            }
            else
            {
                break;
            }

            left = Combine(combined, left, ParseIntersect(), ref links);
        }

        return left;
    }

    private QuerySyntax? ParseIntersect()
    {
        var left = ParsePrimary();
        var links = 0;
        while (left is not null && cursor.TryTake(Keyword.Intersect))
        {
            left = Combine(SetOperator.Intersect, left, ParsePrimary(), ref links);
        }

        return left;
    }

    private SetSyntax? Combine(SetOperator combined, QuerySyntax left, QuerySyntax? right, ref int links)
    {
        if (right is null)
        {
            return null;
        }

        var isSame = left is SetSyntax set && set.Operator == combined && set.With.IsEmpty && set.OrderBy.IsEmpty && set.Limit is null && set.Offset is null;
        if (isSame)
        {
            var same = (SetSyntax)left;
            return same with { Branches = same.Branches.Add(right) };
        }

        if (++links > MaxDepth)
        {
            cursor.Report(QueryDiagnostics.TooMuch($"A chain of more than {MaxDepth} different set operators", right.Span));
            SkipAll();
            return null;
        }

        return new SetSyntax(combined, [left, right], left.Span);
    }

    private QuerySyntax? ParsePrimary()
    {
        if (cursor.At(Keyword.Select))
        {
            return ParseSelect();
        }

        if (cursor.At(TokenKind.OpenParen))
        {
            return ParseParenthesizedQuery();
        }

        if (cursor.At(Keyword.Values))
        {
            cursor.Report(QueryDiagnostics.Unsupported("VALUES as a query", cursor.Current.Span, "Write SELECT * FROM VALUES (…)."));
            SkipAll();
        }
        else
        {
            cursor.ReportUnexpected("SELECT");
        }

        return null;
    }

    private QuerySyntax? ParseParenthesizedQuery()
    {
        if (!cursor.Expect(TokenKind.OpenParen, "'('"))
        {
            return null;
        }

        var query = ParseQuery();
        if (query is not null && !cursor.TryTake(TokenKind.CloseParen))
        {
            ReportRest();
            return null;
        }

        return query;
    }

    private SelectSyntax? ParseSelect()
    {
        var start = cursor.Take().Span;
        var distinct = cursor.TryTake(Keyword.Distinct);
        if (!distinct)
        {
            cursor.TryTake(Keyword.All);
        }

        long? top = null;
        if (cursor.AtWord("TOP") && cursor.Peek().Kind == TokenKind.Number)
        {
            cursor.Take();
            top = ParseWhole();
        }

        var items = ParseItems();
        if (items.IsEmpty)
        {
            return null;
        }

        var from = cursor.TryTake(Keyword.From) ? ParseFrom() : null;
        var where = cursor.TryTake(Keyword.Where) ? expressions.ParseExpression() : null;
        var (groupBy, groupByAll) = ParseGroupBy();
        return new SelectSyntax(start)
        {
            Distinct = distinct,
            Items = items,
            From = from,
            Where = where,
            GroupBy = groupBy,
            GroupByAll = groupByAll,
            Having = cursor.TryTake(Keyword.Having) ? expressions.ParseExpression() : null,
            Qualify = cursor.TryTake(Keyword.Qualify) ? expressions.ParseExpression() : null,
            Top = top,
        };
    }

    /// <summary>Nothing behind what cannot be understood is worth a report of its own.</summary>
    private void SkipAll()
    {
        while (!cursor.At(TokenKind.End))
        {
            cursor.Take();
        }
    }

    private void ReportRest()
    {
        if (!TryReportUnsupported())
        {
            cursor.ReportUnexpected(depth > 0 ? "')'" : "the end");
        }

        SkipAll();
    }

    private static TextSpan Between(TextSpan start, TextSpan end) => new(start.Start, Math.Max(start.End, end.End) - start.Start);
}
