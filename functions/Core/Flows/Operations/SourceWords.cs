using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>Says in a sentence what became of sources: the message of a revision that exchanged or removed some.</summary>
public static class SourceWords
{
    private const int MostTables = 3;

    /// <summary>Which sources read what instead, without a full stop.</summary>
    public static string Exchanged(Flow before, IReadOnlyList<SourceChange> changes)
    {
        List<string> tables = [.. changes.Select(static change => Instead(change.From, change.To)).Distinct()];
        var more = tables.Count > MostTables ? $" and {tables.Count - MostTables} more" : "";
        return $"Exchanged {ChangeWords.Names(changes, change => ChangeWords.Title(before, change.Node))}: {string.Join("; ", tables.Take(MostTables))}{more}";
    }

    /// <summary>Which sources went, without a full stop.</summary>
    public static string Removed(Flow before, IReadOnlyList<string> nodes) =>
        $"Removed the unused {(nodes.Count == 1 ? "source" : "sources")} {ChangeWords.Names(nodes, node => ChangeWords.Title(before, node))}";

    private static string Instead(TableName from, TableName to) => from == to ? $"{to} with other columns" : $"{to} instead of {from}";
}
