using Handover.Core.Flows;

namespace Handover.Core.Findings;

/// <summary>Lets nodes read others.</summary>
internal static class Rewiring
{
    /// <summary>The node with other inputs.</summary>
    /// <param name="node">The node. A sql node names its inputs in its text and stays as it is.</param>
    /// <param name="other">What stands for an input.</param>
    public static FlowNode Reading(FlowNode node, Func<string, string> other) => node switch
    {
        SelectNode one => one with { Input = other(one.Input) },
        FormulaNode one => one with { Input = other(one.Input) },
        FilterNode one => one with { Input = other(one.Input) },
        JoinNode one => Reading(one, other),
        UnionNode one => one with { Inputs = ValueList.From(one.Inputs.Select(other)) },
        AggregateNode one => one with { Input = other(one.Input) },
        DistinctNode one => one with { Input = other(one.Input) },
        SortNode one => one with { Input = other(one.Input) },
        SampleNode one => one with { Input = other(one.Input) },
        PivotNode one => one with { Input = other(one.Input) },
        UnpivotNode one => one with { Input = other(one.Input) },
        DeploymentNode one => one with { Input = other(one.Input) },
        _ => node,
    };

    // Its condition may name its inputs: as sides they have names that stay.
    private static JoinNode Reading(JoinNode join, Func<string, string> other)
    {
        var (left, right) = (other(join.Left), other(join.Right));
        return left == join.Left && right == join.Right ? join : JoinSides.Named(join) with { Left = left, Right = right };
    }
}
