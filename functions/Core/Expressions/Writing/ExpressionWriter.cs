using System.Collections.Immutable;
using System.Text;
using Handover.Core.Diagnostics;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>Writes the query of a <see cref="TypedSubquery"/>, without the parentheses around it.</summary>
/// <param name="output">Where the SQL goes.</param>
/// <param name="query">The bound query.</param>
/// <param name="dialect">The dialect to write.</param>
public delegate void SubqueryWriter(StringBuilder output, object query, SqlDialectKind dialect);

/// <summary>
/// Writes typed expressions as SQL: the same text for the same tree. Snowflake's text is what the analyst wrote with its names resolved and quoted;
/// DuckDB's spells out whatever Snowflake would do by itself, so that both give the same value.
/// </summary>
/// <remarks>
/// On DuckDB NUMBER(38,0) is HUGEINT, every other NUMBER is DECIMAL of the same precision and scale, FLOAT is DOUBLE, TIMESTAMP_NTZ is TIMESTAMP,
/// TIMESTAMP_TZ and _LTZ are TIMESTAMPTZ (an instant in the session's time zone; an offset of its own is not kept), VARIANT, ARRAY and OBJECT are JSON, BINARY is BLOB.
/// </remarks>
public sealed partial class ExpressionWriter
{
    private readonly SubqueryWriter? subqueries;
    private ImmutableArray<Diagnostic>.Builder? problems;

    /// <summary>A writer that appends to <paramref name="output"/>.</summary>
    /// <param name="output">Where the SQL goes.</param>
    /// <param name="dialect">The dialect to write.</param>
    /// <param name="subqueries">Writes the queries in the expressions; needed only where there are any.</param>
    public ExpressionWriter(StringBuilder output, SqlDialectKind dialect, SubqueryWriter? subqueries = null)
    {
        Output = output;
        Dialect = dialect;
        this.subqueries = subqueries;
    }

    /// <summary>Where the SQL goes.</summary>
    public StringBuilder Output { get; }

    /// <summary>The dialect.</summary>
    public SqlDialectKind Dialect { get; }

    /// <summary>What could not be written with Snowflake's meaning in this dialect (<c>not-supported-by-dialect</c>); the text is unusable if there is any.</summary>
    public ImmutableArray<Diagnostic> Problems => problems?.ToImmutable() ?? [];

    private bool IsDuckDb => Dialect == SqlDialectKind.DuckDb;

    /// <summary>Appends an expression.</summary>
    public void Write(TypedExpression expression)
    {
        switch (expression)
        {
            case TypedLiteral literal:
                WriteLiteral(literal);
                break;
            case TypedColumn column:
                WriteColumn(column);
                break;
            case TypedBinary binary:
                WriteBinary(binary);
                break;
            case TypedCall call:
                WriteCall(call);
                break;
            case TypedUnary unary:
                WriteUnary(unary);
                break;
            case TypedCase choice:
                WriteCase(choice);
                break;
            case TypedCast cast:
                WriteCast(cast);
                break;
            case TypedIn list:
                WriteIn(list);
                break;
            case TypedLike like:
                WriteLike(like);
                break;
            case TypedBetween between:
                WriteBetween(between);
                break;
            case TypedIsNull isNull:
                WriteOperand(isNull.Operand, Precedence.Sum);
                Output.Append(isNull.Negated ? " IS NOT NULL" : " IS NULL");
                break;
            case TypedAccess access:
                WriteAccess(access);
                break;
            case TypedSubquery subquery:
                WriteSubquery(subquery);
                break;
            case TypedInterval interval:
                WriteInterval(interval);
                break;
            case TypedDatePart part:
                Output.Append(DateParts.NameOf(part.Part));
                break;
            default:
                throw new InvalidOperationException($"No text for {expression.GetType().Name}.");
        }
    }

    /// <summary>Appends an ORDER BY item with its direction and, always, its NULLS FIRST or LAST.</summary>
    public void Write(TypedOrderItem item)
    {
        Write(item.Value);
        Output.Append(item.Descending ? " DESC" : " ASC").Append(item.NullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }

    /// <summary>Appends a type name.</summary>
    public void Write(SqlType type)
    {
        if (!IsDuckDb)
        {
            Output.Append(type.ToString());
            return;
        }

        switch (type.Kind)
        {
            case SqlTypeKind.Number when type == SqlType.Integer:
                Output.Append("HUGEINT");
                break;
            case SqlTypeKind.Number:
                Output.Append("DECIMAL(").Append(type.Precision).Append(',').Append(type.Scale).Append(')');
                break;
            default:
                Output.Append(type.Kind switch
                {
                    SqlTypeKind.Float => "DOUBLE",
                    SqlTypeKind.Boolean => "BOOLEAN",
                    SqlTypeKind.Date => "DATE",
                    SqlTypeKind.Time => "TIME",
                    SqlTypeKind.Timestamp => "TIMESTAMP",
                    SqlTypeKind.TimestampTz => "TIMESTAMPTZ",
                    SqlTypeKind.Variant or SqlTypeKind.Array or SqlTypeKind.Object => "JSON",
                    SqlTypeKind.Binary => "BLOB",
                    _ => "VARCHAR",
                });
                break;
        }
    }

    /// <summary>An expression as text.</summary>
    /// <exception cref="InvalidOperationException">The dialect cannot express it; ask <see cref="Check"/> first.</exception>
    public static string ToText(TypedExpression expression, SqlDialectKind dialect)
    {
        var writer = new ExpressionWriter(new StringBuilder(), dialect);
        writer.Write(expression);
        return writer.problems is null ? writer.Output.ToString() : throw new InvalidOperationException(writer.problems[0].Message);
    }

    /// <summary>What of an expression cannot be written with Snowflake's meaning in a dialect: empty if all can.</summary>
    public static ImmutableArray<Diagnostic> Check(TypedExpression expression, SqlDialectKind dialect, SubqueryWriter? subqueries = null)
    {
        var writer = new ExpressionWriter(new StringBuilder(), dialect, subqueries);
        writer.Write(expression);
        return writer.Problems;
    }

    /// <summary>Notes that something has no equal in this dialect.</summary>
    internal void Unsupported(string what, TextSpan span, string? suggestion = null)
    {
        problems ??= ImmutableArray.CreateBuilder<Diagnostic>();
        problems.Add(ExpressionDiagnostics.NotSupported(what, Dialect, span, suggestion));
        Output.Append("NULL");
    }

    internal void WriteString(string text) => SqlIdentifier.AppendString(Output, text, Dialect);

    private void WriteColumn(TypedColumn column)
    {
        if (IsDuckDb && column.Column.AsSpan().IndexOfAny('⟪', '⟫') >= 0)
        {
            Unsupported($"A column named {column.Column}", column.Span, "Rename it.");
            return;
        }

        if (column.Relation is { } relation)
        {
            SqlIdentifier.Append(Output, relation);
            Output.Append('.');
        }

        SqlIdentifier.Append(Output, column.Column);
    }

    private void WriteLiteral(TypedLiteral literal)
    {
        switch (literal.Kind)
        {
            case LiteralKind.String:
                WriteString(literal.Text);
                break;
            case LiteralKind.Date:
                Output.Append("DATE '").Append(literal.Text).Append('\'');
                break;
            case LiteralKind.Time:
                Output.Append("TIME '").Append(literal.Text).Append('\'');
                break;
            case LiteralKind.Timestamp:
                Output.Append("TIMESTAMP '").Append(literal.Text).Append('\'');
                break;
            default:
                Output.Append(literal.Text);
                break;
        }
    }

    private void WriteInterval(TypedInterval interval)
    {
        Output.Append("INTERVAL '");
        for (var i = 0; i < interval.Parts.Length; i++)
        {
            Output.Append(i == 0 ? "" : ", ").Append(interval.Parts[i].Amount).Append(' ').Append(DateParts.NameOf(interval.Parts[i].Part));
        }

        Output.Append('\'');
    }

    private void WriteSubquery(TypedSubquery subquery)
    {
        if (subqueries is null)
        {
            throw new InvalidOperationException("An expression with a query needs a SubqueryWriter.");
        }

        if (subquery.Kind == SubqueryKind.Exists)
        {
            Output.Append("EXISTS ");
        }
        else if (subquery.Operand is { } operand)
        {
            WriteOperand(operand, Precedence.Sum);
            Output.Append(subquery.Negated ? " NOT IN " : " IN ");
        }

        Output.Append('(');
        subqueries(Output, subquery.Query, Dialect);
        Output.Append(')');
    }
}
