using System.Collections.Immutable;

namespace Handover.Core.Expressions;

/// <summary>
/// SQL with places for arguments. <c>{0}</c> is the first argument, <c>{0:i}</c> the same as a BIGINT, <c>{*}</c> all arguments with commas between,
/// <c>{d}</c> DISTINCT, <c>{o}</c> the order of WITHIN GROUP, <c>{n}</c> IGNORE NULLS, <c>{w}</c> the OVER clause, each of them empty where the call has none; <c>{e}</c> is the parameter of a lambda.
/// An argument that a template names twice is still written once: its value is bound to a name first, or nested calls would double the text at every level.
/// The whole must be one operand: a call, CASE … END, or in parentheses.
/// </summary>
internal sealed class DuckDbTemplate
{
    public const int All = -1, Distinct = -2, Order = -3, IgnoreNulls = -4, Over = -5;

    /// <summary>The name of bound values. A column of the same name would hide it, and analysts name columns as they like: so it is a name that nobody types.</summary>
    public const string Bound = "\"⟪values⟫\"";

    /// <summary>The parameter of the lambdas in templates, chosen like <see cref="Bound"/>.</summary>
    public const string Item = "\"⟪item⟫\"";

    private readonly int[] uses;

    public DuckDbTemplate(string text)
    {
        text = text.Replace("{e}", Item, StringComparison.Ordinal);
        var segments = ImmutableArray.CreateBuilder<Segment>();
        var counts = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            if (open < 0)
            {
                segments.Add(new Segment(text[at..], 0, false, false));
                break;
            }

            var close = text.IndexOf('}', open);
            var place = text[(open + 1)..close];
            var integer = place.EndsWith(":i", StringComparison.Ordinal);
            var argument = (integer ? place[..^2] : place) switch
            {
                "*" => All,
                "d" => Distinct,
                "o" => Order,
                "n" => IgnoreNulls,
                "w" => Over,
                var digits => int.Parse(digits),
            };
            for (; argument >= 0 && counts.Count <= argument;)
            {
                counts.Add(0);
            }

            if (argument >= 0)
            {
                counts[argument]++;
            }

            segments.Add(new Segment(text[at..open], argument, IsEnclosed(text, open, close), integer));
            at = close + 1;
            if (at == text.Length)
            {
                segments.Add(new Segment("", 0, false, false, Last: true));
            }
        }

        if (segments.Count == 0 || !segments[^1].Last)
        {
            segments[^1] = segments[^1] with { Last = true };
        }

        uses = [.. counts];
        Segments = segments.ToImmutable();
    }

    /// <summary>Text, each with the argument that follows it; the last is followed by none.</summary>
    public ImmutableArray<Segment> Segments { get; }

    /// <summary>Number of arguments that the template names.</summary>
    public int Arity => uses.Length;

    /// <summary>How often an argument is named.</summary>
    public int Uses(int argument) => argument < uses.Length ? uses[argument] : 0;

    /// <summary>Whether a place stands between parentheses or commas, where an operand needs no parentheses of its own.</summary>
    private static bool IsEnclosed(string text, int open, int close)
    {
        var before = text.AsSpan(0, open);
        var after = text.AsSpan(close + 1);
        return EndsWithAny(before, "(", ", ", ":= ", "[", "WHEN ", "THEN ", "ELSE ")
            && StartsWithAny(after, ")", ",", " AS ", "]", " WHEN ", " THEN ", " ELSE ", " END");
    }

    private static bool EndsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, params ReadOnlySpan<string> beginnings)
    {
        foreach (var beginning in beginnings)
        {
            if (text.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A piece of text and what follows it.</summary>
    internal readonly record struct Segment(string Text, int Argument, bool Enclosed, bool Integer, bool Last = false);
}
