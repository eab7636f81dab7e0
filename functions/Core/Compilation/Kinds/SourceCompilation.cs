using System.Collections.Immutable;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>A source reads its table's known columns by name, so that a column added to the table changes nothing.</summary>
internal static class SourceCompilation
{
    public static void Compile(SourceNode source, NodeCompilation node)
    {
        OutputColumns.CheckTable(node, source.Table, "table");
        var output = new OutputColumns(node, source.Columns.Count);
        if (source.Columns.Count == 0)
        {
            node.Report(NodeDiagnostics.ColumnsUnknown(source));
            node.Finish(output, null, isComplete: false);
            return;
        }

        var aliases = Aliases(source, node);
        var items = ImmutableArray.CreateBuilder<SelectItem>(source.Columns.Count);
        for (var i = 0; i < source.Columns.Count; i++)
        {
            var column = source.Columns[i];
            var name = aliases?.GetValueOrDefault(column.Name) ?? column.Name;
            if (output.Add(column with { Name = name }, [], FieldName.Of("columns", i, "name")))
            {
                items.Add(Columns.Item(column, name));
            }
        }

        node.Finish(output, new SelectQuery { Items = items.DrainToImmutable(), From = new TableFrom(source.Table) }, isComplete: true);
    }

    private static Dictionary<string, string>? Aliases(SourceNode source, NodeCompilation node)
    {
        if (source.ColumnMap.Count == 0)
        {
            return null;
        }

        var known = source.Columns.Select(static column => column.Name).ToHashSet(StringComparer.Ordinal);
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < source.ColumnMap.Count; i++)
        {
            var (column, alias) = source.ColumnMap[i];
            if (!known.Contains(column))
            {
                node.Report(NodeDiagnostics.NoSuchColumn(column, source.Table.ToString(), FieldName.Of("columnMap", i, "column"), null));
            }
            else if (!aliases.TryAdd(column, alias))
            {
                node.Report(NodeDiagnostics.ColumnTwice(column, FieldName.Of("columnMap", i, "column")));
            }
        }

        return aliases;
    }
}
