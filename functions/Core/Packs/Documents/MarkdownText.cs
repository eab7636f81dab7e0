using System.Globalization;
using System.Text;

namespace Handover.Core.Packs;

/// <summary>Writes a document as Markdown; no text in it can become markup.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*[]<>|~&";
    private const string SpecialAtTheStart = "#+-=";
    private static readonly string[] Schemes = ["mailto", "tel", "xmpp"];

    public static string Write(Document document)
    {
        var text = new StringBuilder("# ").Append(Escape(document.Title)).Append('\n');
        foreach (var block in document.Blocks)
        {
            text.Append('\n');
            Write(text, block);
        }

        return text.ToString();
    }

    /// <summary>A text that stays what it is, on one line.</summary>
    public static string Escape(string plain)
    {
        var line = plain.ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
        var text = new StringBuilder(line.Length);
        for (var at = 0; at < line.Length; at++)
        {
            if (char.IsControl(line[at]))
            {
                text.Append('\uFFFD');
                continue;
            }

            if (IsMarkup(line, at))
            {
                text.Append('\\');
            }

            text.Append(line[at]);
        }

        return text.ToString();
    }

    // What means something wherever it stands, and what does where it stands: at the start of a line, an underscore that is not within a word, and what makes an address a link.
    private static bool IsMarkup(string line, int at) => line[at] switch
    {
        '_' => at == 0 || at == line.Length - 1 || !char.IsLetterOrDigit(line[at - 1]) || !char.IsLetterOrDigit(line[at + 1]),
        ':' => line.AsSpan(at + 1).StartsWith("//", StringComparison.Ordinal) || Schemes.Any(scheme => line.AsSpan(0, at).EndsWith(scheme, StringComparison.OrdinalIgnoreCase)),
        '.' or ')' when line.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0 => true,
        '.' => line.AsSpan(0, at).EndsWith("www", StringComparison.OrdinalIgnoreCase),
        var other => Special.Contains(other) || (SpecialAtTheStart.Contains(other) && line.AsSpan(0, at).IsWhiteSpace()),
    };

    private static void Write(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Heading heading:
                text.Append('#', heading.Level).Append(' ').Append(Escape(heading.Text)).Append('\n');
                break;
            case Paragraph paragraph:
                Lines(text, paragraph.Text);
                break;
            case Table table:
                Row(text, table.Head);
                text.Append('|').Insert(text.Length, "---|", table.Head.Length).Append('\n');
                foreach (var row in table.Rows)
                {
                    Row(text, row);
                }

                break;
            case Steps steps:
                for (var i = 0; i < steps.Items.Length; i++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {Escape(steps.Items[i].Text)}\n");
                    if (steps.Items[i].Command is { } command)
                    {
                        Fenced(text.Append('\n'), "", command, "   ");
                        text.Append(i + 1 < steps.Items.Length ? "\n" : "");
                    }
                }

                break;
            case Code code:
                Fenced(text, code.Language, code.Text, "");
                break;
            case Details details:
                text.Append(Escape(details.Title)).Append(":\n\n");
                Fenced(text, details.Language, details.Text, "");
                break;
            case Drawing drawing:
                text.Append("![The flow](").Append(drawing.File).Append(")\n");
                break;
        }
    }

    // Each line stays one; an empty line begins a paragraph.
    private static void Lines(StringBuilder text, string plain)
    {
        var lines = plain.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(Escape).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append(lines[i]).Append(lines[i].Length > 0 && i + 1 < lines.Count && lines[i + 1].Length > 0 ? "\\\n" : "\n");
        }
    }

    private static void Fenced(StringBuilder text, string language, string code, string indent)
    {
        var fence = Fence(code);
        text.Append(indent).Append(fence).Append(language).Append('\n').Append(indent).Append(code.Replace("\n", "\n" + indent, StringComparison.Ordinal)).Append('\n').Append(indent).Append(fence).Append('\n');
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells)
    {
        text.Append('|');
        foreach (var cell in cells)
        {
            text.Append(' ').Append(Escape(cell)).Append(" |");
        }

        text.Append('\n');
    }

    // Longer than any run of back ticks inside, so that nothing inside ends the block.
    private static string Fence(string code)
    {
        int longest = 0, run = 0;
        foreach (var character in code)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('`', Math.Max(3, longest + 1));
    }
}
