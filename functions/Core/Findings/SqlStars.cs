using Handover.Core.Compilation;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Findings;

/// <summary>What the text of a sql node says: where it selects <c>*</c> and whether it joins everything with everything.</summary>
internal static class SqlStars
{
    /// <summary>The stars of a query and of the queries in it.</summary>
    public static List<StarItemSyntax> Find(SqlNode node)
    {
        var found = new List<StarItemSyntax>();
        foreach (var select in Selects(node))
        {
            found.AddRange(select.Items.OfType<StarItemSyntax>());
        }

        return found;
    }

    /// <summary>Whether the columns of the one star are the columns of the node: one SELECT of nothing but <c>*</c> from one table.</summary>
    public static bool CanBeWrittenOut(SqlNode node, List<StarItemSyntax> stars) =>
        stars is [{ Relation: null, Exclude.IsEmpty: true, Rename.IsEmpty: true } star]
        && Parse(node) is SelectSyntax { Items: [StarItemSyntax only], From: TableSyntax, With.IsEmpty: true } && only.Span == star.Span;

    /// <summary>Whether a sql node joins every row with every row.</summary>
    public static bool Crosses(SqlNode node) => Selects(node).Any(static select => select.From is { } from && Crosses(from));

    /// <summary>The text with the star written out.</summary>
    public static string WrittenOut(SqlNode node, StarItemSyntax star, IEnumerable<Column> columns) =>
        string.Concat(node.Sql.AsSpan(0, star.Span.Start), string.Join(", ", columns.Select(static column => SqlIdentifier.Quote(column.Name))), node.Sql.AsSpan(star.Span.End));

    private static bool Crosses(FromSyntax from) => from is JoinSyntax join && (join.Kind is JoinKind.Cross || Crosses(join.Left) || Crosses(join.Right));

    private static QuerySyntax? Parse(SqlNode node)
    {
        var cursor = new TokenCursor(node.Sql);
        var query = new QueryParser(cursor).ParseStatement();
        return cursor.HasErrors ? null : query;
    }

    private static IEnumerable<SelectSyntax> Selects(SqlNode node)
    {
        var waiting = new Stack<QuerySyntax>();
        if (Parse(node) is { } whole)
        {
            waiting.Push(whole);
        }

        while (waiting.TryPop(out var query))
        {
            foreach (var common in query.With)
            {
                waiting.Push(common.Query);
            }

            switch (query)
            {
                case SetSyntax set:
                    foreach (var branch in set.Branches)
                    {
                        waiting.Push(branch);
                    }

                    break;
                case SelectSyntax select:
                    Inside(select.From, waiting);
                    yield return select;
                    break;
            }
        }
    }

    private static void Inside(FromSyntax? from, Stack<QuerySyntax> waiting)
    {
        if (from is JoinSyntax join)
        {
            Inside(join.Left, waiting);
            Inside(join.Right, waiting);
        }
        else if (from is QueryTableSyntax table)
        {
            waiting.Push(table.Query);
        }
    }
}
