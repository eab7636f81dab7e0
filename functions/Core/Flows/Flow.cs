namespace Handover.Core.Flows;

/// <summary>The graph of an analytics project: sources, transformations and deployments, with what is said about them.</summary>
/// <param name="Nodes">The nodes in document order; edges are the nodes' own <see cref="FlowNode.InputIds"/>.</param>
/// <param name="Groups">Named sets of nodes.</param>
/// <param name="Explorations">Saved ad-hoc queries.</param>
public sealed record Flow(ValueList<FlowNode> Nodes, ValueList<FlowGroup> Groups, ValueList<Exploration> Explorations)
{
    /// <summary>The flow without anything.</summary>
    public static readonly Flow Empty = new([], [], []);

    /// <summary>A flow of nodes alone.</summary>
    public Flow(params ReadOnlySpan<FlowNode> nodes)
        : this(ValueList.Create(nodes), [], [])
    {
    }

    /// <summary>The deployment nodes in document order.</summary>
    public IEnumerable<DeploymentNode> Deployments => Nodes.OfType<DeploymentNode>();

    /// <summary>The source nodes in document order.</summary>
    public IEnumerable<SourceNode> Sources => Nodes.OfType<SourceNode>();

    /// <summary>The same flow with each node replaced by what <paramref name="change"/> makes of it.</summary>
    public Flow MapNodes(Func<FlowNode, FlowNode> change) => this with { Nodes = ValueList.From(Nodes.Select(change)) };
}

/// <summary>A named, documented set of nodes.</summary>
/// <param name="Id">Slug, unique among the groups.</param>
/// <param name="Name">Title.</param>
/// <param name="Description">What the nodes do together.</param>
/// <param name="Nodes">Ids of the nodes.</param>
public sealed record FlowGroup(string Id, string Name, string? Description, ValueList<string> Nodes)
{
    internal static FlowGroup Read(ObjectReader json) =>
        new(json.Id("id"), json.Text("name"), json.OptionalText("description"), json.Ids("nodes"));

    internal void Write(CanonicalJsonWriter json)
    {
        json.Field("id", Id);
        json.Field("name", Name);
        json.OptionalField("description", Description);
        json.Field("nodes", Nodes);
    }
}

/// <summary>A saved ad-hoc query on a node's output.</summary>
/// <param name="Id">Slug, unique among the explorations.</param>
/// <param name="Node">Id of the node that is queried.</param>
/// <param name="Name">Title.</param>
/// <param name="Query">The query.</param>
public sealed record Exploration(string Id, string Node, string Name, ExplorationQuery Query)
{
    internal static Exploration Read(ObjectReader json) => new(
        json.Id("id"), json.Id("node"), json.Text("name"), json.RequiredObject("query", ExplorationQuery.Read) ?? new([], [], null, [], null));

    internal void Write(CanonicalJsonWriter json)
    {
        json.Field("id", Id);
        json.Field("node", Node);
        json.Field("name", Name);
        json.Name("query");
        json.BeginObject();
        Query.Write(json);
        json.EndObject();
    }
}

/// <summary>What an exploration asks for.</summary>
/// <param name="Dimensions">Columns to group by; empty for one row of totals.</param>
/// <param name="Measures">What is computed a group; empty for the distinct dimensions.</param>
/// <param name="Filter">Condition over the node's columns, or null.</param>
/// <param name="Sort">Order over dimensions and measures.</param>
/// <param name="Limit">Most rows, or null for all.</param>
public sealed record ExplorationQuery(
    ValueList<string> Dimensions,
    ValueList<ExplorationMeasure> Measures,
    string? Filter,
    ValueList<SortColumn> Sort,
    long? Limit)
{
    internal static ExplorationQuery Read(ObjectReader json) => new(
        json.Texts("dimensions"),
        json.Objects("measures", static item => new ExplorationMeasure(
            item.Text("name"), item.Choice("function", WordSet<MeasureFunction>.Instance), item.Text("column"))),
        json.OptionalExpression("filter"),
        json.SortColumns("sort", required: false),
        json.OptionalWhole("limit", 0));

    internal void Write(CanonicalJsonWriter json)
    {
        json.Field("dimensions", Dimensions);
        json.Field("measures", Measures, static (item, measure) =>
        {
            item.Field("name", measure.Name);
            item.Field("function", WordSet<MeasureFunction>.Instance[measure.Function]);
            item.Field("column", measure.Column);
        });
        json.OptionalField("filter", Filter);
        json.OptionalField("sort", Sort);
        json.OptionalField("limit", Limit);
    }
}

/// <summary>A measure of an exploration.</summary>
/// <param name="Name">Name of the output column.</param>
/// <param name="Function">How the column's values are folded.</param>
/// <param name="Column">The column.</param>
public sealed record ExplorationMeasure(string Name, MeasureFunction Function, string Column);
