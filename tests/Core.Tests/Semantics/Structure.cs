using System.Text;

namespace Handover.Core.Tests.Semantics;

/// <summary>Whether a text of SQL is whole: no quote left open, brackets in pairs, no place that was never filled.</summary>
internal static class Structure
{
    public static IEnumerable<string> Faults(string sql)
    {
        var open = new Stack<char>();
        for (var i = 0; i < sql.Length; i++)
        {
            switch (sql[i])
            {
                case '\'' or '"':
                    var end = End(sql, i);
                    if (end < 0)
                    {
                        yield return $"a quote at {i} is not closed";
                        yield break;
                    }

                    i = end;
                    break;
                case '(' or '[':
                    open.Push(sql[i]);
                    break;
                case ')' or ']':
                    if (!open.TryPop(out var before) || before != (sql[i] == ')' ? '(' : '['))
                    {
                        yield return $"a bracket at {i} closes nothing";
                    }

                    break;
                case '{' or '}' or '?' or '$' or ';' or '`' or '\\':
                    yield return $"{sql[i]} at {i}";
                    break;
                case '-' when sql.AsSpan(i).StartsWith("--"):
                case '/' when sql.AsSpan(i).StartsWith("/*"):
                    yield return $"a comment at {i}";
                    break;
            }
        }

        if (open.Count > 0)
        {
            yield return $"{open.Count} brackets are not closed";
        }
    }

    /// <summary>The text without what stands in quotes.</summary>
    public static string Unquoted(string sql)
    {
        var rest = new StringBuilder();
        for (var i = 0; i < sql.Length; i++)
        {
            if (sql[i] is '\'' or '"' && End(sql, i) is var end and >= 0)
            {
                i = end;
            }
            else
            {
                rest.Append(sql[i]);
            }
        }

        return rest.ToString();
    }

    /// <summary>Where what is quoted ends; two quotes are one that belongs to it, and in a text a backslash takes the next character along.</summary>
    private static int End(string sql, int start)
    {
        for (var i = start + 1; i < sql.Length; i++)
        {
            if (sql[i] == '\\' && sql[start] == '\'')
            {
                i++;
            }
            else if (sql[i] == sql[start])
            {
                if (i + 1 < sql.Length && sql[i + 1] == sql[start])
                {
                    i++;
                }
                else
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
