using System.Collections.Immutable;

namespace Handover.Core.Expressions;

/// <content>Function calls with everything that may follow their arguments.</content>
public sealed partial class ExpressionParser
{
    private ExpressionSyntax ParseCall(NameSyntax name)
    {
        cursor.Take();
        var star = false;
        var distinct = false;
        ImmutableArray<ExpressionSyntax> arguments = [];
        var withinGroup = ImmutableArray<OrderItemSyntax>.Empty;
        var ignoreNulls = false;
        if (cursor.At(TokenKind.Star))
        {
            cursor.Take();
            star = true;
        }
        else if (!cursor.At(TokenKind.CloseParen))
        {
            distinct = cursor.TryTake(Keyword.Distinct);
            arguments = ParseList();
            ignoreNulls = ParseNullTreatment();
        }

        cursor.Expect(TokenKind.CloseParen, "')'");
        if (cursor.At(Keyword.Within) && cursor.Peek().Keyword == Keyword.Group)
        {
            withinGroup = ParseWithinGroup();
        }

        ignoreNulls |= ParseNullTreatment();
        var window = cursor.At(Keyword.Over) && cursor.Peek().Kind == TokenKind.OpenParen ? ParseWindow() : null;
        var height = Math.Max(Highest(arguments), Highest(withinGroup));
        if (window is not null)
        {
            height = Math.Max(height, Math.Max(Highest(window.PartitionBy), Highest(window.OrderBy)));
        }

        return Grown(new CallSyntax(name, arguments, star, distinct, withinGroup, ignoreNulls, window, Span(name.Span.Start)), height);
    }

    /// <summary>Parses IGNORE NULLS or RESPECT NULLS, which may stand inside the parentheses or behind them.</summary>
    private bool ParseNullTreatment()
    {
        var ignore = cursor.At(Keyword.Ignore);
        if ((!ignore && !cursor.At(Keyword.Respect)) || cursor.Peek().Keyword != Keyword.Nulls)
        {
            return false;
        }

        cursor.Take();
        cursor.Take();
        return ignore;
    }

    private ImmutableArray<OrderItemSyntax> ParseWithinGroup()
    {
        cursor.Take();
        cursor.Take();
        if (!cursor.Expect(TokenKind.OpenParen, "( after WITHIN GROUP") || !cursor.Expect(Keyword.Order) || !cursor.Expect(Keyword.By))
        {
            return [];
        }

        var items = ParseOrderItems();
        cursor.Expect(TokenKind.CloseParen, "')'");
        return items;
    }

    private WindowSyntax ParseWindow()
    {
        var start = cursor.Take().Start;
        cursor.Take();
        ImmutableArray<ExpressionSyntax> partitionBy = [];
        ImmutableArray<OrderItemSyntax> orderBy = [];
        if (cursor.TryTake(Keyword.Partition))
        {
            cursor.Expect(Keyword.By);
            partitionBy = ParsePartition();
        }

        if (cursor.TryTake(Keyword.Order))
        {
            cursor.Expect(Keyword.By);
            orderBy = ParseOrderItems();
        }

        WindowFrame? frame = null;
        if (cursor.At(Keyword.Rows) || cursor.At(Keyword.Range))
        {
            frame = ParseFrame();
        }

        if (!cursor.Expect(TokenKind.CloseParen, "')'"))
        {
            SkipToClosing();
        }

        return new WindowSyntax(partitionBy, orderBy, frame, Span(start));
    }

    private ImmutableArray<ExpressionSyntax> ParsePartition()
    {
        var items = ImmutableArray.CreateBuilder<ExpressionSyntax>(1);
        do
        {
            items.Add(ParseExpression());
        }
        while (cursor.TryTake(TokenKind.Comma));

        return items.DrainToImmutable();
    }

    private WindowFrame? ParseFrame()
    {
        var start = cursor.Current.Start;
        var unit = cursor.Take().Keyword == Keyword.Rows ? FrameUnit.Rows : FrameUnit.Range;
        FrameBound? first, last = new FrameBound(FrameBoundKind.CurrentRow);
        if (cursor.TryTake(Keyword.Between))
        {
            first = ParseBound();
            cursor.Expect(Keyword.And);
            last = ParseBound();
        }
        else
        {
            first = ParseBound();
        }

        if (first is not { } from || last is not { } to)
        {
            return null;
        }

        if (from.Kind == FrameBoundKind.UnboundedFollowing || to.Kind == FrameBoundKind.UnboundedPreceding || from.Kind > to.Kind)
        {
            cursor.Report(ExpressionDiagnostics.Syntax("The window frame ends before it starts.", Span(start)));
            return null;
        }

        return new WindowFrame(unit, from, to);
    }

    private FrameBound? ParseBound()
    {
        if (cursor.TryTake(Keyword.Unbounded))
        {
            return ParseDirection() switch
            {
                Keyword.Preceding => new FrameBound(FrameBoundKind.UnboundedPreceding),
                Keyword.Following => new FrameBound(FrameBoundKind.UnboundedFollowing),
                _ => null,
            };
        }

        if (cursor.TryTake(Keyword.Current))
        {
            return cursor.Expect(Keyword.Row) ? new FrameBound(FrameBoundKind.CurrentRow) : null;
        }

        if (!cursor.At(TokenKind.Number) || !long.TryParse(cursor.TextOf(cursor.Current), System.Globalization.NumberStyles.None, null, out var offset))
        {
            cursor.ReportUnexpected("UNBOUNDED, CURRENT ROW or a whole number");
            return null;
        }

        cursor.Take();
        return ParseDirection() switch
        {
            Keyword.Preceding => new FrameBound(FrameBoundKind.Preceding, offset),
            Keyword.Following => new FrameBound(FrameBoundKind.Following, offset),
            _ => null,
        };
    }

    private Keyword ParseDirection()
    {
        if (cursor.At(Keyword.Preceding) || cursor.At(Keyword.Following))
        {
            return cursor.Take().Keyword;
        }

        cursor.ReportUnexpected("PRECEDING or FOLLOWING");
        return Keyword.None;
    }

    private ExpressionSyntax ParseExtract()
    {
        var name = cursor.NameOf(cursor.Take());
        cursor.Take();
        // Through ParseExpression, like every nesting, so that its depth counts.
        var part = ParseExpression();
        cursor.Expect(Keyword.From);
        var value = ParseExpression();
        cursor.Expect(TokenKind.CloseParen, "')'");
        return Grown(
            new CallSyntax(new NameSyntax("DATE_PART", false, name.Span), [part, value], false, false, [], false, null, Span(name.Span.Start)),
            Math.Max(part.Height, value.Height));
    }

    /// <summary>Parses <c>POSITION(a IN b)</c> and <c>POSITION(a, b [, start])</c>.</summary>
    private ExpressionSyntax ParsePosition()
    {
        var name = cursor.NameOf(cursor.Take());
        cursor.Take();
        if (!Enter())
        {
            return Missing();
        }

        // IN would end the first argument's expression as a predicate, so it is parsed one level below.
        var arguments = ImmutableArray.CreateBuilder<ExpressionSyntax>(2);
        arguments.Add(ParseSum());
        if (cursor.TryTake(Keyword.In))
        {
            arguments.Add(ParseSum());
        }
        else if (cursor.TryTake(TokenKind.Comma))
        {
            arguments.AddRange(ParseList());
        }

        depth--;
        cursor.Expect(TokenKind.CloseParen, "')'");
        var items = arguments.DrainToImmutable();
        return Grown(new CallSyntax(name, items, false, false, [], false, null, Span(name.Span.Start)), Highest(items));
    }

    private static int Highest(ImmutableArray<OrderItemSyntax> items)
    {
        var height = 0;
        foreach (var item in items)
        {
            height = Math.Max(height, item.Value.Height);
        }

        return height;
    }
}
