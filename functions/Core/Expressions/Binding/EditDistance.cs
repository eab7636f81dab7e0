using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>Finds the name that was probably meant.</summary>
internal static class EditDistance
{
    private const int LongestName = 64;

    /// <summary>The candidate nearest to what was written, if any is near enough to be a slip of the hand.</summary>
    public static string? Nearest(string written, IEnumerable<string> candidates)
    {
        if (written.Length > LongestName)
        {
            return null;
        }

        string? best = null;
        var bestDistance = Math.Max(1, written.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (candidate.Length > LongestName || Math.Abs(candidate.Length - written.Length) >= bestDistance)
            {
                continue;
            }

            var distance = Between(written, candidate);
            if (distance < bestDistance || (distance == bestDistance && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    /// <summary>The names of the columns in scope, of one relation if one is named.</summary>
    public static IEnumerable<string> ColumnNames(ExpressionScope scope, NameSyntax? relation)
    {
        for (var at = scope; at is not null; at = at.Outer)
        {
            foreach (var candidate in at.Relations)
            {
                if (relation is null || (candidate.Name?.Equals(relation.Text, StringComparison.OrdinalIgnoreCase) ?? false))
                {
                    foreach (var column in candidate.Columns)
                    {
                        yield return column.Name;
                    }
                }
            }
        }
    }

    /// <summary>The names of the relations in scope.</summary>
    public static IEnumerable<string> RelationNames(ExpressionScope scope)
    {
        for (var at = scope; at is not null; at = at.Outer)
        {
            foreach (var relation in at.Relations)
            {
                if (relation.Name is { } name)
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>A name as it is written in an expression: in quotes where it needs them.</summary>
    public static string Written(string name) => MeansItself(name) ? name : SqlIdentifier.Quote(name);

    private static bool MeansItself(string name)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterUpper(character) && !char.IsAsciiDigit(character) && character != '_')
            {
                return false;
            }
        }

        return name.Length > 0 && !char.IsAsciiDigit(name[0]) && !Keywords.IsReserved(Keywords.Find(name));
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours between two names, in any case.</summary>
    private static int Between(string left, string right)
    {
        Span<int> before = stackalloc int[LongestName + 1];
        Span<int> above = stackalloc int[LongestName + 1];
        Span<int> row = stackalloc int[LongestName + 1];
        for (var i = 0; i <= right.Length; i++)
        {
            above[i] = i;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                var distance = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1
                    && char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 2])
                    && char.ToUpperInvariant(left[i - 2]) == char.ToUpperInvariant(right[j - 1]))
                {
                    distance = Math.Min(distance, before[j - 2] + 1);
                }

                row[j] = distance;
            }

            above.CopyTo(before);
            row.CopyTo(above);
        }

        return above[right.Length];
    }
}
