using System.Collections.Frozen;

namespace Handover.Core.Expressions;

/// <summary>The words that the grammar gives a meaning.</summary>
#pragma warning disable CS1591 // Each member is the keyword that it spells.
public enum Keyword : byte
{
    None,

    // Reserved by Snowflake: never an unquoted column name.
    All, And, Any, Between, By, Case, Cast, Connect, Cross, CurrentDate, CurrentTime, CurrentTimestamp, Distinct, Else, Exists, False,
    Following, For, From, Full, Group, Having, ILike, In, Inner, Intersect, Into, Is, Join, Lateral, Left, Like, LocalTime, LocalTimestamp,
    Minus, Natural, Not, Null, Of, On, Or, Order, Qualify, Regexp, Right, RLike, Row, Rows, Sample, Select, Some, Table, TableSample,
    Then, To, True, TryCast, Union, Using, Values, When, Where, With,

    // Keywords in their place, names elsewhere.
    As, Asc, Current, Date, Desc, End, Escape, Except, Exclude, Extract, Fetch, First, Ignore, Interval, Last, Limit, Nulls, Offset, Over,
    Partition, Position, Preceding, Range, Recursive, Rename, Replace, Respect, Time, Timestamp, Unbounded, Within,
}
#pragma warning restore CS1591

/// <summary>Recognises keywords.</summary>
public static class Keywords
{
    private const Keyword LastReserved = Keyword.With;

    private static readonly FrozenDictionary<string, Keyword> ByText = Spelling();

    private static readonly FrozenDictionary<string, Keyword>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        ByText.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keyword that <paramref name="word"/> spells in any case, else <see cref="Keyword.None"/>.</summary>
    public static Keyword Find(ReadOnlySpan<char> word) =>
        word.Length is >= 2 and <= 17 && Lookup.TryGetValue(word, out var keyword) ? keyword : Keyword.None;

    /// <summary>Whether Snowflake keeps the word for itself, so that a column of that name must be quoted.</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/reserved-keywords</remarks>
    public static bool IsReserved(Keyword keyword) => keyword is > Keyword.None and <= LastReserved;

    private static FrozenDictionary<string, Keyword> Spelling()
    {
        var spelling = new Dictionary<string, Keyword>(StringComparer.OrdinalIgnoreCase);
        foreach (var keyword in Enum.GetValues<Keyword>())
        {
            spelling[keyword switch
            {
                Keyword.CurrentDate => "CURRENT_DATE",
                Keyword.CurrentTime => "CURRENT_TIME",
                Keyword.CurrentTimestamp => "CURRENT_TIMESTAMP",
                Keyword.TryCast => "TRY_CAST",
                _ => keyword.ToString(),
            }] = keyword;
        }

        spelling.Remove(nameof(Keyword.None));
        return spelling.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
