using System.Globalization;
using System.Text;
using Handover.Core.Compilation;

namespace Handover.Core.Packs;

/// <summary>Draws a flow as SVG without script: the nodes of its <see cref="FlowLayout"/>, lines from inputs to readers.</summary>
internal static class FlowDrawing
{
    // The documentation's page has other colours in the dark.
    public const string SourceFill = "#e8f1fb";
    public const string DeploymentFill = "#e7f5ea";
    private const int LabelWidth = Slot.Width - 20;

    public static string Of(CompiledFlow flow)
    {
        var layout = FlowLayout.Of(flow);
        var right = layout.All.Select(static slot => slot.X).DefaultIfEmpty(0).Max() + Slot.Width + Slot.Margin;
        var bottom = layout.All.Select(static slot => slot.Bottom).DefaultIfEmpty(0).Max() + Slot.Margin;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{right}" height="{bottom}" viewBox="0 0 {right} {bottom}" role="img" aria-label="The flow" font-family="sans-serif">""");
        svg.Append('\n');
        foreach (var index in flow.Graph.Order)
        {
            foreach (var input in FlowLayout.Inputs(flow, index))
            {
                Line(svg, layout[input], layout.Way(input, index));
            }
        }

        foreach (var index in flow.Graph.Order)
        {
            Box(svg, flow.Nodes[index], layout[index]);
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

    private static void Line(StringBuilder svg, Slot from, IEnumerable<Slot> way)
    {
        var (x, y) = (from.X + Slot.Width, from.Middle);
        svg.Append(CultureInfo.InvariantCulture, $"""  <path d="M{x} {y}""");
        foreach (var slot in way)
        {
            var middle = (x + slot.X) / 2;
            svg.Append(CultureInfo.InvariantCulture, $" C{middle} {y} {middle} {slot.Middle} {slot.X} {slot.Middle}");
            (x, y) = (slot.X, slot.Middle);
            if (slot.Height == Slot.LaneHeight)
            {
                x += Slot.Width;
                svg.Append(CultureInfo.InvariantCulture, $" H{x}");
            }
        }

        svg.Append("\" fill=\"none\" stroke=\"#8a8f98\"/>\n");
    }

    private static void Box(StringBuilder svg, CompiledNode compiled, Slot place)
    {
        var fill = compiled.Node switch
        {
            Flows.SourceNode => SourceFill,
            Flows.DeploymentNode => DeploymentFill,
            _ => "#f6f6f7",
        };
        var title = compiled.Node.Title;
        svg.Append("  <g><title>").Append(Escape($"{title} ({compiled.Node.Kind} {compiled.Node.Id})")).Append("</title>");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{place.X}" y="{place.Y}" width="{Slot.Width}" height="{Slot.NodeHeight}" rx="6" fill="{fill}" stroke="#5b616b"/>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{place.X + 10}" y="{place.Y + 19}" font-size="13" fill="#1b1f24">{Escape(Fitting(title.ReplaceLineEndings(" ")))}</text>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{place.X + 10}" y="{place.Y + 35}" font-size="11" fill="#4b515a">{Escape(compiled.Node.Kind)}</text></g>""").Append('\n');
    }

    // As many characters as the box has room for in the widest of the usual fonts; nobody measures here.
    private static string Fitting(string label)
    {
        var width = 0.0;
        var most = 0;
        foreach (var rune in label.EnumerateRunes())
        {
            width += rune.Value switch
            {
                >= 0x1100 => 13.5,
                >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '=' or '+' or '<' or '>' or '@' or '%' or '&' or '#' or 'm' or 'w' => 10,
                'i' or 'j' or 'l' or 't' or 'f' or ' ' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '-' => 5,
                _ => 8,
            };
            if (width > LabelWidth)
            {
                return ShortText.Of(label, Math.Max(2, most));
            }

            most += rune.Utf16SequenceLength;
        }

        return label;
    }
}
