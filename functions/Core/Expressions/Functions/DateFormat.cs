using System.Text;

namespace Handover.Core.Expressions;

/// <summary>Snowflake's date and time formats in DuckDB's words.</summary>
/// <remarks>https://docs.snowflake.com/en/sql-reference/date-time-input-output#about-the-elements-used-in-input-and-output-formats</remarks>
internal static class DateFormat
{
    // Longer elements before their own beginnings.
    private static readonly (string Snowflake, string DuckDb)[] Elements =
    [
        ("YYYY", "%Y"), ("YY", "%y"), ("MMMM", "%B"), ("MON", "%b"), ("MM", "%m"), ("DD", "%d"), ("DY", "%a"),
        ("HH24", "%H"), ("HH12", "%I"), ("MI", "%M"), ("SS", "%S"), ("FF0", ""), ("FF3", "%g"), ("FF6", "%f"), ("FF9", "%n"), ("FF", "%n"), ("AM", "%p"), ("PM", "%p"),
    ];

    // What Snowflake gives a meaning that DuckDB has no word for.
    private static readonly string[] Unknown = ["TZH", "TZM", "TZD", "UUUU", "FF"];

    /// <summary>Translates a format; false if it holds an element without an equal.</summary>
    /// <param name="format">Snowflake's format.</param>
    /// <param name="forReading">For parsing text; DuckDB parses fractions of a second by %f alone, of any length.</param>
    /// <param name="translated">DuckDB's format.</param>
    public static bool TryTranslate(string format, bool forReading, out string translated)
    {
        var output = new StringBuilder();
        translated = "";
        for (var at = 0; at < format.Length;)
        {
            if (format[at] == '"')
            {
                var close = format.IndexOf('"', at + 1);
                if (close < 0)
                {
                    return false;
                }

                output.Append(format[(at + 1)..close].Replace("%", "%%", StringComparison.Ordinal));
                at = close + 1;
                continue;
            }

            var found = Find(format, at);
            if (found is var (snowflake, duckDb))
            {
                output.Append(forReading && snowflake.StartsWith("FF", StringComparison.Ordinal) && duckDb.Length > 0 ? "%f" : duckDb);
                at += snowflake.Length;
            }
            else if (char.IsAsciiLetter(format[at]) && !IsSeparator(format, at))
            {
                return false;
            }
            else
            {
                output.Append(format[at] == '%' ? "%%" : format[at].ToString());
                at++;
            }
        }

        translated = output.ToString();
        return true;
    }

    private static (string Snowflake, string DuckDb)? Find(string format, int at)
    {
        foreach (var element in Elements)
        {
            if (string.Compare(format, at, element.Snowflake, 0, element.Snowflake.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                // FF5 and its like: a number of digits that DuckDB does not count.
                return element.Snowflake == "FF" && at + 2 < format.Length && char.IsAsciiDigit(format[at + 2]) ? null : element;
            }
        }

        return null;
    }

    /// <summary>The T of ISO 8601 is the one letter that stands for itself.</summary>
    private static bool IsSeparator(string format, int at)
    {
        foreach (var element in Unknown)
        {
            if (string.Compare(format, at, element, 0, element.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return false;
            }
        }

        return format[at] == 'T';
    }
}
