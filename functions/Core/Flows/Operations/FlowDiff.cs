namespace Handover.Core.Flows;

/// <summary>How much a change weighs.</summary>
public enum ChangeWeight
{
    /// <summary>Words and places only: names, descriptions, positions, annotations, groups, explorations, spelling of expressions.</summary>
    Documentation,
    /// <summary>Where the flow reads and publishes: source tables, targets, roles, warehouses.</summary>
    Binding,
    /// <summary>What the flow computes.</summary>
    Semantic,
}

/// <summary>What differs between two flows.</summary>
/// <param name="Nodes">Nodes added, removed and changed: in the order of the later flow, removed ones last.</param>
/// <param name="Groups">Groups added, removed and changed.</param>
/// <param name="Explorations">Explorations added, removed and changed.</param>
public sealed record FlowDiff(ValueList<PartDiff> Nodes, ValueList<PartDiff> Groups, ValueList<PartDiff> Explorations)
{
    /// <summary>The heaviest change; null if the flows are equal up to the order of their parts.</summary>
    public ChangeWeight? Weight => Nodes.Concat(Groups).Concat(Explorations).Select(static part => (ChangeWeight?)part.Weight).Max();

    /// <summary>Whether the flows compute different things.</summary>
    public bool IsSemantic => Weight == ChangeWeight.Semantic;

    /// <summary>Compares two flows part by part.</summary>
    public static FlowDiff Between(Flow before, Flow after) => throw new NotSupportedException($"{before} {after}");
}

/// <summary>What happened to a part.</summary>
public enum PartChange
{
    /// <summary>Only the later flow has it.</summary>
    Added,
    /// <summary>Only the earlier flow has it.</summary>
    Removed,
    /// <summary>Both have it, not equal.</summary>
    Changed,
}

/// <summary>The difference in one node, group or exploration.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">The node's kind, <c>group</c> or <c>exploration</c>.</param>
/// <param name="Change">What happened.</param>
/// <param name="Weight">The heaviest of its changes.</param>
/// <param name="Fields">The fields that differ, for a changed part.</param>
public sealed record PartDiff(string Id, string Kind, PartChange Change, ChangeWeight Weight, ValueList<FieldDiff> Fields);

/// <summary>The difference in one field.</summary>
/// <param name="Field">The field in JSON words; items with a name of their own go by it (<c>columns[TOTAL].expression</c>).</param>
/// <param name="Before">Value before as text; null if it was absent.</param>
/// <param name="After">Value after as text; null if it is absent.</param>
/// <param name="Weight">How much it weighs.</param>
public sealed record FieldDiff(string Field, string? Before, string? After, ChangeWeight Weight);
