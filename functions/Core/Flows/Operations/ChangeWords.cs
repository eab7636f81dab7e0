namespace Handover.Core.Flows;

/// <summary>Says in a sentence what a save changed: the message of a revision whose author gave none.</summary>
public static class ChangeWords
{
    private const int MostNamed = 3;
    private const int LongestName = 60;
    private static readonly string[] Verbs = ["added", "removed", "renamed", "changed", "moved"];

    /// <summary>The sentence, without a full stop; <c>Saved</c> if no more than the order of parts has changed.</summary>
    public static string Of(Flow before, Flow after)
    {
        var diff = FlowDiff.Between(before, after);
        var parts = diff.Nodes.Concat(diff.Groups).Concat(diff.Explorations).ToLookup(Verb);
        var clauses = Verbs.Where(parts.Contains).Select(verb => $"{verb} {Names([.. parts[verb]], part => NameOf(before, after, part))}").ToList();
        if (clauses.Count == 0)
        {
            return "Saved";
        }

        var sentence = string.Join("; ", clauses);
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }

    private static string Verb(PartDiff part) => part.Change switch
    {
        PartChange.Added => "added",
        PartChange.Removed => "removed",
        PartChange.Renamed => "renamed",
        _ when part.Fields.All(static field => field.Field.StartsWith("position", StringComparison.Ordinal)) => "moved",
        _ => "changed",
    };

    /// <summary>The first few names of several.</summary>
    internal static string Names<T>(IReadOnlyList<T> parts, Func<T, string> name) => parts.Count switch
    {
        1 => name(parts[0]),
        <= MostNamed => $"{string.Join(", ", parts.SkipLast(1).Select(name))} and {name(parts[^1])}",
        _ => $"{string.Join(", ", parts.Take(MostNamed).Select(name))} and {parts.Count - MostNamed} more",
    };

    /// <summary>What a node is called, in quotes.</summary>
    internal static string Title(Flow flow, string node) => Quoted(flow.Nodes.FirstOrDefault(one => one.Id == node)?.Title ?? "", node);

    private static string NameOf(Flow before, Flow after, PartDiff part)
    {
        var now = Title(after, part.Kind, part.Id) ?? Title(before, part.Kind, part.Id);
        var was = part.Change is PartChange.Renamed ? Title(before, part.Kind, part.Was ?? part.Id) : now;
        return was == now ? $"{now}" : $"{was} to {now}";
    }

    private static string? Title(Flow flow, string kind, string id) => kind switch
    {
        "group" => flow.Groups.FirstOrDefault(group => group.Id == id) is { } group ? $"the group {Quoted(group.Name, id)}" : null,
        "exploration" => flow.Explorations.FirstOrDefault(exploration => exploration.Id == id) is { } exploration ? $"the exploration {Quoted(exploration.Name, id)}" : null,
        _ => flow.Nodes.FirstOrDefault(node => node.Id == id) is { } node ? Quoted(node.Title, id) : null,
    };

    private static string Quoted(string name, string id) => $"'{ShortText.Of(name.Length > 0 ? name : id, LongestName)}'";
}
