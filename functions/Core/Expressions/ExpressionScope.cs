using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>A relation whose columns an expression may name.</summary>
/// <param name="Name">Its name exactly as the SQL around the expression spells it, or null where columns stand alone.</param>
/// <param name="Columns">Its columns.</param>
public sealed record ScopeRelation(string? Name, ImmutableArray<Column> Columns);

/// <summary>The columns that an expression may name. Build it once a node and share it: it is immutable and indexes itself on first use.</summary>
public sealed class ExpressionScope
{
    /// <summary>A scope without columns.</summary>
    public static readonly ExpressionScope Empty = new([]);

    private ScopeIndex? index;

    /// <summary>A scope over relations.</summary>
    /// <param name="relations">The relations in the order of FROM.</param>
    /// <param name="groupedBy">What the query is grouped by (columns or expressions, bound in this scope); default if it is not grouped by anything.</param>
    /// <param name="outer">The scope around a subquery, or null.</param>
    public ExpressionScope(ImmutableArray<ScopeRelation> relations, ImmutableArray<TypedExpression> groupedBy = default, ExpressionScope? outer = null)
    {
        Relations = relations;
        GroupedBy = groupedBy.IsDefault ? [] : groupedBy;
        Outer = outer;
    }

    /// <summary>The relations.</summary>
    public ImmutableArray<ScopeRelation> Relations { get; }

    /// <summary>What the query is grouped by; empty for one group of all rows.</summary>
    public ImmutableArray<TypedExpression> GroupedBy { get; }

    /// <summary>The scope around a subquery, or null.</summary>
    public ExpressionScope? Outer { get; }

    // Built by whoever needs it first; two threads may both build it, and either result serves.
    internal ScopeIndex Index => index ??= new ScopeIndex(Relations);

    /// <summary>A scope over one nameless relation.</summary>
    public static ExpressionScope Of(ImmutableArray<Column> columns) => new([new ScopeRelation(null, columns)]);
}
