namespace Handover.Core.Flows;

/// <summary>How much a change weighs.</summary>
public enum ChangeWeight
{
    /// <summary>Words and places only: names, descriptions, positions, annotations, groups, explorations, spelling of expressions.</summary>
    Documentation,
    /// <summary>Where the flow reads and publishes: source tables and their known columns, targets, roles, warehouses.</summary>
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
    /// <remarks>A node that is gone under one id and there under another, and reads and does the same, is renamed; what merely follows its new id is no change of its own.</remarks>
    public static FlowDiff Between(Flow before, Flow after) => new(
        NodeRenames.Apply(
            before,
            after,
            Compare(before.Nodes, after.Nodes, static node => node.Id, static node => node.Kind, FlowJson.WriteNode, ChangeWeight.Semantic)),
        Compare(before.Groups, after.Groups, static group => group.Id, static _ => "group", static (json, group) => group.Write(json), ChangeWeight.Documentation),
        Compare(
            before.Explorations,
            after.Explorations,
            static exploration => exploration.Id,
            static _ => "exploration",
            static (json, exploration) => exploration.Write(json),
            ChangeWeight.Documentation));

    private static ValueList<PartDiff> Compare<T>(
        ValueList<T> before, ValueList<T> after, Func<T, string> id, Func<T, string> kind, Action<CanonicalJsonWriter, T> write, ChangeWeight weight)
        where T : class
    {
        var earlier = First(before, id);
        var later = First(after, id);
        var parts = new List<PartDiff>();
        foreach (var (key, part) in later)
        {
            if (!earlier.TryGetValue(key, out var old))
            {
                parts.Add(new PartDiff(key, kind(part), PartChange.Added, weight, []));
            }
            else if (!old.Equals(part))
            {
                var fields = FieldComparison.Between(old, part, kind(part), write, weight);
                parts.Add(PartDiff.Of(key, kind(part), fields));
            }
        }

        parts.AddRange(earlier.Where(part => !later.ContainsKey(part.Key)).Select(part => new PartDiff(part.Key, kind(part.Value), PartChange.Removed, weight, [])));
        return ValueList.From(parts);
    }

    /// <summary>The parts by id in document order; of several with one id the first, as everywhere.</summary>
    private static OrderedDictionary<string, T> First<T>(ValueList<T> parts, Func<T, string> id)
    {
        var first = new OrderedDictionary<string, T>(parts.Count, StringComparer.Ordinal);
        foreach (var part in parts)
        {
            first.TryAdd(id(part), part);
        }

        return first;
    }
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
    /// <summary>Both have it, and nothing but its id or its name differs.</summary>
    Renamed,
}

/// <summary>The difference in one node, group or exploration.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">The node's kind, <c>group</c> or <c>exploration</c>.</param>
/// <param name="Change">What happened.</param>
/// <param name="Weight">The heaviest of its changes.</param>
/// <param name="Fields">The fields that differ, for a changed part.</param>
public sealed record PartDiff(string Id, string Kind, PartChange Change, ChangeWeight Weight, ValueList<FieldDiff> Fields)
{
    /// <summary>The id that a renamed node had before; null if it kept its id.</summary>
    public string? Was { get; init; }

    internal static PartDiff Of(string id, string kind, ValueList<FieldDiff> fields) => new(
        id,
        kind,
        fields is [{ Field: "name" }] ? PartChange.Renamed : PartChange.Changed,
        fields.Select(static field => field.Weight).DefaultIfEmpty().Max(),
        fields);
}

/// <summary>The difference in one field.</summary>
/// <param name="Field">The field in JSON words; items with a name of their own go by it (<c>columns[TOTAL].expression</c>), <c>columns[]</c> is their order.</param>
/// <param name="Before">Value before as text; null if it was absent.</param>
/// <param name="After">Value after as text; null if it is absent.</param>
/// <param name="Weight">How much it weighs.</param>
public sealed record FieldDiff(string Field, string? Before, string? After, ChangeWeight Weight)
{
    /// <summary>For an expression, SQL or a description that both have: its pieces in order, so that the change within it can be shown.</summary>
    public ValueList<TextEdit>? Text { get; init; }
}
