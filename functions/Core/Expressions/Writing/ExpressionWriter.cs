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

/// <summary>Writes typed expressions as SQL: the same text for the same tree.</summary>
public sealed class ExpressionWriter
{
    /// <summary>A writer that appends to <paramref name="output"/>.</summary>
    /// <param name="output">Where the SQL goes.</param>
    /// <param name="dialect">The dialect to write.</param>
    /// <param name="subqueries">Writes the queries in the expressions; needed only where there are any.</param>
    public ExpressionWriter(StringBuilder output, SqlDialectKind dialect, SubqueryWriter? subqueries = null)
    {
        Output = output;
        Dialect = dialect;
        Subqueries = subqueries;
    }

    /// <summary>Where the SQL goes.</summary>
    public StringBuilder Output { get; }

    /// <summary>The dialect.</summary>
    public SqlDialectKind Dialect { get; }

    /// <summary>What could not be written with Snowflake's meaning in this dialect (<c>not-supported-by-dialect</c>); the text is unusable if there is any.</summary>
    public ImmutableArray<Diagnostic> Problems { get; private set; } = [];

    private SubqueryWriter? Subqueries { get; }

    /// <summary>Appends an expression.</summary>
    public void Write(TypedExpression expression) => throw new NotSupportedException(Subqueries?.ToString());

    /// <summary>Appends an ORDER BY item with its direction and, always, its NULLS FIRST or LAST.</summary>
    public void Write(TypedOrderItem item) => throw new NotSupportedException();

    /// <summary>Appends a type name.</summary>
    public void Write(SqlType type) => throw new NotSupportedException();

    /// <summary>An expression as text.</summary>
    /// <exception cref="InvalidOperationException">The dialect cannot express it; ask <see cref="Check"/> first.</exception>
    public static string ToText(TypedExpression expression, SqlDialectKind dialect) => throw new NotSupportedException();

    /// <summary>What of an expression cannot be written with Snowflake's meaning in a dialect: empty if all can.</summary>
    public static ImmutableArray<Diagnostic> Check(TypedExpression expression, SqlDialectKind dialect, SubqueryWriter? subqueries = null) =>
        throw new NotSupportedException();
}
