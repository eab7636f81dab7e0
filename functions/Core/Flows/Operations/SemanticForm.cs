using System.Text;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>Brings nodes to the form in which they compute the same exactly if they are equal.</summary>
internal static class SemanticForm
{
    private static readonly TableName Anywhere = new("", "", "");

    /// <summary>The node without documentation and environment bindings, its expressions spelled in one way.</summary>
    public static FlowNode Of(FlowNode node)
    {
        FlowNode form = node switch
        {
            SourceNode source => new SourceNode(source.Id, Anywhere),
            FormulaNode formula => formula with { Columns = Spell(formula.Columns) },
            FilterNode filter => filter with { Where = Spell(filter.Where) },
            JoinNode join => join with { Condition = Optional(join.Condition), RightPrefix = string.IsNullOrEmpty(join.RightPrefix) ? null : join.RightPrefix },
            AggregateNode aggregate => aggregate with { Measures = Spell(aggregate.Measures), Having = Optional(aggregate.Having) },
            SqlNode sql => sql with { Sql = Spell(sql.Sql) },
            DeploymentNode deployment => deployment.Unpointed() with { Annotation = Annotation.Empty },
            _ => node,
        };
        return form with { Name = null, Description = null, Position = null };
    }

    /// <summary>An expression as its tokens: without comments, words without quotes in upper case, one space between two. A text that cannot be cut into tokens stays as it is.</summary>
    public static string Spell(string expression)
    {
        var cursor = new TokenCursor(expression);
        if (cursor.HasErrors)
        {
            return expression.Trim();
        }

        var spelled = new StringBuilder(expression.Length);
        while (!cursor.At(TokenKind.End))
        {
            var token = cursor.Take();
            spelled.Append(spelled.Length == 0 ? "" : " ");
            _ = token.Kind switch
            {
                TokenKind.String => spelled.Append(SqlIdentifier.QuoteString(cursor.StringOf(token), SqlDialectKind.Snowflake)),
                TokenKind.Word => spelled.Append(cursor.TextOf(token).ToString().ToUpperInvariant()),
                _ => spelled.Append(cursor.TextOf(token)),
            };
        }

        return spelled.ToString();
    }

    private static string? Optional(string? expression) => expression is null ? null : Spell(expression);

    private static ValueList<NamedExpression> Spell(ValueList<NamedExpression> columns) =>
        ValueList.From(columns.Select(static column => column with { Expression = Spell(column.Expression) }));
}
