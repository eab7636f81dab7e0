using System.Globalization;
using System.Text;

namespace Handover.Core.Packs;

/// <summary>Writes a document as one HTML file: no script, nothing loaded from elsewhere, every text escaped; for a wide screen, a phone, the dark and paper.</summary>
internal static class HtmlText
{
    private const string Style =
        ":root{color-scheme:light dark;--text:#1b1f24;--back:#fff;--line:#c9cdd3;--soft:#f1f2f4}"
        + "body{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--back);max-width:70rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}"
        + "p{white-space:pre-line}h2{margin-top:2.5rem}h3{margin-top:2rem}a{color:inherit}"
        + ".wide{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse}th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top;min-width:5rem;max-width:32rem;overflow-wrap:break-word}"
        + "th{background:var(--soft)}td{white-space:pre-line}pre{background:var(--soft);padding:1rem;overflow:auto;overflow-wrap:normal;font-size:13px}"
        + "summary{cursor:pointer;padding:.2rem 0}nav ul{columns:16rem;padding-left:1.2rem}"
        + ".flow{overflow:auto;border:1px solid var(--line)}"
        + "@media(prefers-color-scheme:dark){:root{--text:#e3e6ea;--back:#16191d;--line:#4a515b;--soft:#22272e}"
        + ".flow rect{fill:#2a2f36;stroke:#8a919c}.flow rect[fill=\"" + FlowDrawing.SourceFill + "\"]{fill:#173453}.flow rect[fill=\"" + FlowDrawing.DeploymentFill + "\"]{fill:#183d26}"
        + ".flow text{fill:#e3e6ea}}";

    public static string Write(Document document)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        html.Append("<title>").Append(FlowDrawing.Escape(document.Title)).Append("</title>\n<style>").Append(Style).Append("</style>\n</head>\n<body>\n");
        html.Append("<h1>").Append(FlowDrawing.Escape(document.Title)).Append("</h1>\n");
        Contents(html, document);
        for (var i = 0; i < document.Blocks.Length; i++)
        {
            Write(html, document.Blocks[i], i);
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Contents(StringBuilder html, Document document)
    {
        html.Append("<nav aria-label=\"Contents\"><ul>\n");
        for (var i = 0; i < document.Blocks.Length; i++)
        {
            if (document.Blocks[i] is Heading heading)
            {
                html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#part-{i}\">{FlowDrawing.Escape(heading.Text)}</a></li>\n");
            }
        }

        html.Append("</ul></nav>\n");
    }

    // What scrolls can be reached by the keyboard.
    private static void Write(StringBuilder html, Block block, int place)
    {
        switch (block)
        {
            case Heading heading:
                html.Append(CultureInfo.InvariantCulture, $"<h{heading.Level} id=\"part-{place}\">{FlowDrawing.Escape(heading.Text)}</h{heading.Level}>\n");
                break;
            case Paragraph paragraph:
                html.Append("<p>").Append(FlowDrawing.Escape(paragraph.Text)).Append("</p>\n");
                break;
            case Table table:
                html.Append("<div class=\"wide\" role=\"region\" aria-label=\"").Append(FlowDrawing.Escape(string.Join(", ", table.Head))).Append("\" tabindex=\"0\">\n<table>\n<thead>");
                Row(html, "th", table.Head);
                html.Append("</thead>\n<tbody>\n");
                foreach (var row in table.Rows)
                {
                    Row(html, "td", row);
                }

                html.Append("</tbody>\n</table>\n</div>\n");
                break;
            case Steps steps:
                html.Append("<ol>\n");
                foreach (var (text, command) in steps.Items)
                {
                    html.Append("<li>").Append(FlowDrawing.Escape(text));
                    Preformatted(html, command);
                    html.Append("</li>\n");
                }

                html.Append("</ol>\n");
                break;
            case Code code:
                Preformatted(html, code.Text);
                html.Append('\n');
                break;
            case Details details:
                html.Append("<details><summary>").Append(FlowDrawing.Escape(details.Title)).Append("</summary>");
                Preformatted(html, details.Text);
                html.Append("</details>\n");
                break;
            case Drawing drawing:
                html.Append("<div class=\"flow\" role=\"region\" aria-label=\"The flow as a picture\" tabindex=\"0\">\n").Append(drawing.Svg).Append("\n</div>\n");
                break;
        }
    }

    private static void Preformatted(StringBuilder html, string? text)
    {
        if (text is not null)
        {
            html.Append("<pre tabindex=\"0\"><code>").Append(FlowDrawing.Escape(text)).Append("</code></pre>");
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
