using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Deployments;

/// <summary>A version's number is given once, whatever is dropped, taken back or deployed again.</summary>
public sealed class VersionNumberTests
{
    [Fact]
    public void A_node_that_is_not_deployed_any_more_keeps_the_number_that_it_had_reached()
    {
        var after = DeploymentRecord.TakenBack(ProjectDeployments.None, At(("out", 3)));
        Assert.Empty(after.Items);
        Assert.Equal(3, after.LatestOf("out"));
        Assert.Equal(0, after.LatestOf("never"));
    }

    [Fact]
    public void What_comes_back_comes_back_with_the_highest_number_that_was_given_since()
    {
        var after = DeploymentRecord.TakenBack(At(("out", 2)), At(("out", 5)));
        Assert.Equal((2, 5), (after.Items["out"].Version, after.Items["out"].Latest));
        var dropped = DeploymentRecord.TakenBack(At(("out", 2)), ProjectDeployments.None with { Gone = ImmutableSortedDictionary<string, int>.Empty.Add("out", 4) });
        Assert.Equal(4, dropped.LatestOf("out"));
        Assert.Empty(dropped.Gone);
    }

    [Fact]
    public void What_had_gone_before_is_remembered_when_something_else_is_taken_back()
    {
        var before = At(("out", 2)) with { Gone = ImmutableSortedDictionary<string, int>.Empty.Add("old", 7) };
        Assert.Equal(7, DeploymentRecord.TakenBack(before, At(("out", 3))).LatestOf("old"));
    }

    private static ProjectDeployments At(params (string Node, int Version)[] nodes) => new(nodes.ToImmutableSortedDictionary(
        static one => one.Node,
        static one => new DeploymentState
        {
            Node = one.Node,
            IsView = false,
            Target = new TableName("DEV", "SHOP", one.Node),
            Role = "R",
            Warehouse = "W",
            Version = one.Version,
            Latest = one.Version,
            FlowHash = "",
            Fingerprint = "",
            Columns = [],
            DeployedBy = "a@example.com",
            DeployedAt = default,
            Operation = "op",
        }));
}
