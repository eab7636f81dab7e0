using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Bench;

/// <summary>Flows of any size, shaped like people's: chains of transformations on a few sources, joined now and then, with a deployment at the end of each.</summary>
internal static class Flows
{
    private const int ChainLength = 20;

    public static Flow Of(int nodes, string? name = null)
    {
        var made = new List<FlowNode>(nodes);
        for (var chain = 0; made.Count < nodes; chain++)
        {
            AddChain(made, chain, Math.Min(ChainLength, nodes - made.Count));
        }

        made[0] = made[0] with { Name = name };
        return new Flow([.. made], [], []);
    }

    private static void AddChain(List<FlowNode> made, int chain, int length)
    {
        var last = $"c{chain}_0";
        made.Add(new SourceNode(last, new TableName("RAW", "SHOP", $"ORDERS_{chain}"))
        {
            Columns =
            [
                new Column("ID", SqlType.Integer, false), new Column("AMOUNT", SqlType.Number(12, 2)), new Column("PLACED", SqlType.Timestamp),
                new Column("CUSTOMER", SqlType.Varchar), new Column("COUNTRY", SqlType.Varchar),
            ],
        });
        for (var step = 1; step < length; step++)
        {
            var id = $"c{chain}_{step}";
            made.Add(step == length - 1 && length > 2
                ? new DeploymentNode(id, last, DeploymentType.Table) { Target = new TableName("ANALYTICS", "MARTS", $"T_{chain}"), Role = "DEPLOYER", Warehouse = "WH" }
                : Step(id, last, step));
            last = id;
        }
    }

    private static FlowNode Step(string id, string input, int step) => (step % 3) switch
    {
        0 => new FilterNode(id, input, $"AMOUNT > {step} AND COUNTRY IN ('DE', 'FR', 'US')"),
        1 => new FormulaNode(id, input, [new NamedExpression($"V{step}", "ROUND(AMOUNT * 1.19, 2)"), new NamedExpression($"D{step}", "DATE_TRUNC('MONTH', PLACED)::DATE")]),
        _ => new FormulaNode(id, input, [new NamedExpression($"K{step}", "UPPER(TRIM(CUSTOMER)) || '-' || COUNTRY"), new NamedExpression($"B{step}", "IFF(AMOUNT > 100, 'large', 'small')")]),
    };
}
