using System.Text;

namespace Handover.Core.Sql;

/// <summary>The only place that turns a name or a text into SQL: every identifier and every string literal is written here.</summary>
public static class SqlIdentifier
{
    /// <summary>Appends <paramref name="name"/> as a quoted identifier; both dialects double an inner quote.</summary>
    /// <param name="output">Where the SQL goes.</param>
    /// <param name="name">The exact name, as stored.</param>
    /// <exception cref="ArgumentException">The name is empty or holds U+0000, which no warehouse can store.</exception>
    public static void Append(StringBuilder output, string name)
    {
        if (name.Length == 0)
        {
            throw new ArgumentException("An identifier is never empty.", nameof(name));
        }

        output.Append('"');
        foreach (var character in name)
        {
            if (character == '\0')
            {
                throw new ArgumentException("An identifier never holds U+0000.", nameof(name));
            }

            if (character == '"')
            {
                output.Append('"');
            }

            output.Append(character);
        }

        output.Append('"');
    }

    /// <summary>Appends <c>"DATABASE"."SCHEMA"."NAME"</c>.</summary>
    public static void Append(StringBuilder output, TableName table)
    {
        Append(output, table.Database);
        output.Append('.');
        Append(output, table.Schema);
        output.Append('.');
        Append(output, table.Name);
    }

    /// <summary><paramref name="name"/> as a quoted identifier.</summary>
    public static string Quote(string name)
    {
        var output = new StringBuilder(name.Length + 2);
        Append(output, name);
        return output.ToString();
    }

    /// <summary>Whether <paramref name="name"/> can be an identifier at all (not empty, no U+0000, at most 255 UTF-16 units as in Snowflake).</summary>
    /// <remarks>https://docs.snowflake.com/en/sql-reference/identifiers-syntax</remarks>
    public static bool IsValid(string? name) => name is { Length: > 0 and <= 255 } && !name.Contains('\0');

    /// <summary>Appends <paramref name="text"/> as a string literal whose value is exactly that text.</summary>
    /// <remarks>
    /// Snowflake reads backslash escapes inside '…', so a backslash is doubled there and only there
    /// (https://docs.snowflake.com/en/sql-reference/data-types-text#escape-sequences-in-single-quoted-string-constants).
    /// DuckDB reads its statement as a C string: U+0000 is written as CHR(0).
    /// </remarks>
    public static void AppendString(StringBuilder output, string text, SqlDialectKind dialect)
    {
        if (dialect == SqlDialectKind.DuckDb && text.Contains('\0'))
        {
            AppendStringWithNul(output, text);
            return;
        }

        output.Append('\'');
        foreach (var character in text)
        {
            switch (character)
            {
                case '\'':
                    output.Append("''");
                    break;
                case '\\' when dialect == SqlDialectKind.Snowflake:
                    output.Append("\\\\");
                    break;
                case '\0':
                    output.Append("\\0");
                    break;
                default:
                    output.Append(character);
                    break;
            }
        }

        output.Append('\'');
    }

    /// <summary><paramref name="text"/> as a string literal.</summary>
    public static string QuoteString(string text, SqlDialectKind dialect)
    {
        var output = new StringBuilder(text.Length + 2);
        AppendString(output, text, dialect);
        return output.ToString();
    }

    private static void AppendStringWithNul(StringBuilder output, string text)
    {
        output.Append("concat(");
        var first = true;
        foreach (var part in text.Split('\0'))
        {
            if (!first)
            {
                output.Append(", chr(0), ");
            }

            AppendString(output, part, SqlDialectKind.DuckDb);
            first = false;
        }

        output.Append(')');
    }
}
