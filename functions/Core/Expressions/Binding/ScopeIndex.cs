using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>What looking up a name gave.</summary>
internal enum LookupOutcome
{
    Found,
    Unknown,
    UnknownRelation,
    Ambiguous,
}

/// <summary>Finds columns by name in constant time, by Snowflake's rules of case plus a fallback that forgives it.</summary>
internal sealed class ScopeIndex
{
    private readonly ImmutableArray<ScopeRelation> relations;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> first;
    private readonly Entry[] entries;

    public ScopeIndex(ImmutableArray<ScopeRelation> relations)
    {
        this.relations = relations;
        var count = 0;
        foreach (var relation in relations)
        {
            count += relation.Columns.Length;
        }

        entries = new Entry[count];
        var byName = new Dictionary<string, int>(count, StringComparer.OrdinalIgnoreCase);
        for (int relation = relations.Length - 1, entry = 0; relation >= 0; relation--)
        {
            var columns = relations[relation].Columns;
            for (var column = columns.Length - 1; column >= 0; column--, entry++)
            {
                var name = columns[column].Name;
                entries[entry] = new Entry(relation, column, byName.TryGetValue(name, out var next) ? next : -1);
                byName[name] = entry;
            }
        }

        first = byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Resolves a name: in quotes exactly; otherwise in upper case, as Snowflake does, and failing that in any case if only one column fits.</summary>
    public LookupOutcome Find(NameSyntax? qualifier, NameSyntax name, out ScopeRelation relation, out Column column)
    {
        relation = null!;
        column = null!;
        var only = -1;
        if (qualifier is not null && !FindRelation(qualifier, out only))
        {
            return LookupOutcome.UnknownRelation;
        }

        Entry? exact = null, loose = null;
        int exactCount = 0, looseCount = 0;
        for (var at = first.TryGetValue(name.Text, out var start) ? start : -1; at >= 0; at = entries[at].Next)
        {
            var entry = entries[at];
            if (only >= 0 && entry.Relation != only)
            {
                continue;
            }

            if (IsExact(name, relations[entry.Relation].Columns[entry.Column].Name))
            {
                exact ??= entry;
                exactCount++;
            }
            else
            {
                loose ??= entry;
                looseCount++;
            }
        }

        var chosen = exact ?? (name.Quoted ? null : loose);
        if (chosen is not { } found)
        {
            return LookupOutcome.Unknown;
        }

        relation = relations[found.Relation];
        column = relation.Columns[found.Column];
        return (exact is null ? looseCount : exactCount) == 1 ? LookupOutcome.Found : LookupOutcome.Ambiguous;
    }

    private bool FindRelation(NameSyntax qualifier, out int index)
    {
        index = -1;
        var loose = -1;
        for (var i = 0; i < relations.Length; i++)
        {
            if (relations[i].Name is not { } candidate)
            {
                continue;
            }

            if (IsExact(qualifier, candidate))
            {
                index = i;
                return true;
            }

            if (!qualifier.Quoted && candidate.Equals(qualifier.Text, StringComparison.OrdinalIgnoreCase))
            {
                loose = loose == -1 ? i : -2;
            }
        }

        index = loose;
        return loose >= 0;
    }

    private static bool IsExact(NameSyntax name, string stored)
    {
        if (name.Quoted)
        {
            return stored.Equals(name.Text, StringComparison.Ordinal);
        }

        if (!stored.Equals(name.Text, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var character in stored)
        {
            if (char.IsLower(character))
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct Entry(int Relation, int Column, int Next);
}
