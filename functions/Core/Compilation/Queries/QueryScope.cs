using System.Collections.Immutable;
using Handover.Core.Expressions;

namespace Handover.Core.Compilation;

/// <summary>What the expressions of one SELECT see: the relations of its FROM, then those of the queries around it.</summary>
internal sealed class QueryScope
{
    public QueryScope(ImmutableArray<BoundRelation> relations, QueryScope? outer, ExpressionScope? outerExpressions)
    {
        Relations = relations;
        Outer = outer;
        Expressions = new ExpressionScope([.. relations.Select(static relation => relation.ToScope())], default, outerExpressions);
    }

    public ImmutableArray<BoundRelation> Relations { get; }

    public QueryScope? Outer { get; }

    public ExpressionScope Expressions { get; }

    /// <summary>Columns of the queries around that this one reads.</summary>
    public List<ColumnReference> Outward { get; } = [];

    /// <summary>Whether all columns of this and the surrounding relations are known, so that an unknown one is the user's mistake.</summary>
    public bool IsComplete => Relations.All(static relation => relation.IsComplete) && (Outer?.IsComplete ?? true);

    /// <summary>Whether FROM has a column of this name.</summary>
    public bool Knows(NameSyntax name) => Expressions.Index.Find(null, name, out _, out _) != LookupOutcome.Unknown;

    /// <summary>The column that a bound reference means, and whether it is of a query around this one.</summary>
    public (BoundColumn? Column, bool IsOutward) Resolve(string? relation, string column)
    {
        foreach (var candidate in Relations)
        {
            if (candidate.Name == relation && candidate.Find(column) is { } found)
            {
                return (found, false);
            }
        }

        return (Outer?.Resolve(relation, column).Column, true);
    }

    /// <summary>A bare name that USING has merged means the side that keeps it; null where there is nothing to say.</summary>
    public ColumnSyntax? Unmerge(ColumnSyntax column)
    {
        if (column.Relation is not null || Relations.All(static relation => relation.Merged.IsEmpty))
        {
            return null;
        }

        var name = column.Name.Quoted ? column.Name.Text : column.Name.Text.ToUpperInvariant();
        if (!Relations.Any(relation => relation.Merged.Contains(name)))
        {
            return null;
        }

        var keeper = Relations.FirstOrDefault(relation => !relation.Merged.Contains(name) && relation.Find(name) is not null);
        return keeper is null ? null : column with { Relation = new NameSyntax(keeper.Name, true, column.Span) };
    }
}
