using System.Text;

namespace Handover.Core.Expressions;

/// <summary>Paths into JSON as DuckDB reads them.</summary>
internal static class DuckDbJson
{
    /// <summary>Whether a step can stand in a JSON path: DuckDB's quoted keys know no escape.</summary>
    public static bool IsPlain(AccessStep step) => step.Key is null || (step.Key.Length > 0 && step.Key.AsSpan().IndexOfAny("\"\\*\0") < 0);

    public static string Path(ReadOnlySpan<AccessStep> steps)
    {
        var path = new StringBuilder("$");
        foreach (var step in steps)
        {
            if (step.Key is { } key)
            {
                path.Append(".\"").Append(key).Append('"');
            }
            else
            {
                path.Append('[').Append(step.Index).Append(']');
            }
        }

        return path.ToString();
    }

    /// <summary>A key as a JSON pointer (RFC 6901).</summary>
    public static string Pointer(string key) => "/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
