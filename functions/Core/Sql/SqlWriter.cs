using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Handover.Core.Diagnostics;
using Handover.Core.Expressions;

namespace Handover.Core.Sql;

/// <summary>
/// Writes queries as text laid out for people: one clause a line, one column a line, two spaces a level. The same tree gives the same text.
/// </summary>
public sealed class SqlWriter
{
    private const int IndentSize = 2;

    private readonly StringBuilder output = new();
    private readonly SqlDialect dialect;
    private readonly ExpressionWriter expressions;
    private readonly RelationNames? relations;
    private int level;

    /// <summary>A writer of one statement.</summary>
    /// <param name="dialect">The dialect to write.</param>
    public SqlWriter(SqlDialect dialect)
        : this(dialect, null)
    {
    }

    internal SqlWriter(SqlDialect dialect, RelationNames? relations)
    {
        this.dialect = dialect;
        this.relations = relations;
        expressions = new ExpressionWriter(output, dialect.Kind, WriteSubquery);
    }

    /// <summary>What the dialect cannot express; the text is unusable if there is any.</summary>
    public ImmutableArray<Diagnostic> Problems => expressions.Problems;

    /// <summary>A query as one statement without a closing semicolon.</summary>
    /// <exception cref="InvalidOperationException">The dialect cannot express it.</exception>
    public static string ToText(SqlQuery query, SqlDialectKind dialect)
    {
        var writer = new SqlWriter(SqlDialect.Of(dialect));
        writer.Write(query);
        return writer.Problems.IsEmpty ? writer.ToString() : throw new InvalidOperationException(writer.Problems[0].Message);
    }

    /// <summary>An expression alone.</summary>
    internal static string ToText(TypedExpression value, SqlDialectKind dialect)
    {
        var writer = new SqlWriter(SqlDialect.Of(dialect));
        writer.expressions.Write(value);
        return writer.ToString();
    }

    /// <summary>The text so far.</summary>
    public override string ToString() => output.ToString();

    /// <summary>Appends a query.</summary>
    public void Write(SqlQuery query)
    {
        WriteWith(query.With);
        WriteBody(query);
    }

    /// <summary>Appends WITH and its queries, and starts a new line; nothing if there are none.</summary>
    internal void WriteWith(IReadOnlyList<CommonTable> tables)
    {
        if (tables.Count == 0)
        {
            return;
        }

        output.Append("WITH");
        level++;
        for (var i = 0; i < tables.Count; i++)
        {
            output.Append(i == 0 ? "" : ",");
            NewLine();
            SqlIdentifier.Append(output, tables[i].Name);
            output.Append(" AS ");
            WriteParenthesized(tables[i].Query);
        }

        level--;
        NewLine();
    }

    private void WriteBody(SqlQuery query)
    {
        if (query is SelectQuery select)
        {
            WriteSelect(select);
        }
        else
        {
            WriteSet((SetQuery)query);
        }

        if (!query.OrderBy.IsEmpty)
        {
            NewLine();
            output.Append("ORDER BY ");
            for (var i = 0; i < query.OrderBy.Length; i++)
            {
                output.Append(i == 0 ? "" : ", ");
                expressions.Write(query.OrderBy[i]);
            }
        }

        WriteNumber("LIMIT", query.Limit);
        WriteNumber("OFFSET", query.Offset);
    }

    private void WriteSelect(SelectQuery select)
    {
        output.Append(select.Distinct ? "SELECT DISTINCT" : "SELECT");
        WriteItems(select);
        if (select.From is not null)
        {
            NewLine();
            output.Append("FROM ");
            WriteFrom(select.From);
        }

        WriteClause("WHERE", select.Where);
        if (!select.GroupBy.IsEmpty)
        {
            NewLine();
            output.Append("GROUP BY ");
            WriteList(select.GroupBy);
        }

        WriteHaving(select);
        WriteClause("QUALIFY", select.Qualify);
    }

    /// <summary>DuckDB takes no lambda in HAVING, and quotients and averages are made with one; QUALIFY takes it, but only beside a window function.</summary>
    private void WriteHaving(SelectQuery select)
    {
        if (select.Having is not { } having)
        {
            return;
        }

        NewLine();
        var start = output.Length;
        expressions.Write(having);
        var text = output.ToString(start, output.Length - start);
        output.Length = start;
        if (dialect.Kind != SqlDialectKind.DuckDb || !text.Contains(DuckDbTemplate.Bound, StringComparison.Ordinal))
        {
            output.Append("HAVING ").Append(text);
            return;
        }

        if (select.Qualify is not null || select.Items.Any(static item => TypedChildren.HoldsWindow(item.Value)))
        {
            // A window would see the groups that HAVING leaves out.
            expressions.Unsupported("A quotient or an average in HAVING, beside a window function,", having.Span, "Compute it in a step of its own and filter behind it.");
        }

        output.Append("QUALIFY (").Append(text).Append(") AND row_number() OVER () > 0");
    }

    private void WriteItems(SelectQuery select)
    {
        if (select.Items.IsEmpty)
        {
            output.Append(" *");
            return;
        }

        level++;
        if (select.Star)
        {
            NewLine();
            output.Append("*,");
        }

        for (var i = 0; i < select.Items.Length; i++)
        {
            output.Append(i == 0 ? "" : ",");
            NewLine();
            var (value, name) = select.Items[i];
            expressions.Write(value);
            if (value is not TypedColumn column || column.Column != name)
            {
                output.Append(" AS ");
                SqlIdentifier.Append(output, name);
            }
        }

        level--;
    }

    private void WriteSet(SetQuery set)
    {
        var word = set.Operator switch
        {
            SetOperator.UnionAll => "UNION ALL",
            SetOperator.Union => "UNION",
            SetOperator.Intersect => "INTERSECT",
            _ => "EXCEPT",
        };
        for (var i = 0; i < set.Branches.Length; i++)
        {
            if (i > 0)
            {
                NewLine();
                output.Append(word);
                NewLine();
            }

            // A branch with clauses of its own, or one that is a combination itself, keeps its meaning in parentheses only.
            var branch = set.Branches[i];
            if (branch is SelectQuery && branch.With.IsEmpty && branch.OrderBy.IsEmpty && branch.Limit is null && branch.Offset is null)
            {
                WriteBody(branch);
            }
            else
            {
                WriteParenthesized(branch);
            }
        }
    }

    private void WriteFrom(FromItem from)
    {
        switch (from)
        {
            case TableFrom table when relations?.Table(table.Table) is { } written:
                output.Append(written);
                WriteSample(table.Sample);
                break;
            case TableFrom table:
                SqlIdentifier.Append(output, table.Table);
                WriteSample(table.Sample);
                break;
            case CommonTableFrom common when relations?.CommonTable(common.Name) is { } written:
                output.Append(written);
                // Columns go by the name that the text in its place does not have.
                WriteAlias(common.Alias ?? common.Name);
                WriteSample(common.Sample);
                break;
            case CommonTableFrom common:
                SqlIdentifier.Append(output, common.Name);
                if (common.Alias is not null)
                {
                    WriteAlias(common.Alias);
                }

                WriteSample(common.Sample);
                break;
            case QueryFrom query:
                WriteParenthesized(query.Query);
                WriteAlias(query.Alias);
                break;
            case ValuesFrom values:
                WriteValues(values);
                break;
            case JoinFrom join:
                WriteJoin(join);
                break;
        }
    }

    private void WriteJoin(JoinFrom join)
    {
        WriteFrom(join.Left);
        NewLine();
        output.Append(join.Kind switch
        {
            JoinKind.Inner => "INNER JOIN ",
            JoinKind.Left => "LEFT JOIN ",
            JoinKind.Right => "RIGHT JOIN ",
            JoinKind.Full => "FULL JOIN ",
            _ => "CROSS JOIN ",
        });
        if (join.Right is JoinFrom nested)
        {
            output.Append('(');
            WriteFrom(nested);
            output.Append(')');
        }
        else
        {
            WriteFrom(join.Right);
        }

        if (join.On is not null)
        {
            level++;
            NewLine();
            output.Append("ON ");
            expressions.Write(join.On);
            level--;
        }
    }

    private void WriteValues(ValuesFrom values)
    {
        output.Append("(VALUES ");
        for (var i = 0; i < values.Rows.Length; i++)
        {
            output.Append(i == 0 ? "(" : ", (");
            WriteList(values.Rows[i]);
            output.Append(')');
        }

        output.Append(')');
        WriteAlias(values.Alias);
        output.Append(" (");
        for (var i = 0; i < values.Columns.Length; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            SqlIdentifier.Append(output, values.Columns[i]);
        }

        output.Append(')');
    }

    private void WriteAlias(string alias)
    {
        output.Append(" AS ");
        SqlIdentifier.Append(output, alias);
    }

    private void WriteSample(Sampling? sample)
    {
        if (sample is not null)
        {
            dialect.AppendSampling(output, sample);
        }
    }

    private void WriteClause(string word, TypedExpression? value)
    {
        if (value is not null)
        {
            NewLine();
            output.Append(word).Append(' ');
            expressions.Write(value);
        }
    }

    private void WriteNumber(string word, long? value)
    {
        if (value is { } number)
        {
            NewLine();
            output.Append(word).Append(' ').Append(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void WriteList(ImmutableArray<TypedExpression> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            expressions.Write(items[i]);
        }
    }

    private void WriteParenthesized(SqlQuery query)
    {
        output.Append('(');
        level++;
        NewLine();
        Write(query);
        level--;
        NewLine();
        output.Append(')');
    }

    /// <summary>The parentheses around a query in an expression are the expression writer's.</summary>
    private void WriteSubquery(StringBuilder target, object query, SqlDialectKind kind)
    {
        level++;
        NewLine();
        Write((SqlQuery)query);
        level--;
        NewLine();
    }

    private void NewLine() => output.Append('\n').Append(' ', level * IndentSize);
}

/// <summary>What stands for tables and common tables in a text that is not the warehouse's yet, such as a template; null for as they are.</summary>
/// <param name="Table">For a table of the warehouse.</param>
/// <param name="CommonTable">For a query of a WITH around, by its name.</param>
internal sealed record RelationNames(Func<TableName, string?> Table, Func<string, string?> CommonTable);
