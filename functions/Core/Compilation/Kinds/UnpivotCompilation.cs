using System.Collections.Immutable;
using Handover.Core.Expressions;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>
/// An unpivot is a UNION ALL of one SELECT a column. Not Snowflake's UNPIVOT: that refuses columns whose types are not exactly alike, where
/// this converts them as any other mixture of values.
/// </summary>
internal static class UnpivotCompilation
{
    public static void Compile(UnpivotNode unpivot, NodeCompilation node)
    {
        var turned = Turned(unpivot, node);
        var names = unpivot.Columns.ToHashSet(StringComparer.Ordinal);
        var kept = node.Input().Columns.Where(column => !names.Contains(column.Name)).ToList();
        var type = CommonType(turned, node);
        var output = new OutputColumns(node, kept.Count + 2);
        foreach (var column in kept)
        {
            output.AddUnique(column, Columns.Carried(column.Name));
        }

        ImmutableArray<ColumnOrigin> values = [.. turned.Select(static column => new ColumnOrigin(0, column.Name, false))];
        output.Add(new Column(unpivot.NameColumn, SqlType.Varchar, false), values, "nameColumn");
        output.Add(new Column(unpivot.ValueColumn, type, false), values, "valueColumn");
        if (unpivot.Columns.Count == 0)
        {
            node.Report(NodeDiagnostics.Nothing("columns"));
        }

        var relation = node.ScopeBeside([unpivot.NameColumn, unpivot.ValueColumn]).Relation;
        var branches = turned.Select(column => (SqlQuery)new SelectQuery
        {
            Items =
            [
                .. kept.Select(column => Columns.Item(column, relation: relation)),
                new SelectItem(Columns.Text(column.Name), unpivot.NameColumn),
                new SelectItem(Columns.As(Columns.Read(column, relation), type), unpivot.ValueColumn),
            ],
            From = node.From(),
            Where = column.Nullable ? new TypedIsNull(Columns.Read(column, relation), true, default) : null,
        }).ToImmutableArray();
        node.Finish(output, branches.Length switch
        {
            0 => null,
            1 => branches[0],
            _ => new SetQuery(SetOperator.UnionAll, branches),
        });
    }

    private static List<Column> Turned(UnpivotNode unpivot, NodeCompilation node)
    {
        var turned = new List<Column>(unpivot.Columns.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < unpivot.Columns.Count; i++)
        {
            if (!seen.Add(unpivot.Columns[i]))
            {
                node.Report(NodeDiagnostics.ColumnTwice(unpivot.Columns[i], FieldName.Of("columns", i)));
            }
            else if (node.Column(unpivot.Columns[i], FieldName.Of("columns", i)) is { } column)
            {
                turned.Add(column);
            }
        }

        return turned;
    }

    private static SqlType CommonType(List<Column> columns, NodeCompilation node)
    {
        var type = SqlType.Unknown;
        for (var i = 0; i < columns.Count; i++)
        {
            if (TypeRules.Common(type, columns[i].Type) is not { } common)
            {
                node.Report(NodeDiagnostics.UnpivotTypes(columns[0].Name, type, columns[i].Name, columns[i].Type, FieldName.Of("columns", i)));
                return SqlType.Unknown;
            }

            type = common;
        }

        return type;
    }
}
