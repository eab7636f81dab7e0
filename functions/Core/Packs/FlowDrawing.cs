using System.Globalization;
using System.Text;
using Handover.Core.Compilation;

namespace Handover.Core.Packs;

/// <summary>
/// Draws a flow as SVG without script: sources on the left, a layer for each step away from them, lines from inputs to readers. Within a layer a node
/// stands at the height of its inputs, which keeps lines short.
/// </summary>
internal static class FlowDrawing
{
    private const int Width = 190;
    private const int Height = 44;
    private const int GapX = 70;
    private const int GapY = 18;
    private const int Margin = 20;
    private const int MaxLabel = 26;

    public static string Of(CompiledFlow flow)
    {
        var places = Place(flow);
        var right = places.Values.Select(place => place.X).DefaultIfEmpty(0).Max() + Width + Margin;
        var bottom = places.Values.Select(place => place.Y).DefaultIfEmpty(0).Max() + Height + Margin;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{right}" height="{bottom}" viewBox="0 0 {right} {bottom}" role="img" aria-label="The flow" font-family="sans-serif">""");
        svg.Append('\n');
        foreach (var index in flow.Graph.Order)
        {
            foreach (var input in flow.Graph.InputsOf(index).ToArray().Where(places.ContainsKey).Distinct())
            {
                Line(svg, places[input], places[index]);
            }
        }

        foreach (var index in flow.Graph.Order)
        {
            Box(svg, flow.Nodes[index], places[index]);
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>Escapes a text for XML and HTML, in content and in double-quoted attributes; what XML cannot hold becomes U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            switch (character)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&#39;"); break;
                case '\t' or '\n' or '\r': escaped.Append(character); break;
                case '\uFFFE' or '\uFFFF': escaped.Append('\uFFFD'); break;
                default:
                    if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    {
                        escaped.Append(character).Append(text[++i]);
                    }
                    else
                    {
                        escaped.Append(char.IsControl(character) || char.IsSurrogate(character) ? '\uFFFD' : character);
                    }

                    break;
            }
        }

        return escaped.ToString();
    }

    private static Dictionary<int, (int X, int Y)> Place(CompiledFlow flow)
    {
        var layers = new Dictionary<int, int>();
        foreach (var index in flow.Graph.Order)
        {
            layers[index] = flow.Graph.InputsOf(index).ToArray().Where(layers.ContainsKey).Select(input => layers[input] + 1).DefaultIfEmpty(0).Max();
        }

        var places = new Dictionary<int, (int X, int Y)>();
        foreach (var layer in layers.GroupBy(pair => pair.Value).OrderBy(group => group.Key))
        {
            var y = Margin;
            foreach (var index in layer.Select(pair => pair.Key).OrderBy(Wish).ThenBy(index => flow.Graph.Position[index]))
            {
                places[index] = (Margin + layer.Key * (Width + GapX), y);
                y += Height + GapY;
            }
        }

        return places;

        double Wish(int index) => flow.Graph.InputsOf(index).ToArray().Where(places.ContainsKey).Select(input => (double)places[input].Y).DefaultIfEmpty(0).Average();
    }

    private static void Line(StringBuilder svg, (int X, int Y) from, (int X, int Y) to)
    {
        int x1 = from.X + Width, y1 = from.Y + Height / 2, y2 = to.Y + Height / 2;
        var middle = (x1 + to.X) / 2;
        svg.Append(CultureInfo.InvariantCulture, $"""  <path d="M{x1} {y1} C{middle} {y1} {middle} {y2} {to.X} {y2}" fill="none" stroke="#8a8f98"/>""").Append('\n');
    }

    private static void Box(StringBuilder svg, CompiledNode compiled, (int X, int Y) place)
    {
        var fill = compiled.Node switch
        {
            Flows.SourceNode => "#e8f1fb",
            Flows.DeploymentNode => "#e7f5ea",
            _ => "#f6f6f7",
        };
        var title = compiled.Node.Title;
        svg.Append("  <g><title>").Append(Escape($"{title} ({compiled.Node.Kind} {compiled.Node.Id})")).Append("</title>");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{place.X}" y="{place.Y}" width="{Width}" height="{Height}" rx="6" fill="{fill}" stroke="#5b616b"/>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{place.X + 10}" y="{place.Y + 19}" font-size="13" fill="#1b1f24">{Escape(ShortText.Of(title.ReplaceLineEndings(" "), MaxLabel))}</text>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{place.X + 10}" y="{place.Y + 35}" font-size="11" fill="#4b515a">{Escape(compiled.Node.Kind)}</text></g>""").Append('\n');
    }
}
