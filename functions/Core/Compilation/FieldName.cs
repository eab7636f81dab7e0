using System.Collections.Concurrent;

namespace Handover.Core.Compilation;

/// <summary>Names of fields in lists (<c>columns[2].expression</c>), each text made once: every reference of every node carries one.</summary>
internal static class FieldName
{
    // Beyond it a list is rare, and the texts must not pile up for good.
    private const int MostKept = 256;

    private static readonly ConcurrentDictionary<(string List, int Index, string Member), string> Kept = new();

    public static string Of(string list, int index) => Of(list, index, "");

    public static string Of(string list, int index, string member) =>
        index < MostKept ? Kept.GetOrAdd((list, index, member), static key => Write(key.List, key.Index, key.Member)) : Write(list, index, member);

    private static string Write(string list, int index, string member) => member.Length == 0 ? $"{list}[{index}]" : $"{list}[{index}].{member}";
}
