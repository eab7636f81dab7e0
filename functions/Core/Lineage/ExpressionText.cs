using Handover.Core.Compilation;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Lineage;

/// <summary>The expression that computes a column, in the analyst's words where there are any.</summary>
internal static class ExpressionText
{
    public static string? Of(CompiledNode compiled, string column) => compiled.Node switch
    {
        FormulaNode formula => formula.Columns.FirstOrDefault(one => one.Name == column)?.Expression,
        AggregateNode aggregate => aggregate.Measures.FirstOrDefault(one => one.Name == column)?.Expression,
        UnpivotNode unpivot => $"UNPIVOT {SqlIdentifier.Quote(unpivot.ValueColumn)} FOR {SqlIdentifier.Quote(unpivot.NameColumn)} IN ({string.Join(", ", unpivot.Columns.Select(SqlIdentifier.Quote))})",
        _ => OfQuery(compiled.Query, column),
    };

    private static string? OfQuery(SqlQuery? query, string column)
    {
        if (query is not SelectQuery select)
        {
            return null;
        }

        foreach (var item in select.Items)
        {
            if (item.Name == column && item.Value is not TypedColumn)
            {
                return SqlWriter.ToText(item.Value, SqlDialectKind.Snowflake);
            }
        }

        return null;
    }
}
