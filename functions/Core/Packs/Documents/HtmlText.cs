using System.Globalization;
using System.Text;

namespace Handover.Core.Packs;

/// <summary>Writes a document as one HTML file: no script, nothing loaded from elsewhere, every text escaped.</summary>
internal static class HtmlText
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;color:#1b1f24;max-width:70rem;margin:2rem auto;padding:0 1rem}"
        + "table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #c9cdd3;padding:.3rem .6rem;text-align:left;vertical-align:top}"
        + "th{background:#f1f2f4}pre{background:#f6f6f7;padding:1rem;overflow:auto}.flow{overflow:auto;border:1px solid #c9cdd3}";

    public static string Write(Document document)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        html.Append("<title>").Append(FlowDrawing.Escape(document.Title)).Append("</title>\n<style>").Append(Style).Append("</style>\n</head>\n<body>\n");
        html.Append("<h1>").Append(FlowDrawing.Escape(document.Title)).Append("</h1>\n");
        foreach (var block in document.Blocks)
        {
            Write(html, block);
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    // What scrolls can be reached by the keyboard.
    private static void Write(StringBuilder html, Block block)
    {
        switch (block)
        {
            case Heading heading:
                html.Append(CultureInfo.InvariantCulture, $"<h{heading.Level}>{FlowDrawing.Escape(heading.Text)}</h{heading.Level}>\n");
                break;
            case Paragraph paragraph:
                html.Append("<p>").Append(FlowDrawing.Escape(paragraph.Text)).Append("</p>\n");
                break;
            case Table table:
                html.Append("<table>\n<thead>");
                Row(html, "th", table.Head);
                html.Append("</thead>\n<tbody>\n");
                foreach (var row in table.Rows)
                {
                    Row(html, "td", row);
                }

                html.Append("</tbody>\n</table>\n");
                break;
            case Code code:
                html.Append("<pre tabindex=\"0\"><code>").Append(FlowDrawing.Escape(code.Text)).Append("</code></pre>\n");
                break;
            case Drawing drawing:
                html.Append("<div class=\"flow\" role=\"region\" aria-label=\"The flow as a picture\" tabindex=\"0\">\n").Append(drawing.Svg).Append("\n</div>\n");
                break;
        }
    }

    private static void Row(StringBuilder html, string cell, IEnumerable<string> texts)
    {
        html.Append("<tr>");
        foreach (var text in texts)
        {
            html.Append('<').Append(cell).Append('>').Append(FlowDrawing.Escape(text)).Append("</").Append(cell).Append('>');
        }

        html.Append("</tr>\n");
    }
}
