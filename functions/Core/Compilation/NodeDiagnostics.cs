using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Sql;
using static Handover.Core.Flows.FlowDiagnosticCodes;

namespace Handover.Core.Compilation;

/// <summary>Every problem of a single node's fields, one method a message; the node is filled in by <see cref="NodeCompilation"/>.</summary>
internal static class NodeDiagnostics
{
    public static Diagnostic ColumnsUnknown(SourceNode node) => new(
        SourceColumnsUnknown, Severity.Error, $"The columns of {node.Table} are not known.", null, "columns", null, "Refresh the source from the catalogue.");

    public static Diagnostic NoSuchColumn(string column, string input, string field, string? near) => new(
        UnknownColumn, Severity.Error, $"'{input}' has no column {column}.", null, field, null, near is null ? null : $"Did you mean {near}?");

    public static Diagnostic NotAName(string name, string field) => new(
        InvalidName,
        Severity.Error,
        name.Length == 0 ? "A name is missing." : $"'{Shorten(name)}' cannot be a name.",
        null,
        field,
        null,
        "A name has 1 to 255 characters, none of them a control character.");

    public static Diagnostic TargetTooLong(string field) => new(
        InvalidName,
        Severity.Error,
        $"The name is longer than {PublicationNames.MaxTargetName} characters, which leaves no room for the names that publishing takes beside it.",
        null,
        field,
        null,
        "Choose a shorter name.");

    public static Diagnostic ColumnTwice(string column, string field) => new(
        DuplicateColumn, Severity.Error, $"The output has two columns {column}.", null, field, null, "Give one of them another name.");

    public static Diagnostic Clash(string column, string right, bool hasPrefix) => new(
        ColumnClash,
        Severity.Error,
        $"Both sides of the join have a column {column}.",
        null,
        "rightPrefix",
        null,
        hasPrefix ? "Choose another prefix for the right columns." : $"Give the right columns a prefix, or drop {column} from '{right}' first.");

    public static Diagnostic CaseClash(string column, string other) => new(
        ColumnCaseClash,
        Severity.Warning,
        $"The columns {other} and {column} differ only in case; the embedded warehouse (DuckDB) takes them for one.",
        null,
        null,
        null,
        "Rename one of them.");

    public static Diagnostic Nothing(string field) => new(
        NothingSelected, Severity.Error, "Nothing is left to compute: the node would have no columns.", null, field, null, "Add a column.");

    public static Diagnostic NoCondition() => new(
        JoinWithoutCondition, Severity.Error, "The join does not say which rows belong together.", null, "on", null, "Add a pair of columns, or make it a cross join.");

    public static Diagnostic ConditionOnCross() => new(
        JoinConditionNotAllowed, Severity.Error, "A cross join takes no condition.", null, "on", null, "Make it an inner join.");

    public static Diagnostic ColumnCounts(string first, int firstCount, string other, int otherCount, string field) => new(
        UnionColumnCount,
        Severity.Error,
        $"'{first}' has {firstCount} columns and '{other}' has {otherCount}.",
        null,
        field,
        null,
        "Select the same columns first, or match them by name.");

    public static Diagnostic UnionTypes(string column, SqlType first, string input, SqlType other, string field) => new(
        UnionTypeMismatch,
        Severity.Error,
        $"The column {column} is {first}, but in '{input}' it is {other}.",
        null,
        field,
        null,
        "Convert one of them with CAST in a formula first.");

    public static Diagnostic MissingInUnion(string column, string input, string field) => new(
        UnionColumnMissing, Severity.Warning, $"'{input}' has no column {column}: it is NULL there.", null, field, null, "Select the same columns first.");

    public static Diagnostic WhichRow() => new(
        DistinctOrderMissing, Severity.Warning, "Which of several rows stays is left to chance.", null, "orderBy", null, "Say in which order the first row is the one to keep.");

    public static Diagnostic OrderOfWholeRows() => new(
        DistinctOrderNotAllowed, Severity.Error, "An order has no meaning where whole rows are compared.", null, "orderBy", null, "Name the columns that must be distinct, or remove the order.");

    public static Diagnostic OrderIsLost(string reader) => new(
        OrderNotKept, Severity.Information, $"'{reader}' does not keep this order.", null, "by", null, "Sort last, or set a limit if the first rows are meant.");

    public static Diagnostic BadSample(string message) => new(
        FlowDiagnosticCodes.SampleSize, Severity.Error, message, null, "rows", null, "Set either a number of rows or a percentage.");

    public static Diagnostic UnpivotTypes(string first, SqlType firstType, string other, SqlType otherType, string field) => new(
        UnpivotTypeMismatch,
        Severity.Error,
        $"{first} is {firstType} and {other} is {otherType}: they do not fit into one column.",
        null,
        field,
        null,
        "Convert one of them with CAST in a formula first.");

    public static Diagnostic Unpointed(string what, string field) => new(
        DeploymentUnpointed, Severity.Error, $"The deployment has no {what} yet.", null, field, null, "Choose where it is deployed.");

    public static Diagnostic NoBounds(string field) => new(
        TestWithoutBounds, Severity.Error, "The test allows any change of the number of rows.", null, field, null, "Set minPercent or maxPercent.");

    public static Diagnostic TestValue(string value, Column column, string field) => new(
        TestTypeMismatch, Severity.Error, $"'{Shorten(value)}' cannot be compared with {column.Name}, which is {column.Type}.", null, field);

    private static string Shorten(string text) =>
        new([.. (text.Length <= 60 ? text : text[..60] + "…").Select(static character => char.IsControl(character) ? '�' : character)]);
}
