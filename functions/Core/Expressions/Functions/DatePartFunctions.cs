using Handover.Core.Sql;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Parts of dates and times as numbers. Weeks are ISO weeks, as Snowflake's are unless WEEK_OF_YEAR_POLICY says otherwise.</summary>
internal static class DatePartFunctions
{
    private const FunctionCategory Category = FunctionCategory.DateTime;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar(
            "DATE_PART|EXTRACT(part: DatePart, value: Temporal)", Category, Returns.Integer, Code(WritePart),
            "A part of a date or time as a number; also written EXTRACT(part FROM value).", "DATE_PART(month, '2024-04-08'::DATE) = 4",
            check: static arguments => DateFunctions.Part(arguments[0]) is DatePart.Millisecond or DatePart.Microsecond ? (0, "a part other than MILLISECOND and MICROSECOND (NANOSECOND holds the whole fraction)") : null),
        OfDate("YEAR", DatePart.Year, "The year.", "YEAR('2013-05-08'::DATE) = 2013"),
        OfDate("QUARTER", DatePart.Quarter, "The quarter, 1 to 4.", "QUARTER('2013-05-08'::DATE) = 2"),
        OfDate("MONTH", DatePart.Month, "The month, 1 to 12.", "MONTH('2013-05-08'::DATE) = 5"),
        OfDate("WEEK|WEEKOFYEAR", DatePart.Week, "The week of the year.", "WEEK('2013-05-08'::DATE) = 19"),
        OfDate("WEEKISO", DatePart.WeekIso, "The ISO week of the year.", "WEEKISO('2016-01-02'::DATE) = 53"),
        OfDate("DAY|DAYOFMONTH", DatePart.Day, "The day of the month.", "DAY('2013-05-08'::DATE) = 8"),
        OfDate("DAYOFWEEK", DatePart.DayOfWeek, "The day of the week; Sunday is 0.", "DAYOFWEEK('2025-07-23'::DATE) = 3"),
        OfDate("DAYOFWEEKISO|DAYOFWEEK_ISO", DatePart.DayOfWeekIso, "The day of the week; Monday is 1, Sunday 7.", "DAYOFWEEKISO('2025-07-27'::DATE) = 7"),
        OfDate("DAYOFYEAR", DatePart.DayOfYear, "The day of the year.", "DAYOFYEAR('2013-05-08'::DATE) = 128"),
        OfDate("YEAROFWEEK", DatePart.YearOfWeek, "The year that the week belongs to.", "YEAROFWEEK('2016-01-02'::DATE) = 2015"),
        OfDate("YEAROFWEEKISO", DatePart.YearOfWeekIso, "The year that the ISO week belongs to.", "YEAROFWEEKISO('2016-01-02'::DATE) = 2015"),
        OfTime("HOUR", DatePart.Hour, "The hour, 0 to 23.", "HOUR('2013-05-08 23:39:20'::TIMESTAMP) = 23"),
        OfTime("MINUTE", DatePart.Minute, "The minute, 0 to 59.", "MINUTE('2013-05-08 23:39:20'::TIMESTAMP) = 39"),
        OfTime("SECOND", DatePart.Second, "The second, 0 to 59.", "SECOND('2013-05-08 23:39:20'::TIMESTAMP) = 20"),
    ];

    private static FunctionDefinition OfDate(string names, DatePart part, string summary, string example) =>
        Define.Scalar($"{names}(date: DateOrTimestamp)", Category, Returns.Integer, Text(Template(part, "{0}")!), summary, example);

    private static FunctionDefinition OfTime(string name, DatePart part, string summary, string example) =>
        Define.Scalar($"{name}(time: Temporal)", Category, Returns.Integer, Text(Template(part, "{0}")!), summary, example);

    private static void WritePart(ExpressionWriter writer, TypedCall call)
    {
        var part = DateFunctions.Part(call.Arguments[0]);
        if (call.Arguments[1].Type.Kind == SqlTypeKind.Time && !DateParts.IsOfTime(part))
        {
            writer.Unsupported($"{DateParts.NameOf(part)} of a TIME", call.Span);
            return;
        }

        if (Template(part, "{1}") is not { } template)
        {
            writer.Unsupported($"The part {DateParts.NameOf(part)}", call.Span);
            return;
        }

        writer.WriteTemplate(new DuckDbTemplate(template), call.Arguments);
    }

    private static string? Template(DatePart part, string place) => part switch
    {
        DatePart.Year => $"year({place})",
        DatePart.Quarter => $"quarter({place})",
        DatePart.Month => $"month({place})",
        DatePart.Week or DatePart.WeekIso => $"weekofyear({place})",
        DatePart.Day => $"day({place})",
        DatePart.DayOfWeek => $"dayofweek({place})",
        DatePart.DayOfWeekIso => $"isodow({place})",
        DatePart.DayOfYear => $"dayofyear({place})",
        DatePart.YearOfWeek or DatePart.YearOfWeekIso => $"isoyear({place})",
        DatePart.Hour => $"hour({place})",
        DatePart.Minute => $"minute({place})",
        DatePart.Second => $"second({place})",
        DatePart.Nanosecond => $"(microsecond({place}) % 1000000 * 1000)",
        DatePart.EpochSecond => $"(epoch_us({place}) // 1000000)",
        DatePart.EpochMillisecond => $"(epoch_us({place}) // 1000)",
        DatePart.EpochMicrosecond => $"epoch_us({place})",
        DatePart.EpochNanosecond => $"(CAST(epoch_us({place}) AS HUGEINT) * 1000)",
        _ => null,
    };
}
