using Handover.Core.Compilation;
using Handover.Core.Findings;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Bench;

/// <summary>Compiling a flow to the SQL of every deployment: under 20 ms for 1,000 nodes, and 10,000 nodes in at most 12 times that.</summary>
internal static class CompileBench
{
    public static void Run()
    {
        var thousand = Time(1_000, 60);
        var tenThousand = Time(10_000, 15);
        Console.WriteLine($"compile  1,000 nodes  {thousand}  target < 20 ms");
        Console.WriteLine($"compile 10,000 nodes  {tenThousand}");
        Console.WriteLine($"compile ratio         {tenThousand.Median / thousand.Median,9:0.0} x  target <= 12 x");
        var (two, twenty) = (Findings(2_000), Findings(20_000));
        Console.WriteLine($"findings 2,000 nodes  {two}");
        Console.WriteLine($"findings 20,000 nodes {twenty}");
        Console.WriteLine($"findings ratio        {twenty.Median / two.Median,9:0.0} x  target <= 12 x");
    }

    /// <summary>Of one chain, where whatever looks at all that is behind each node is quadratic.</summary>
    private static Times Findings(int nodes)
    {
        var source = new SourceNode("s", new TableName("RAW", "SHOP", "ORDERS")) { Columns = [new Column("ID", SqlType.Integer), new Column("AMOUNT", SqlType.Number(12, 2))] };
        var compiled = FlowCompiler.Compile(new Flow(
            [
                source,
                .. Enumerable.Range(1, nodes - 2).Select(i => new FormulaNode($"n{i}", i == 1 ? "s" : $"n{i - 1}", [new NamedExpression($"F{i % 10}", $"AMOUNT + {i}")])),
                new DeploymentNode("out", $"n{nodes - 2}", DeploymentType.Table) { Target = new TableName("ANALYTICS", "MARTS", "T"), Role = "DEPLOYER", Warehouse = "WH" },
            ],
            [], []));
        return Measure.Run(3, 15, () =>
        {
            if (FlowFindings.Of(compiled).Length < nodes - 2)
            {
                throw new InvalidOperationException("Nobody has described these nodes, and nothing was found.");
            }
        });
    }

    private static Times Time(int nodes, int runs)
    {
        var flow = Flows.Of(nodes);
        return Measure.Run(10, runs, () => Compile(flow));
    }

    private static void Compile(Flow flow)
    {
        var compiled = FlowCompiler.Compile(flow);
        if (compiled.HasErrors)
        {
            throw new InvalidOperationException(compiled.Diagnostics[0].Message);
        }

        foreach (var deployment in flow.Deployments)
        {
            _ = compiled.Sql(deployment.Id, SqlDialectKind.Snowflake).Text ?? throw new InvalidOperationException(deployment.Id);
        }
    }
}
