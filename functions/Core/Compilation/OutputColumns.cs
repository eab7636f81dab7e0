using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>Gathers the output columns of a node and sees that their names can be names and are there once.</summary>
internal sealed class OutputColumns(NodeCompilation node, int capacity)
{
    private readonly ImmutableArray<Column>.Builder columns = ImmutableArray.CreateBuilder<Column>(capacity);
    private readonly ImmutableArray<ImmutableArray<ColumnOrigin>>.Builder origins = ImmutableArray.CreateBuilder<ImmutableArray<ColumnOrigin>>(capacity);
    private readonly Dictionary<string, string> names = new(capacity, StringComparer.OrdinalIgnoreCase);
    private HashSet<string>? exact;
    private bool warned;

    public ImmutableArray<ImmutableArray<ColumnOrigin>> Origins => origins.ToImmutable();

    public int Count => columns.Count;

    /// <summary>Whether a column of exactly this name is there already.</summary>
    public bool Contains(string name) => names.TryGetValue(name, out var found) && (found == name || (exact?.Contains(name) ?? false));

    /// <summary>Adds a column whose name this node gives.</summary>
    /// <returns>False after a report.</returns>
    public bool Add(Column column, ImmutableArray<ColumnOrigin> from, string field) =>
        CheckName(node, column.Name, field) && AddKnown(column, from, field);

    /// <summary>Adds a column that keeps its name.</summary>
    /// <returns>False after a report.</returns>
    public bool AddKnown(Column column, ImmutableArray<ColumnOrigin> from, string field)
    {
        if (Contains(column.Name))
        {
            node.Report(NodeDiagnostics.ColumnTwice(column.Name, field));
            return false;
        }

        AddUnique(column, from);
        return true;
    }

    /// <summary>Adds a column that is known to be new.</summary>
    public void AddUnique(Column column, ImmutableArray<ColumnOrigin> from)
    {
        columns.Add(column);
        origins.Add(from);
        if (names.TryAdd(column.Name, column.Name))
        {
            return;
        }

        (exact ??= new HashSet<string>(StringComparer.Ordinal)).Add(column.Name);
        if (!warned)
        {
            warned = true;
            node.Report(NodeDiagnostics.CaseClash(column.Name, names[column.Name]));
        }
    }

    public NodeSchema ToSchema(bool isComplete) => new(columns.ToImmutable(), isComplete);

    /// <summary>Whether a text can be the name of a column or table; reports if not.</summary>
    public static bool CheckName(NodeCompilation node, string name, string field)
    {
        if (SqlIdentifier.IsValid(name) && !name.Any(char.IsControl))
        {
            return true;
        }

        node.Report(NodeDiagnostics.NotAName(name, field));
        return false;
    }

    public static bool CheckTable(NodeCompilation node, TableName table, string field) =>
        CheckName(node, table.Database, $"{field}.database") & CheckName(node, table.Schema, $"{field}.schema") & CheckName(node, table.Name, $"{field}.name");
}
