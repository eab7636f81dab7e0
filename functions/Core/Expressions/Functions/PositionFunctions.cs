using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Functions that look into text: tests, positions, codes.</summary>
internal static class PositionFunctions
{
    private const FunctionCategory Category = FunctionCategory.String;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar("CONTAINS(text: Text, part: Text)", Category, Returns.Boolean, Text("contains({0}, {1})"), "Whether a text holds another.", "CONTAINS('coffee', 'ff') = TRUE"),
        Define.Scalar("STARTSWITH(text: Text, part: Text)", Category, Returns.Boolean, Text("starts_with({0}, {1})"), "Whether a text starts with another.", "STARTSWITH('coffee', 'co') = TRUE"),
        Define.Scalar("ENDSWITH(text: Text, part: Text)", Category, Returns.Boolean, Text("ends_with({0}, {1})"), "Whether a text ends with another.", "ENDSWITH('coffee', 'ee') = TRUE"),
        Position("CHARINDEX", "CHARINDEX('an', 'banana', 3) = 4"),
        Position("POSITION", "POSITION('nan', 'banana', 1) = 3"),
        Define.Scalar("ASCII(text: Text)", Category, Returns.Integer, Text("ascii({0})"), "The code of the first character; 0 for an empty text.", "ASCII('!') = 33"),
        Define.Scalar("UNICODE(text: Text)", Category, Returns.Integer, Text("CASE WHEN {0} = '' THEN 0 ELSE unicode({0}) END"), "The Unicode code point of the first character; 0 for an empty text.", "UNICODE('a') = 97"),
    ];

    private static FunctionDefinition Position(string name, string example) => Define.Scalar(
        $"{name}(part: Text, text: Text, [start: Integer])", Category, Returns.Integer,
        Text(
            "instr({1}, {0})",
            "CASE WHEN instr(substr({1}, {2:i}), {0}) = 0 THEN 0 ELSE instr(substr({1}, {2:i}), {0}) + {2:i} - 1 END"),
        "The position (from 1) where a text first holds another, from a start position on; 0 if it does not.", example,
        check: static arguments => arguments.Length == 3 && Constants.Integer(arguments[2]) is < 1 ? (2, "a position from 1") : null);
}
