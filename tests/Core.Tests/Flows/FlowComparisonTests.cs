using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Tests.Compilation;
using Handover.Core.Tests.Hardness;

namespace Handover.Core.Tests.Flows;

/// <summary>How two revisions are told apart for people.</summary>
public class FlowComparisonTests
{
    [Fact]
    public void A_changed_expression_is_told_piece_by_piece()
    {
        var field = Assert.Single(Assert.Single(Compare(
            Shop.Flow(new FilterNode("f", "orders", "amount > 10 AND status = 'open'")),
            Shop.Flow(new FilterNode("f", "orders", "amount > 20 AND status = 'open'"))).Diff.Nodes).Fields);
        Assert.Equal(
            [
                new TextEdit(TextChange.Same, "amount > "),
                new TextEdit(TextChange.Removed, "10"),
                new TextEdit(TextChange.Added, "20"),
                new TextEdit(TextChange.Same, " AND status = 'open'"),
            ],
            field.Text!);
    }

    [Fact]
    public void Columns_that_change_are_told_of_every_node_where_they_come_out()
    {
        var comparison = Compare(
            Shop.Flow(new FormulaNode("f", "orders", [new NamedExpression("X", "1")]), new FilterNode("g", "f", "true")),
            Shop.Flow(new FormulaNode("f", "orders", [new NamedExpression("X", "'a'"), new NamedExpression("Y", "2")]), new FilterNode("g", "f", "true")));
        Assert.Equal(["f"], comparison.Diff.Nodes.Select(part => part.Id));
        Assert.Equal(["f", "g"], comparison.Columns.Select(part => part.Node));
        var told = comparison.Columns[1];
        Assert.Equal(["Y"], told.Added);
        Assert.Empty(told.Removed);
        Assert.Equal("X", Assert.Single(told.Changed).Column);
        Assert.Equal(told.Before.Count + 1, told.After.Count);
    }

    [Fact]
    public void A_node_with_another_id_is_renamed_and_who_reads_it_is_unchanged()
    {
        var comparison = Compare(
            Shop.Flow(new FilterNode("old", "orders", "amount > 1"), new FilterNode("middle", "old", "true"), new SortNode("below", "middle", [new SortColumn("ID")])),
            Shop.Flow(new FilterNode("new", "orders", "amount > 1"), new FilterNode("centre", "new", "true"), new SortNode("below", "centre", [new SortColumn("ID")])));
        Assert.Equal([("new", "old", PartChange.Renamed), ("centre", "middle", PartChange.Renamed)], comparison.Diff.Nodes.Select(part => (part.Id, part.Was!, part.Change)));
        Assert.Equal([new FieldDiff("id", "old", "new", ChangeWeight.Semantic)], comparison.Diff.Nodes[0].Fields);
        Assert.Equal(["id"], comparison.Diff.Nodes[1].Fields.Select(field => field.Field));
        Assert.Empty(comparison.Columns);
    }

    [Fact]
    public void Nodes_are_recognised_below_each_other_in_whatever_order_they_stand()
    {
        var diff = FlowDiff.Between(Chain("old", 50), Chain("new", 50));
        Assert.Equal(50, diff.Nodes.Count);
        Assert.All(diff.Nodes, part => Assert.Equal((PartChange.Renamed, part.Id.Replace("new", "old", StringComparison.Ordinal)), (part.Change, part.Was)));
    }

    [Fact]
    public void Work_grows_with_the_number_of_renamed_nodes() => Mutations.Linear(
        static size => new string('x', size), 1600, static text => FlowDiff.Between(Chain("old", text.Length), Chain("new", text.Length)));

    // The last of the chain stands first: who goes by the order in the document recognises one node a pass.
    private static Flow Chain(string name, int length) => Shop.Flow(
        [.. Enumerable.Range(0, length).Reverse().Select(i => new FilterNode($"{name}{i}", i == 0 ? "orders" : $"{name}{i - 1}", $"amount > {i}"))]);

    [Fact]
    public void A_node_with_another_title_is_renamed()
    {
        var part = Assert.Single(Compare(
            Shop.Flow(new FilterNode("f", "orders", "true") { Name = "Old" }), Shop.Flow(new FilterNode("f", "orders", "true") { Name = "New" })).Diff.Nodes);
        Assert.Equal((PartChange.Renamed, ChangeWeight.Documentation), (part.Change, part.Weight));
        Assert.Null(part.Was);
    }

    [Fact]
    public void A_node_that_does_something_else_is_not_renamed()
    {
        var diff = FlowDiff.Between(
            Shop.Flow(new FilterNode("old", "orders", "amount > 1")), Shop.Flow(new FilterNode("new", "orders", "amount > 2")));
        Assert.Equal([PartChange.Added, PartChange.Removed], diff.Nodes.Select(part => part.Change));
    }

    [Theory]
    [InlineData("", "a b")]
    [InlineData("SELECT a\nFROM b", "SELECT a, c\nFROM b WHERE a")]
    [InlineData("größer 🙂 x", "größer 🙃 y")]
    public void The_pieces_make_both_texts(string before, string after)
    {
        var edits = TextDiff.Between(before, after);
        Assert.Equal(before, string.Concat(edits.Where(edit => edit.Change is not TextChange.Added).Select(edit => edit.Text)));
        Assert.Equal(after, string.Concat(edits.Where(edit => edit.Change is not TextChange.Removed).Select(edit => edit.Text)));
    }

    private static FlowComparison Compare(Flow before, Flow after) => FlowComparison.Between(FlowCompiler.Compile(before), FlowCompiler.Compile(after));
}
