using Handover.Core.Compilation;
using Handover.Core.Findings;
using Handover.Core.Flows;
using Handover.Core.Tests.Compilation;
using Handover.Core.Tests.Semantics;

namespace Handover.Core.Tests.Findings;

/// <summary>One walk over all nodes says of each what following its columns one by one says.</summary>
public sealed class UsedColumnsTests
{
    [Fact]
    public void Of_every_node_of_a_random_flow_the_columns_are_used_that_tracing_finds()
    {
        var looked = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var flow = FlowCompiler.Compile(RandomFlow.Make(new Random(seed), 1 + (seed % 40)).Document());
            looked += Compare(flow);
        }

        Assert.True(looked > 1_000, $"Only {looked} columns were looked at.");
    }

    [Fact]
    public void So_it_is_behind_errors_in_cycles_and_where_inputs_are_missing() => Assert.True(Compare(Shop.Compile(
        new FilterNode("broken", "orders", "NOPE > 1"),
        new FormulaNode("behind", "broken", [new NamedExpression("X", "AMOUNT * 2")]),
        new FilterNode("lost", "nowhere", "X > 1"),
        new UnionNode("round", ["orders", "trip"], UnionMatch.Name),
        new FilterNode("trip", "round", "AMOUNT > 1"),
        Shop.Deployment("d", "behind", "T"))) > 0);

    [Fact]
    public void What_somebody_explores_or_an_error_reads_is_uncertain_with_all_before_it()
    {
        var flow = Shop.Compile(
            new FilterNode("a", "orders", "AMOUNT > 1"), new FilterNode("b", "a", "AMOUNT > 2"), new FilterNode("c", "b", "AMOUNT > 3"), new FilterNode("broken", "customers", "NOPE > 1"));
        var columns = new UsedColumns(flow, static node => node.Id == "b");
        Assert.Equal(["orders", "customers", "a"], flow.Graph.Nodes.Where((_, index) => columns.IsUncertain(index)).Select(static node => node.Id));
    }

    private static int Compare(CompiledFlow flow)
    {
        var columns = new UsedColumns(flow, static _ => false);
        var looked = 0;
        for (var index = 0; index < flow.Nodes.Length; index++)
        {
            if (flow.Graph.IsInCycle[index])
            {
                continue;
            }

            var traced = flow.ColumnsUsed(flow.Nodes[index].Node.Id).Select(static use => use.Column.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var column in flow.Nodes[index].Columns)
            {
                looked++;
                Assert.True(traced.Contains(column.Name) == columns.IsUsed(index, column.Name), $"{flow.Nodes[index].Node.Id}.{column.Name}: traced {traced.Contains(column.Name)}");
            }
        }

        return looked;
    }
}
