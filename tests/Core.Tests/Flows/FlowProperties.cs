using FsCheck.Xunit;
using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Flows;

/// <summary>What holds for every flow, sensible or not.</summary>
[Properties(Arbitrary = [typeof(FlowArbitrary)], MaxTest = 150)]
public sealed class FlowProperties
{
    [Property]
    public void A_flow_survives_its_document(Flow flow)
    {
        var bytes = FlowJson.Write(flow);
        var parsed = FlowJson.Parse(bytes);
        Assert.True(parsed.Flow is not null, string.Join("\n", parsed.Problems));
        Assert.Equal(flow, parsed.Flow);
        Assert.Equal(bytes, FlowJson.Write(parsed.Flow));
        Assert.Equal(FlowHash.Of(bytes), FlowHash.Of(parsed.Flow));
    }

    [Property]
    public void Compiling_never_throws_and_says_the_same_twice(Flow flow)
    {
        var first = FlowCompiler.Compile(flow);
        var second = FlowCompiler.Compile(flow);
        Assert.Equal(first.Diagnostics.AsEnumerable(), second.Diagnostics);
        foreach (var node in first.Nodes)
        {
            foreach (var dialect in Enum.GetValues<SqlDialectKind>())
            {
                var sql = first.Sql(node.Node.Id, dialect);
                Assert.Equal(sql.Text, second.Sql(node.Node.Id, dialect).Text);
                Assert.True(sql.Text is not null || sql.Problems.Any(static problem => problem.Severity == Severity.Error));
            }
        }
    }

    [Property]
    public void A_nodes_sql_does_not_depend_on_where_nodes_stand_in_the_document(Flow flow)
    {
        var turned = flow with { Nodes = ValueList.From(flow.Nodes.Reverse()) };
        var compiled = FlowCompiler.Compile(flow);
        var other = FlowCompiler.Compile(turned);
        foreach (var node in compiled.Nodes)
        {
            Assert.Equal(compiled.Sql(node.Node.Id, SqlDialectKind.Snowflake).Text, other.Sql(node.Node.Id, SqlDialectKind.Snowflake).Text);
        }

        Assert.Equal(FlowFingerprint.Of(flow).Whole, FlowFingerprint.Of(turned).Whole);
    }

    [Property]
    public void Retargeting_and_moving_nodes_leave_the_fingerprint(Flow flow)
    {
        var elsewhere = flow.MapNodes(static node => node switch
        {
            SourceNode source => source with { Table = new TableName("PROD", "X", "Y"), Position = new NodePosition(1, 2) },
            DeploymentNode deployment => deployment.Unpointed() with { Name = "Other" },
            _ => node with { Description = "Moved" },
        });
        Assert.Equal(FlowFingerprint.Of(flow).Whole, FlowFingerprint.Of(elsewhere).Whole);
        Assert.NotEqual(ChangeWeight.Semantic, FlowDiff.Between(flow, elsewhere).Weight);
    }

    [Property]
    public void A_clone_has_no_deployment_and_the_same_other_nodes(Flow flow)
    {
        var clone = FlowClone.Of(flow);
        Assert.Empty(clone.Deployments);
        Assert.Empty(clone.Explorations);
        Assert.Equal(flow.Nodes.Where(static node => node is not DeploymentNode), clone.Nodes);
        var kept = FlowClone.Of(flow, keepDeployments: true);
        Assert.All(kept.Deployments, static deployment => Assert.True(deployment is { Target: null, Role: null, Warehouse: null }));
        Assert.Equal(FlowFingerprint.Of(flow).Whole, FlowFingerprint.Of(kept).Whole);
        Assert.Equal(flow.Deployments.Select(static deployment => deployment.Annotation), kept.Deployments.Select(static deployment => deployment.Annotation));
    }

    [Property]
    public void A_flow_does_not_differ_from_itself(Flow flow) => Assert.Null(FlowDiff.Between(flow, flow).Weight);

    [Property]
    public void Binding_back_restores_the_flow(Flow flow)
    {
        var bound = FlowBinding.Apply(FlowClone.Of(flow, keepDeployments: true), TableMap.Empty, FlowBinding.Of(flow));
        Assert.Equal(flow.Nodes, bound.Nodes);
    }
}
