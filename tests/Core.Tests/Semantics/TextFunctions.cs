using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Handover.Core.Tests.Semantics;

/// <summary>Functions of text. Characters are Unicode code points.</summary>
internal static partial class TextFunctions
{
    public static readonly ImmutableArray<Operation> All =
    [
        Text("UPPER({0})", static text => text.ToUpperInvariant()),
        Text("LOWER({0})", static text => text.ToLowerInvariant()),
        Text("TRIM({0})", static text => text.Trim(' ')),
        Text("LTRIM({0})", static text => text.TrimStart(' ')),
        Text("RTRIM({0})", static text => text.TrimEnd(' ')),
        Text("TRIM({0}, 'ab ')", static text => text.Trim('a', 'b', ' ')),
        Text("REVERSE({0})", static text => Join(text.EnumerateRunes().Reverse())),
        Text("REPLACE({0}, 'a', 'xy')", static text => text.Replace("a", "xy", StringComparison.Ordinal)),
        Text("REPLACE({0}, '%')", static text => text.Replace("%", "", StringComparison.Ordinal)),
        Text("TRANSLATE({0}, 'aé%', 'eE')", static text => text.Replace('a', 'e').Replace('é', 'E').Replace("%", "", StringComparison.Ordinal)),
        Text("SPLIT_PART({0}, 'b', 2)", static text => Part(text, "b", 2)),
        Text("SPLIT_PART({0}, ' ', -1)", static text => Part(text, " ", -1)),
        Operation.Strict("LENGTH({0})", DataType.Integer, [Takes.Text], static values => Exact.Of(Length(values[0]))),
        Operation.Strict("OCTET_LENGTH({0})", DataType.Integer, [Takes.Text], static values => Exact.Of(Encoding.UTF8.GetByteCount((string)values[0]))),
        Operation.Strict("CHARINDEX('b', {0})", DataType.Integer, [Takes.Text], static values => Exact.Of(Index((string)values[0]))),
        Operation.Strict("ASCII({0})", DataType.Integer, [Takes.Text], static values => Ascii((string)values[0])),
        Operation.Strict("LEFT({0}, {1})", DataType.Text, [Takes.Text, Takes.Whole], static values => Slice(values[0], 0, Clamp(values[1]))),
        Operation.Strict("RIGHT({0}, {1})", DataType.Text, [Takes.Text, Takes.Whole], static values => Slice(values[0], Length(values[0]) - Math.Max(0, Clamp(values[1])), int.MaxValue / 2)),
        Operation.Strict("SUBSTR({0}, {1})", DataType.Text, [Takes.Text, Takes.Whole], static values => Substring(values[0], Clamp(values[1]), int.MaxValue / 2)),
        Operation.Strict("SUBSTR({0}, {1}, {2})", DataType.Text, [Takes.Text, Takes.Whole, Takes.Whole], static values => Substring(values[0], Clamp(values[1]), Clamp(values[2]))),
        Operation.Strict("LPAD({0}, {1}, '*é')", DataType.Text, [Takes.Text, Takes.Few], static values => Fill(values[0], Clamp(values[1])) + Slice(values[0], 0, Clamp(values[1]))),
        Operation.Strict("RPAD({0}, {1}, '*é')", DataType.Text, [Takes.Text, Takes.Few], static values => Slice(values[0], 0, Clamp(values[1])) + Fill(values[0], Clamp(values[1]))),
        Operation.Strict("REPEAT({0}, {1})", DataType.Text, [Takes.Text, Takes.Few], static values => string.Concat(Enumerable.Repeat((string)values[0], Clamp(values[1])))),
        Operation.Strict("CONCAT({0}, {1}, 'x')", DataType.Text, [Takes.Text, Takes.Text], static values => (string)values[0] + values[1] + "x"),
        Operation.Strict("CONTAINS({0}, {1})", DataType.Truth, [Takes.Text, Takes.Text], static values => ((string)values[0]).Contains((string)values[1], StringComparison.Ordinal)),
        Operation.Strict("STARTSWITH({0}, {1})", DataType.Truth, [Takes.Text, Takes.Text], static values => ((string)values[0]).StartsWith((string)values[1], StringComparison.Ordinal)),
        Operation.Strict("ENDSWITH({0}, {1})", DataType.Truth, [Takes.Text, Takes.Text], static values => ((string)values[0]).EndsWith((string)values[1], StringComparison.Ordinal)),
        Operation.Strict("TRY_CAST({0} AS NUMBER(20, 2))", DataType.Number(2), [Takes.Text], static values => TryNumber((string)values[0])),
        Operation.Strict("TRY_TO_BOOLEAN({0})", DataType.Truth, [Takes.Text], static values => TryTruth((string)values[0])),
        Operation.Strict("TRY_TO_DATE({0})", DataType.Date, [Takes.Text], static values => TryDate((string)values[0])),
    ];

    private static Operation Text(string shape, Func<string, string> compute) => Operation.Strict(shape, DataType.Text, [Takes.Text], values => compute((string)values[0]));

    private static int Length(object text) => ((string)text).EnumerateRunes().Count();

    private static int Clamp(object number) => (int)Math.Clamp((long)((Exact)number).Units, -1_000_000, 1_000_000);

    /// <summary>Characters from a place (from 0) on; what lies before the text counts for nothing.</summary>
    private static string Slice(object text, int from, int count) =>
        Join(((string)text).EnumerateRunes().Skip(Math.Max(0, from)).Take(Math.Max(0, count)));

    /// <summary>The first character is 1, and so is 0; negative places count from the end; outside the text there is nothing.</summary>
    private static string Substring(object text, int start, int count) => start switch
    {
        0 => Slice(text, 0, count),
        > 0 => Slice(text, start - 1, count),
        _ when start < -Length(text) => "",
        _ => Slice(text, Length(text) + start, count),
    };

    private static string Fill(object text, int length) =>
        string.Concat(Enumerable.Repeat("*é", length))[..Math.Max(0, length - Length(text))];

    private static string Part(string text, string delimiter, int number)
    {
        var parts = text.Split(delimiter);
        var place = number < 0 ? parts.Length + number : number - 1;
        return place >= 0 && place < parts.Length ? parts[place] : "";
    }

    private static int Index(string text)
    {
        var place = text.IndexOf('b', StringComparison.Ordinal);
        return place < 0 ? 0 : text[..place].EnumerateRunes().Count() + 1;
    }

    private static Exact Ascii(string text) => text.Length == 0 ? Exact.Zero
        : text[0] < 128 ? Exact.Of(text[0])
        // "The ASCII code for the first character": what that is for é, the documentation leaves open.
        : throw new UndefinedException("not ASCII");

    private static string Join(IEnumerable<Rune> characters) => string.Concat(characters.Select(static character => character.ToString()));

    private static Exact? TryNumber(string text)
    {
        if (Digits().IsMatch(text))
        {
            return text.Length > 12 ? throw new UndefinedException("too large") : Exact.Parse(text).Round(2);
        }

        // The documentation names no rule for blanks, exponents and the like.
        return Doubtful().IsMatch(text) ? throw new UndefinedException("perhaps a number") : null;
    }

    private static object? TryTruth(string text) => text.ToLowerInvariant() switch
    {
        "true" or "t" or "yes" or "y" or "on" or "1" => true,
        "false" or "f" or "no" or "n" or "off" or "0" => false,
        _ when text.Contains(' ', StringComparison.Ordinal) => throw new UndefinedException("perhaps a truth value"),
        _ => null,
    };

    private static DateOnly? TryDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        // Snowflake finds out the format of what might be a date.
        : text.Any(char.IsDigit) ? throw new UndefinedException("perhaps a date")
        : null;

    [GeneratedRegex(@"^-?\d+(\.\d+)?$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\s*[+-]?(\d*\.?\d*)(e[+-]?\d*)?\s*$|^\s|\s$", RegexOptions.IgnoreCase)]
    private static partial Regex Doubtful();
}
