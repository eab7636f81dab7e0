using Handover.Core.Flows;

namespace Handover.Core.Notifications;

/// <summary>Says in a sentence or two how tables differ from what a flow knew of them.</summary>
public static class DriftWords
{
    private const int MostNamed = 5;

    /// <summary>The sentences.</summary>
    public static string Of(IReadOnlyList<SourceDrift> drift)
    {
        var sentences = drift.OrderByDescending(static one => one.Breaks).Take(MostNamed).Select(Sentence);
        return string.Join(" ", sentences) + (drift.Count > MostNamed ? $" {drift.Count - MostNamed} more tables differ." : "");
    }

    private static string Sentence(SourceDrift drift)
    {
        if (!drift.Found)
        {
            return $"{drift.Table} is not there, or may not be read.";
        }

        var parts = new List<string>();
        Add("lost", drift.Gone.Select(static column => column.Column));
        Add("changed the type of", drift.Changed.Select(static column => column.Column));
        Add("gained", drift.New.Select(static column => column.Name));
        var nodes = drift.Gone.Concat(drift.Changed).SelectMany(static column => column.Nodes).Distinct().ToList();
        return $"{drift.Table} has {string.Join(", ", parts)}{(nodes.Count == 0 ? "" : $"; {Names(nodes)} use{(nodes.Count == 1 ? "s" : "")} that")}.";

        void Add(string what, IEnumerable<string> columns)
        {
            if (columns.ToList() is { Count: > 0 } names)
            {
                parts.Add($"{what} {Names(names)}");
            }
        }
    }

    private static string Names(List<string> names) => string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");
}
