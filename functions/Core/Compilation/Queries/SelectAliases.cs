using Handover.Core.Expressions;

namespace Handover.Core.Compilation;

/// <summary>
/// The aliases of a SELECT list, which Snowflake lets later items and all other clauses use. They are replaced by their expressions, because
/// DuckDB and Snowflake disagree on where an alias hides a column; a column of FROM wins here, as in Snowflake.
/// </summary>
internal sealed class SelectAliases(QueryScope scope)
{
    // Each use copies the expression, so aliases of aliases could double at every step.
    private const int MostCopied = 5_000;
    private const int Deepest = ExpressionParser.MaxDepth;

    private readonly Dictionary<string, Entry> aliases = new(StringComparer.Ordinal);
    private int copied;
    private int deepest;

    /// <summary>Whether an expression grew beyond what can be handled.</summary>
    public bool IsTooLarge { get; private set; }

    public void Add(string name, ExpressionSyntax expanded) => aliases.TryAdd(name, new Entry(expanded, Count(expanded), Height(expanded)));

    /// <summary>The expression with every alias and every merged name replaced.</summary>
    public ExpressionSyntax Expand(ExpressionSyntax syntax)
    {
        copied = 0;
        deepest = 0;
        var expanded = new SyntaxRewriter(Replace, insideAggregates: true).Rewrite(syntax);
        if (copied > MostCopied || deepest + Height(syntax) > Deepest)
        {
            IsTooLarge = true;
            return new MissingSyntax(syntax.Span);
        }

        return expanded;
    }

    /// <summary>The alias that a bare name means, whatever FROM has: the rule of ORDER BY.</summary>
    public string? Find(ExpressionSyntax syntax)
    {
        if (syntax is not ColumnSyntax { Relation: null } column)
        {
            return null;
        }

        var name = Stored(column.Name);
        return aliases.ContainsKey(name) ? name : !column.Name.Quoted && aliases.ContainsKey(column.Name.Text) ? column.Name.Text : null;
    }

    /// <summary>The name that an identifier stands for: without quotes in upper case.</summary>
    public static string Stored(NameSyntax name) => name.Quoted ? name.Text : name.Text.ToUpperInvariant();

    private ExpressionSyntax? Replace(ColumnSyntax column)
    {
        if (scope.Unmerge(column) is { } merged)
        {
            return merged;
        }

        if (Find(column) is not { } alias || scope.Knows(column.Name))
        {
            return null;
        }

        var entry = aliases[alias];
        copied += entry.Size;
        deepest = Math.Max(deepest, entry.Height);
        return copied > MostCopied ? column : entry.Value;
    }

    private static int Count(ExpressionSyntax syntax)
    {
        var count = 1;
        foreach (var child in SyntaxChildren.Of(syntax))
        {
            count += Count(child);
        }

        return count;
    }

    private static int Height(ExpressionSyntax syntax)
    {
        var height = 0;
        foreach (var child in SyntaxChildren.Of(syntax))
        {
            height = Math.Max(height, Height(child));
        }

        return height + 1;
    }

    private readonly record struct Entry(ExpressionSyntax Value, int Size, int Height);
}
