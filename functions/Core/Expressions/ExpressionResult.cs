using System.Collections.Immutable;
using Handover.Core.Diagnostics;

namespace Handover.Core.Expressions;

/// <summary>A column that an expression reads.</summary>
/// <param name="Relation">Name of the relation, or null where the scope's relation has none.</param>
/// <param name="Column">Name exactly as stored.</param>
/// <param name="Span">Where it is read.</param>
public readonly record struct ColumnReference(string? Relation, string Column, TextSpan Span);

/// <summary>What compiling an expression gives: a typed tree, or the problems that prevent one, or both with warnings.</summary>
/// <param name="Expression">The typed tree; null if there is an error.</param>
/// <param name="Diagnostics">All problems, in the order of the text; their <see cref="Diagnostic.Node"/> and <see cref="Diagnostic.Field"/> are the caller's to fill.</param>
/// <param name="References">Every column read, in the order of the text, each place once; also what could be resolved of a broken expression.</param>
/// <param name="HasAggregate">An aggregate function is called without OVER.</param>
/// <param name="HasWindow">A function is called with OVER.</param>
public sealed record ExpressionResult(
    TypedExpression? Expression,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<ColumnReference> References,
    bool HasAggregate,
    bool HasWindow)
{
    /// <summary>Whether the expression can be used.</summary>
    public bool Succeeded => Expression is not null;
}
