using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Sql;
using static Handover.Core.Flows.FlowDiagnosticCodes;

namespace Handover.Core.Compilation;

/// <summary>Every problem of how a table is brought up to date.</summary>
internal static class MaterializationDiagnostics
{
    public static Diagnostic OnView(string field) => new(
        MaterializationOnView, Severity.Error, "A view is computed whenever it is read: there is nothing to append or merge.", null, field, null,
        "Deploy it as a table, or remove the setting.");

    public static Diagnostic NoWatermark(string field) => new(
        MaterializationFieldMissing, Severity.Error, "Appending needs the column that tells new rows from old ones.", null, field, null,
        "Name a column that grows from row to row, such as the time of loading.");

    public static Diagnostic NoKey(string field) => new(
        MaterializationFieldMissing, Severity.Error, "Merging needs the columns that tell rows apart.", null, field, null, "Name the key columns.");

    public static Diagnostic Unused(string what, MaterializationMode mode, string field) => new(
        MaterializationFieldUnused, Severity.Error, $"A {what} has no meaning with the mode {mode.ToString().ToLowerInvariant()}.", null, field, null,
        "Remove it, or choose another mode.");

    public static Diagnostic NoOrder(Column column, string field) => new(
        MaterializationTypeUnfit, Severity.Error, $"{column.Name} is {column.Type}, which does not tell newer rows from older ones.", null, field, null,
        "Choose a number, a date, a timestamp or a text that grows.");

    public static Diagnostic NoEquality(Column column, string field) => new(
        MaterializationTypeUnfit, Severity.Error, $"{column.Name} is {column.Type}, which cannot be a key.", null, field, null,
        "Take a value out of it in a formula first.");

    public static Diagnostic KeyMayBeNull(Column column, string field) => new(
        MaterializationNullable, Severity.Warning, $"{column.Name} may be null. A row without a key cannot be merged and makes the run fail.", null, field, null,
        "Filter such rows out if there can be any.");

    public static Diagnostic WatermarkMayBeNull(Column column, string field) => new(
        MaterializationNullable, Severity.Information, $"{column.Name} may be null. Rows without a watermark come with a deploy only, not with a run.", null, field);

    public static Diagnostic Coarse(Column column, string field) => new(
        MaterializationCoarse, Severity.Warning, $"{column.Name} is a date: rows that come later on a day that is already in place are not taken.", null, field, null,
        "Use a timestamp, run once the day is complete, or merge by a key.");
}
