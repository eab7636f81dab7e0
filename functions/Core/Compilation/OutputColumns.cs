using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>Gathers the output columns of a node and sees that their names can be names and are there once.</summary>
internal sealed class OutputColumns(NodeCompilation node, int capacity)
{
    private readonly ImmutableArray<Column>.Builder columns = ImmutableArray.CreateBuilder<Column>(capacity);
    private readonly ImmutableArray<ImmutableArray<ColumnOrigin>>.Builder origins = ImmutableArray.CreateBuilder<ImmutableArray<ColumnOrigin>>(capacity);
    private readonly Dictionary<string, int> names = new(capacity, StringComparer.OrdinalIgnoreCase);
    private bool warned;

    public ImmutableArray<ImmutableArray<ColumnOrigin>> Origins => origins.ToImmutable();

    public int Count => columns.Count;

    /// <summary>Whether a column of exactly this name is there already.</summary>
    public bool Contains(string name) => NodeSchema.Find(columns, names, name) >= 0;

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
        if (!names.TryAdd(column.Name, columns.Count) && !warned)
        {
            warned = true;
            node.Report(NodeDiagnostics.CaseClash(column.Name, columns[names[column.Name]].Name));
        }

        columns.Add(column);
        origins.Add(from);
    }

    public NodeSchema ToSchema(bool isComplete) => new(columns.ToImmutable(), names, isComplete);

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
