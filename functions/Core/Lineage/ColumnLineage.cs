using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Sql;

namespace Handover.Core.Lineage;

/// <summary>A column of a node.</summary>
/// <param name="Node">Id of the node.</param>
/// <param name="Column">Name exactly as stored.</param>
public readonly record struct NodeColumn(string Node, string Column);

/// <summary>How a column becomes another.</summary>
public enum LineageKind
{
    /// <summary>It is that column, perhaps under another name or type.</summary>
    Carried,
    /// <summary>It is computed from it.</summary>
    Computed,
    /// <summary>It may come from it: the node between them cannot be looked into, because it has errors.</summary>
    Opaque,
}

/// <summary>One step of a column through one node.</summary>
/// <param name="From">The column of the node's input.</param>
/// <param name="To">The column of the node.</param>
/// <param name="How">What the node does with it.</param>
/// <param name="Expression">By which expression, where one computes it.</param>
public sealed record LineageStep(NodeColumn From, NodeColumn To, LineageKind How, string? Expression = null);

/// <summary>A column of a table or view that a source reads.</summary>
/// <param name="Node">Id of the source.</param>
/// <param name="Table">What it reads.</param>
/// <param name="Column">Name in the table, whatever the flow calls it.</param>
public sealed record SourceColumn(string Node, TableName Table, string Column);

/// <summary>Something on the way that decides which rows there are, and so the values of a column without being among them.</summary>
/// <param name="Node">Id of the node.</param>
/// <param name="Field">Its field in JSON words (<c>where</c>).</param>
/// <param name="Columns">Columns of its inputs that it looks at.</param>
/// <param name="Expression">The condition, where it is one.</param>
public sealed record RowRule(string Node, string Field, ImmutableArray<string> Columns, string? Expression = null);

/// <summary>An expression that computes a column.</summary>
/// <param name="Column">The column that it computes.</param>
/// <param name="Text">The expression, in the analyst's words where there are any.</param>
public sealed record ColumnExpression(NodeColumn Column, string Text);

/// <summary>Where a column comes from.</summary>
/// <param name="Column">The column.</param>
/// <param name="Sources">The columns of tables that its values come from; none for a constant or a count of rows.</param>
/// <param name="Steps">The way there, node by node, from the column back to the sources.</param>
/// <param name="Expressions">The expressions on the way, in the same order; also that of a constant or a count of rows, to which no step leads.</param>
/// <param name="Rows">What decides on that way which rows there are.</param>
/// <param name="IsExact">False if the way leads through a node that cannot be looked into: then every column of its inputs counts.</param>
public sealed record ColumnLineage(
    NodeColumn Column,
    ImmutableArray<SourceColumn> Sources,
    ImmutableArray<LineageStep> Steps,
    ImmutableArray<ColumnExpression> Expressions,
    ImmutableArray<RowRule> Rows,
    bool IsExact);

/// <summary>A column that a deployment publishes.</summary>
/// <param name="Node">Id of the deployment.</param>
/// <param name="Target">Where; null as long as the deployment points nowhere.</param>
/// <param name="Column">Name there.</param>
public sealed record PublishedColumn(string Node, TableName? Target, string Column);

/// <summary>What a column reaches.</summary>
/// <param name="Column">The column.</param>
/// <param name="Steps">The way, node by node, towards the deployments.</param>
/// <param name="Places">The places that name it or what comes of it: conditions, keys, orders and expressions.</param>
/// <param name="Published">The columns of deployments whose values come from it.</param>
/// <param name="IsExact">False if the way leads through a node that cannot be looked into.</param>
public sealed record ColumnReach(
    NodeColumn Column, ImmutableArray<LineageStep> Steps, ImmutableArray<ColumnPlace> Places, ImmutableArray<PublishedColumn> Published, bool IsExact);
