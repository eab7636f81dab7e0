using Handover.Core.Diagnostics;
using Handover.Core.Sql;
using static Handover.Core.Flows.FlowDiagnosticCodes;

namespace Handover.Core.Compilation;

/// <summary>Every problem of a SELECT in a sql node, one method a message; node and field are filled in by <see cref="SqlCompilation"/>.</summary>
internal static class QueryDiagnostics
{
    public static Diagnostic NotASelect(string word, TextSpan span) =>
        Error(StatementNotSelect, $"A sql node holds one SELECT; this begins with {word}.", span, "Start with SELECT or WITH.");

    public static Diagnostic SecondStatement(TextSpan span) =>
        Error(StatementNotSelect, "A sql node holds one SELECT; a second statement begins here.", span, "Put it into a sql node of its own.");

    public static Diagnostic Unsupported(string what, TextSpan span, string suggestion) =>
        Error(UnsupportedSql, $"{what} is not supported in a sql node.", span, suggestion);

    public static Diagnostic TooMuch(string what, TextSpan span) =>
        Error(UnsupportedSql, $"{what} is more than a sql node can hold.", span, "Split it over several nodes.");

    public static Diagnostic NoSuchTable(string name, TextSpan span, string? near, IReadOnlyList<string> inputs) => Error(
        UnknownTable,
        $"'{name}' is neither an input of this node nor a query of its WITH.",
        span,
        near is not null ? $"Did you mean {near}?"
            : inputs.Count == 0 ? "Connect the node that holds the rows."
            : $"Inputs are: {string.Join(", ", inputs)}.");

    public static Diagnostic TableOfWarehouse(string name, TextSpan span) => Error(
        UnknownTable, $"'{name}' names a table of the warehouse; a sql node reads its inputs only.", span, "Add a source node for the table, connect it, and name it by its id.");

    public static Diagnostic AliasTwice(string name, TextSpan span) =>
        Error(DuplicateAlias, $"Two relations are called '{name}' here.", span, "Give one of them an alias.");

    public static Diagnostic NeedsName(TextSpan span) =>
        Error(OutputNameNeeded, "This column has no name.", span, "Add AS and a name.");

    public static Diagnostic OutputTwice(string name, TextSpan span) =>
        Error(DuplicateColumn, $"The output has two columns {name}.", span, "Rename one with AS, or leave it out with EXCLUDE.");

    public static Diagnostic BadName(TextSpan span) =>
        Error(InvalidName, "This cannot be a name.", span, "A name has 1 to 255 characters, none of them a control character.");

    public static Diagnostic NoSuchStarColumn(string name, TextSpan span, string? near) =>
        Error(UnknownColumn, $"There is no column {name} to take out or rename.", span, near is null ? null : $"Did you mean {near}?");

    public static Diagnostic NoSuchRelation(string name, TextSpan span) =>
        Error(UnknownTable, $"Nothing in FROM is called '{name}'.", span, null);

    public static Diagnostic NoFrom(TextSpan span) =>
        Error(UnsupportedSql, "There is no FROM whose columns * could mean.", span, "Add FROM.");

    public static Diagnostic UsingColumn(string name, TextSpan span) =>
        Error(UnknownColumn, $"USING needs a column {name} on both sides.", span, "Write ON and the condition.");

    public static Diagnostic Position(long position, int count, TextSpan span) =>
        Error(InvalidPosition, $"There is no column {position}; the output has {count}.", span, null);

    public static Diagnostic ColumnListLength(int listed, int count, TextSpan span) =>
        Error(SetColumnCount, $"The list names {listed} columns, but there are {count}.", span, null);

    public static Diagnostic BranchColumns(int first, int other, TextSpan span) =>
        Error(SetColumnCount, $"The first SELECT has {first} columns and this one {other}.", span, "Select the same number of columns in both.");

    public static Diagnostic BranchTypes(string column, SqlType first, SqlType other, TextSpan span) =>
        Error(SetTypeMismatch, $"The column {column} is {first} above and {other} here.", span, "Convert one of them with CAST.");

    private static Diagnostic Error(string code, string message, TextSpan span, string? suggestion) =>
        new(code, Severity.Error, message, null, null, span, suggestion);
}
