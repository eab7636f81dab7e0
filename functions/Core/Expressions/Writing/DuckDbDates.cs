namespace Handover.Core.Expressions;

/// <summary>Date and time parts as DuckDB names them.</summary>
internal static class DuckDbDates
{
    /// <summary>The function that makes an interval of a part, and by how much the amount is multiplied; DuckDB's timestamps end at microseconds.</summary>
    public static bool TryInterval(DatePart part, out string function, out int factor)
    {
        (function, factor) = part switch
        {
            DatePart.Year => ("to_years", 1),
            DatePart.Quarter => ("to_months", 3),
            DatePart.Month => ("to_months", 1),
            DatePart.Week => ("to_days", 7),
            DatePart.Day => ("to_days", 1),
            DatePart.Hour => ("to_hours", 1),
            DatePart.Minute => ("to_minutes", 1),
            DatePart.Second => ("to_seconds", 1),
            DatePart.Millisecond => ("to_milliseconds", 1),
            DatePart.Microsecond => ("to_microseconds", 1),
            _ => ("", 0),
        };
        return factor > 0;
    }

    /// <summary>The part's name in date_diff and date_trunc.</summary>
    public static string? Name(DatePart part) => part switch
    {
        DatePart.Year => "year",
        DatePart.Quarter => "quarter",
        DatePart.Month => "month",
        DatePart.Week or DatePart.WeekIso => "week",
        DatePart.Day => "day",
        DatePart.Hour => "hour",
        DatePart.Minute => "minute",
        DatePart.Second => "second",
        DatePart.Millisecond => "millisecond",
        DatePart.Microsecond => "microsecond",
        _ => null,
    };
}
