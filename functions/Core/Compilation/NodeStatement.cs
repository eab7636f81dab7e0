using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Compilation;

/// <summary>Puts the queries of a node and its ancestors into one statement.</summary>
internal sealed class NodeStatement(CompiledFlow flow, SqlDialect dialect)
{
    public FlowSql Write(int index, int? limit)
    {
        var target = flow.Nodes[index].Node is DeploymentNode ? flow.Graph.InputsOf(index)[0] : index;
        if (target < 0 || flow.Graph.IsInCycle[target] || flow.Nodes[target].Node is DeploymentNode)
        {
            return new FlowSql(null, Errors([index]));
        }

        var order = flow.Graph.WithAncestors(target);
        if (flow.Nodes[target].HasErrors)
        {
            return new FlowSql(null, Errors(order));
        }

        var problems = dialect.IsCaseSensitive ? [] : CaseClashes(order);
        if (!problems.IsEmpty)
        {
            return new FlowSql(null, problems);
        }

        var writer = new SqlWriter(dialect);
        var final = Limited(flow.Nodes[target].Query!, limit);
        var tables = new List<CommonTable>(order.Count);
        for (var i = 0; i < order.Count - 1; i++)
        {
            tables.Add(new CommonTable(flow.Nodes[order[i]].Node.Id, flow.Nodes[order[i]].Query!));
        }

        // A query's own WITH cannot follow ours; its names hold a dot and so never meet a node's.
        tables.AddRange(final.With);
        writer.WriteWith(tables);
        writer.Write(final with { With = [] });
        return writer.Problems.IsEmpty ? new FlowSql(writer.ToString(), []) : new FlowSql(null, DialectProblems(order));
    }

    private static SqlQuery Limited(SqlQuery query, int? limit) =>
        limit is { } most ? query with { Limit = query.Limit is { } own ? Math.Min(own, most) : most } : query;

    private ImmutableArray<Diagnostic> Errors(List<int> order)
    {
        var ids = order.Select(node => flow.Nodes[node].Node.Id).ToHashSet(StringComparer.Ordinal);
        var errors = flow.Diagnostics.Where(problem => problem.Severity == Severity.Error && problem.Node is { } node && ids.Contains(node)).ToImmutableArray();
        // A cycle is told at its first node, which may not be among the ancestors that were asked for.
        return errors.IsEmpty ? [.. flow.Diagnostics.Where(static problem => problem.Severity == Severity.Error)] : errors;
    }

    private ImmutableArray<Diagnostic> CaseClashes(List<int> order)
    {
        var clashes = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var node in order)
        {
            foreach (var problem in flow.Nodes[node].Diagnostics)
            {
                if (problem.Code == FlowDiagnosticCodes.ColumnCaseClash)
                {
                    clashes.Add(problem with { Severity = Severity.Error });
                }
            }
        }

        return clashes.ToImmutable();
    }

    /// <summary>Finds out which nodes the dialect cannot express; they are written one by one only when that is known to be needed.</summary>
    private ImmutableArray<Diagnostic> DialectProblems(List<int> order)
    {
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var node in order)
        {
            var writer = new SqlWriter(dialect);
            writer.Write(flow.Nodes[node].Query!);
            foreach (var problem in writer.Problems)
            {
                problems.Add(problem with { Node = flow.Nodes[node].Node.Id, Span = null });
            }
        }

        return problems.ToImmutable();
    }
}
