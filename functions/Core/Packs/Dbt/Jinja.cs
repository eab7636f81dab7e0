using System.Text;

namespace Handover.Core.Packs;

/// <summary>dbt reads SQL and most of YAML as Jinja templates. What a user wrote must come out of that as it went in.</summary>
internal static class Jinja
{
    /// <summary>The text with everything that would begin an expression, a statement or a comment written as a constant.</summary>
    public static string Escape(string text)
    {
        if (!text.Contains('{'))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '{' && i + 1 < text.Length && text[i + 1] is '{' or '%' or '#')
            {
                escaped.Append("{{ '").Append(text[i]).Append(text[i + 1]).Append("' }}");
                i++;
            }
            else
            {
                escaped.Append(text[i]);
            }
        }

        return escaped.ToString();
    }
}
