using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Sql;

namespace Handover.Core.Explorations;

/// <summary>An exploration whose names are resolved and whose types are known.</summary>
/// <param name="Columns">What it gives: the dimensions, then the measures.</param>
/// <param name="Problems">What is wrong with the query, by its own fields (<c>dimensions[0]</c>, <c>measures[1]</c>, <c>filter</c>, <c>sort[0]</c>), and with the node.</param>
public sealed record CompiledExploration(ImmutableArray<Column> Columns, ImmutableArray<Diagnostic> Problems)
{
    internal CompiledFlow? Flow { get; init; }

    internal string Last { get; init; } = "";

    /// <summary>The SELECT that answers it.</summary>
    /// <param name="dialect">The dialect to write.</param>
    public FlowSql Sql(SqlDialectKind dialect) => Flow is null ? new FlowSql(null, Problems) : Flow.Sql(Last, dialect);
}

/// <summary>Compiles an ad-hoc query on a node: a filter, an aggregate and a sort behind it, so that it means exactly what those nodes would.</summary>
public static class ExplorationCompiler
{
    /// <summary>Most dimensions or measures.</summary>
    public const int MostColumns = 100;

    /// <summary>Compiles a query on the output of a node.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="node">Id of the node; of a deployment, what it publishes is queried.</param>
    /// <param name="query">The query. With a limit and no order, the rows are ordered by the dimensions, so that the same rows come each time.</param>
    /// <exception cref="ArgumentException">There is no such node.</exception>
    public static CompiledExploration Compile(CompiledFlow flow, string node, ExplorationQuery query)
    {
        var found = flow.Find(node) ?? throw new ArgumentException($"The flow has no node '{node}'.", nameof(node));
        if (query.Dimensions.Count + query.Measures.Count is 0 or > MostColumns)
        {
            return new([], [Problem(FlowDiagnosticCodes.NothingSelected, $"An exploration needs 1 to {MostColumns} dimensions and measures.", "dimensions")]);
        }

        var from = found.Node is DeploymentNode deployment ? deployment.Input : node;
        var nodes = AddedNodes.Needed(flow, from);
        var filter = AddedNodes.Free(flow, "explore_filter");
        var groups = AddedNodes.Free(flow, "explore_groups");
        var order = AddedNodes.Free(flow, "explore_order");
        if (query.Filter is { } where)
        {
            nodes.Add(new FilterNode(filter, from, where));
        }

        nodes.Add(new AggregateNode(groups, query.Filter is null ? from : filter, query.Dimensions, ValueList.From(query.Measures.Select(Measure))));
        var by = query.Sort.Count > 0 || query.Limit is null ? query.Sort : Usual(query);
        if (by.Count > 0)
        {
            nodes.Add(new SortNode(order, groups, by) { Limit = query.Limit });
        }

        var last = by.Count > 0 ? order : groups;
        var compiled = FlowCompiler.Compile(new Flow(ValueList.From(nodes), [], []));
        var problems = compiled.Diagnostics
            .Where(static problem => problem.Severity is Severity.Error)
            .Select(problem => InWordsOfQuery(problem, filter, groups, order))
            .ToImmutableArray();
        return new(compiled.Find(last)!.Columns, problems) { Flow = problems.IsEmpty ? compiled : null, Last = last };
    }

    private static NamedExpression Measure(ExplorationMeasure measure)
    {
        var column = SqlIdentifier.Quote(measure.Column);
        return new NamedExpression(measure.Name, measure.Function switch
        {
            MeasureFunction.CountDistinct => $"COUNT(DISTINCT {column})",
            var function => $"{function.ToString().ToUpperInvariant()}({column})",
        });
    }

    private static ValueList<SortColumn> Usual(ExplorationQuery query) => query.Dimensions.Count > 0
        ? ValueList.From(query.Dimensions.Select(static dimension => new SortColumn(dimension)))
        : [new SortColumn(query.Measures[0].Name)];

    private static Diagnostic InWordsOfQuery(Diagnostic problem, string filter, string groups, string order)
    {
        var own = problem.Node == filter || problem.Node == groups || problem.Node == order;
        if (!own)
        {
            return problem;
        }

        var field = problem.Node == filter ? "filter"
            : problem.Node == order ? problem.Field?.Replace("by", "sort", StringComparison.Ordinal)
            : problem.Field?.Replace("groupBy", "dimensions", StringComparison.Ordinal).Replace(".expression", ".column", StringComparison.Ordinal);
        // The text of a measure is made up here, so that a place in it says nothing.
        return problem with { Node = null, Field = field, Span = problem.Node == filter ? problem.Span : null };
    }

    private static Diagnostic Problem(string code, string message, string field) => new(code, Severity.Error, message, Field: field);
}
