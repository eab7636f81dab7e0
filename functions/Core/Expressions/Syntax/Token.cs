using Handover.Core.Diagnostics;

namespace Handover.Core.Expressions;

/// <summary>The kinds of a token of Snowflake SQL.</summary>
public enum TokenKind : byte
{
    /// <summary>The end of the text.</summary>
    End,
    /// <summary>An unquoted word: an identifier or a keyword.</summary>
    Word,
    /// <summary>A quoted identifier.</summary>
    QuotedIdentifier,
    /// <summary>A number.</summary>
    Number,
    /// <summary>A string, '…' or $$…$$.</summary>
    String,
    /// <summary><c>(</c></summary>
    OpenParen,
    /// <summary><c>)</c></summary>
    CloseParen,
    /// <summary><c>[</c></summary>
    OpenBracket,
    /// <summary><c>]</c></summary>
    CloseBracket,
    /// <summary><c>,</c></summary>
    Comma,
    /// <summary><c>.</c></summary>
    Dot,
    /// <summary><c>:</c></summary>
    Colon,
    /// <summary><c>::</c></summary>
    DoubleColon,
    /// <summary><c>;</c></summary>
    Semicolon,
    /// <summary><c>+</c></summary>
    Plus,
    /// <summary><c>-</c></summary>
    Minus,
    /// <summary><c>*</c></summary>
    Star,
    /// <summary><c>/</c></summary>
    Slash,
    /// <summary><c>%</c></summary>
    Percent,
    /// <summary><c>||</c></summary>
    Concat,
    /// <summary><c>=</c></summary>
    Equal,
    /// <summary><c>&lt;&gt;</c> or <c>!=</c></summary>
    NotEqual,
    /// <summary><c>&lt;</c></summary>
    Less,
    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,
    /// <summary><c>&gt;</c></summary>
    Greater,
    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
    /// <summary><c>=&gt;</c></summary>
    Arrow,
    /// <summary>A character that SQL has no use for; reported already.</summary>
    Unknown,
}

/// <summary>One token: a kind and a place in the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Keyword">The keyword that a word spells, else <see cref="Keyword.None"/>.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Length">Its length, quotes included.</param>
public readonly record struct Token(TokenKind Kind, Keyword Keyword, int Start, int Length)
{
    /// <summary>Where it stands.</summary>
    public TextSpan Span => new(Start, Length);

    /// <summary>The offset just behind it.</summary>
    public int End => Start + Length;
}
