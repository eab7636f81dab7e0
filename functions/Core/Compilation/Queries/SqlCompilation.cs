using Handover.Core.Expressions;
using Handover.Core.Flows;

namespace Handover.Core.Compilation;

/// <summary>A sql node is parsed, bound and written from its tree: no character of the user's text reaches the warehouse as it stands.</summary>
internal static class SqlCompilation
{
    public static void Compile(SqlNode sql, NodeCompilation node)
    {
        var cursor = new TokenCursor(sql.Sql);
        var syntax = new QueryParser(cursor).ParseStatement();
        foreach (var diagnostic in cursor.Diagnostics)
        {
            node.Report(diagnostic with { Field = "sql" });
        }

        if (syntax is null || cursor.HasErrors)
        {
            // Without a tree nothing is known of the columns, but that it reads its inputs is.
            node.Finish(new OutputColumns(node, 0), null, isComplete: false);
            return;
        }

        var bound = new QueryBinder(sql, node).Bind(syntax);
        var output = new OutputColumns(node, bound?.Columns.Length ?? 0);
        foreach (var column in bound?.Columns ?? [])
        {
            if (!output.Contains(column.Column.Name))
            {
                output.AddUnique(column.Column, column.Origins);
            }
        }

        node.Finish(output, bound?.Query, bound?.IsComplete ?? false);
    }
}
