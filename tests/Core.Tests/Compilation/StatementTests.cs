using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Compilation;

public sealed class StatementTests
{
    public static TheoryData<string> Hostile =>
    [
        "\"", "\"; DROP TABLE \"RAW\".\"SHOP\".\"ORDERS\"; --", "'", "\\", "a.b", "sélect", "日本 語", "🦆", " ", "SELECT", "--", "/*", "%", new string('x', 255),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_name_is_only_a_name(string name)
    {
        using var warehouse = EmbeddedWarehouse.WithShop();
        var quoted = SqlIdentifier.Quote(name);
        warehouse.Run($"CREATE TABLE \"RAW\".\"SHOP\".{quoted} ({quoted} DECIMAL(38,0), \"KIND\" VARCHAR)");
        warehouse.Run($"INSERT INTO \"RAW\".\"SHOP\".{quoted} VALUES (1, {SqlIdentifier.QuoteString(name, SqlDialectKind.DuckDb)}), (2, 'other')");
        var source = new SourceNode("evil", new TableName("RAW", "SHOP", name)) { Columns = [new Column(name, SqlType.Integer), new Column("KIND", SqlType.Varchar)] };
        var written = SqlIdentifier.Quote(name);
        var flow = FlowCompiler.Compile(new Flow(
            source,
            new FormulaNode("twice", "evil", [new NamedExpression("TWICE", $"{written} * 2")]),
            new SelectNode("named", "twice", [new SelectColumn("TWICE", name), new SelectColumn("KIND")]),
            new PivotNode("wide", "named", "KIND", [ScalarValue.Of(name)], new PivotMeasure(MeasureFunction.Sum, name), []),
            new SqlNode("q", ["named"], $"with {written} as (select * from named) select {written}.{written} from {written} where {written} > 2"),
            new UnpivotNode("long", "named", [name], "F", "V")));
        Assert.False(flow.HasErrors, string.Join("\n", flow.Diagnostics));
        Assert.Equal([name, "2"], warehouse.Query(flow.Sql("wide")));
        Assert.Equal([name, "4"], warehouse.Query(flow.Sql("q")));
        Assert.Equal(3, warehouse.Query(flow.Sql("long")).Count);
        Assert.Equal(5, warehouse.Scalar("SELECT COUNT(*) FROM \"RAW\".\"SHOP\".\"ORDERS\""));
    }

    [Fact]
    public void A_limit_joins_the_nodes_own()
    {
        var flow = Shop.Compile(
            new SortNode("top", "orders", [new SortColumn("ID")]) { Limit = 3 }, new FilterNode("f", "orders", "true"), new UnionNode("u", ["orders", "f"]));
        using var warehouse = EmbeddedWarehouse.WithShop();
        foreach (var (node, limit, rows) in new[] { ("top", 2, 2), ("top", 10, 3), ("f", 4, 4), ("u", 7, 7), ("orders", 0, 0) })
        {
            Assert.Equal(rows + 1, warehouse.Query(flow.Sql(node, SqlDialectKind.DuckDb, limit).Text!).Count);
        }
    }

    [Fact]
    public void Only_what_a_node_needs_is_in_its_statement()
    {
        var flow = Shop.Compile(new FilterNode("f", "orders", "true"), new FilterNode("other", "customers", "true"));
        Assert.DoesNotContain("customers", flow.Sql("f"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_node_has_no_sql_but_its_neighbours_do()
    {
        var flow = Shop.Compile(new FilterNode("broken", "orders", "nope"), new FilterNode("after", "broken", "true"), new FilterNode("fine", "orders", "true"));
        Assert.Null(flow.Sql("broken", SqlDialectKind.Snowflake).Text);
        Assert.Equal("broken", Assert.Single(flow.Sql("after", SqlDialectKind.Snowflake).Problems).Node);
        Assert.NotNull(flow.Sql("fine", SqlDialectKind.Snowflake).Text);
    }

    [Fact]
    public void A_deployment_that_points_nowhere_has_sql_and_an_error()
    {
        var flow = Shop.Compile(new DeploymentNode("d", "orders", DeploymentType.View));
        Assert.True(flow.HasErrors);
        Assert.Equal(flow.Sql("orders"), flow.Sql("d"));
    }

    [Fact]
    public void Columns_that_differ_in_case_only_are_refused_for_duckdb_alone()
    {
        var flow = Shop.Compile(new FormulaNode("f", "orders", [new NamedExpression("id", "2")]));
        Assert.NotNull(flow.Sql("f", SqlDialectKind.Snowflake).Text);
        Assert.Equal(FlowDiagnosticCodes.ColumnCaseClash, Assert.Single(flow.Sql("f", SqlDialectKind.DuckDb).Problems).Code);
    }

    [Fact]
    public void A_chain_of_ten_thousand_nodes_needs_no_deep_stack()
    {
        var nodes = new List<FlowNode> { Shop.Orders };
        for (var i = 0; i < 10_000; i++)
        {
            nodes.Add(new FilterNode($"f{i}", nodes[^1].Id, "id > 0"));
        }

        nodes.Add(Shop.Deployment("d", nodes[^1].Id, "T"));
        // The deepest-first order is the hardest for a walk that follows the document.
        nodes.Reverse();
        var flow = new Flow(nodes.ToArray());
        var compiled = FlowCompiler.Compile(flow);
        Assert.False(compiled.HasErrors);
        Assert.NotNull(compiled.Sql("d", SqlDialectKind.Snowflake).Text);
        Assert.NotEmpty(compiled.ColumnsUsed("orders"));
        Assert.NotEmpty(FlowFingerprint.Of(flow).Whole);
        Assert.Single(DeploymentOrder.Of(flow).Waves);
        var circle = new Flow([new FilterNode("f0", "f9999", "true"), .. nodes.Where(static node => node.Id is not ("f0" or "orders" or "d"))]);
        Assert.Contains(FlowCompiler.Compile(circle).Diagnostics, static found => found.Code == FlowDiagnosticCodes.Cycle);
    }

    [Fact]
    public void A_query_of_doubling_aliases_is_refused_not_expanded()
    {
        var items = string.Join(", ", Enumerable.Range(1, 60).Select(static i => $"a{i - 1} + a{i - 1} as a{i}"));
        var flow = Shop.Compile(new SqlNode("q", ["orders"], $"select id as a0, {items} from orders"));
        Assert.Contains(flow.Diagnostics, static found => found.Code == FlowDiagnosticCodes.UnsupportedSql);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("select * from (", ")")]
    [InlineData("select 1 as a union select 1 union all ", "")]
    [InlineData("select id from orders where id in (", ")")]
    public void A_query_nested_without_end_is_refused(string open, string close)
    {
        var sql = string.Concat(Enumerable.Repeat(open, 1_500)) + "select 1 as x" + string.Concat(Enumerable.Repeat(close, 1_500));
        Assert.True(Shop.Compile(new SqlNode("q", ["orders"], sql)).HasErrors);
    }
}
