using System.Globalization;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>Reads the text of a data type: <c>NUMBER(38,0)</c>, <c>VARCHAR(255)</c>, <c>TIMESTAMP_NTZ</c>.</summary>
public static class SqlTypeText
{
    /// <summary>Reads a type in Snowflake's words; lengths and precisions that the type does not keep are dropped.</summary>
    public static bool TryParse(string text, out SqlType type)
    {
        type = SqlType.Unknown;
        if (text.Equals("UNKNOWN", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = (open < 0 ? text : text[..open]).Trim().ToUpperInvariant();
        if (!TypeNames.TryFind(name, out var found))
        {
            return false;
        }

        if (open < 0)
        {
            type = found;
            return true;
        }

        if (!text.EndsWith(')'))
        {
            return false;
        }

        var arguments = text[(open + 1)..^1].Split(',');
        if (!TryNumber(arguments[0], out var first) || arguments.Length > 2)
        {
            return false;
        }

        var second = 0;
        if (arguments.Length == 2 && !TryNumber(arguments[1], out second))
        {
            return false;
        }

        var isNumber = found.Kind == SqlTypeKind.Number;
        type = isNumber ? SqlType.Number(first, second) : found;
        return isNumber ? first is >= 1 and <= 38 && second <= Math.Min(first, 37) : arguments.Length == 1;
    }

    private static bool TryNumber(string text, out int value) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
