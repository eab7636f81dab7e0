using Handover.Core.Projects;

namespace Handover.Core.Governance;

/// <summary>Writes audit entries as CSV (RFC 4180) that a spreadsheet can open without running anything in it.</summary>
public static class AuditExport
{
    /// <summary>The first line.</summary>
    public const string CsvHeader = "sequence,at,by,action,project,summary,data,changes,request,address,userAgent,previous,hash\r\n";

    /// <summary>An entry as one record.</summary>
    public static string CsvLine(AuditEntry entry) => string.Join(',', new[]
    {
        $"{entry.Sequence}",
        entry.At.UtcDateTime.ToString("O"),
        entry.By,
        entry.Action,
        entry.Project,
        entry.Summary,
        string.Join("; ", entry.Data.Select(pair => $"{pair.Key}={pair.Value}")),
        string.Join("; ", entry.Changes?.Select(pair => $"{pair.Key}: {pair.Value.Before} -> {pair.Value.After}") ?? []),
        entry.Request,
        entry.Client?.Address,
        entry.Client?.UserAgent,
        entry.Previous,
        entry.Hash,
    }.Select(Cell)) + "\r\n";

    /// <summary>A cell: one that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
    /// <remarks>https://owasp.org/www-community/attacks/CSV_Injection</remarks>
    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
