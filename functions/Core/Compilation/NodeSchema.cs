using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>The output columns of a node; shared by all nodes that pass their rows on as they are, with its index.</summary>
/// <param name="columns">The columns.</param>
/// <param name="byName">For each name, whatever its case, the first column that has it.</param>
/// <param name="isComplete">See <see cref="IsComplete"/>.</param>
internal sealed class NodeSchema(ImmutableArray<Column> columns, Dictionary<string, int> byName, bool isComplete)
{
    /// <summary>Of a node of which nothing is known: whatever is asked of it goes unreported, since the cause is reported upstream.</summary>
    public static readonly NodeSchema Unknown = new([], [], isComplete: false);

    private ExpressionScope? scope;

    public ImmutableArray<Column> Columns { get; } = columns;

    /// <summary>False behind an error that leaves columns out.</summary>
    public bool IsComplete { get; } = isComplete;

    /// <summary>The columns as one nameless relation.</summary>
    public ExpressionScope Scope => scope ??= ExpressionScope.Of(Columns);

    public int IndexOf(string name) => Find(Columns, byName, name);

    /// <summary>The column of exactly this name, or -1. Names that differ in case only are rare enough to be looked for one by one.</summary>
    public static int Find(IReadOnlyList<Column> columns, Dictionary<string, int> byName, string name)
    {
        if (!byName.TryGetValue(name, out var first))
        {
            return -1;
        }

        for (var i = first; i < columns.Count; i++)
        {
            if (columns[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A column of an input that an output column comes from.</summary>
/// <param name="Input">Position of the input among the node's inputs.</param>
/// <param name="Column">Its name there.</param>
/// <param name="IsCarried">The output column is that column, perhaps under another name or type; otherwise it is computed from it.</param>
internal readonly record struct ColumnOrigin(int Input, string Column, bool IsCarried);

/// <summary>A place of a node that names a column of an input.</summary>
/// <param name="Input">Position of the input among the node's inputs.</param>
/// <param name="Column">Its name there.</param>
/// <param name="Place">Where it is named.</param>
internal readonly record struct InputReference(int Input, string Column, ColumnPlace Place);
