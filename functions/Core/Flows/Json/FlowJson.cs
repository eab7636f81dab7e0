using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Handover.Core.Flows;

/// <summary>What reading a flow document gave: the flow, or the problems that prevent one.</summary>
/// <param name="Flow">The flow; null if there is a problem.</param>
/// <param name="Problems">All problems found, in the order in which they were met.</param>
public sealed record FlowParseResult(Flow? Flow, ValueList<FlowProblem> Problems);

/// <summary>The one reader and writer of flow documents.</summary>
/// <remarks>
/// It is strict about the document (unknown and duplicate properties, types, ids) and indifferent to the flow's sense (missing inputs, cycles,
/// two nodes with one id): an analyst's work can always be saved, so those are <see cref="Diagnostics.Diagnostic"/>s of the compiler.
/// </remarks>
public static class FlowJson
{
    /// <summary>The document's <c>$schema</c>.</summary>
    public const string Schema = "handover/flow/1";

    /// <summary>Most nodes of a flow.</summary>
    public const int MaxNodes = 20_000;

    private static readonly FrozenDictionary<string, Func<string, ObjectReader, FlowNode>> Kinds =
        new Dictionary<string, Func<string, ObjectReader, FlowNode>>
        {
            [SourceNode.Word] = SourceNode.Read,
            [SelectNode.Word] = SelectNode.Read,
            [FormulaNode.Word] = FormulaNode.Read,
            [FilterNode.Word] = FilterNode.Read,
            [JoinNode.Word] = JoinNode.Read,
            [UnionNode.Word] = UnionNode.Read,
            [AggregateNode.Word] = AggregateNode.Read,
            [DistinctNode.Word] = DistinctNode.Read,
            [SortNode.Word] = SortNode.Read,
            [SampleNode.Word] = SampleNode.Read,
            [PivotNode.Word] = PivotNode.Read,
            [UnpivotNode.Word] = UnpivotNode.Read,
            [SqlNode.Word] = SqlNode.Read,
            [DeploymentNode.Word] = DeploymentNode.Read,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words of all node kinds.</summary>
    public static IReadOnlyList<string> KindWords { get; } = [.. Kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a flow document; never throws for what it holds.</summary>
    /// <param name="utf8">The document's bytes.</param>
    public static FlowParseResult Parse(ReadOnlyMemory<byte> utf8)
    {
        var problems = new FlowProblemList(utf8);
        var root = JsonTree.Parse(utf8.Span, problems);
        Flow? flow = null;
        if (root is not null)
        {
            // The root has no parent, so that reading it as an object needs no property around it.
            flow = new ObjectReader(new JsonObjectValue(0), problems).ReadObject(root, ReadFlow);
        }

        return new FlowParseResult(problems.Any ? null : flow, problems.ToList());
    }

    /// <summary>The canonical document of a flow: the same bytes for equal flows.</summary>
    public static byte[] Write(Flow flow)
    {
        var json = new CanonicalJsonWriter();
        json.BeginObject();
        json.Field("$schema", Schema);
        json.Field("nodes", flow.Nodes, WriteNode);
        json.OptionalField("groups", flow.Groups, static (item, group) => group.Write(item));
        json.OptionalField("explorations", flow.Explorations, static (item, exploration) => exploration.Write(item));
        json.EndObject();
        return json.ToUtf8();
    }

    internal static void WriteNode(CanonicalJsonWriter json, FlowNode node)
    {
        json.Field("id", node.Id);
        json.Field("kind", node.Kind);
        json.OptionalField("name", node.Name);
        json.OptionalField("description", node.Description);
        if (node.Position is { } position)
        {
            json.Name("position");
            json.BeginObject();
            json.Field("x", position.X);
            json.Field("y", position.Y);
            json.EndObject();
        }

        node.WriteFields(json);
    }

    private static Flow ReadFlow(ObjectReader json)
    {
        var schema = json.Text("$schema");
        if (schema != Schema && json.Find("$schema") is JsonTextValue place)
        {
            json.Problems.WrongSchema(place);
        }

        if (json.Find("nodes") is JsonArrayValue { Items.Count: > MaxNodes } nodes)
        {
            json.Problems.TooManyNodes(nodes, nodes.Items.Count);
            json.SkipRest();
            return Flow.Empty;
        }

        return new Flow(
            json.List("nodes", required: true, found => json.ReadObject(found, ReadNode)!, MaxNodes),
            json.Objects("groups", FlowGroup.Read, required: false),
            json.Objects("explorations", Exploration.Read, required: false));
    }

    private static FlowNode? ReadNode(ObjectReader json)
    {
        var id = json.Id("id");
        var kind = json.Text("kind");
        var name = json.OptionalText("name", ObjectReader.MaxName);
        var description = json.OptionalText("description");
        var position = json.OptionalObject("position", static item => new PlaceBox(item.Coordinate("x"), item.Coordinate("y")));
        if (!Kinds.TryGetValue(kind, out var read))
        {
            if (json.Find("kind") is JsonTextValue place)
            {
                json.Problems.UnknownKind(place, kind, KindWords);
            }

            json.SkipRest();
            return null;
        }

        return read(id, json) with
        {
            Name = name,
            Description = description,
            Position = position is null ? null : new NodePosition(position.X, position.Y),
        };
    }

    private sealed record PlaceBox(double X, double Y);
}

/// <summary>The hash that names a flow.</summary>
public static class FlowHash
{
    /// <summary>SHA-256 of a canonical flow document (<see cref="FlowJson.Write"/>), 64 lower-case hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<byte> canonical) => Convert.ToHexStringLower(SHA256.HashData(canonical));

    /// <summary>The hash of a flow.</summary>
    public static string Of(Flow flow) => Of(FlowJson.Write(flow));
}
