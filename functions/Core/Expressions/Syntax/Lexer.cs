using Handover.Core.Diagnostics;

namespace Handover.Core.Expressions;

/// <summary>Cuts Snowflake SQL into tokens in one pass. Comments and white space leave no token.</summary>
internal ref struct Lexer(string text, DiagnosticBag diagnostics)
{
    private int position;

    public Token Next()
    {
        SkipTrivia();
        var start = position;
        if (start >= text.Length)
        {
            return new Token(TokenKind.End, Keyword.None, text.Length, 0);
        }

        var character = text[start];
        if (IsWordStart(character))
        {
            return Word(start);
        }

        if (char.IsAsciiDigit(character) || (character == '.' && char.IsAsciiDigit(At(1))))
        {
            return Number(start);
        }

        return character switch
        {
            '\'' => Quoted(start),
            '"' => QuotedIdentifier(start),
            '$' when At(1) == '$' => Dollars(start),
            _ => Symbol(start, character),
        };
    }

    private readonly char At(int offset) => position + offset < text.Length ? text[position + offset] : '\0';

    private static bool IsWordStart(char character) => char.IsAsciiLetter(character) || character == '_' || (character > 127 && char.IsLetter(character));

    private static bool IsWordPart(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is '_' or '$' || (character > 127 && char.IsLetterOrDigit(character));

    private void SkipTrivia()
    {
        while (position < text.Length)
        {
            var character = text[position];
            if (char.IsWhiteSpace(character))
            {
                position++;
            }
            else if ((character == '-' && At(1) == '-') || (character == '/' && At(1) == '/'))
            {
                var end = text.AsSpan(position).IndexOfAny('\n', '\r');
                position = end < 0 ? text.Length : position + end;
            }
            else if (character == '/' && At(1) == '*')
            {
                SkipBlockComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipBlockComment()
    {
        var end = text.IndexOf("*/", position + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            diagnostics.Add(ExpressionDiagnostics.UnterminatedComment(new TextSpan(position, text.Length - position)));
            position = text.Length;
            return;
        }

        position = end + 2;
    }

    private Token Word(int start)
    {
        do
        {
            position++;
        }
        while (position < text.Length && IsWordPart(text[position]));

        return new Token(TokenKind.Word, Keywords.Find(text.AsSpan(start, position - start)), start, position - start);
    }

    private Token Number(int start)
    {
        SkipDigits();
        if (At(0) == '.')
        {
            position++;
            SkipDigits();
        }

        if (At(0) is 'e' or 'E' && (char.IsAsciiDigit(At(1)) || (At(1) is '+' or '-' && char.IsAsciiDigit(At(2)))))
        {
            position += 2;
            SkipDigits();
        }

        if (position < text.Length && IsWordPart(text[position]))
        {
            while (position < text.Length && IsWordPart(text[position]))
            {
                position++;
            }

            diagnostics.Add(ExpressionDiagnostics.InvalidNumber(text[start..position], new TextSpan(start, position - start)));
        }

        return new Token(TokenKind.Number, Keyword.None, start, position - start);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(At(0)))
        {
            position++;
        }
    }

    private Token Quoted(int start)
    {
        position++;
        while (position < text.Length)
        {
            switch (text[position])
            {
                case '\\':
                    position += 2;
                    break;
                case '\'' when At(1) == '\'':
                    position += 2;
                    break;
                case '\'':
                    position++;
                    return new Token(TokenKind.String, Keyword.None, start, position - start);
                default:
                    position++;
                    break;
            }
        }

        return Unterminated(TokenKind.String, start, "'");
    }

    private Token QuotedIdentifier(int start)
    {
        position++;
        while (position < text.Length)
        {
            if (text[position] == '"')
            {
                if (At(1) != '"')
                {
                    position++;
                    return IdentifierToken(start);
                }

                position++;
            }

            position++;
        }

        return Unterminated(TokenKind.QuotedIdentifier, start, "\"");
    }

    private readonly Token IdentifierToken(int start)
    {
        var token = new Token(TokenKind.QuotedIdentifier, Keyword.None, start, position - start);
        if (token.Length == 2 || text.AsSpan(start, token.Length).Contains('\0'))
        {
            diagnostics.Add(ExpressionDiagnostics.Syntax("A quoted name cannot be empty or hold the character U+0000.", token.Span));
        }

        return token;
    }

    private Token Dollars(int start)
    {
        var end = text.IndexOf("$$", start + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return Unterminated(TokenKind.String, start, "$$");
        }

        position = end + 2;
        return new Token(TokenKind.String, Keyword.None, start, position - start);
    }

    private Token Unterminated(TokenKind kind, int start, string quote)
    {
        position = text.Length;
        var token = new Token(kind, Keyword.None, start, position - start);
        diagnostics.Add(ExpressionDiagnostics.Unterminated(quote, token.Span));
        return token;
    }

    private Token Symbol(int start, char character)
    {
        var following = At(1);
        var (kind, length) = (character, following) switch
        {
            ('|', '|') => (TokenKind.Concat, 2),
            (':', ':') => (TokenKind.DoubleColon, 2),
            ('<', '>') or ('!', '=') => (TokenKind.NotEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('=', '>') => (TokenKind.Arrow, 2),
            ('(', _) => (TokenKind.OpenParen, 1),
            (')', _) => (TokenKind.CloseParen, 1),
            ('[', _) => (TokenKind.OpenBracket, 1),
            (']', _) => (TokenKind.CloseBracket, 1),
            (',', _) => (TokenKind.Comma, 1),
            ('.', _) => (TokenKind.Dot, 1),
            (':', _) => (TokenKind.Colon, 1),
            (';', _) => (TokenKind.Semicolon, 1),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('*', _) => (TokenKind.Star, 1),
            ('/', _) => (TokenKind.Slash, 1),
            ('%', _) => (TokenKind.Percent, 1),
            ('=', _) => (TokenKind.Equal, 1),
            ('<', _) => (TokenKind.Less, 1),
            ('>', _) => (TokenKind.Greater, 1),
            _ => (TokenKind.Unknown, 1),
        };
        if (kind == TokenKind.Unknown)
        {
            length = char.IsHighSurrogate(character) && char.IsLowSurrogate(following) ? 2 : 1;
            diagnostics.Add(ExpressionDiagnostics.UnexpectedCharacter(text.Substring(start, length), new TextSpan(start, length)));
        }

        position = start + length;
        return new Token(kind, Keyword.None, start, length);
    }
}
