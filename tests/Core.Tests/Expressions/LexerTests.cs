using Handover.Core.Diagnostics;
using Handover.Core.Expressions;

namespace Handover.Core.Tests.Expressions;

public sealed class LexerTests
{
    [Theory]
    [InlineData("a", "Word")]
    [InlineData("a_1$ \"a b\"", "Word QuotedIdentifier")]
    [InlineData("1 1.5 .5 5. 1e3 1.5E-3 1e+3", "Number Number Number Number Number Number Number")]
    [InlineData("'a' 'it''s' 'a\\'b' $$x'y$$", "String String String String")]
    [InlineData("+-*/%||", "Plus Minus Star Slash Percent Concat")]
    [InlineData("= <> != < <= > >= =>", "Equal NotEqual NotEqual Less LessOrEqual Greater GreaterOrEqual Arrow")]
    [InlineData("( ) [ ] , . : :: ;", "OpenParen CloseParen OpenBracket CloseBracket Comma Dot Colon DoubleColon Semicolon")]
    [InlineData("a -- rest\n b // rest\r\n c /* x\ny */ d", "Word Word Word Word")]
    [InlineData("v:a.b[0]", "Word Colon Word Dot Word OpenBracket Number CloseBracket")]
    [InlineData("", "")]
    public void A_text_becomes_tokens(string text, string kinds)
    {
        var cursor = new TokenCursor(text);
        var found = new List<string>();
        while (!cursor.At(TokenKind.End))
        {
            found.Add(cursor.Take().Kind.ToString());
        }

        Assert.Equal(kinds, string.Join(' ', found));
        Assert.Empty(cursor.Diagnostics);
    }

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData("'a\\'b'", "a'b")]
    [InlineData("'\\n\\t\\r\\b\\f\\\\'", "\n\t\r\b\f\\")]
    [InlineData("'\\x41\\u00e9\\101\\0'", "Aé" + "A\0")]
    [InlineData("'\\q\\x4\\u12'", "qx4u12")]
    [InlineData("$$a\\n''$$", "a\\n''")]
    [InlineData("''", "")]
    public void A_string_reads_its_escapes(string text, string value)
    {
        var cursor = new TokenCursor(text);
        Assert.Equal(value, cursor.StringOf(cursor.Current));
    }

    [Theory]
    [InlineData("abc", "abc", false)]
    [InlineData("\"a b\"", "a b", true)]
    [InlineData("\"a\"\"b\"", "a\"b", true)]
    public void A_name_keeps_its_case(string text, string name, bool quoted)
    {
        var cursor = new TokenCursor(text);
        var syntax = cursor.NameOf(cursor.Current);
        Assert.Equal((name, quoted), (syntax.Text, syntax.Quoted));
    }

    [Theory]
    [InlineData("'abc", "unterminated-string", 0, 4)]
    [InlineData("a + \"abc", "unterminated-string", 4, 4)]
    [InlineData("$$abc$", "unterminated-string", 0, 6)]
    [InlineData("'abc\\", "unterminated-string", 0, 5)]
    [InlineData("1 /* x", "unterminated-comment", 2, 4)]
    [InlineData("12ab", "invalid-number", 0, 4)]
    [InlineData("1.5e+x", "invalid-number", 0, 4)]
    [InlineData("a ? b", "syntax-error", 2, 1)]
    [InlineData("\"\"", "syntax-error", 0, 2)]
    [InlineData("a 😀", "syntax-error", 2, 2)]
    public void A_broken_token_is_reported_where_it_stands(string text, string code, int start, int length)
    {
        var problem = Assert.Single(new TokenCursor(text).Diagnostics);
        Assert.Equal((code, new TextSpan(start, length)), (problem.Code, problem.Span));
    }

    [Fact]
    public void A_word_is_recognised_in_any_case()
    {
        var cursor = new TokenCursor("sElEcT Try_Cast nothing");
        Assert.True(cursor.At(Keyword.Select));
        Assert.True(cursor.AtWord("SELECT"));
        Assert.Equal(Keyword.TryCast, cursor.Peek().Keyword);
        Assert.Equal(Keyword.None, cursor.Peek(2).Keyword);
    }

    [Fact]
    public void A_text_beyond_the_limit_has_no_tokens()
    {
        var cursor = new TokenCursor(new string('a', ExpressionParser.MaxLength + 1));
        Assert.True(cursor.At(TokenKind.End));
        Assert.Equal("expression-too-long", Assert.Single(cursor.Diagnostics).Code);
        Assert.Empty(new TokenCursor(new string('a', ExpressionParser.MaxLength + 1), maxLength: int.MaxValue).Diagnostics);
    }
}
