using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>The output columns of a node; shared by all nodes that pass their rows on as they are, with its index.</summary>
internal sealed class NodeSchema(ImmutableArray<Column> columns, bool isComplete)
{
    /// <summary>Of a node of which nothing is known: whatever is asked of it goes unreported, since the cause is reported upstream.</summary>
    public static readonly NodeSchema Unknown = new([], isComplete: false);

    private Dictionary<string, int>? byName;
    private ExpressionScope? scope;

    public ImmutableArray<Column> Columns { get; } = columns;

    /// <summary>False behind an error that leaves columns out.</summary>
    public bool IsComplete { get; } = isComplete;

    /// <summary>The columns as one nameless relation.</summary>
    public ExpressionScope Scope => scope ??= ExpressionScope.Of(Columns);

    public int IndexOf(string name)
    {
        byName ??= Index();
        return byName.GetValueOrDefault(name, -1);
    }

    private Dictionary<string, int> Index()
    {
        var index = new Dictionary<string, int>(Columns.Length, StringComparer.Ordinal);
        for (var i = 0; i < Columns.Length; i++)
        {
            index.TryAdd(Columns[i].Name, i);
        }

        return index;
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
