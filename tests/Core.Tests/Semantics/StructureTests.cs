using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Semantics;

/// <summary>What is sent to Snowflake is whole, whatever names it holds.</summary>
public sealed class StructureTests
{
    public static TheoryData<string> Selects() =>
        [.. new[] { "Nodes", "Explorations" }.SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(GoldenFile.Root, folder), "snowflake.sql", SearchOption.AllDirectories))
            .Select(static path => Path.GetRelativePath(GoldenFile.Root, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Selects))]
    public void A_golden_statement_is_whole(string path) => Assert.Empty(Structure.Faults(File.ReadAllText(Path.Combine(GoldenFile.Root, path))));

    [Theory]
    [InlineData("SELECT (1")]
    [InlineData("SELECT 1)")]
    [InlineData("SELECT 'a")]
    [InlineData("SELECT 'a\\'")]
    [InlineData("SELECT \"a\"\"")]
    [InlineData("SELECT f([1)]")]
    [InlineData("SELECT {0}")]
    [InlineData("SELECT ?")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT 1 -- rest")]
    public void A_broken_statement_is_found(string sql) => Assert.NotEmpty(Structure.Faults(sql));

    /// <summary>A flow of all kinds in which every name that a user gives tries to get out of its quotes.</summary>
    [Fact]
    public void Every_name_is_hostile_and_stays_a_name()
    {
        var names = new List<string>();
        string key = Evil(), text = Evil(), number = Evil();
        var table = new TableName(Evil(), Evil(), Evil());
        var source = new SourceNode("source", table)
        {
            Columns = [new Column(key, SqlType.Integer), new Column(text, SqlType.Varchar), new Column(number, SqlType.Number(10, 2))],
            ColumnMap = [new ColumnAlias(number, Evil())],
        };
        var mapped = source.ColumnMap[0].As;
        string renamed = Evil(), added = Evil(), measure = Evil(), prefix = Evil(), turned = Evil(), name = Evil(), value = Evil(), alias = Evil(), result = Evil();
        FlowNode[] nodes =
        [
            source,
            new SelectNode("select", "source", [new SelectColumn(key), new SelectColumn(text, renamed), new SelectColumn(mapped)]),
            new FormulaNode("formula", "select", [new NamedExpression(added, $"{Quote(renamed)} || 'x'")]),
            new FilterNode("filter", "formula", $"{Quote(added)} IS NOT NULL"),
            new JoinNode("join", "filter", "select", JoinType.Left) { On = [new JoinKey(key, key)], RightPrefix = prefix, Condition = $"left.{Quote(renamed)} = right.{Quote(renamed)}" },
            new UnionNode("union", ["filter", "join"]),
            new DistinctNode("distinct", "union") { On = [key], OrderBy = [new SortColumn(added)] },
            new SortNode("sort", "distinct", [new SortColumn(renamed, true)]) { Limit = 10 },
            new PivotNode("pivot", "sort", renamed, [ScalarValue.Of(turned)], new PivotMeasure(MeasureFunction.Max, mapped), [key]),
            new UnpivotNode("unpivot", "pivot", [turned], name, value),
            new AggregateNode("aggregate", "unpivot", [name], [new NamedExpression(measure, $"SUM({Quote(value)})")]) { Having = $"{Quote(measure)} > 0" },
            new SqlNode("sql", ["aggregate"], $"WITH {Quote(alias)} AS (SELECT * FROM aggregate) SELECT {Quote(alias)}.{Quote(measure)} AS {Quote(result)} FROM {Quote(alias)}"),
            new SampleNode("sample", "sql") { Percent = 100 },
            new DeploymentNode("deployment", "sample", DeploymentType.Table) { Target = new TableName(Evil(), Evil(), Evil()), Role = Evil(), Warehouse = Evil() },
        ];
        var compiled = FlowCompiler.Compile(new Flow(nodes));
        Assert.False(compiled.HasErrors, string.Join('\n', compiled.Diagnostics));
        var statement = compiled.Sql("deployment", SqlDialectKind.Snowflake).Text!;
        Assert.Empty(Structure.Faults(statement));
        Assert.DoesNotContain("EVIL", Structure.Unquoted(statement), StringComparison.Ordinal);
        Assert.Equal(FlowJson.KindWords, nodes.Select(static node => node.Kind).Order(StringComparer.Ordinal));

        // Names of the target, role and warehouse are not in the SELECT.
        Assert.All(names.SkipLast(5), evil => Assert.Contains(evil.Replace("\"", "\"\"", StringComparison.Ordinal), statement, StringComparison.Ordinal));

        using var warehouse = new EmbeddedWarehouse();
        warehouse.Run($"ATTACH ':memory:' AS {Quote(table.Database)}; CREATE SCHEMA {Quote(table.Database)}.{Quote(table.Schema)};");
        warehouse.Run($"CREATE TABLE {Quote(table.Database)}.{Quote(table.Schema)}.{Quote(table.Name)} ({Quote(key)} DECIMAL(38,0), {Quote(text)} VARCHAR, {Quote(number)} DECIMAL(10,2))");
        warehouse.Run($"INSERT INTO {Quote(table.Database)}.{Quote(table.Schema)}.{Quote(table.Name)} VALUES (1, {SqlIdentifier.QuoteString(turned, SqlDialectKind.DuckDb)}, 2.5)");
        Assert.Equal([result, "2.5"], warehouse.Query(compiled.Sql("deployment")));

        string Evil()
        {
            var evil = $"\" EVIL{names.Count} ' ); {{0}} --\\ 🦆";
            names.Add(evil);
            return evil;
        }
    }

    private static string Quote(string name) => SqlIdentifier.Quote(name);
}
