using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Lineage;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Lineage;

public sealed class LineageTracerTests
{
    [Theory]
    [InlineData("""[{"id":"n","kind":"select","input":"orders","columns":[{"column":"AMOUNT","as":"NET"}]}]""", "NET", "orders.AMOUNT", "Carried", null)]
    [InlineData("""[{"id":"n","kind":"formula","input":"orders","columns":[{"name":"NET","expression":"amount * id"}]}]""", "NET", "orders.AMOUNT orders.ID", "Computed", "amount * id")]
    [InlineData("""[{"id":"n","kind":"formula","input":"orders","columns":[{"name":"NET","expression":"1"}]}]""", "STATUS", "orders.STATUS", "Carried", null)]
    [InlineData("""[{"id":"n","kind":"filter","input":"orders","where":"id > 1"}]""", "AMOUNT", "orders.AMOUNT", "Carried", null)]
    [InlineData("""[{"id":"n","kind":"join","left":"orders","right":"customers","type":"left","on":[{"left":"CUSTOMER_ID","right":"ID"}],"rightPrefix":"C_"}]""", "C_ID", "customers.ID", "Carried", null)]
    [InlineData("""[{"id":"n","kind":"union","inputs":["orders","customers"],"by":"name"}]""", "ID", "customers.ID orders.ID", "Carried", null)]
    [InlineData("""[{"id":"n","kind":"aggregate","input":"orders","groupBy":["STATUS"],"measures":[{"name":"TOTAL","expression":"sum(amount)"}]}]""", "TOTAL", "orders.AMOUNT", "Computed", "sum(amount)")]
    [InlineData("""[{"id":"n","kind":"aggregate","input":"orders","groupBy":["STATUS"],"measures":[]}]""", "STATUS", "orders.STATUS", "Carried", null)]
    [InlineData("""[{"id":"n","kind":"distinct","input":"orders"}]""", "ID", "orders.ID", "Carried", null)]
    [InlineData("""[{"id":"n","kind":"sort","input":"orders","by":[{"column":"ID"}],"limit":3}]""", "STATUS", "orders.STATUS", "Carried", null)]
    [InlineData("""[{"id":"n","kind":"sample","input":"orders","rows":3}]""", "STATUS", "orders.STATUS", "Carried", null)]
    [InlineData("""[{"id":"n","kind":"pivot","input":"orders","column":"STATUS","values":["paid"],"measure":{"function":"sum","column":"AMOUNT"},"groupBy":[]}]""", "paid", "orders.AMOUNT orders.STATUS", "Computed", """SUM(CASE WHEN "STATUS" = 'paid' THEN "AMOUNT" END)""")]
    [InlineData("""[{"id":"n","kind":"unpivot","input":"orders","columns":["ID","CUSTOMER_ID"],"nameColumn":"WHAT","valueColumn":"VALUE"}]""", "VALUE", "orders.CUSTOMER_ID orders.ID", "Computed", """UNPIVOT "VALUE" FOR "WHAT" IN ("ID", "CUSTOMER_ID")""")]
    [InlineData("""[{"id":"n","kind":"sql","inputs":["orders"],"sql":"select amount * 2 as net, status from orders"}]""", "NET", "orders.AMOUNT", "Computed", "\"orders\".\"AMOUNT\" * 2")]
    [InlineData("""[{"id":"n","kind":"sql","inputs":["orders"],"sql":"with x as (select status as s from orders) select s from x"}]""", "S", "orders.STATUS", "Carried", null)]
    [InlineData("""[{"id":"n","kind":"deployment","input":"orders","type":"view"}]""", "ID", "orders.ID", "Carried", null)]
    public void Every_kind_tells_what_a_column_comes_from(string nodes, string column, string sources, string how, string? expression)
    {
        var lineage = LineageTracer.Upstream(FlowCompiler.Compile(Shop.Parse(nodes)), "n", column);
        Assert.NotNull(lineage);
        Assert.True(lineage.IsExact);
        Assert.Equal(sources, string.Join(' ', lineage.Sources.Select(source => $"{source.Node}.{source.Column}").Order(StringComparer.Ordinal)));
        Assert.All(lineage.Steps, step => Assert.Equal((how, expression), (step.How.ToString(), step.Expression)));
        Assert.All(lineage.Steps, step => Assert.Equal(new NodeColumn("n", column), step.To));
    }

    [Fact]
    public void A_count_of_rows_tells_everything_before_it_that_decides_which_rows_there_are()
    {
        var flow = FlowCompiler.Compile(Shop.Parse("""
            [{"id":"paid","kind":"filter","input":"orders","where":"status = 'paid'"},
             {"id":"j","kind":"join","left":"paid","right":"customers","type":"inner","on":[{"left":"CUSTOMER_ID","right":"ID"}],"rightPrefix":"C_"},
             {"id":"a","kind":"aggregate","input":"j","groupBy":["NAME"],"measures":[{"name":"N","expression":"count(*)"},{"name":"TOTAL","expression":"sum(amount)"}]},
             {"id":"d","kind":"deployment","input":"a","type":"table"}]
            """));
        var lineage = LineageTracer.Upstream(flow, "d", "N")!;
        Assert.Empty(lineage.Sources);
        Assert.Equal(["a", "j", "paid"], lineage.Rows.Select(rule => rule.Node));
    }

    [Fact]
    public void A_column_of_a_deployment_reaches_what_that_deployment_publishes()
    {
        var published = Assert.Single(LineageTracer.Downstream(Sample(), "d", "TOTAL")!.Published);
        Assert.Equal(("d", "TOTAL"), (published.Node, published.Column));
    }

    [Fact]
    public void The_way_is_told_node_by_node_from_the_column_back_to_the_tables()
    {
        var flow = Sample();
        var lineage = LineageTracer.Upstream(flow, "d", "TOTAL")!;
        Assert.Equal(
            ["d.TOTAL<big.TOTAL", "big.TOTAL<a.TOTAL", "a.TOTAL<f.NET", "f.NET<j.AMOUNT", "f.NET<j.REGION", "j.AMOUNT<orders.AMOUNT", "j.REGION<customers.REGION"],
            lineage.Steps.Select(step => $"{step.To.Node}.{step.To.Column}<{step.From.Node}.{step.From.Column}"));
        Assert.Equal(["customers.REGION", "orders.AMOUNT"], lineage.Sources.Select(one => $"{one.Node}.{one.Column}").Order(StringComparer.Ordinal));
        Assert.Equal(["big:where:TOTAL", "a:groupBy:NAME", "j:on:CUSTOMER_ID,ID"], lineage.Rows.Select(rule => $"{rule.Node}:{rule.Field}:{string.Join(',', rule.Columns)}"));
        Assert.Equal("total > 10", lineage.Rows[0].Expression);
        Assert.Equal(["a.TOTAL = sum(net)", "f.NET = case when region = 'North' then amount end"], Expressions(lineage));
    }

    [Theory]
    [InlineData("""[{"id":"n","kind":"aggregate","input":"orders","groupBy":["STATUS"],"measures":[{"name":"N","expression":"count(*)"}]}]""", "N", "count(*)")]
    [InlineData("""[{"id":"n","kind":"formula","input":"orders","columns":[{"name":"ONE","expression":"1"}]}]""", "ONE", "1")]
    [InlineData("""[{"id":"n","kind":"sql","inputs":["orders"],"sql":"select status, count(*) as n from orders group by status"}]""", "N", "COUNT(*)")]
    public void A_column_that_comes_from_no_column_still_tells_what_computes_it(string nodes, string column, string expression)
    {
        var lineage = LineageTracer.Upstream(FlowCompiler.Compile(Shop.Parse(nodes)), "n", column)!;
        Assert.Empty(lineage.Sources);
        Assert.Equal([$"n.{column} = {expression}"], Expressions(lineage));
    }

    [Fact]
    public void What_is_only_carried_or_not_known_is_computed_by_nothing()
    {
        Assert.Empty(LineageTracer.Upstream(Sample(), "d", "NAME")!.Expressions);
        var broken = FlowCompiler.Compile(Shop.Parse("""[{"id":"q","kind":"sql","inputs":["customers"],"sql":"select from where"}, {"id":"s","kind":"select","input":"q","columns":[{"column":"X"}]}]"""));
        Assert.Empty(LineageTracer.Upstream(broken, "s", "X")!.Expressions);
    }

    [Fact]
    public void A_source_column_reaches_what_is_computed_from_it_where_it_is_named_and_what_publishes_it()
    {
        var reach = LineageTracer.Downstream(Sample(), "orders", "AMOUNT")!;
        Assert.Equal(["j.AMOUNT", "f.AMOUNT", "f.NET", "a.TOTAL", "big.TOTAL", "d.TOTAL"], reach.Steps.Select(step => $"{step.To.Node}.{step.To.Column}"));
        Assert.Equal(["f columns[0].expression", "a measures[0].expression", "big where"], reach.Places.Select(place => $"{place.Node} {place.Field}"));
        Assert.Equal(["TOTAL"], reach.Published.Select(one => one.Column));
        Assert.Equal("T", reach.Published[0].Target!.Name);
        Assert.True(reach.IsExact);
    }

    [Fact]
    public void A_key_reaches_the_places_that_look_at_it_though_no_published_value_comes_from_it()
    {
        var reach = LineageTracer.Downstream(Sample(), "orders", "CUSTOMER_ID")!;
        Assert.Contains(reach.Places, place => place is { Node: "j", Field: "on[0].left" });
        Assert.Empty(reach.Published);
    }

    [Fact]
    public void A_sql_node_that_cannot_be_read_lets_every_column_of_its_inputs_count_and_says_so()
    {
        var flow = FlowCompiler.Compile(Shop.Parse("""
            [{"id":"q","kind":"sql","inputs":["customers"],"sql":"select from where"},
             {"id":"s","kind":"select","input":"q","columns":[{"column":"X"}]}, {"id":"d","kind":"deployment","input":"s","type":"view"}]
            """));
        var lineage = LineageTracer.Upstream(flow, "d", "X")!;
        Assert.False(lineage.IsExact);
        Assert.Equal(["ID", "NAME", "REGION"], lineage.Sources.Select(one => one.Column));
        var reach = LineageTracer.Downstream(flow, "customers", "NAME")!;
        Assert.False(reach.IsExact);
        Assert.Equal(["X"], reach.Published.Select(one => one.Column));
    }

    [Fact]
    public void A_renamed_source_column_goes_back_to_its_name_in_the_table()
    {
        var source = Shop.Customers with { ColumnMap = [new ColumnAlias("NAME", "CUSTOMER")] };
        var flow = FlowCompiler.Compile(new Flow(source));
        Assert.Equal("NAME", Assert.Single(LineageTracer.Upstream(flow, "customers", "CUSTOMER")!.Sources).Column);
    }

    [Fact]
    public void What_is_not_there_has_no_lineage_and_a_cycle_ends()
    {
        var flow = FlowCompiler.Compile(Shop.Parse("""
            [{"id":"a","kind":"filter","input":"b","where":"true"}, {"id":"b","kind":"union","inputs":["a","orders"],"by":"name"}]
            """));
        Assert.Null(LineageTracer.Upstream(flow, "none", "ID"));
        Assert.Null(LineageTracer.Upstream(flow, "orders", "NONE"));
        Assert.Empty(LineageTracer.Downstream(flow, "orders", "ID")!.Steps);
    }

    private static IEnumerable<string> Expressions(ColumnLineage lineage) => lineage.Expressions.Select(one => $"{one.Column.Node}.{one.Column.Column} = {one.Text}");

    private static CompiledFlow Sample() => FlowCompiler.Compile(Shop.Parse("""
        [{"id":"j","kind":"join","left":"orders","right":"customers","type":"inner","on":[{"left":"CUSTOMER_ID","right":"ID"}],"rightPrefix":"C_"},
         {"id":"f","kind":"formula","input":"j","columns":[{"name":"NET","expression":"case when region = 'North' then amount end"}]},
         {"id":"a","kind":"aggregate","input":"f","groupBy":["NAME"],"measures":[{"name":"TOTAL","expression":"sum(net)"}]},
         {"id":"big","kind":"filter","input":"a","where":"total > 10"},
         {"id":"d","kind":"deployment","input":"big","type":"table","target":{"database":"MART","schema":"OUT","name":"T"},"role":"R","warehouse":"W"}]
        """));
}
