using System.Collections.Immutable;

namespace Handover.Core.Expressions;

/// <summary>Every function that an expression may call.</summary>
public static class FunctionCatalog
{
    /// <summary>All functions by name, in alphabetical order.</summary>
    public static ImmutableArray<FunctionDefinition> All { get; } = [];

    /// <summary>Finds a function by its name or an alias, in any case.</summary>
    public static FunctionDefinition? Find(ReadOnlySpan<char> name) => throw new NotSupportedException(name.ToString());
}
