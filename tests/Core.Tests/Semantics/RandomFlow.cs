using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Semantics;

/// <summary>A flow as steps in the order of reading, the last of which is deployed.</summary>
internal sealed record RandomFlow(ImmutableArray<Step> Steps)
{
    public const string DeploymentId = "deployment";

    private const int MostRows = 40;
    private const int MostColumns = 14;

    /// <summary>A flow of so many steps at most.</summary>
    public static RandomFlow Make(Random random, int size)
    {
        var maker = new Maker(random);
        var steps = new StepMaker(maker);
        var flow = new List<Step>();
        var tables = new List<(string Id, Table Table)>();
        for (var attempt = 0; flow.Count < size && attempt < size * 6; attempt++)
        {
            var id = $"{maker.Any(["n", "n", "n", "order-", "select_", "left"])}{flow.Count}";
            try
            {
                var step = flow.Count == 0 || maker.Chance(15) ? steps.Source(id) : steps.Any(id, [Recent(), Other(), Other()]);
                var table = step.Run([.. step.Inputs.Select(input => tables.First(item => item.Id == input).Table)]);
                if (table.Rows.Count <= MostRows && table.Fields.Count <= MostColumns && (table.Rows.Count > 0 || maker.Chance(30)))
                {
                    flow.Add(step);
                    tables.Add((id, table));
                }
            }
            catch (UndefinedException)
            {
                // Another one.
            }
        }

        return new RandomFlow([.. flow]).Used();

        // Mostly what has just been made, so that flows grow long and not only broad; beside it mostly what nobody has read.
        (string Id, Table Table) Recent() => tables[maker.Chance(90) ? tables.Count - 1 : random.Next(tables.Count)];

        (string Id, Table Table) Other()
        {
            var unread = tables.Where(item => item.Id != flow[^1].Id && !flow.Any(step => step.Inputs.Contains(item.Id))).ToArray();
            return unread.Length > 0 && maker.Chance(70) ? maker.Any(unread) : maker.Any(tables);
        }
    }

    public Flow Document() => new([
        .. Steps.Select(static step => step.Node()),
        new DeploymentNode(DeploymentId, Steps[^1].Id, DeploymentType.Table) { Target = new TableName("MART", "OUT", "T"), Role = "R", Warehouse = "W" },
    ]);

    /// <summary>What the deployment holds; throws if the flow leaves that open.</summary>
    public Table Run()
    {
        var tables = new Dictionary<string, Table>();
        foreach (var step in Steps)
        {
            tables.Add(step.Id, step.Run([.. step.Inputs.Select(id => tables[id])]));
        }

        return tables[Steps[^1].Id];
    }

    /// <summary>Smaller flows that still mean something. Without a row nobody misses a column that a shorter flow has lost, but the compiler.</summary>
    public IEnumerable<RandomFlow> Smaller()
    {
        var compiles = Compiles();
        return Candidates().Where(flow => flow.IsSound() && (!compiles || flow.Compiles()));
    }

    private bool Compiles() => !FlowCompiler.Compile(Document()).HasErrors;

    private IEnumerable<RandomFlow> Candidates()
    {
        for (var end = 1; end < Steps.Length; end++)
        {
            yield return new RandomFlow(Steps[..end]).Used();
        }

        for (var i = Steps.Length - 1; i >= 0; i--)
        {
            foreach (var input in Steps[i].Inputs.Distinct())
            {
                if (Without(i, input) is { } shorter)
                {
                    yield return shorter;
                }
            }

            foreach (var simpler in Steps[i].Simpler())
            {
                yield return new RandomFlow(Steps.SetItem(i, simpler)).Used();
            }
        }
    }

    /// <summary>The flow in which an input stands for the step that read it.</summary>
    private RandomFlow? Without(int removed, string input)
    {
        try
        {
            return new RandomFlow([.. Steps.Where((_, i) => i != removed).Select(step => !step.Inputs.Contains(Steps[removed].Id)
                ? step
                : step.Reading([.. step.Inputs.Select(id => id == Steps[removed].Id ? input : id)]))]).Used();
        }
        catch (UndefinedException)
        {
            return null;
        }
    }

    private bool IsSound()
    {
        try
        {
            Run();
            return true;
        }
        catch (UndefinedException)
        {
            return false;
        }
    }

    /// <summary>Only the steps that the last one reads, directly or not.</summary>
    private RandomFlow Used()
    {
        var used = new HashSet<string> { Steps[^1].Id };
        var kept = new Stack<Step>();
        foreach (var step in Steps.Reverse().Where(step => used.Contains(step.Id)))
        {
            used.UnionWith(step.Inputs);
            kept.Push(step);
        }

        return new RandomFlow([.. kept]);
    }
}
