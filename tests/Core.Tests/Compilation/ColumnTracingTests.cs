using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;

namespace Handover.Core.Tests.Compilation;

public sealed class ColumnTracingTests
{
    [Fact]
    public void A_column_is_used_where_it_is_named_under_any_name_and_where_it_is_published()
    {
        var flow = Shop.Compile(
            new SelectNode("s", "orders", [new SelectColumn("AMOUNT", "NET"), new SelectColumn("ID"), new SelectColumn("STATUS")]),
            new FilterNode("f", "s", "net > 1"),
            new SelectNode("last", "f", [new SelectColumn("ID")]),
            Shop.Deployment("d", "last", "T"));
        var used = flow.ColumnsUsed("orders");
        Assert.Equal(["ID", "AMOUNT", "STATUS"], used.Select(static use => use.Column.Name));
        Assert.Equal(
            [new ColumnPlace("s", "columns[0].column"), new ColumnPlace("f", "where", new TextSpan(0, 3))],
            used[1].Places.AsEnumerable());
        Assert.Equal(new ColumnPlace("d", "input"), used[0].Places[^1]);
    }

    [Fact]
    public void A_column_that_nobody_names_and_nothing_publishes_is_not_used()
    {
        var flow = Shop.Compile(new FilterNode("f", "orders", "id > 1"), new AggregateNode("a", "f", ["STATUS"], [new NamedExpression("N", "count(*)")]), Shop.Deployment("d", "a", "T"));
        Assert.Equal(["ID", "STATUS"], flow.ColumnsUsed("orders").Select(static use => use.Column.Name));
    }

    [Fact]
    public void A_sql_node_uses_what_it_names_through_queries_of_its_own()
    {
        var flow = Shop.Compile(
            new SqlNode("q", ["orders"], "with x as (select * from orders) select x.status from x where exists (select 1 from orders o where o.id = x.id)"),
            Shop.Deployment("d", "q", "T"));
        Assert.Equal(["ID", "STATUS"], flow.ColumnsUsed("orders").Select(static use => use.Column.Name));
    }

    [Fact]
    public void Whole_rows_compared_use_every_column()
    {
        var flow = Shop.Compile(new DistinctNode("once", "customers"), new SelectNode("s", "once", [new SelectColumn("ID")]), Shop.Deployment("d", "s", "T"));
        Assert.Equal(["ID", "NAME", "REGION"], flow.ColumnsUsed("customers").Select(static use => use.Column.Name));
    }
}
