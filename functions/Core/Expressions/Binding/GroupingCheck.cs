using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>Checks that an expression over groups reads nothing but what is grouped and what is aggregated.</summary>
internal sealed class GroupingCheck(ImmutableArray<TypedExpression> groupedBy, DiagnosticBag diagnostics, HashSet<TypedExpression>? outerColumns)
{
    private HashSet<string>? groupedTexts;

    public void Check(TypedExpression expression)
    {
        if (expression is TypedColumn column)
        {
            if (!IsGrouped(column) && outerColumns?.Contains(column) != true)
            {
                diagnostics.Add(ExpressionDiagnostics.ColumnNotGrouped(EditDistance.Written(column.Column), column.Span));
            }

            return;
        }

        if (expression is TypedCall { IsAggregate: true } || IsGroupedExpression(expression))
        {
            return;
        }

        foreach (var child in TypedChildren.Of(expression))
        {
            Check(child);
        }
    }

    private bool IsGrouped(TypedColumn column)
    {
        foreach (var item in groupedBy)
        {
            if (item is TypedColumn grouped
                && grouped.Column.Equals(column.Column, StringComparison.Ordinal)
                && string.Equals(grouped.Relation, column.Relation, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Two expressions are the same if they are written the same once names are resolved.</summary>
    private bool IsGroupedExpression(TypedExpression expression)
    {
        if (groupedTexts is null)
        {
            groupedTexts = [];
            foreach (var item in groupedBy)
            {
                if (item is not (TypedColumn or TypedSubquery))
                {
                    groupedTexts.Add(ExpressionWriter.ToText(item, SqlDialectKind.Snowflake));
                }
            }
        }

        return groupedTexts.Count > 0
            && expression is not (TypedLiteral or TypedSubquery or TypedDatePart or TypedInterval)
            && !TypedChildren.HoldsSubquery(expression)
            && groupedTexts.Contains(ExpressionWriter.ToText(expression, SqlDialectKind.Snowflake));
    }
}
