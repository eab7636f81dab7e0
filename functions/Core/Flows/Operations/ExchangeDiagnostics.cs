using Handover.Core.Diagnostics;
using Handover.Core.Sql;
using static Handover.Core.Flows.FlowDiagnosticCodes;

namespace Handover.Core.Flows;

/// <summary>Everything that an exchange of sources reports, one method a message.</summary>
internal static class ExchangeDiagnostics
{
    private const int MostNamed = 10;

    public static Diagnostic NoTable(SourceNode source, TableName table) => new(
        ExchangeTableNotFound, Severity.Error, $"{table} does not exist, or the role may not read it.", source.Id, "table", null, "Check the name, or choose another role.");

    public static Diagnostic Missing(SourceNode source, TableName table, BrokenColumn column) => new(
        ExchangeColumnMissing,
        Severity.Error,
        $"{table} has no column {column.Column.Name}, which {Name(column.Nodes)} need{(column.Nodes.Length == 1 ? "s" : "")}.",
        source.Id,
        "table",
        null,
        "Say in the column map which column takes its place.");

    public static Diagnostic MapOfUnknown(SourceNode source, TableName table, string column) => new(
        ExchangeColumnMissing, Severity.Error, $"{table} has no column {column}, which the column map names.", source.Id, "columnMap", null, "Correct the column map.");

    public static Diagnostic MapOfNone(TableMapEntry entry, string column) => new(
        ExchangeColumnMissing, Severity.Warning, $"No table of {entry.From} that is read would have a column {column}, which the column map names.", null, "columnMap", null, "Correct the column map.");

    public static Diagnostic MapClashes(SourceNode source, TableName table, ColumnAlias alias, string other) => new(
        ExchangeColumnClash,
        Severity.Error,
        $"The column map calls {alias.Column} of {table} {alias.As}, and so is {(other == alias.As ? "another of its columns" : $"{other} then")}.",
        source.Id,
        "columnMap",
        null,
        $"Give {alias.Column} another name{(other == alias.As ? $", or {other} too" : "")}.");

    public static Diagnostic NotSpokenOf(SourceNode source) => new(
        ExchangeNothingMatched, Severity.Warning, $"'{source.Title}' reads {source.Table}, of which the map says nothing.", source.Id, "table", null, "Check the names; their case counts.");

    public static Diagnostic Incompatible(SourceNode source, TableName table, BrokenColumn column) => new(
        ExchangeColumnIncompatible,
        Severity.Error,
        $"{column.Column.Name} is {column.Column.Type} now and {column.NewType} in {table}; {Name(column.Nodes)} use{(column.Nodes.Length == 1 ? "s" : "")} it.",
        source.Id,
        "table",
        null,
        "Choose a table with the same type, or one behind a view that converts it.");

    public static Diagnostic Added(SourceNode source, TableName table, IReadOnlyList<Column> columns) => new(
        ExchangeColumnAdded,
        Severity.Information,
        $"{table} has {columns.Count} more column{(columns.Count == 1 ? "" : "s")}: {string.Join(", ", columns.Take(MostNamed).Select(static column => column.Name))}{(columns.Count > MostNamed ? ", …" : "")}.",
        source.Id,
        "table");

    public static Diagnostic Grain(TableMapEntry entry) => new(
        ExchangeGrainMismatch, Severity.Error, $"{entry.From} cannot become {entry.To}: one names more parts than the other.", null, null, null, "Name database, schema and table on both sides, or fewer on both.");

    public static Diagnostic NothingMatched() => new(
        ExchangeNothingMatched, Severity.Warning, "No source reads anything that the map speaks of.", null, null, null, "Check the names; their case counts.");

    private static string Name(IReadOnlyList<string> nodes) =>
        string.Join(", ", nodes.Take(MostNamed).Select(static node => $"'{node}'")) + (nodes.Count > MostNamed ? $" and {nodes.Count - MostNamed} more" : "");
}
