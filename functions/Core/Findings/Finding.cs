namespace Handover.Core.Findings;

/// <summary>The codes of all findings: stable names that clients branch on.</summary>
public static class FindingCodes
{
    /// <summary>Nothing that is published or explored needs the node.</summary>
    public const string UnusedNode = "unused-node";
    /// <summary>Columns of a source are carried along and never used.</summary>
    public const string UnusedColumns = "unused-columns";
    /// <summary>A node computes what another one computes already.</summary>
    public const string DuplicateTransformation = "duplicate-transformation";
    /// <summary>A filter behind a join speaks of one side alone.</summary>
    public const string FilterAfterJoin = "filter-after-join";
    /// <summary>A sql node takes all columns, whatever they are one day.</summary>
    public const string SelectStar = "select-star";
    /// <summary>Every row meets every row.</summary>
    public const string CrossJoin = "cross-join";
    /// <summary>A formula computes a column that nothing uses.</summary>
    public const string UnusedFormula = "unused-formula";
    /// <summary>Nobody has said what a deployment or a step is for.</summary>
    public const string MissingDocumentation = "missing-documentation";
}

/// <summary>Something that a reviewer should look at; the flow works in spite of it.</summary>
/// <param name="Code">Stable name, one of <see cref="FindingCodes"/>.</param>
/// <param name="Node">Id of the node.</param>
/// <param name="Why">What it is and why it matters, in a sentence or two.</param>
/// <param name="Fix">What the fix would do; null where a person has to.</param>
public sealed record Finding(string Code, string Node, string Why, string? Fix = null);
