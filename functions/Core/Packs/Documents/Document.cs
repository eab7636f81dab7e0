using System.Collections.Immutable;

namespace Handover.Core.Packs;

/// <summary>A part of the documentation, written as Markdown and as HTML. All texts are plain: the writers escape them.</summary>
internal abstract record Block;

internal sealed record Heading(int Level, string Text) : Block;

/// <summary>A text of one or more lines; an empty line begins a new paragraph.</summary>
internal sealed record Paragraph(string Text) : Block;

internal sealed record Table(ImmutableArray<string> Head, ImmutableArray<ImmutableArray<string>> Rows) : Block;

/// <summary>What is done one after the other, each with the command that does it where there is one.</summary>
internal sealed record Steps(ImmutableArray<(string Text, string? Command)> Items) : Block;

internal sealed record Code(string Language, string Text) : Block;

/// <summary>Code under a title, which a page shows only to who wants it.</summary>
internal sealed record Details(string Title, string Language, string Text) : Block;

/// <summary>The drawing of the flow: part of the HTML, a file beside the Markdown.</summary>
internal sealed record Drawing(string Svg, string File) : Block;

internal sealed record Document(string Title, ImmutableArray<Block> Blocks);
