using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Handover.Core.Expressions;

/// <summary>The spellings of date and time parts.</summary>
/// <remarks>https://docs.snowflake.com/en/sql-reference/functions-date-time#supported-date-and-time-parts</remarks>
internal static class DateParts
{
    private static readonly FrozenDictionary<string, DatePart> ByName = Spelling();

    public static ImmutableArray<string> All => ByName.Keys;

    public static bool TryFind(string text, out DatePart part) => ByName.TryGetValue(text, out part);

    /// <summary>Snowflake's own name of a part.</summary>
    public static string NameOf(DatePart part) => part switch
    {
        DatePart.EpochSecond => "EPOCH_SECOND",
        DatePart.EpochMillisecond => "EPOCH_MILLISECOND",
        DatePart.EpochMicrosecond => "EPOCH_MICROSECOND",
        DatePart.EpochNanosecond => "EPOCH_NANOSECOND",
        _ => part.ToString().ToUpperInvariant(),
    };

    /// <summary>Whether a part is an amount that can be added and counted, not a number on the calendar.</summary>
    public static bool IsUnit(DatePart part) => part <= DatePart.Nanosecond;

    /// <summary>Whether a part is shorter than a day.</summary>
    public static bool IsOfTime(DatePart part) => part is >= DatePart.Hour and <= DatePart.Nanosecond;

    private static FrozenDictionary<string, DatePart> Spelling()
    {
        var names = new Dictionary<string, DatePart>(StringComparer.OrdinalIgnoreCase);
        Add(DatePart.Year, "y", "yy", "yyy", "yyyy", "yr", "years", "yrs");
        Add(DatePart.Quarter, "q", "qtr", "qtrs", "quarters");
        Add(DatePart.Month, "mm", "mon", "mons", "months");
        Add(DatePart.Week, "w", "wk", "weekofyear", "woy", "wy", "weeks");
        Add(DatePart.Day, "d", "dd", "days", "dayofmonth");
        Add(DatePart.Hour, "h", "hh", "hr", "hours", "hrs");
        Add(DatePart.Minute, "m", "mi", "min", "minutes", "mins");
        Add(DatePart.Second, "s", "sec", "seconds", "secs");
        Add(DatePart.Millisecond, "ms", "msec", "milliseconds");
        Add(DatePart.Microsecond, "us", "usec", "microseconds");
        Add(DatePart.Nanosecond, "ns", "nsec", "nanosec", "nsecond", "nanoseconds", "nanosecs", "nseconds");
        Add(DatePart.DayOfWeek, "weekday", "dow", "dw");
        Add(DatePart.DayOfWeekIso, "dayofweek_iso", "weekday_iso", "dow_iso", "dw_iso");
        Add(DatePart.DayOfYear, "yearday", "doy", "dy");
        Add(DatePart.WeekIso, "week_iso", "weekofyeariso", "weekofyear_iso");
        Add(DatePart.YearOfWeek);
        Add(DatePart.YearOfWeekIso);
        Add(DatePart.EpochSecond, "epoch", "epoch_seconds");
        Add(DatePart.EpochMillisecond, "epoch_milliseconds");
        Add(DatePart.EpochMicrosecond, "epoch_microseconds");
        Add(DatePart.EpochNanosecond, "epoch_nanoseconds");
        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(DatePart part, params ReadOnlySpan<string> others)
        {
            names.Add(NameOf(part), part);
            foreach (var other in others)
            {
                names.Add(other, part);
            }
        }
    }
}
