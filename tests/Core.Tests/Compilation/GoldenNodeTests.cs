using System.Text;
using Handover.Core.Compilation;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Compilation;

/// <summary>
/// Golden/Nodes/{case}/nodes.json on top of the shop's sources; the last node is compiled. Its columns, its SQL in both dialects and
/// the rows that DuckDB gives for it are the other files.
/// </summary>
public sealed class GoldenNodeTests
{
    public static TheoryData<string> Cases() => [.. Directory.EnumerateDirectories(Path.Combine(GoldenFile.Root, "Nodes")).Select(static path => Path.GetFileName(path)!).Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_node_compiles_to_what_was_reviewed(string name)
    {
        var flow = Shop.Parse(File.ReadAllText(Path.Combine(GoldenFile.Root, "Nodes", name, "nodes.json")));
        var compiled = FlowCompiler.Compile(flow);
        var errors = compiled.Diagnostics.Where(found => found.Severity == Core.Diagnostics.Severity.Error);
        Assert.True(!compiled.HasErrors, string.Join("\n", errors));
        var last = compiled.Nodes[^1];
        var columns = new StringBuilder();
        foreach (var column in last.Columns)
        {
            columns.Append(column.Name).Append(' ').Append(column.Type).Append(column.Nullable ? "" : " NOT NULL").Append('\n');
        }

        GoldenFile.Check($"Nodes/{name}/columns.txt", columns.ToString());
        var snowflake = compiled.Sql(last.Node.Id, SqlDialectKind.Snowflake);
        Assert.True(snowflake.Text is not null, string.Join("\n", snowflake.Problems));
        GoldenFile.Check($"Nodes/{name}/snowflake.sql", snowflake.Text);
        var duckDb = compiled.Sql(last.Node.Id);
        GoldenFile.Check($"Nodes/{name}/duckdb.sql", duckDb);

        using var warehouse = EmbeddedWarehouse.WithShop();
        var rows = warehouse.Query(duckDb);
        var isOrdered = duckDb.Split('\n').Any(static line => line.StartsWith("ORDER BY", StringComparison.Ordinal));
        GoldenFile.Check($"Nodes/{name}/rows.txt", string.Join("\n", isOrdered ? rows : [rows[0], .. rows.Skip(1).Order(StringComparer.Ordinal)]));
        Assert.Equal(last.Columns.Select(static column => column.Name), rows[0].Split(" | "));
    }
}
