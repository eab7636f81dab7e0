using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Core.Tests.Compilation;
using static Handover.Core.Flows.FlowDiagnosticCodes;

namespace Handover.Core.Tests.Flows;

public sealed class OperationTests
{
    [Fact]
    public void A_clone_loses_deployments_explorations_and_groups_of_deployments_only()
    {
        var flow = Shop.Flow(Shop.Deployment("d", "orders", "T")) with
        {
            Groups = [new FlowGroup("out", "Out", null, ["d"]), new FlowGroup("mixed", "Mixed", "x", ["d", "orders"]), new FlowGroup("empty", "Empty", null, [])],
            Explorations = [new Exploration("e", "orders", "E", new ExplorationQuery([], [], null, [], null))],
        };
        var clone = FlowClone.Of(flow);
        Assert.Equal(["orders", "customers"], clone.Nodes.Select(static node => node.Id));
        Assert.Equal([new FlowGroup("mixed", "Mixed", "x", ["orders"]), new FlowGroup("empty", "Empty", null, [])], clone.Groups);
        Assert.Empty(clone.Explorations);
    }

    [Fact]
    public void Sources_that_no_deployment_needs_are_removed()
    {
        var flow = Shop.Flow(new FilterNode("f", "customers", "true"), Shop.Deployment("d", "orders", "T")) with { Groups = [new FlowGroup("g", "G", null, ["customers"])] };
        Assert.Equal(["customers"], UnusedSources.Find(flow));
        var removed = UnusedSources.Remove(flow);
        Assert.Equal(["orders", "f", "d"], removed.Nodes.Select(static node => node.Id));
        Assert.Empty(removed.Groups);
    }

    [Fact]
    public void Without_deployments_a_source_is_used_by_any_transformation()
    {
        Assert.Equal(["orders"], UnusedSources.Find(Shop.Flow(new FilterNode("f", "customers", "true"))));
        Assert.Equal(["orders", "customers"], UnusedSources.Find(Shop.Flow()));
    }

    [Fact]
    public void Of_a_map_the_most_specific_entry_wins()
    {
        var map = new TableMap([
            new TableMapEntry(new TablePattern("RAW"), new TablePattern("PROD")),
            new TableMapEntry(new TablePattern("RAW", "SHOP"), new TablePattern("LIVE", "STORE")),
            new TableMapEntry(new TablePattern("RAW", "SHOP", "ORDERS"), new TablePattern("X", "Y", "Z"))]);
        Assert.Equal(new TableName("X", "Y", "Z"), map.Apply(Shop.OrdersTable));
        Assert.Equal(new TableName("LIVE", "STORE", "CUSTOMERS"), map.Apply(Shop.CustomersTable));
        Assert.Equal(new TableName("PROD", "CRM", "A"), map.Apply(new TableName("RAW", "CRM", "A")));
        Assert.Equal(new TableName("raw", "CRM", "A"), map.Apply(new TableName("raw", "CRM", "A")));
    }

    [Fact]
    public void Deployments_go_in_the_order_of_what_they_read()
    {
        var flow = Shop.Flow(
            new SourceNode("back", new TableName("MART", "OUT", "A")) { Columns = [new Column("ID", SqlType.Integer)] },
            Shop.Deployment("c", "back", "C"),
            Shop.Deployment("a", "orders", "A"),
            Shop.Deployment("b", "customers", "B"));
        var order = DeploymentOrder.Of(flow);
        Assert.Empty(order.Diagnostics);
        Assert.Equal([["a", "b"], ["c"]], order.Waves.Select(static wave => wave.ToArray()));
    }

    [Fact]
    public void Deployments_that_read_each_other_are_reported()
    {
        var columns = ValueList.Create([new Column("ID", SqlType.Integer)]);
        var flow = new Flow(
            new SourceNode("s1", new TableName("MART", "OUT", "A")) { Columns = columns },
            new SourceNode("s2", new TableName("MART", "OUT", "B")) { Columns = columns },
            Shop.Deployment("b", "s1", "B"),
            Shop.Deployment("a", "s2", "A"),
            new SourceNode("s3", new TableName("MART", "OUT", "SELF")) { Columns = columns },
            Shop.Deployment("self", "s3", "SELF"));
        var order = DeploymentOrder.Of(flow);
        Assert.Empty(order.Waves);
        Assert.Equal([DeploymentCycle, DeploymentCycle], order.Diagnostics.Select(static found => found.Code));
        Assert.Equal(["b", "self"], order.Diagnostics.Select(static found => found.Node!));
    }

    [Fact]
    public void The_fingerprint_forgives_spelling_but_no_change_of_sense()
    {
        static string Of(string where) => FlowFingerprint.Of(Shop.Flow(new FilterNode("f", "orders", where), Shop.Deployment("d", "f", "T"))).Nodes["d"].Upstream;
        Assert.Equal(Of("amount > 1 AND status = 'x'"), Of("AMOUNT>1 and /* paid */ Status = 'x'  "));
        Assert.NotEqual(Of("amount > 1"), Of("amount > 2"));
        Assert.NotEqual(Of("status = 'x'"), Of("status = 'X'"));
        Assert.NotEqual(Of("\"amount\" > 1"), Of("amount > 1"));
    }

    [Fact]
    public void A_change_upstream_changes_what_is_downstream_and_nothing_else()
    {
        static FlowFingerprint Of(string where) =>
            FlowFingerprint.Of(Shop.Flow(new FilterNode("f", "orders", where), new FilterNode("g", "f", "true"), new FilterNode("h", "customers", "true")));
        var (before, after) = (Of("true"), Of("false"));
        Assert.Equal(before.Nodes["g"].Own, after.Nodes["g"].Own);
        Assert.NotEqual(before.Nodes["g"].Upstream, after.Nodes["g"].Upstream);
        Assert.Equal(before.Nodes["h"], after.Nodes["h"]);
        Assert.NotEqual(before.Whole, after.Whole);
    }

    [Fact]
    public void A_difference_is_told_field_by_field_with_its_weight()
    {
        var before = Shop.Flow(
            new FormulaNode("f", "orders", [new NamedExpression("A", "1"), new NamedExpression("B", "amount+1")]) { Name = "Old" },
            new FilterNode("gone", "orders", "status IS NULL"),
            Shop.Deployment("d", "f", "T"));
        var after = Shop.Flow(
            new FormulaNode("f", "orders", [new NamedExpression("A", "2"), new NamedExpression("B", "AMOUNT + 1")]) { Name = "New" },
            new FilterNode("new", "orders", "true"),
            Shop.Deployment("d", "f", "U")) with
        { Groups = [new FlowGroup("g", "G", null, [])] };
        var diff = FlowDiff.Between(before, after);
        Assert.Equal(
            [("f", PartChange.Changed, ChangeWeight.Semantic), ("new", PartChange.Added, ChangeWeight.Semantic), ("d", PartChange.Changed, ChangeWeight.Binding), ("gone", PartChange.Removed, ChangeWeight.Semantic)],
            diff.Nodes.Select(static part => (part.Id, part.Change, part.Weight)));
        Assert.Equal(
            [
                new FieldDiff("name", "Old", "New", ChangeWeight.Documentation),
                new FieldDiff("columns[A].expression", "1", "2", ChangeWeight.Semantic),
                new FieldDiff("columns[B].expression", "amount+1", "AMOUNT + 1", ChangeWeight.Documentation),
            ],
            diff.Nodes[0].Fields);
        Assert.Equal([new FieldDiff("target.name", "T", "U", ChangeWeight.Binding)], diff.Nodes[2].Fields);
        Assert.Equal(PartChange.Added, Assert.Single(diff.Groups).Change);
        Assert.True(diff.IsSemantic);
    }

    [Fact]
    public void Reordered_columns_are_a_change_of_sense()
    {
        var before = Shop.Flow(new SelectNode("s", "orders", [new SelectColumn("ID"), new SelectColumn("STATUS")]));
        var after = Shop.Flow(new SelectNode("s", "orders", [new SelectColumn("STATUS"), new SelectColumn("ID")]));
        var change = Assert.Single(FlowDiff.Between(before, after).Nodes);
        Assert.Equal([new FieldDiff("columns[]", "ID, STATUS", "STATUS, ID", ChangeWeight.Semantic)], change.Fields);
    }
}
