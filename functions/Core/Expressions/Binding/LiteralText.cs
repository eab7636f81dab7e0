using System.Collections.Immutable;
using System.Globalization;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>Reads the text of constants.</summary>
internal static class LiteralText
{
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy-M-d"];

    private static readonly string[] TimeFormats = ["HH:mm:ss", "HH:mm:ss.FFFFFFF", "HH:mm"];

    private static readonly string[] TimestampFormats =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd",
    ];

    /// <summary>A number in its plainest spelling (<c>.5</c> is <c>0.5</c>, <c>007.</c> is <c>7</c>) and its type; false if it has more than 38 digits.</summary>
    public static bool TryNumber(string text, out string canonical, out SqlType type)
    {
        var exponent = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = exponent < 0 ? text : text[..exponent];
        var point = mantissa.IndexOf('.');
        var whole = (point < 0 ? mantissa : mantissa[..point]).TrimStart('0');
        var fraction = point < 0 ? "" : mantissa[(point + 1)..];
        canonical = (whole.Length == 0 ? "0" : whole) + (fraction.Length == 0 ? "" : "." + fraction);
        if (exponent >= 0)
        {
            canonical += "e" + text[(exponent + 1)..].TrimStart('+');
            type = SqlType.Float;
            return double.IsFinite(double.Parse(canonical, CultureInfo.InvariantCulture));
        }

        type = SqlType.Number(Math.Clamp(whole.Length + fraction.Length, 1, NumberRules.MaxPrecision), Math.Min(fraction.Length, 37));
        return whole.Length + fraction.Length <= NumberRules.MaxPrecision && fraction.Length <= 37;
    }

    /// <summary>A date or time in ISO spelling, or null if the text is none.</summary>
    public static string? Temporal(LiteralKind kind, string text)
    {
        text = text.Trim();
        switch (kind)
        {
            case LiteralKind.Date when DateOnly.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date):
                return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case LiteralKind.Time when TimeOnly.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time):
                return time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
            case LiteralKind.Timestamp when DateTime.TryParseExact(text, TimestampFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var timestamp):
                return timestamp.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
            default:
                return null;
        }
    }

    /// <summary>The parts of an interval's text (<c>1 year, 3 months</c>; a bare number counts seconds), or default if it is none.</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/data-types-datetime#interval-constants</remarks>
    public static ImmutableArray<IntervalPart> Interval(string text)
    {
        var parts = ImmutableArray.CreateBuilder<IntervalPart>(1);
        foreach (var piece in text.Split(','))
        {
            var words = piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is 0 or > 2
                || !int.TryParse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
            {
                return default;
            }

            var part = DatePart.Second;
            if (words.Length == 2 && (!DateParts.TryFind(words[1], out part) || !DateParts.IsUnit(part)))
            {
                return default;
            }

            parts.Add(new IntervalPart(amount, part));
        }

        return parts.DrainToImmutable();
    }
}
