using System.Collections.Immutable;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>A select lists its columns.</summary>
internal static class SelectCompilation
{
    public static void Compile(SelectNode select, NodeCompilation node)
    {
        var output = new OutputColumns(node, select.Columns.Count);
        var items = ImmutableArray.CreateBuilder<SelectItem>(select.Columns.Count);
        for (var i = 0; i < select.Columns.Count; i++)
        {
            var (name, alias) = select.Columns[i];
            var found = node.Column(name, FieldName.Of("columns", i, "column"));
            // A column that is not there still leaves its name, so that only this node complains.
            var column = found ?? new Column(name, SqlType.Unknown);
            if (output.Add(column with { Name = alias ?? name }, Columns.Carried(name), alias is null ? FieldName.Of("columns", i, "column") : FieldName.Of("columns", i, "as")))
            {
                items.Add(Columns.Item(column, alias));
            }
        }

        if (select.Columns.Count == 0)
        {
            node.Report(NodeDiagnostics.Nothing("columns"));
        }

        node.Finish(output, new SelectQuery { Items = items.DrainToImmutable(), From = node.From() }, isComplete: select.Columns.Count > 0);
    }
}
