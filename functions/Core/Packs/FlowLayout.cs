using Handover.Core.Compilation;

namespace Handover.Core.Packs;

/// <summary>A place in a layer of the drawing: a node's, or a lane in which a line passes through the layer.</summary>
/// <param name="Layer">0 is the leftmost.</param>
/// <param name="Y">Upper edge in pixels.</param>
/// <param name="Height">Of a node or a lane.</param>
internal readonly record struct Slot(int Layer, int Y, int Height)
{
    public const int Width = 190;
    public const int NodeHeight = 44;
    public const int LaneHeight = 6;
    public const int Margin = 20;
    private const int Gap = 70;

    public int X => Margin + Layer * (Width + Gap);
    public int Middle => Y + Height / 2;
    public int Bottom => Y + Height;
}

/// <summary>
/// Where the nodes of a flow stand: sources on the left, a layer for each step away from them. Within a layer a node stands at the height of its inputs, which
/// keeps lines short and straight; a line that goes on for several layers has a lane between the nodes, so that it is never taken for a line to one of them.
/// </summary>
internal sealed class FlowLayout
{
    private const int Gap = 18;
    private readonly Dictionary<int, int> layers = [];
    private readonly Dictionary<(int Node, int Layer), Slot> slots = [];

    private FlowLayout()
    {
    }

    /// <summary>All places.</summary>
    public IReadOnlyCollection<Slot> All => slots.Values;

    public static FlowLayout Of(CompiledFlow flow)
    {
        var layout = new FlowLayout();
        // The last layer that each node's line reaches.
        var last = new Dictionary<int, int>();
        foreach (var index in flow.Graph.Order)
        {
            var inputs = Inputs(flow, index).ToList();
            var layer = inputs.Select(input => layout.layers[input] + 1).DefaultIfEmpty(0).Max();
            layout.layers[index] = last[index] = layer;
            foreach (var input in inputs)
            {
                last[input] = Math.Max(last[input], layer);
            }
        }

        var standing = flow.Graph.Order
            .SelectMany(node => Enumerable.Range(layout.layers[node], Math.Max(1, last[node] - layout.layers[node])).Select(layer => (Layer: layer, Node: node)))
            .ToLookup(place => place.Layer, place => place.Node);
        for (var layer = 0; standing.Contains(layer); layer++)
        {
            layout.Fill(flow, layer, standing[layer]);
        }

        return layout;
    }

    /// <summary>The inputs of a node, each once.</summary>
    public static IEnumerable<int> Inputs(CompiledFlow flow, int index) => flow.Graph.InputsOf(index).ToArray().Where(input => input >= 0 && !flow.Graph.IsInCycle[input]).Distinct();

    /// <summary>Where a node stands.</summary>
    public Slot this[int node] => slots[(node, layers[node])];

    /// <summary>The lanes from a node to a reader, and the reader's place at their end.</summary>
    public IEnumerable<Slot> Way(int node, int reader)
    {
        for (var layer = layers[node] + 1; layer < layers[reader]; layer++)
        {
            yield return slots[(node, layer)];
        }

        yield return this[reader];
    }

    private void Fill(CompiledFlow flow, int layer, IEnumerable<int> standing)
    {
        var y = Slot.Margin;
        foreach (var (node, wish) in standing
            .Select(node => (Node: node, Wish: Wish(flow, node, layer))).OrderBy(static one => one.Wish).ThenBy(one => flow.Graph.Position[one.Node]))
        {
            var height = layers[node] == layer ? Slot.NodeHeight : Slot.LaneHeight;
            var slot = new Slot(layer, Math.Max(y, (int)wish - height / 2), height);
            slots[(node, layer)] = slot;
            y = slot.Bottom + Gap;
        }
    }

    // The height of what comes in.
    private double Wish(CompiledFlow flow, int node, int layer) => layers[node] < layer
        ? slots[(node, layer - 1)].Middle
        : Inputs(flow, node).Select(input => (double)slots[(input, layer - 1)].Middle).DefaultIfEmpty(0).Average();
}
