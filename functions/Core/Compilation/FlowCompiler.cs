using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;

namespace Handover.Core.Compilation;

/// <summary>Gives names and types to a flow. Pure, thread-safe, linear in the flow's size; never throws for what a user built.</summary>
public static class FlowCompiler
{
    /// <summary>Compiles a flow; all problems at once.</summary>
    public static CompiledFlow Compile(Flow flow)
    {
        var graph = FlowGraph.Of(flow);
        var found = new List<Diagnostic>();
        GraphCheck.Run(flow, graph, found.Add);
        var broken = found.Where(static problem => problem.Severity == Severity.Error && problem.Node is not null)
            .Select(static problem => problem.Node!).ToHashSet(StringComparer.Ordinal);

        var compiled = new CompiledNode[graph.Nodes.Length];
        var schemas = new NodeSchema?[graph.Nodes.Length];
        foreach (var index in graph.Order)
        {
            var node = graph.Nodes[index];
            var inputs = InputSchemas(graph, index, schemas);
            var compilation = new NodeCompilation(node, inputs);
            CompileNode(node, compilation);
            ReportLostOrder(graph, index, compilation);
            schemas[index] = compilation.Output;
            compiled[index] = ToCompiled(graph, index, compilation, compiled, broken);
        }

        for (var i = 0; i < compiled.Length; i++)
        {
            // Members of a cycle have neither columns nor SQL; the cycle itself is reported once.
            compiled[i] ??= new CompiledNode(graph.Nodes[i], [], false, [], true);
            found.AddRange(compiled[i].Diagnostics);
        }

        return new CompiledFlow(flow, graph, [.. compiled], InDocumentOrder(graph, found));
    }

    private static NodeSchema[] InputSchemas(FlowGraph graph, int index, NodeSchema?[] schemas)
    {
        var inputs = graph.InputsOf(index);
        var result = new NodeSchema[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            result[i] = inputs[i] < 0 ? NodeSchema.Unknown : schemas[inputs[i]] ?? NodeSchema.Unknown;
        }

        return result;
    }

    private static void CompileNode(FlowNode node, NodeCompilation compilation)
    {
        switch (node)
        {
            case SourceNode source: SourceCompilation.Compile(source, compilation); break;
            case SelectNode select: SelectCompilation.Compile(select, compilation); break;
            case FormulaNode formula: FormulaCompilation.Compile(formula, compilation); break;
            case FilterNode filter: RowCompilation.Compile(filter, compilation); break;
            case JoinNode join: JoinCompilation.Compile(join, compilation); break;
            case UnionNode union: UnionCompilation.Compile(union, compilation); break;
            case AggregateNode aggregate: AggregateCompilation.Compile(aggregate, compilation); break;
            case DistinctNode distinct: RowCompilation.Compile(distinct, compilation); break;
            case SortNode sort: RowCompilation.Compile(sort, compilation); break;
            case SampleNode sample: RowCompilation.Compile(sample, compilation); break;
            case PivotNode pivot: PivotCompilation.Compile(pivot, compilation); break;
            case UnpivotNode unpivot: UnpivotCompilation.Compile(unpivot, compilation); break;
            case SqlNode sql: SqlCompilation.Compile(sql, compilation); break;
            case DeploymentNode deployment: DeploymentCompilation.Compile(deployment, compilation); break;
            default: throw new InvalidOperationException($"The kind '{node.Kind}' has no compilation.");
        }
    }

    private static void ReportLostOrder(FlowGraph graph, int index, NodeCompilation compilation)
    {
        if (graph.Nodes[index] is not SortNode { Limit: null })
        {
            return;
        }

        foreach (var reader in graph.ReadersOf(index))
        {
            if (graph.Nodes[reader] is not DeploymentNode)
            {
                compilation.Report(NodeDiagnostics.OrderIsLost(graph.Nodes[reader].Title));
                return;
            }
        }
    }

    private static CompiledNode ToCompiled(
        FlowGraph graph, int index, NodeCompilation compilation, CompiledNode[] compiled, HashSet<string> broken)
    {
        var node = graph.Nodes[index];
        var hasErrors = compilation.HasErrors || broken.Contains(node.Id);
        foreach (var input in graph.InputsOf(index))
        {
            hasErrors |= input < 0 || compiled[input] is null or { HasErrors: true };
        }

        return new CompiledNode(node, compilation.Output.Columns, compilation.Output.IsComplete, compilation.Diagnostics, hasErrors)
        {
            Query = compilation.Query,
            Origins = compilation.Origins,
            References = compilation.References,
        };
    }

    /// <summary>Problems of the flow as a whole first, then node by node; stable, so that equal flows list them alike.</summary>
    private static ImmutableArray<Diagnostic> InDocumentOrder(FlowGraph graph, List<Diagnostic> found) =>
    [
        .. found.Select(static (problem, order) => (problem, order))
            .OrderBy(item => item.problem.Node is { } node ? graph.IndexOf(node) : -1)
            .ThenBy(static item => item.order)
            .Select(static item => item.problem),
    ];
}
