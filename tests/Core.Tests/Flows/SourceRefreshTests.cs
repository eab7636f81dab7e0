using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Notifications;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Flows;

/// <summary>What becomes of sources whose tables have changed.</summary>
public sealed class SourceRefreshTests
{
    private static readonly CompiledFlow Report = Shop.Compile(
        Shop.Orders with { Id = "again" }, new FilterNode("big", "orders", "amount > 1"), new AggregateNode("a", "again", ["STATUS"], [new NamedExpression("N", "sum(amount)")]), Shop.Deployment("d", "a", "T"));

    [Fact]
    public void What_was_gone_changed_and_new_is_told_with_the_nodes_that_use_it_and_the_flow_knows_it_then()
    {
        var (flow, drift) = Refreshed(new Column("ID", SqlType.Integer, false), new Column("AMOUNT", SqlType.Varchar), new Column("STATUS", SqlType.Varchar), new Column("CHANNEL", SqlType.Varchar));
        Assert.Equal(["orders", "again"], drift.Select(static one => one.Node));
        Assert.All(drift, static one => Assert.True(one.Breaks));
        Assert.Equal(["CHANNEL"], drift[0].New.Select(static column => column.Name));
        Assert.Equal([("CUSTOMER_ID", 0), ("ORDERED_ON", 0)], drift[0].Gone.Select(static column => (column.Column, column.Nodes.Length)));
        var amount = Assert.Single(drift[0].Changed);
        Assert.Equal(("AMOUNT", "big"), (amount.Column, Assert.Single(amount.Nodes)));
        Assert.Equal((SqlType.Number(10, 2), SqlType.Varchar), (amount.Before, amount.After!.Value));
        Assert.Equal("a", Assert.Single(Assert.Single(drift[1].Changed).Nodes));
        Assert.Equal(4, Assert.IsType<SourceNode>(flow.Nodes[0]).Columns.Count);
        Assert.Equal(
            "RAW.SHOP.ORDERS has lost CUSTOMER_ID, ORDERED_ON, changed the type of AMOUNT from NUMBER(10,2) to VARCHAR, gained CHANNEL; 'big', 'a' use what is not as it was.",
            DriftWords.Of(drift));
    }

    [Fact]
    public void A_number_with_more_digits_differs_and_breaks_nothing()
    {
        var (_, drift) = Refreshed([.. Shop.Orders.Columns.Select(static column => column.Name == "AMOUNT" ? column with { Type = SqlType.Number(38, 2) } : column)]);
        Assert.All(drift, static one => Assert.Equal(("AMOUNT", false), (Assert.Single(one.Changed).Column, one.Breaks)));
    }

    [Fact]
    public void What_is_gone_and_used_by_nothing_breaks_nothing()
    {
        var (_, drift) = Refreshed([.. Shop.Orders.Columns.Where(static column => column.Name is not "ORDERED_ON")]);
        Assert.All(drift, static one => Assert.Equal(("ORDERED_ON", false), (Assert.Single(one.Gone).Column, one.Breaks)));
    }

    [Fact]
    public void A_table_that_is_not_there_leaves_its_source_as_it_was()
    {
        var (flow, drift) = SourceRefresh.Apply(Report, static table => table == Shop.OrdersTable ? null : Shop.Customers.Columns);
        Assert.Equal(Report.Flow, flow);
        Assert.All(drift, static one => Assert.Equal((false, true), (one.Found, one.Breaks)));
        Assert.Equal("RAW.SHOP.ORDERS is not there, or may not be read.", DriftWords.Of(drift));
    }

    private static (Flow Flow, IReadOnlyList<SourceDrift> Drift) Refreshed(params Column[] orders)
    {
        var (flow, drift) = SourceRefresh.Apply(Report, table => table == Shop.OrdersTable ? orders : Shop.Customers.Columns);
        return (flow, drift);
    }
}
