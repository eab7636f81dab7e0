using System.Text;
using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>Compares what the warehouse gives for a flow with what the interpreter gives.</summary>
internal static class Comparison
{
    /// <summary>What differs, with all that is needed to see it again; null if nothing does.</summary>
    public static string? Difference(RandomFlow flow, SemanticWarehouse warehouse)
    {
        var expected = flow.Run();
        var compiled = FlowCompiler.Compile(flow.Document());
        if (compiled.HasErrors)
        {
            return Report(flow, "does not compile:\n" + string.Join('\n', compiled.Diagnostics.Where(static found => found.Severity == Severity.Error)));
        }

        var snowflake = compiled.Sql(RandomFlow.DeploymentId, SqlDialectKind.Snowflake).Text;
        if (snowflake is null || Structure.Faults(snowflake).Any())
        {
            return Report(flow, $"is no whole statement for Snowflake:\n{snowflake}");
        }

        var sql = compiled.Sql(RandomFlow.DeploymentId, SqlDialectKind.DuckDb);
        if (sql.Text is null)
        {
            return Report(flow, "has no SQL for DuckDB:\n" + string.Join('\n', sql.Problems));
        }

        try
        {
            var (names, rows) = warehouse.Query(sql.Text);
            var columns = compiled.Nodes.First(static node => node.Node.Id == RandomFlow.DeploymentId).Columns;
            var difference = Columns(expected, columns) ?? (names.SequenceEqual(columns.Select(static column => column.Name)) ? null : "the warehouse's columns are " + string.Join(", ", names))
                ?? Rows(flow, expected, rows) ?? Nulls(expected, columns);
            return difference is null ? null : Report(flow, difference + "\n--- DuckDB SQL\n" + sql.Text);
        }
        catch (DuckDB.NET.Data.DuckDBException failure)
        {
            return Report(flow, failure.Message + "\n--- DuckDB SQL\n" + sql.Text);
        }
    }

    private static string? Columns(Table expected, IReadOnlyList<Column> columns)
    {
        var (want, got) = (string.Join('\n', expected.Fields.Select(static field => $"{field.Name}: {field.Type.Kind} {field.Type.Scale}")), string.Join('\n', columns.Select(static column => $"{column.Name}: {column.Type.Kind} {column.Type.Scale}")));
        return want == got ? null : $"the columns should be\n{want}\nand are\n{got}";
    }

    private static string? Rows(RandomFlow flow, Table expected, IReadOnlyList<object?[]> rows)
    {
        var (want, got) = (expected.Rows.Select(Line).ToArray(), rows.Select(Line).ToArray());
        if (!want.Order(StringComparer.Ordinal).SequenceEqual(got.Order(StringComparer.Ordinal)))
        {
            return $"the rows should be\n{string.Join('\n', want.Order(StringComparer.Ordinal))}\nand are\n{string.Join('\n', got.Order(StringComparer.Ordinal))}";
        }

        if (flow.Steps[^1] is not SortStep sort)
        {
            return null;
        }

        // Peers may come in any order: only the keys are in order.
        var keys = sort.By.Select(item => expected.Find(item.Column)).ToArray();
        var (wantKeys, gotKeys) = (expected.Rows.Select(row => Line(keys.Select(key => row[key]))), rows.Select(row => Line(keys.Select(key => row[key]))));
        return wantKeys.SequenceEqual(gotKeys) ? null : $"the order should be\n{string.Join('\n', wantKeys)}\nand is\n{string.Join('\n', gotKeys)}";
    }

    /// <summary>A column that is said to hold no NULL holds none.</summary>
    private static string? Nulls(Table expected, IReadOnlyList<Column> columns)
    {
        var broken = columns.Where((column, i) => !column.Nullable && expected.Rows.Any(row => row[i] is null)).Select(static column => column.Name).ToArray();
        return broken.Length == 0 ? null : $"said to hold no NULL: {string.Join(", ", broken)}";
    }

    private static string Line(IEnumerable<object?> row) => string.Join(" | ", row.Select(Values.Canonical));

    private static string Report(RandomFlow flow, string difference) =>
        $"{difference}\n--- flow\n{Encoding.UTF8.GetString(FlowJson.Write(flow.Document()))}\n";
}
