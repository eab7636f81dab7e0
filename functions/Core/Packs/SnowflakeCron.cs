using System.Globalization;
using System.Text.RegularExpressions;

namespace Handover.Core.Packs;

/// <summary>What a cron expression is in a task's SCHEDULE.</summary>
/// <param name="Text">Five fields that mean the same; null if there are none.</param>
/// <param name="Unsaid">Why not.</param>
internal readonly partial record struct SnowflakeCron(string? Text, string? Unsaid)
{
    private static readonly string[] Names =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC", "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>Snowflake takes five fields of numbers, names of months and days, ranges, lists, steps and L; not W, #, LW or L-n, and a range goes upwards.</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/sql/create-task, https://github.com/HangfireIO/Cronos</remarks>
    public static SnowflakeCron Of(string cron)
    {
        var fields = cron.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 6)
        {
            // A task begins on whole minutes: a fixed second is near enough, several in a minute are not.
            if (!fields[0].All(char.IsAsciiDigit))
            {
                return new SnowflakeCron(null, "a task runs once a minute at most");
            }

            fields = fields[1..];
        }

        if (fields.Length != 5)
        {
            return new SnowflakeCron(null, "it is no cron expression of five fields");
        }

        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = fields[i] == "?" ? "*" : fields[i].ToUpperInvariant();
        }

        // Sunday is 0 there, and here 7 as well.
        fields[4] = Sunday().Replace(fields[4], "0");
        if (fields.Any(field => !Known().IsMatch(field) || GoesDown(field)) || Seven().IsMatch(fields[4]))
        {
            return new SnowflakeCron(null, "a task's cron has fewer words than this one");
        }

        // Here both have to hold, there one of them is enough.
        return fields[2] != "*" && fields[4] != "*"
            ? new SnowflakeCron(null, "in a task's cron the day of the month or the day of the week is enough, here both must hold")
            : new SnowflakeCron(string.Join(' ', fields), null);
    }

    private static bool GoesDown(string field) => Range().Matches(field).Any(static range => Place(range.Groups[1].Value) > Place(range.Groups[2].Value));

    private static int Place(string word) => int.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : Array.IndexOf(Names, word);

    [GeneratedRegex(@"^(?:L|[0-6]L|(?:\*|[A-Z]{3}|\d{1,2})(?:-(?:[A-Z]{3}|\d{1,2}))?(?:/\d{1,2})?(?:,(?:[A-Z]{3}|\d{1,2})(?:-(?:[A-Z]{3}|\d{1,2}))?(?:/\d{1,2})?)*)$")]
    private static partial Regex Known();

    [GeneratedRegex(@"(?<![-/\d])7(?![-\d])")]
    private static partial Regex Sunday();

    [GeneratedRegex(@"(?<![/\d])[7-9](?!\d)")]
    private static partial Regex Seven();

    [GeneratedRegex(@"([A-Z]{3}|\d+)-([A-Z]{3}|\d+)")]
    private static partial Regex Range();
}
