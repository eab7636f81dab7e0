using Handover.Core.Diagnostics;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>Binds a query that stands in an expression.</summary>
/// <param name="query">What the <see cref="SubqueryParser"/> returned.</param>
/// <param name="scope">The scope of the expression, the <see cref="ExpressionScope.Outer"/> of the query's own scopes.</param>
/// <param name="report">Takes the problems found.</param>
/// <returns>The bound query, or null after a report.</returns>
public delegate SubqueryBinding? SubqueryBinder(object query, ExpressionScope scope, Action<Diagnostic> report);

/// <summary>A bound query and what it yields.</summary>
/// <param name="Query">The bound query; kept in <see cref="TypedSubquery.Query"/>.</param>
/// <param name="Columns">Its columns; a scalar query and IN need exactly one.</param>
/// <param name="OuterReferences">Columns of the scope that it reads.</param>
public sealed record SubqueryBinding(
    object Query,
    System.Collections.Immutable.ImmutableArray<Column> Columns,
    System.Collections.Immutable.ImmutableArray<ColumnReference> OuterReferences);

/// <summary>Compiles the text of an expression to a typed tree. Pure and thread-safe; never throws for what a user wrote.</summary>
public static class ExpressionCompiler
{
    /// <summary>Parses and binds one expression.</summary>
    /// <param name="text">Snowflake SQL.</param>
    /// <param name="scope">The columns that it may name.</param>
    /// <param name="context">What may stand in it.</param>
    public static ExpressionResult Compile(string text, ExpressionScope scope, ExpressionContext context) =>
        throw new NotSupportedException();

    /// <summary>Binds an expression that is parsed already.</summary>
    /// <param name="syntax">The parsed expression.</param>
    /// <param name="scope">The columns that it may name.</param>
    /// <param name="context">What may stand in it.</param>
    /// <param name="subqueries">Binds the queries in it; without one they are an error.</param>
    public static ExpressionResult Bind(ExpressionSyntax syntax, ExpressionScope scope, ExpressionContext context, SubqueryBinder? subqueries = null) =>
        throw new NotSupportedException();

    /// <summary>Whether an aggregate function is called, without OVER, in the expression itself (not in its subqueries): what makes a SELECT without GROUP BY one group.</summary>
    public static bool ContainsAggregate(ExpressionSyntax syntax) => throw new NotSupportedException();
}
