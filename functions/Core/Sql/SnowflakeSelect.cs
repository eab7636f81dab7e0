namespace Handover.Core.Sql;

/// <summary>
/// Reads a text as one statement that only reads. Snowflake chains statements of any kind with <c>-&gt;&gt;</c>, so a text that begins with SELECT may
/// still end with DROP; and a text that closes a parenthesis which it has not opened leaves whatever it is put into.
/// </summary>
/// <remarks>https://docs.snowflake.com/en/sql-reference/operators-flow</remarks>
public static class SnowflakeSelect
{
    /// <summary>The statement without a closing semicolon and without what follows it.</summary>
    /// <param name="sql">What somebody wrote, or what was compiled.</param>
    /// <param name="select">The statement; empty if it is refused.</param>
    /// <param name="problem">Why it is refused and what to do; null if it is taken.</param>
    /// <returns>Whether it is one SELECT.</returns>
    public static bool TryRead(string sql, out string select, out string? problem)
    {
        select = "";
        var at = 0;
        var end = 0;
        var depth = 0;
        var closed = false;
        string? first = null;
        while (Next(sql, ref at, out var token))
        {
            if (token == Token.Unfinished)
            {
                problem = "The SQL ends inside a text, a quoted name or a comment: close it.";
                return false;
            }
            if (token == Token.Comment)
            {
                continue;
            }
            if (token == Token.Semicolon)
            {
                closed = true;
                continue;
            }
            if (closed || token == Token.Chain)
            {
                problem = "Only a single SELECT is taken here, and these are several statements.";
                return false;
            }
            depth += token switch { Token.Open => 1, Token.Close => -1, _ => 0 };
            if (depth < 0)
            {
                break;
            }
            if (first is null && token != Token.Open)
            {
                first = token == Token.Word ? WordBefore(sql, at) : "";
            }
            end = at;
        }
        problem = depth != 0 ? "The SQL's parentheses do not match: each one opened is closed, and none else."
            : IsReading(first) ? null
            : "Only a single SELECT is taken here, and this is another statement.";
        select = problem is null ? sql[..end] : "";
        return problem is null;
    }

    private enum Token
    {
        Word,
        Other,
        Open,
        Close,
        Semicolon,
        Chain,
        Comment,
        Unfinished,
    }

    private static bool IsReading(string? word) =>
        string.Equals(word, "SELECT", StringComparison.OrdinalIgnoreCase) || string.Equals(word, "WITH", StringComparison.OrdinalIgnoreCase);

    private static bool Next(string sql, ref int at, out Token token)
    {
        while (at < sql.Length && char.IsWhiteSpace(sql[at]))
        {
            at++;
        }
        token = Token.Other;
        if (at >= sql.Length)
        {
            return false;
        }
        var rest = sql.AsSpan(at);
        token = rest switch
        {
            ['-', '-', ..] or ['/', '/', ..] => LineComment(sql, ref at),
            ['/', '*', ..] => Until(sql, "*/", 2, ref at, Token.Comment),
            ['$', '$', ..] => Until(sql, "$$", 2, ref at, Token.Other),
            ['\'', ..] => Quoted(sql, '\'', hasEscapes: true, ref at),
            ['"', ..] => Quoted(sql, '"', hasEscapes: false, ref at),
            ['-', '>', '>', ..] => Take(3, ref at, Token.Chain),
            ['(', ..] => Take(1, ref at, Token.Open),
            [')', ..] => Take(1, ref at, Token.Close),
            [';', ..] => Take(1, ref at, Token.Semicolon),
            _ when IsWordCharacter(rest[0]) => Word(sql, ref at),
            _ => Take(1, ref at, Token.Other),
        };
        return true;
    }

    private static Token Take(int length, ref int at, Token token)
    {
        at += length;
        return token;
    }

    private static Token LineComment(string sql, ref int at)
    {
        var end = sql.AsSpan(at).IndexOfAny('\n', '\r');
        at = end < 0 ? sql.Length : at + end;
        return Token.Comment;
    }

    private static Token Until(string sql, string mark, int opening, ref int at, Token token)
    {
        var end = sql.IndexOf(mark, at + opening, StringComparison.Ordinal);
        at = end < 0 ? sql.Length : end + mark.Length;
        return end < 0 ? Token.Unfinished : token;
    }

    private static Token Quoted(string sql, char quote, bool hasEscapes, ref int at)
    {
        for (at++; at < sql.Length; at++)
        {
            if (hasEscapes && sql[at] == '\\')
            {
                at++;
            }
            else if (sql[at] == quote)
            {
                // A doubled quote goes on as the next token, which changes nothing here.
                at++;
                return Token.Other;
            }
        }
        at = sql.Length;
        return Token.Unfinished;
    }

    private static Token Word(string sql, ref int at)
    {
        while (at < sql.Length && IsWordCharacter(sql[at]))
        {
            at++;
        }
        return Token.Word;
    }

    private static string WordBefore(string sql, int end)
    {
        var start = end;
        while (start > 0 && IsWordCharacter(sql[start - 1]))
        {
            start--;
        }
        return sql[start..end];
    }

    // A lone dollar belongs to a word ($1, SYSTEM$X); two of them at a word's beginning open a text.
    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';
}
