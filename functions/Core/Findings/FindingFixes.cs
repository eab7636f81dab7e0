using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using static Handover.Core.Findings.FindingCodes;

namespace Handover.Core.Findings;

/// <summary>Makes the change that a finding offers.</summary>
public static class FindingFixes
{
    /// <summary>The flow with one finding fixed. Every deployment gives the same rows as before.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="code">Code of the finding.</param>
    /// <param name="node">Its node.</param>
    /// <exception cref="RefusalException"><c>finding-not-found</c>; <c>fix-unsafe</c> where it has no fix, or the flow would not work the same afterwards.</exception>
    public static Flow Apply(CompiledFlow flow, string code, string node)
    {
        var finding = FlowFindings.Of(flow).FirstOrDefault(one => one.Code == code && one.Node == node)
            ?? throw Refusal.NotFound("finding", $"{code} of {node}");
        var fixedFlow = finding.Fix is null ? null : Fixed(flow, new FlowShape(flow), code, flow.Graph.IndexOf(node));
        return fixedFlow is not null && KeepsDeployments(flow, FlowCompiler.Compile(fixedFlow))
            ? fixedFlow
            : throw Refusal.Unprocessable("fix-unsafe", $"There is no change that certainly keeps all rows here. Look at '{node}' and change it by hand.");
    }

    /// <summary>What a fix did, in a sentence without a full stop: the message of its revision.</summary>
    public static string Words(CompiledFlow flow, string code, string node)
    {
        var title = $"'{flow.Find(node)?.Node.Title ?? node}'";
        return code switch
        {
            UnusedNode => $"Removed {title}, which nothing needed",
            UnusedColumns => $"Let only those columns of {title} on that are used",
            UnusedFormula => $"Removed what {title} computed and nothing used",
            DuplicateTransformation => $"Removed {title}, which computed what another node does",
            FilterAfterJoin => $"Moved {title} before the join",
            SelectStar => $"Wrote out the columns of {title}",
            _ => $"Fixed {code} of {title}",
        };
    }

    /// <summary>Whether every deployment still compiles and publishes the same columns, and nothing broke.</summary>
    internal static bool KeepsDeployments(CompiledFlow before, CompiledFlow after) =>
        after.Nodes.All(node => !node.HasErrors || before.Find(node.Node.Id) is { HasErrors: true })
        && before.Nodes.Where(static node => node.Node is DeploymentNode && !node.HasErrors).All(deployment =>
            after.Find(deployment.Node.Id) is { } kept
            && kept.Columns.Select(static column => (column.Name, column.Type)).SequenceEqual(deployment.Columns.Select(static column => (column.Name, column.Type))));

    private static Flow? Fixed(CompiledFlow compiled, FlowShape shape, string code, int index)
    {
        var flow = compiled.Flow;
        var node = compiled.Graph.Nodes[index];
        return (code, node) switch
        {
            (UnusedNode, _) => FlowParts.Without(flow, [node.Id, .. shape.Downstream(index).Select(behind => compiled.Graph.Nodes[behind].Id)]),
            (UnusedColumns, SourceNode) => WithSelect(compiled, node, shape.CarriedInVain(index)),
            (UnusedFormula, FormulaNode formula) => WithoutFormulas(flow, formula, shape.VainFormulas(index)),
            (DuplicateTransformation, _) => Bypassed(flow, node.Id, compiled.Graph.Nodes[shape.Duplicates.Of(index)!.Value.First].Id),
            (FilterAfterJoin, FilterNode filter) => Moved(flow, filter, FilterPushdown.SideOf(shape, index)!),
            (SelectStar, SqlNode sql) => Replace(flow, sql with { Sql = new SqlStars(sql).WrittenOut(compiled.Nodes[index].Columns) }),
            _ => null,
        };
    }

    private static Flow WithSelect(CompiledFlow compiled, FlowNode source, IReadOnlyList<string> vain)
    {
        var kept = compiled.Find(source.Id)!.Columns.Where(column => !vain.Contains(column.Name)).ToList();
        // Without any column there would be no rows to count.
        var columns = kept.Count > 0 ? kept : [.. compiled.Find(source.Id)!.Columns.Take(1)];
        var id = source.Id.Length > NodeId.MaxLength - 10 ? source.Id[..(NodeId.MaxLength - 10)] : source.Id;
        id += "_used";
        for (var n = 2; compiled.Graph.IndexOf(id) >= 0; n++)
        {
            id = $"{id.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')}{n}";
        }

        var select = new SelectNode(id, source.Id, ValueList.From(columns.Select(static column => new SelectColumn(column.Name))))
        {
            Description = "Lets only the used columns on.",
            Position = source.Position is { } place ? new NodePosition(place.X + 120, place.Y) : null,
        };
        var flow = compiled.Flow;
        var nodes = flow.Nodes.SelectMany(node => node.Id == source.Id ? (FlowNode[])[node, select] : [Rewiring.Reading(node, other => other == source.Id ? id : other)]);
        return flow with { Nodes = ValueList.From(nodes) };
    }

    private static Flow WithoutFormulas(Flow flow, FormulaNode formula, IReadOnlyList<string> vain)
    {
        var kept = ValueList.From(formula.Columns.Where(column => !vain.Contains(column.Name)));
        return kept.Count > 0 ? Replace(flow, formula with { Columns = kept }) : Bypassed(flow, formula.Id, formula.Input);
    }

    private static Flow Moved(Flow flow, FilterNode filter, FilterSide side)
    {
        var moved = flow.MapNodes(node => node.Id == filter.Input || node.Id == filter.Id ? node : Rewiring.Reading(node, id => id == filter.Id ? filter.Input : id));
        var join = JoinSides.Named((JoinNode)flow.Nodes.First(node => node.Id == filter.Input));
        return Replace(
            Replace(moved, side.Left ? join with { Left = filter.Id } : join with { Right = filter.Id }),
            filter with { Input = side.Input });
    }

    /// <summary>The flow without a node; what read it reads another one.</summary>
    private static Flow Bypassed(Flow flow, string id, string instead)
    {
        var rest = flow with
        {
            Nodes = ValueList.From(flow.Nodes.Where(node => node.Id != id).Select(node => Rewiring.Reading(node, other => other == id ? instead : other))),
            Explorations = ValueList.From(flow.Explorations.Select(one => one.Node == id ? one with { Node = instead } : one)),
        };
        return FlowParts.Without(rest, [id]);
    }

    private static Flow Replace(Flow flow, FlowNode node) => flow.MapNodes(one => one.Id == node.Id ? node : one);
}
