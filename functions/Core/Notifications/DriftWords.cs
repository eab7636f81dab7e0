using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Notifications;

/// <summary>Says in a sentence or two how tables differ from what a flow knew of them.</summary>
public static class DriftWords
{
    private const int MostNamed = 5;

    /// <summary>The sentences, one a table whichever sources read it; those that break something first.</summary>
    public static string Of(IReadOnlyList<SourceDrift> drift)
    {
        var tables = drift.GroupBy(static one => one.Table).OrderByDescending(static table => table.Any(static one => one.Breaks)).ToList();
        var more = tables.Count - MostNamed;
        return string.Join(" ", tables.Take(MostNamed).Select(Sentence)) + (more > 0 ? $" {more} more table{(more == 1 ? " differs" : "s differ")}." : "");
    }

    private static string Sentence(IGrouping<TableName, SourceDrift> table)
    {
        if (table.Any(static one => !one.Found))
        {
            return $"{table.Key} is not there, or may not be read.";
        }

        var parts = new List<string>();
        Add("lost", table.SelectMany(static one => one.Gone).Select(static column => column.Column));
        Add("changed the type of", table.SelectMany(static one => one.Changed).Select(static column => $"{column.Column} from {column.Before} to {column.After}"));
        Add("gained", table.SelectMany(static one => one.New).Select(static column => column.Name));
        var nodes = table.SelectMany(static one => one.Gone.Concat(one.Changed)).SelectMany(static column => column.Nodes).Distinct().Select(static node => $"'{node}'").ToList();
        return $"{table.Key} has {string.Join(", ", parts)}{(nodes.Count == 0 ? "" : $"; {Names(nodes)} use{(nodes.Count == 1 ? "s" : "")} what is not as it was")}.";

        void Add(string what, IEnumerable<string> columns)
        {
            if (columns.Distinct().ToList() is { Count: > 0 } names)
            {
                parts.Add($"{what} {Names(names)}");
            }
        }
    }

    private static string Names(List<string> names) => string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");
}
