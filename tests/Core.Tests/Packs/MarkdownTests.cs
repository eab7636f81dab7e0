using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Handover.Core.Packs;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Handover.Core.Tests.Packs;

public sealed class MarkdownTests
{
    // What GitHub knows beyond CommonMark.
    private static readonly MarkdownPipeline Reader = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseTaskLists().UseFootnotes().Build();

    private static readonly string[] Pieces =
    [
        "a", "B", "7", " ", "  ", "\t", "\n", "_", "__", "*", "`", "```", "~", "#", "##", "-", "---", "+", "=", "===", ".", ")", "(", "[", "]", "[x]", "^", ":", "!", "<", ">", "&", "&lt;", "&#60;", "|", "\\", "\"", "'",
        "http://", "https://a.b", "www.a.b", "WWW.", "mailto:a@b.c", "TEL:1", "a:b", "<b>", "1.", "1)", "    ", "ä", "😀",
    ];

    public static Arbitrary<string> Texts() => Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();

    [Property(MaxTest = 2000, Arbitrary = [typeof(MarkdownTests)])]
    public void Any_text_is_read_as_what_was_written(string plain)
    {
        var document = Markdown.Parse(MarkdownText.Escape(plain), Reader);
        var read = document.Count == 0 ? "" : string.Concat(Assert.IsType<ParagraphBlock>(Assert.Single(document)).Inline!.Select(TextOf));
        Assert.Equal(plain.ReplaceLineEndings(" ").Replace('\t', ' ').Trim(), read);
    }

    [Theory]
    [InlineData("analyst@example.com", "analyst@example.com")]
    [InlineData("ANALYTICS_DEV.MARTS.WORST_ROUTES, NUMBER(38,0)", "ANALYTICS_DEV.MARTS.WORST_ROUTES, NUMBER(38,0)")]
    [InlineData("Built on the flights of 2001. All of them!", "Built on the flights of 2001. All of them!")]
    [InlineData("1. not a list", @"1\. not a list")]
    [InlineData("ROUND(100 * a, 1) <= _b_", @"ROUND(100 \* a, 1) \<= \_b\_")]
    public void It_stays_readable_as_it_is(string plain, string written) => Assert.Equal(written, MarkdownText.Escape(plain));

    private static string TextOf(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        _ => $"<{inline.GetType().Name}>",
    };
}
