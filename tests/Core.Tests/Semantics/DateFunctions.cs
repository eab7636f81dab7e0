using System.Collections.Immutable;
using System.Globalization;

namespace Handover.Core.Tests.Semantics;

/// <summary>Dates and timestamps. Weeks begin on Monday, as Snowflake's do unless WEEK_START says otherwise.</summary>
internal static class DateFunctions
{
    private static readonly (string Name, Func<DateTime, int> Of)[] Parts =
    [
        ("YEAR", static time => time.Year),
        ("QUARTER", static time => ((time.Month - 1) / 3) + 1),
        ("MONTH", static time => time.Month),
        ("WEEK", ISOWeek.GetWeekOfYear),
        ("WEEKISO", ISOWeek.GetWeekOfYear),
        ("YEAROFWEEKISO", ISOWeek.GetYear),
        ("DAY", static time => time.Day),
        ("DAYOFWEEK", static time => (int)time.DayOfWeek),
        ("DAYOFWEEKISO", static time => time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek),
        ("DAYOFYEAR", static time => time.DayOfYear),
    ];

    private static readonly (string Name, Func<DateTime, int> Of)[] ClockParts =
    [
        ("HOUR", static time => time.Hour), ("MINUTE", static time => time.Minute), ("SECOND", static time => time.Second),
    ];

    /// <summary>What a unit adds, and the start of it in which a time lies.</summary>
    private static readonly (string Name, Func<DateTime, int, DateTime> Add, Func<DateTime, DateTime> Start, Func<DateTime, long> Number)[] Units =
    [
        ("YEAR", static (time, n) => time.AddYears(n), static time => new DateTime(time.Year, 1, 1), static time => time.Year),
        ("QUARTER", static (time, n) => time.AddMonths(3 * n), static time => new DateTime(time.Year, ((time.Month - 1) / 3 * 3) + 1, 1), static time => (time.Year * 4) + ((time.Month - 1) / 3)),
        ("MONTH", static (time, n) => time.AddMonths(n), static time => new DateTime(time.Year, time.Month, 1), static time => (time.Year * 12) + time.Month),
        ("WEEK", static (time, n) => time.AddDays(7 * n), Monday, static time => Monday(time).Ticks / TimeSpan.TicksPerDay / 7),
        ("DAY", static (time, n) => time.AddDays(n), static time => time.Date, static time => time.Ticks / TimeSpan.TicksPerDay),
        ("HOUR", static (time, n) => time.AddHours(n), static time => new DateTime(time.Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour), static time => time.Ticks / TimeSpan.TicksPerHour),
        ("MINUTE", static (time, n) => time.AddMinutes(n), static time => new DateTime(time.Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute), static time => time.Ticks / TimeSpan.TicksPerMinute),
        ("SECOND", static (time, n) => time.AddSeconds(n), static time => new DateTime(time.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond), static time => time.Ticks / TimeSpan.TicksPerSecond),
    ];

    private const int DateUnits = 5;

    public static readonly ImmutableArray<Operation> All =
    [
        .. from part in Parts
           from takes in new[] { Takes.Date, Takes.Timestamp }
           from shape in new[] { $"{part.Name}({{0}})", $"DATE_PART('{part.Name}', {{0}})", $"EXTRACT({part.Name} FROM {{0}})" }
           select Operation.Strict(shape, DataType.Integer, [takes], values => Exact.Of(part.Of(Values.Time(values[0])))),
        .. from part in ClockParts
           select Operation.Strict($"{part.Name}({{0}})", DataType.Integer, [Takes.Timestamp], values => Exact.Of(part.Of(Values.Time(values[0])))),
        .. Units.SelectMany(static (unit, i) => OfUnit(unit.Name, i < DateUnits, unit.Add, unit.Start, unit.Number)),
        Date("LAST_DAY({0})", static day => new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month))),
        Date("LAST_DAY({0}, 'quarter')", static day => new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1).AddMonths(3).AddDays(-1)),
        Date("NEXT_DAY({0}, 'fr')", static day => Enumerable.Range(1, 7).Select(day.AddDays).First(static next => next.DayOfWeek == DayOfWeek.Friday)),
        Date("PREVIOUS_DAY({0}, 'mo')", static day => Enumerable.Range(1, 7).Select(back => day.AddDays(-back)).First(static next => next.DayOfWeek == DayOfWeek.Monday)),
        // https://docs.snowflake.com/en/sql-reference/functions/add_months: the last day of a month stays the last day.
        .. from months in new[] { 1, -1, 12, 25 }
           select Date($"ADD_MONTHS({{0}}, {months})", day => day.AddMonths(months) is var later && day.AddDays(1).Day == 1 ? new DateOnly(later.Year, later.Month, DateTime.DaysInMonth(later.Year, later.Month)) : later),
        Operation.Strict("DATE_FROM_PARTS(2024, {0}, {1})", DataType.Date, [Takes.Few, Takes.Few], static values => new DateOnly(2024, 1, 1).AddMonths(Int(values[0]) - 1).AddDays(Int(values[1]) - 1)),
        Operation.Strict("DAYNAME({0})", DataType.Text, [Takes.Date], static values => ((DateOnly)values[0]).ToString("ddd", CultureInfo.InvariantCulture)),
        Operation.Strict("MONTHNAME({0})", DataType.Text, [Takes.Timestamp], static values => Values.Time(values[0]).ToString("MMM", CultureInfo.InvariantCulture)),
        Operation.Strict("TO_VARCHAR({0}, 'DD.MM.YYYY HH24:MI')", DataType.Text, [Takes.Timestamp], static values => Values.Time(values[0]).ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture)),
        Operation.Strict("{0:9}::VARCHAR", DataType.Text, [Takes.Date], static values => Values.Text(values[0]), Levels.Cast),
        Operation.Strict("{0:9}::VARCHAR", DataType.Text, [Takes.Timestamp], static values => Values.Text(values[0]), Levels.Cast),
        Operation.Strict("{0:9}::DATE", DataType.Date, [Takes.Timestamp], static values => DateOnly.FromDateTime(Values.Time(values[0])), Levels.Cast),
        Operation.Strict("TO_TIMESTAMP({0})", DataType.Timestamp, [Takes.Date], static values => Values.Time(values[0])),
    ];

    private static IEnumerable<Operation> OfUnit(string unit, bool ofDates, Func<DateTime, int, DateTime> add, Func<DateTime, DateTime> start, Func<DateTime, long> number)
    {
        // A date to which hours are added becomes a timestamp.
        yield return Operation.Strict($"DATEADD({unit}, {{1}}, {{0}})", ofDates ? DataType.Date : DataType.Timestamp, [Takes.Date, Takes.Whole], values => In(Checked(values, add), ofDates));
        yield return Operation.Strict($"DATEADD('{unit}', {{1}}, {{0}})", DataType.Timestamp, [Takes.Timestamp, Takes.Whole], values => Checked(values, add));
        yield return Operation.Strict($"DATE_TRUNC({unit}, {{0}})", DataType.Timestamp, [Takes.Timestamp], values => start(Values.Time(values[0])));
        yield return Operation.Strict($"DATEDIFF({unit}, {{0}}, {{1}})", DataType.Integer, [Takes.Date, Takes.Timestamp], values => Exact.Of(number(Values.Time(values[1])) - number(Values.Time(values[0]))));
        yield return Operation.Strict($"DATEDIFF('{unit}', {{0}}, {{1}})", DataType.Integer, [Takes.Timestamp, Takes.Timestamp], values => Exact.Of(number(Values.Time(values[1])) - number(Values.Time(values[0]))));
        if (ofDates)
        {
            yield return Operation.Strict($"DATE_TRUNC('{unit}', {{0}})", DataType.Date, [Takes.Date], values => In(start(Values.Time(values[0])), true));
            yield return Operation.Strict($"DATEDIFF({unit}, {{0}}, {{1}})", DataType.Integer, [Takes.Date, Takes.Date], values => Exact.Of(number(Values.Time(values[1])) - number(Values.Time(values[0]))));
        }
    }

    private static object In(DateTime time, bool asDate) => asDate ? DateOnly.FromDateTime(time) : time;

    /// <summary>Stays within centuries that every calendar agrees on.</summary>
    private static DateTime Checked(object[] values, Func<DateTime, int, DateTime> add)
    {
        var count = ((Exact)values[1]).Units;
        return count > 500 || count < -500 ? throw new UndefinedException("too far") : add(Values.Time(values[0]), (int)count) is { Year: > 1000 and < 3000 } time ? time : throw new UndefinedException("too far");
    }

    private static DateTime Monday(DateTime time) => time.Date.AddDays(-(((int)time.DayOfWeek + 6) % 7));

    private static int Int(object number) => (int)((Exact)number).Units;

    private static Operation Date(string shape, Func<DateOnly, DateOnly> compute) => Operation.Strict(shape, DataType.Date, [Takes.Date], values => compute((DateOnly)values[0]));
}
