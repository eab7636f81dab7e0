using Handover.Core.Flows;
using Handover.Core.Tests.Compilation;

namespace Handover.Core.Tests.Flows;

public class ChangeWordsTests
{
    private static readonly FilterNode Dear = new("dear", "orders", "amount > 10") { Name = "Dear orders" };

    [Fact]
    public void Each_change_is_named_by_what_happened()
    {
        var before = Shop.Flow(Dear, new FilterNode("b", "orders", "true"), new FilterNode("c", "orders", "false"), new FilterNode("d", "orders", "amount > 3"));
        var after = Shop.Flow(
            Dear with { Where = "amount > 20" },
            new FilterNode("c", "orders", "false") { Position = new NodePosition(1, 2) },
            new FilterNode("d", "orders", "amount > 3") { Name = "Three" },
            new SortNode("e", "dear", [new SortColumn("ID")]));
        Assert.Equal("Added 'e'; removed 'b'; renamed 'd' to 'Three'; changed 'Dear orders'; moved 'c'", ChangeWords.Of(before, after));
    }

    [Fact]
    public void Of_many_a_few_are_named()
    {
        var many = Enumerable.Range(1, 5).Select(i => new FilterNode($"f{i}", "orders", $"amount > {i}")).ToArray<FlowNode>();
        Assert.Equal("Added 'f1', 'f2' and 'f3'", ChangeWords.Of(Shop.Flow(), Shop.Flow([.. many.Take(3)])));
        Assert.Equal("Added 'f1', 'f2', 'f3' and 2 more", ChangeWords.Of(Shop.Flow(), Shop.Flow(many)));
    }

    [Fact]
    public void Groups_and_explorations_are_told_apart_from_nodes()
    {
        var flow = Shop.Flow(Dear);
        var grouped = flow with { Groups = [new FlowGroup("g", "Cleaning", null, ["dear"])] };
        Assert.Equal("Added the group 'Cleaning'", ChangeWords.Of(flow, grouped));
        Assert.Equal("Renamed the group 'Cleaning' to the group 'Mending'", ChangeWords.Of(grouped, grouped with { Groups = [new FlowGroup("g", "Mending", null, ["dear"])] }));
    }

    [Fact]
    public void A_node_with_another_id_is_renamed_and_another_order_is_merely_saved()
    {
        Assert.Equal("Renamed 'old' to 'new'", ChangeWords.Of(Shop.Flow(new FilterNode("old", "orders", "true")), Shop.Flow(new FilterNode("new", "orders", "true"))));
        FilterNode a = new("a", "orders", "true"), b = new("b", "orders", "false");
        Assert.Equal("Saved", ChangeWords.Of(Shop.Flow(a, b), Shop.Flow(b, a)));
    }
}
