using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>
/// Regular expressions. DuckDB's engine (RE2) and Snowflake's read the same syntax in what analysts write: classes, quantifiers, groups, \d \s \w \b.
/// </summary>
internal static class RegexFunctions
{
    private const FunctionCategory Category = FunctionCategory.Regex;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar(
            "REGEXP_LIKE|RLIKE(text: Text, pattern: Text, [parameters: TextConstant])", Category, Returns.Boolean,
            Code(static (writer, call) => Write(writer, call, 2, "regexp_full_match({0}, {1})")),
            "Whether a pattern matches the whole text. Parameters: i ignores case, s lets . match a line break, m matches ^ and $ at lines.",
            "REGEXP_LIKE('Sacramento', 'San* [fF].*') = FALSE", check: static arguments => Parameters(arguments, 2)),
        Define.Scalar(
            "REGEXP_COUNT(text: Text, pattern: Text, [start: IntegerConstant], [parameters: TextConstant])", Category, Returns.Integer,
            Code(static (writer, call) => Write(writer, call, 3, StartsLater(call) ? "len(regexp_extract_all(substr({0}, {2:i}), {1}))" : "len(regexp_extract_all({0}, {1}))")),
            "How often a pattern occurs.", "REGEXP_COUNT('It was the best of times, it was the worst of times', 'was', 1) = 2", check: static arguments => Start(arguments, 2) ?? Parameters(arguments, 3)),
        Define.Scalar(
            "REGEXP_SUBSTR(text: Text, pattern: Text, [start: IntegerConstant], [occurrence: IntegerConstant], [parameters: TextConstant], [group: IntegerConstant])",
            Category, Returns.Varchar, Code(WriteSubstring),
            "The part of a text that matches a pattern, or a group of it (group 1 with the parameter e); NULL if nothing does.",
            "REGEXP_SUBSTR('It was the best of times', 'the\\\\W+\\\\w+') = 'the best'", NullRule.Always,
            static arguments => Start(arguments, 2) ?? Start(arguments, 3) ?? Parameters(arguments, 4)),
        Define.Scalar(
            "REGEXP_SUBSTR_ALL(text: Text, pattern: Text)", Category, Returns.Array, Text("to_json(regexp_extract_all({0}, {1}))"),
            "All parts of a text that match a pattern.", "REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', 'a[[:digit:]]') = ['a1','a2','a3','a4','a6']"),
        Define.Scalar(
            "REGEXP_INSTR(text: Text, pattern: Text)", Category, Returns.Integer,
            Text("CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL WHEN regexp_matches({0}, {1}) THEN length(regexp_extract({0}, '^((?s:.*?))(?:' || {1} || ')', 1)) + 1 ELSE 0 END"),
            "The position (from 1) where a pattern first matches; 0 if it does not.", "REGEXP_INSTR('It was the best of times', 'was') = 4"),
        Define.Scalar(
            "REGEXP_REPLACE(text: Text, pattern: Text, [replacement: Text], [start: IntegerConstant], [occurrence: IntegerConstant], [parameters: TextConstant])",
            Category, Returns.Varchar, Code(WriteReplace),
            "The text with what matches a pattern replaced (\\1 is the first group), or removed; all occurrences, unless occurrence is 1.",
            "REGEXP_REPLACE('It was the best of times, it was the worst of times', '( ){1,}', '') = 'Itwasthebestoftimes,itwastheworstoftimes'",
            check: static arguments => Start(arguments, 3) ?? Parameters(arguments, 5)),
    ];

    private static bool StartsLater(TypedCall call) => call.Arguments.Length > 2 && Constants.Integer(call.Arguments[2]) > 1;

    private static (int, string)? Start(System.Collections.Immutable.ImmutableArray<TypedExpression> arguments, int position) =>
        position < arguments.Length && Constants.Integer(arguments[position]) is < 1 ? (position, "a number from 1") : null;

    private static (int, string)? Parameters(System.Collections.Immutable.ImmutableArray<TypedExpression> arguments, int position) =>
        position < arguments.Length && Constants.Text(arguments[position])!.AsSpan().IndexOfAnyExcept("cimse") >= 0 ? (position, "letters out of c, i, m, s, e") : null;

    /// <summary>RE2's flags for Snowflake's parameters; of c and i the last one counts.</summary>
    private static string Flags(TypedCall call, int position)
    {
        if (position >= call.Arguments.Length)
        {
            return "";
        }

        var text = Constants.Text(call.Arguments[position]) ?? "";
        var flags = (text.LastIndexOf('i') > text.LastIndexOf('c') ? "i" : "") + (text.Contains('m') ? "m" : "") + (text.Contains('s') ? "s" : "");
        return flags.Length == 0 ? "" : $"'(?{flags})' || ";
    }

    private static void Write(ExpressionWriter writer, TypedCall call, int parameters, string template)
    {
        var flags = Flags(call, parameters);
        writer.WriteTemplate(new DuckDbTemplate(flags.Length == 0 ? template : template.Replace("{1}", flags + "{1}", StringComparison.Ordinal)), call.Arguments);
    }

    private static void WriteSubstring(ExpressionWriter writer, TypedCall call)
    {
        var occurrence = call.Arguments.Length > 3 ? Constants.Integer(call.Arguments[3]) : 1;
        var extracts = call.Arguments.Length > 4 && Constants.Text(call.Arguments[4])!.Contains('e');
        var group = call.Arguments.Length > 5 ? Constants.Integer(call.Arguments[5]) : extracts ? 1 : 0;
        var text = StartsLater(call) ? "substr({0}, {2:i})" : "{0}";
        Write(writer, call, 4, $"regexp_extract_all({text}, {{1}}, {group})[{occurrence}]");
    }

    private static void WriteReplace(ExpressionWriter writer, TypedCall call)
    {
        var occurrence = call.Arguments.Length > 4 ? Constants.Integer(call.Arguments[4]) : 0;
        if (occurrence > 1 || (call.Arguments.Length > 3 && Constants.Integer(call.Arguments[3]) > 1))
        {
            writer.Unsupported("REGEXP_REPLACE from a later start or occurrence", call.Span);
            return;
        }

        var replacement = call.Arguments.Length > 2 ? "{2}" : "''";
        Write(writer, call, 5, occurrence == 1 ? $"regexp_replace({{0}}, {{1}}, {replacement})" : $"regexp_replace({{0}}, {{1}}, {replacement}, 'g')");
    }
}
