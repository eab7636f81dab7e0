using System.Collections.Immutable;
using System.Text;
using Handover.Core.Diagnostics;

namespace Handover.Core.Expressions;

/// <summary>The tokens of a text and a place among them; shared by the parsers of expressions and of queries, which report to it.</summary>
public sealed class TokenCursor
{
    private readonly Token[] tokens;
    private readonly int count;
    private readonly DiagnosticBag diagnostics = new();
    private int position;

    /// <summary>Cuts a text into tokens.</summary>
    /// <param name="text">Snowflake SQL.</param>
    /// <param name="maxLength">Longest text accepted, in UTF-16 units; a longer one is <c>expression-too-long</c> and has no tokens.</param>
    public TokenCursor(string text, int maxLength = ExpressionParser.MaxLength)
    {
        Text = text;
        if (text.Length > maxLength)
        {
            diagnostics.Add(ExpressionDiagnostics.TooLong(text.Length, maxLength));
            tokens = [new Token(TokenKind.End, Keyword.None, text.Length, 0)];
            count = 1;
            return;
        }

        tokens = new Token[Math.Max(8, text.Length / 3)];
        var lexer = new Lexer(text, diagnostics);
        while (true)
        {
            var token = lexer.Next();
            if (token.Kind == TokenKind.Unknown)
            {
                continue;
            }

            if (count == tokens.Length)
            {
                Array.Resize(ref tokens, tokens.Length * 2);
            }

            tokens[count++] = token;
            if (token.Kind == TokenKind.End)
            {
                break;
            }
        }
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The token under the cursor; at the end, <see cref="TokenKind.End"/>.</summary>
    public Token Current => tokens[position];

    /// <summary>The token before the cursor, or an empty one at the start.</summary>
    public Token Previous => position == 0 ? default : tokens[position - 1];

    /// <summary>Number of tokens before the cursor; can be set back to one read before.</summary>
    public int Position
    {
        get => position;
        set => position = Math.Clamp(value, 0, count - 1);
    }

    /// <summary>Everything reported so far, in the order of the text.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => diagnostics.ToImmutable();

    /// <summary>Whether an error was reported.</summary>
    public bool HasErrors => diagnostics.HasErrors;

    internal DiagnosticBag Bag => diagnostics;

    /// <summary>The token some places ahead.</summary>
    public Token Peek(int offset = 1) => tokens[Math.Min(position + offset, count - 1)];

    /// <summary>Returns the token under the cursor and moves on; stays at the end.</summary>
    public Token Take()
    {
        var token = tokens[position];
        if (position < count - 1)
        {
            position++;
        }

        return token;
    }

    /// <summary>Whether the cursor is at a token of this kind.</summary>
    public bool At(TokenKind kind) => tokens[position].Kind == kind;

    /// <summary>Whether the cursor is at this keyword.</summary>
    public bool At(Keyword keyword) => tokens[position].Keyword == keyword;

    /// <summary>Whether the cursor is at this unquoted word, in any case.</summary>
    public bool AtWord(string word) =>
        tokens[position].Kind == TokenKind.Word && TextOf(tokens[position]).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Moves on if the cursor is at a token of this kind.</summary>
    public bool TryTake(TokenKind kind)
    {
        var found = At(kind);
        if (found)
        {
            Take();
        }

        return found;
    }

    /// <summary>Moves on if the cursor is at this keyword.</summary>
    public bool TryTake(Keyword keyword)
    {
        var found = At(keyword);
        if (found)
        {
            Take();
        }

        return found;
    }

    /// <summary>Moves on if the cursor is at a token of this kind, else reports <c>syntax-error</c>.</summary>
    /// <param name="kind">The kind needed.</param>
    /// <param name="what">How the message calls it: <c>")"</c>.</param>
    public bool Expect(TokenKind kind, string what)
    {
        if (TryTake(kind))
        {
            return true;
        }

        ReportUnexpected(what);
        return false;
    }

    /// <summary>Moves on if the cursor is at this keyword, else reports <c>syntax-error</c>.</summary>
    public bool Expect(Keyword keyword)
    {
        if (TryTake(keyword))
        {
            return true;
        }

        ReportUnexpected(keyword.ToString().ToUpperInvariant());
        return false;
    }

    /// <summary>Reports that something else was expected at the cursor.</summary>
    /// <param name="expected">What was expected, in the words of the message.</param>
    public void ReportUnexpected(string expected)
    {
        var found = Current.Kind == TokenKind.End ? "the end" : $"'{Shorten(TextOf(Current))}'";
        Report(ExpressionDiagnostics.Syntax($"Expected {expected}, found {found}.", Current.Span));
    }

    /// <summary>Adds a problem. Of several syntax errors at one place only the first is kept.</summary>
    public void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);

    /// <summary>The characters of a token, quotes included.</summary>
    public ReadOnlySpan<char> TextOf(Token token) => Text.AsSpan(token.Start, token.Length);

    /// <summary>The name that a word or a quoted identifier spells.</summary>
    public NameSyntax NameOf(Token token)
    {
        if (token.Kind != TokenKind.QuotedIdentifier)
        {
            return new NameSyntax(Text.Substring(token.Start, token.Length), false, token.Span);
        }

        var inner = Inner(token, 1);
        return new NameSyntax(inner.Contains('"') ? inner.ToString().Replace("\"\"", "\"") : inner.ToString(), true, token.Span);
    }

    /// <summary>The value of a string token: quotes removed, escapes read.</summary>
    public string StringOf(Token token)
    {
        if (Text[token.Start] == '$')
        {
            return Inner(token, 2).ToString();
        }

        var inner = Inner(token, 1);
        return inner.IndexOfAny('\'', '\\') < 0 ? inner.ToString() : Unescape(inner);
    }

    private ReadOnlySpan<char> Inner(Token token, int quote)
    {
        var text = TextOf(token);
        var closed = text.Length >= 2 * quote && text[^1] == text[0];
        return text[quote..(closed ? text.Length - quote : text.Length)];
    }

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 30 ? text.ToString() : $"{text[..30]}…";

    private static string Unescape(ReadOnlySpan<char> text)
    {
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i += Escape(text[(i + 1)..], value);
            }
            else
            {
                value.Append(text[i]);
                i += text[i] == '\'' ? 1 : 0;
            }
        }

        return value.ToString();
    }

    /// <summary>Reads one escape behind its backslash; an escape without a meaning is the character itself, as in Snowflake.</summary>
    private static int Escape(ReadOnlySpan<char> text, StringBuilder value)
    {
        switch (text[0])
        {
            case 'b': value.Append('\b'); return 1;
            case 'f': value.Append('\f'); return 1;
            case 'n': value.Append('\n'); return 1;
            case 'r': value.Append('\r'); return 1;
            case 't': value.Append('\t'); return 1;
            case >= '0' and <= '7' when text.Length >= 3 && text[1] is >= '0' and <= '7' && text[2] is >= '0' and <= '7':
                value.Append((char)(((text[0] - '0') << 6) | ((text[1] - '0') << 3) | (text[2] - '0')));
                return 3;
            case '0': value.Append('\0'); return 1;
            case 'x' when Hex(text, 2, out var character): value.Append(character); return 3;
            case 'u' when Hex(text, 4, out var character): value.Append(character); return 5;
            default: value.Append(text[0]); return 1;
        }
    }

    private static bool Hex(ReadOnlySpan<char> text, int digits, out char character)
    {
        character = '\0';
        if (text.Length <= digits || !ushort.TryParse(text.Slice(1, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code))
        {
            return false;
        }

        character = (char)code;
        return true;
    }
}
