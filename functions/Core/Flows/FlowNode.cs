namespace Handover.Core.Flows;

/// <summary>A step of a flow. Every kind is one sealed record that reads and writes its own fields.</summary>
/// <param name="Id">Slug (<see cref="NodeId"/>), unique and stable; the name of the node's CTE.</param>
public abstract record FlowNode(string Id)
{
    /// <summary>Title for people; the id where it is null.</summary>
    public string? Name { get; init; }

    /// <summary>What the step does and why.</summary>
    public string? Description { get; init; }

    /// <summary>Place on the canvas.</summary>
    public NodePosition? Position { get; init; }

    /// <summary>The kind's word in JSON.</summary>
    public abstract string Kind { get; }

    /// <summary>Ids of the nodes that this one reads, in the order that matters to it; empty for a source.</summary>
    public abstract ValueList<string> InputIds { get; }

    /// <summary>Title, or the id where there is none.</summary>
    public string Title => Name ?? Id;

    internal abstract void WriteFields(CanonicalJsonWriter json);
}

/// <summary>A place on the canvas, in its units.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
public readonly record struct NodePosition(double X, double Y);

/// <summary>The rule for ids of nodes, groups and explorations.</summary>
public static class NodeId
{
    /// <summary>Longest id.</summary>
    public const int MaxLength = 63;

    /// <summary>Whether <paramref name="id"/> is a slug: a lower-case letter, then up to 62 lower-case letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static bool IsValid(string? id)
    {
        if (id is not { Length: > 0 and <= MaxLength } || !char.IsAsciiLetterLower(id[0]))
        {
            return false;
        }

        foreach (var character in id)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A name and the expression that computes it: a formula's column or an aggregate's measure.</summary>
/// <param name="Name">Name of the output column, exactly as stored.</param>
/// <param name="Expression">Snowflake SQL.</param>
public sealed record NamedExpression(string Name, string Expression);

/// <summary>One item of a sort order.</summary>
/// <param name="Column">Name exactly as stored.</param>
/// <param name="Descending">Largest first; NULLs count as largest, as in Snowflake.</param>
public sealed record SortColumn(string Column, bool Descending = false);

/// <summary>How the values of a column are folded, for pivots and explorations.</summary>
public enum MeasureFunction
{
    /// <summary>SUM.</summary>
    Sum,
    /// <summary>AVG.</summary>
    Avg,
    /// <summary>MIN.</summary>
    Min,
    /// <summary>MAX.</summary>
    Max,
    /// <summary>COUNT of values that are not NULL.</summary>
    Count,
    /// <summary>COUNT(DISTINCT …).</summary>
    CountDistinct,
    /// <summary>MEDIAN.</summary>
    Median,
}
