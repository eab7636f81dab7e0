using Handover.Core.Compilation;
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
