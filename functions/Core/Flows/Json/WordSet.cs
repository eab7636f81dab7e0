using System.Collections.Frozen;

namespace Handover.Core.Flows;

/// <summary>The JSON words of an enumeration: its members in kebab-case.</summary>
internal sealed class WordSet<T>
    where T : struct, Enum
{
    public static readonly WordSet<T> Instance = new();

    private readonly FrozenDictionary<string, T> byWord;
    private readonly FrozenDictionary<T, string> byValue;

    private WordSet()
    {
        var values = Enum.GetValues<T>();
        byWord = values.ToFrozenDictionary(Spell, StringComparer.Ordinal);
        byValue = values.ToFrozenDictionary(value => value, Spell);
        All = [.. values.Select(Spell)];
    }

    /// <summary>The words in the order of the enumeration.</summary>
    public IReadOnlyList<string> All { get; }

    public bool TryParse(string word, out T value) => byWord.TryGetValue(word, out value);

    public string this[T value] => byValue[value];

    private static string Spell(T value)
    {
        var name = value.ToString();
        return string.Concat(name.Select((character, at) =>
            char.IsUpper(character) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(character) : character.ToString()));
    }
}
