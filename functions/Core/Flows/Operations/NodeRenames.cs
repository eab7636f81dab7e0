namespace Handover.Core.Flows;

/// <summary>Recognises nodes that only changed their id.</summary>
internal static class NodeRenames
{
    private static readonly string[] InputFields = ["input", "left", "right", "inputs"];

    /// <summary>The differences with each pair of a removed and an added node that are the same but for id, name and place told as one renamed node.</summary>
    public static ValueList<PartDiff> Apply(Flow before, Flow after, ValueList<PartDiff> parts)
    {
        var renamed = Find(before, after, parts);
        if (renamed.Count == 0)
        {
            return parts;
        }

        var former = renamed.ToDictionary(static pair => pair.Value, static pair => pair.Key, StringComparer.Ordinal);
        var (old, now) = (ById(before, renamed.Keys), ById(after, renamed.Values));
        var told = new List<PartDiff>();
        foreach (var part in parts)
        {
            if (part.Change is PartChange.Added && former.TryGetValue(part.Id, out var was))
            {
                told.Add(Renamed(old[was], now[part.Id], part, renamed));
            }
            else if (part.Change is PartChange.Changed or PartChange.Renamed)
            {
                var own = ValueList.From(part.Fields.Where(field => !InputFields.Contains(field.Field) || Follow(field.Before, renamed) != field.After));
                if (own.Count > 0)
                {
                    told.Add(own.Count == part.Fields.Count ? part : PartDiff.Of(part.Id, part.Kind, own));
                }
            }
            else if (part.Change is not PartChange.Removed || !renamed.ContainsKey(part.Id))
            {
                told.Add(part);
            }
        }

        return ValueList.From(told);
    }

    /// <summary>The new id of each renamed node. A node below a renamed one is recognised once that one is, so they are looked at along the edges.</summary>
    private static Dictionary<string, string> Find(Flow before, Flow after, ValueList<PartDiff> parts)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var (removed, added) = (Of(before, parts, PartChange.Removed), Of(after, parts, PartChange.Added));
        if (removed.Count == 0 || added.Count == 0)
        {
            return renamed;
        }

        var wanted = added.ToLookup(static node => Sense(node, static id => id), StringComparer.Ordinal).ToDictionary(static same => same.Key, static same => new Queue<FlowNode>(same), StringComparer.Ordinal);
        var graph = FlowGraph.Of(before);
        foreach (var node in removed.OrderBy(node => graph.Position[graph.IndexOf(node.Id)]))
        {
            if (wanted.TryGetValue(Sense(node, id => renamed.GetValueOrDefault(id, id)), out var same) && same.TryDequeue(out var found))
            {
                renamed.Add(node.Id, found.Id);
            }
        }

        return renamed;
    }

    private static List<FlowNode> Of(Flow flow, ValueList<PartDiff> parts, PartChange change)
    {
        var ids = parts.Where(part => part.Change == change).Select(static part => part.Id).ToHashSet(StringComparer.Ordinal);
        return [.. flow.Nodes.Where(node => ids.Contains(node.Id)).DistinctBy(static node => node.Id)];
    }

    private static Dictionary<string, FlowNode> ById(Flow flow, IEnumerable<string> ids)
    {
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        return flow.Nodes.Where(node => wanted.Contains(node.Id)).DistinctBy(static node => node.Id).ToDictionary(static node => node.Id, StringComparer.Ordinal);
    }

    private static string Sense(FlowNode node, Func<string, string> id) => string.Join(
        '\n',
        FieldComparison.Fields(node, FlowJson.WriteNode)
            .Where(static field => field.Key is not ("id" or "name") && !field.Key.StartsWith("position", StringComparison.Ordinal))
            .Select(field => $"{field.Key}\t{(InputFields.Contains(field.Key) ? string.Join(", ", field.Value.Split(", ").Select(id)) : field.Value)}"));

    private static PartDiff Renamed(FlowNode old, FlowNode now, PartDiff added, Dictionary<string, string> renamed)
    {
        var fields = FieldComparison.Between(old, now, added.Kind, FlowJson.WriteNode, added.Weight)
            .Where(field => !InputFields.Contains(field.Field) || Follow(field.Before, renamed) != field.After);
        return new PartDiff(added.Id, added.Kind, PartChange.Renamed, added.Weight, ValueList.From(fields)) { Was = old.Id };
    }

    private static string? Follow(string? inputs, Dictionary<string, string> renamed) =>
        inputs is null ? null : string.Join(", ", inputs.Split(", ").Select(id => renamed.GetValueOrDefault(id, id)));
}
