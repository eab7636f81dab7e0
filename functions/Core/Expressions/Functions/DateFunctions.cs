using Handover.Core.Sql;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Calculations with dates and times.</summary>
internal static class DateFunctions
{
    private const FunctionCategory Category = FunctionCategory.DateTime;

    private static readonly string[] Days = ["mo", "tu", "we", "th", "fr", "sa", "su"];

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar(
            "DATEADD|TIMEADD|TIMESTAMPADD(part: DatePart, amount: Integer, value: Temporal)", Category,
            static arguments => arguments[2].Type == SqlType.Date && DateParts.IsOfTime(Part(arguments[0])) ? SqlType.Timestamp : arguments[2].Type, Code(WriteAdd),
            "The date or time, so many parts later; a day that its month does not have becomes the month's last.", "DATEADD(month, 1, '2000-01-31'::DATE) = '2000-02-29'", check: Unit(0)),
        Define.Scalar(
            "DATEDIFF|TIMEDIFF|TIMESTAMPDIFF(part: DatePart, from: Temporal, to: Temporal)", Category, Returns.Integer, Code(WriteDifference),
            "How many boundaries of a part lie between two dates or times.", "DATEDIFF(year, '2010-04-09 14:39:20'::TIMESTAMP, '2013-05-08 23:39:20'::TIMESTAMP) = 3", check: Unit(0)),
        Define.Scalar(
            "DATE_TRUNC(part: DatePart, value: Temporal)", Category, Returns.Second, Code(WriteTruncate),
            "The date or time at the start of its part.", "DATE_TRUNC(month, '2015-05-08'::DATE) = '2015-05-01'", check: Unit(0)),
        Define.Scalar(
            "LAST_DAY(date: DateOrTimestamp, [part: DatePart])", Category, Returns.Date, Code(WriteLastDay),
            "The last day of the month, or of the year, quarter or week.", "LAST_DAY('2015-05-08'::DATE) = '2015-05-31'",
            check: static arguments => arguments.Length > 1 && Part(arguments[1]) is not (DatePart.Year or DatePart.Quarter or DatePart.Month or DatePart.Week) ? (1, "YEAR, QUARTER, MONTH or WEEK") : null),
        Define.Scalar(
            "NEXT_DAY(date: Date, day: TextConstant)", Category, Returns.Date, Code(static (writer, call) => WriteWeekday(writer, call, "(CAST({0} AS DATE) + CAST((# - isodow({0}) + 6) % 7 + 1 AS INTEGER))")),
            "The first such day of the week after a date.", "NEXT_DAY('2024-06-12'::DATE, 'fr') = '2024-06-14'", check: Weekday),
        Define.Scalar(
            "PREVIOUS_DAY(date: Date, day: TextConstant)", Category, Returns.Date, Code(static (writer, call) => WriteWeekday(writer, call, "(CAST({0} AS DATE) - CAST((isodow({0}) - # + 6) % 7 + 1 AS INTEGER))")),
            "The last such day of the week before a date.", "PREVIOUS_DAY('2024-06-12'::DATE, 'fr') = '2024-06-07'", check: Weekday),
        Define.Scalar(
            "ADD_MONTHS(date: DateOrTimestamp, months: Integer)", Category, Returns.First, Code(WriteAddMonths),
            "The date so many months later; the last day of a month stays the last day.", "ADD_MONTHS('2016-02-29'::DATE, 1) = '2016-03-31'"),
        Define.Scalar(
            "DATE_FROM_PARTS|DATEFROMPARTS(year: Integer, month: Integer, day: Integer)", Category, Returns.Date,
            Text("CAST(make_date({0:i}, 1, 1) + to_months(CAST({1} AS INTEGER) - 1) + to_days(CAST({2} AS INTEGER) - 1) AS DATE)"),
            "The date of a year, month and day; months and days beyond their range count on.", "DATE_FROM_PARTS(1977, 8, 7) = '1977-08-07'"),
        Define.Scalar(
            "TIME_FROM_PARTS|TIMEFROMPARTS(hour: Integer, minute: Integer, second: Integer)", Category, Returns.Time,
            Text("CAST(TIMESTAMP '1970-01-01 00:00:00' + to_hours({0:i}) + to_minutes({1:i}) + to_seconds({2:i}) AS TIME)"),
            "The time of an hour, minute and second.", "TIME_FROM_PARTS(12, 34, 56) = '12:34:56'"),
        Define.Scalar(
            "TIMESTAMP_NTZ_FROM_PARTS|TIMESTAMP_FROM_PARTS|TIMESTAMPNTZFROMPARTS|TIMESTAMPFROMPARTS(year: Integer, month: Integer, day: Integer, hour: Integer, minute: Integer, second: Integer)",
            Category, Returns.Timestamp,
            Text("(make_date({0:i}, 1, 1) + to_months(CAST({1} AS INTEGER) - 1) + to_days(CAST({2} AS INTEGER) - 1) + to_hours({3:i}) + to_minutes({4:i}) + to_seconds({5:i}))"),
            "The timestamp of its parts.", "TIMESTAMP_NTZ_FROM_PARTS(2013, 4, 5, 12, 0, 0) = '2013-04-05 12:00:00.000'"),
        Define.Scalar(
            "TIME_SLICE(value: DateOrTimestamp, length: IntegerConstant, part: DatePart, [edge: TextConstant])", Category, Returns.First, Code(WriteSlice),
            "The start, or end, of the slice of time that a value falls into; slices count from 1970-01-01.", "TIME_SLICE('2019-02-28'::DATE, 4, 'MONTH', 'START') = '2019-01-01'",
            check: static arguments => Constants.Integer(arguments[1]) < 1 ? (1, "a length from 1")
                : arguments.Length > 3 && Constants.Text(arguments[3])!.ToUpperInvariant() is not ("START" or "END") ? (3, "'START' or 'END'")
                : Unit(2)(arguments)),
        Define.Scalar(
            "CONVERT_TIMEZONE(from: Text, to: Text, value: Timestamp)", Category, Returns.Timestamp, Text("timezone({1}, timezone({0}, {2}))"),
            "The wall-clock time of one time zone in another.", "CONVERT_TIMEZONE('America/Los_Angeles', 'America/New_York', '2024-01-01 14:00:00'::TIMESTAMP_NTZ) = '2024-01-01 17:00:00.000'"),
        Define.Scalar("DAYNAME(date: DateOrTimestamp)", Category, Returns.Varchar, Text("left(dayname({0}), 3)"), "The day of the week in three letters.", "DAYNAME('2015-05-01'::DATE) = 'Fri'"),
        Define.Scalar("MONTHNAME(date: DateOrTimestamp)", Category, Returns.Varchar, Text("left(monthname({0}), 3)"), "The month in three letters.", "MONTHNAME('2015-05-01'::DATE) = 'May'"),
    ];

    internal static DatePart Part(TypedExpression argument) => ((TypedDatePart)argument).Part;

    internal static ArgumentCheck Unit(int position) => arguments =>
        DateParts.IsUnit(Part(arguments[position])) || Part(arguments[position]) == DatePart.WeekIso ? null : (position, "a unit such as DAY, MONTH or HOUR");

    private static (int, string)? Weekday(System.Collections.Immutable.ImmutableArray<TypedExpression> arguments) =>
        WeekdayNumber(Constants.Text(arguments[1])!) is null ? (1, "a day of the week such as 'Monday' or 'mo'") : null;

    private static int? WeekdayNumber(string text)
    {
        var name = text.Trim().ToLowerInvariant();
        var number = name.Length < 2 ? 0 : Array.IndexOf(Days, name[..2]) + 1;
        return number == 0 ? null : number;
    }

    private static void WriteWeekday(ExpressionWriter writer, TypedCall call, string template) =>
        writer.WriteTemplate(new DuckDbTemplate(template.Replace("#", $"{WeekdayNumber(Constants.Text(call.Arguments[1])!)}", StringComparison.Ordinal)), call.Arguments);

    private static void WriteAdd(ExpressionWriter writer, TypedCall call)
    {
        if (!DuckDbDates.TryInterval(Part(call.Arguments[0]), out var function, out var factor))
        {
            writer.Unsupported($"DATEADD by {DateParts.NameOf(Part(call.Arguments[0]))}", call.Span);
            return;
        }

        var small = function is "to_years" or "to_months" or "to_days";
        var amount = $"CAST({{1}} AS {(small ? "INTEGER" : "BIGINT")}){(factor == 1 ? "" : $" * {factor}")}";
        var sum = $"{{2}} + {function}({amount})";
        writer.WriteTemplate(new DuckDbTemplate(call.Type == SqlType.Date ? $"CAST({sum} AS DATE)" : $"({sum})"), call.Arguments);
    }

    private static void WriteDifference(ExpressionWriter writer, TypedCall call)
    {
        var part = Part(call.Arguments[0]);
        if (DuckDbDates.Name(part) is not { } name)
        {
            writer.Unsupported($"DATEDIFF in {DateParts.NameOf(part)}", call.Span);
            return;
        }

        var (from, to) = (call.Arguments[1], call.Arguments[2]);
        if (from.Type != to.Type && TypeRules.Common(from.Type, to.Type) is { } common)
        {
            (from, to) = (Binder.Coerce(from, common), Binder.Coerce(to, common));
        }

        // DuckDB counts whole weeks; Snowflake counts Mondays.
        writer.WriteTemplate(
            new DuckDbTemplate(name == "week" ? "(date_diff('day', date_trunc('week', {0}), date_trunc('week', {1})) // 7)" : $"date_diff('{name}', {{0}}, {{1}})"), [from, to]);
    }

    private static void WriteTruncate(ExpressionWriter writer, TypedCall call)
    {
        var part = Part(call.Arguments[0]);
        if (DuckDbDates.Name(part) is not { } name)
        {
            writer.Unsupported($"DATE_TRUNC to {DateParts.NameOf(part)}", call.Span);
            return;
        }

        writer.WriteTemplate(
            new DuckDbTemplate(call.Type.Kind switch
            {
                SqlTypeKind.Date => $"CAST(date_trunc('{name}', {{1}}) AS DATE)",
                SqlTypeKind.Time => $"CAST(date_trunc('{name}', DATE '1970-01-01' + {{1}}) AS TIME)",
                _ => $"date_trunc('{name}', {{1}})",
            }),
            call.Arguments);
    }

    private static void WriteLastDay(ExpressionWriter writer, TypedCall call) => writer.WriteTemplate(
        new DuckDbTemplate((call.Arguments.Length == 1 ? DatePart.Month : Part(call.Arguments[1])) switch
        {
            DatePart.Month => "last_day({0})",
            DatePart.Week => "CAST(date_trunc('week', {0}) + to_days(6) AS DATE)",
            DatePart.Quarter => "last_day(date_trunc('quarter', {0}) + to_months(2))",
            _ => "last_day(date_trunc('year', {0}) + to_months(11))",
        }),
        call.Arguments);

    private static void WriteAddMonths(ExpressionWriter writer, TypedCall call)
    {
        const string later = "{0} + to_months(CAST({1} AS INTEGER))";
        const string isLast = "CAST({0} AS DATE) = last_day({0})";
        writer.WriteTemplate(
            new DuckDbTemplate(call.Type.Kind == SqlTypeKind.Date
                ? $"CAST(CASE WHEN {isLast} THEN last_day({later}) ELSE {later} END AS DATE)"
                : $"CASE WHEN {isLast} THEN last_day({later}) + ({{0}} - date_trunc('day', {{0}})) ELSE {later} END"),
            call.Arguments);
    }

    private static void WriteSlice(ExpressionWriter writer, TypedCall call)
    {
        var part = Part(call.Arguments[2]);
        if (part is DatePart.Week or DatePart.WeekIso || call.Type.Kind == SqlTypeKind.TimestampTz || !DuckDbDates.TryInterval(part, out var function, out var factor))
        {
            writer.Unsupported($"TIME_SLICE by {DateParts.NameOf(part)} of {call.Type}", call.Span);
            return;
        }

        var length = $"{function}({Constants.Integer(call.Arguments[1]) * factor})";
        var slice = $"time_bucket({length}, {{0}}, TIMESTAMP '1970-01-01 00:00:00')";
        if (call.Arguments.Length > 3 && Constants.Text(call.Arguments[3])!.Equals("END", StringComparison.OrdinalIgnoreCase))
        {
            slice += $" + {length}";
        }

        var value = Binder.Coerce(call.Arguments[0], SqlType.Timestamp);
        writer.WriteTemplate(new DuckDbTemplate(call.Type.Kind == SqlTypeKind.Date ? $"CAST({slice} AS DATE)" : $"({slice})"), [value]);
    }
}
