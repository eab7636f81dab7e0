using Handover.Core.Compilation;
using Handover.Core.Expressions;
using Handover.Core.Flows;

namespace Handover.Core.Findings;

/// <summary>Makes the free condition of a join independent of what its inputs are called.</summary>
internal static class JoinSides
{
    /// <summary>The join with a condition that says <c>left</c> and <c>right</c> where it named its inputs, so that others can take their place.</summary>
    public static JoinNode Named(JoinNode join)
    {
        if (join.Condition is not { } text)
        {
            return join;
        }

        var cursor = new TokenCursor(text);
        var syntax = new ExpressionParser(cursor).ParseExpression();
        if (cursor.HasErrors)
        {
            return join;
        }

        var places = new List<(NameSyntax Name, string Side)>();
        new SyntaxRewriter(column => Note(column.Relation), insideAggregates: true).Rewrite(syntax);
        foreach (var (name, side) in places.OrderByDescending(static place => place.Name.Span.Start))
        {
            text = string.Concat(text.AsSpan(0, name.Span.Start), side, text.AsSpan(name.Span.End));
        }

        return join with { Condition = text };

        ExpressionSyntax? Note(NameSyntax? name)
        {
            if (name is not null && join.Left != join.Right && (Is(name, join.Left) ? "left" : Is(name, join.Right) ? "right" : null) is { } side)
            {
                places.Add((name, side));
            }

            return null;
        }
    }

    private static bool Is(NameSyntax name, string node) => name.Text.Equals(node, name.Quoted ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
}
