using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Findings;

/// <summary>Where the text of a sql node selects <c>*</c>.</summary>
internal sealed class SqlStars
{
    private readonly SqlNode node;
    private readonly QuerySyntax? whole;

    public SqlStars(SqlNode node)
    {
        this.node = node;
        whole = Parse(node);
        Stars = [.. Selects(whole).SelectMany(static select => select.Items.OfType<StarItemSyntax>())];
    }

    /// <summary>The stars of the query and of the queries in it.</summary>
    public ImmutableArray<StarItemSyntax> Stars { get; }

    /// <summary>Whether the columns of the one star are the columns of the node: one SELECT of nothing but <c>*</c> from one table.</summary>
    public bool CanBeWrittenOut =>
        Stars is [{ Relation: null, Exclude.IsEmpty: true, Rename.IsEmpty: true } star]
        && whole is SelectSyntax { Items: [StarItemSyntax only], From: TableSyntax, With.IsEmpty: true } && only.Span == star.Span;

    /// <summary>The text with the one star written out.</summary>
    public string WrittenOut(IEnumerable<Column> columns) =>
        string.Concat(node.Sql.AsSpan(0, Stars[0].Span.Start), string.Join(", ", columns.Select(static column => SqlIdentifier.Quote(column.Name))), node.Sql.AsSpan(Stars[0].Span.End));

    private static QuerySyntax? Parse(SqlNode node)
    {
        var cursor = new TokenCursor(node.Sql);
        var query = new QueryParser(cursor).ParseStatement();
        return cursor.HasErrors ? null : query;
    }

    private static IEnumerable<SelectSyntax> Selects(QuerySyntax? whole)
    {
        var waiting = new Stack<QuerySyntax>();
        if (whole is not null)
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
