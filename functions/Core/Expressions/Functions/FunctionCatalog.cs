using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Handover.Core.Expressions;

/// <summary>Every function that an expression may call.</summary>
public static class FunctionCatalog
{
    private static readonly FrozenDictionary<string, FunctionDefinition> ByName;

    private static readonly FrozenDictionary<string, FunctionDefinition>.AlternateLookup<ReadOnlySpan<char>> Lookup;

    static FunctionCatalog()
    {
        FunctionDefinition[] all =
        [
            .. StringFunctions.All, .. PositionFunctions.All, .. RegexFunctions.All, .. HashFunctions.All,
            .. NumericFunctions.All, .. TrigonometricFunctions.All, .. BitwiseFunctions.All,
            .. ConditionalFunctions.All, .. ConversionFunctions.All, .. TryConversionFunctions.All,
            .. DateFunctions.All, .. DatePartFunctions.All, .. ClockFunctions.All,
            .. VariantFunctions.All, .. ArrayFunctions.All,
            .. AggregateFunctions.All, .. StatisticFunctions.All, .. CollectingFunctions.All, .. WindowFunctions.All,
        ];
        Array.Sort(all, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        All = ImmutableArray.Create(all);
        var byName = new Dictionary<string, FunctionDefinition>(StringComparer.OrdinalIgnoreCase);
        foreach (var function in all)
        {
            byName.Add(function.Name, function);
            foreach (var alias in function.Aliases)
            {
                byName.Add(alias, function);
            }
        }

        ByName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        Lookup = ByName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>All functions by name, in alphabetical order.</summary>
    public static ImmutableArray<FunctionDefinition> All { get; }

    /// <summary>Every name and alias that <see cref="Find"/> knows.</summary>
    internal static ImmutableArray<string> Names => ByName.Keys;

    /// <summary>Finds a function by its name or an alias, in any case.</summary>
    public static FunctionDefinition? Find(ReadOnlySpan<char> name) => Lookup.TryGetValue(name, out var function) ? function : null;
}
