using Handover.Core.Expressions;

namespace Handover.Core.Compilation;

/// <content>What Snowflake has and a sql node has not.</content>
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
