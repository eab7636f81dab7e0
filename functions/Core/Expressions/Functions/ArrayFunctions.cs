using Handover.Core.Sql;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>ARRAY, which is a JSON array on DuckDB.</summary>
internal static class ArrayFunctions
{
    private const FunctionCategory Category = FunctionCategory.SemiStructured;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar("ARRAY_CONSTRUCT([value: Any…])", Category, Returns.Array, Code(WriteConstruct), "An ARRAY of the values.", "ARRAY_CONSTRUCT(10, 20, 30) = [10,20,30]", NullRule.Never),
        Define.Scalar("ARRAY_SIZE(array: Array)", Category, Returns.Integer, Text("CASE WHEN json_type({0}) = 'ARRAY' THEN json_array_length({0}) END"), "Number of elements; NULL for what is no array.", "ARRAY_SIZE(ARRAY_CONSTRUCT(1, 2, 3)) = 3", NullRule.Always),
        Define.Scalar("ARRAY_CONTAINS(value: Any, array: Array)", Category, Returns.Boolean, Code(static (writer, call) => WriteSearch(writer, call, "list_contains")), "Whether an ARRAY holds a value.", "ARRAY_CONTAINS('hello'::VARIANT, ARRAY_CONSTRUCT('hello', 'hi')) = TRUE"),
        Define.Scalar("ARRAY_POSITION(value: Any, array: Array)", Category, Returns.Integer, Code(static (writer, call) => WriteSearch(writer, call, "list_position")), "Where an ARRAY first holds a value (from 0); NULL if it does not.", "ARRAY_POSITION('hi'::VARIANT, ARRAY_CONSTRUCT('hello', 'hi')) = 1", NullRule.Always),
        Define.Scalar("ARRAY_APPEND(array: Array, value: Any)", Category, Returns.Array, Code(static (writer, call) => WriteAdded(writer, call, "to_json(list_append(CAST({0} AS JSON[]), {1}))")), "The ARRAY with a value at its end.", "ARRAY_APPEND(ARRAY_CONSTRUCT(1, 2), 3) = [1,2,3]"),
        Define.Scalar("ARRAY_PREPEND(array: Array, value: Any)", Category, Returns.Array, Code(static (writer, call) => WriteAdded(writer, call, "to_json(list_prepend({1}, CAST({0} AS JSON[])))")), "The ARRAY with a value at its start.", "ARRAY_PREPEND(ARRAY_CONSTRUCT(0, 1), 2) = [2,0,1]"),
        Define.Scalar("ARRAY_CAT(first: Array, second: Array)", Category, Returns.Array, Text("CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN to_json(list_concat(CAST({0} AS JSON[]), CAST({1} AS JSON[]))) END"), "Two ARRAYs one after the other.", "ARRAY_CAT(ARRAY_CONSTRUCT(1, 2), ARRAY_CONSTRUCT(3, 4)) = [1,2,3,4]"),
        Define.Scalar("ARRAY_COMPACT(array: Array)", Category, Returns.Array, Text("to_json(list_filter(CAST({0} AS JSON[]), lambda {e}: {e} IS NOT NULL AND json_type({e}) <> 'NULL'))"), "The ARRAY without missing and null elements.", "ARRAY_COMPACT(ARRAY_CONSTRUCT(10, NULL, 30)) = [10,30]"),
        Define.Scalar(
            "ARRAY_SLICE(array: Array, from: Integer, to: Integer)", Category, Returns.Array,
            Text("CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL AND {2} IS NOT NULL THEN to_json(list_slice(CAST({0} AS JSON[]), "
                + "CASE WHEN {1} < 0 THEN greatest({1:i} + json_array_length({0}), 0) ELSE {1:i} END + 1, CASE WHEN {2} < 0 THEN {2:i} + json_array_length({0}) ELSE {2:i} END)) END"),
            "The elements from a position (from 0) to before another; negative ones count from the end.", "ARRAY_SLICE(ARRAY_CONSTRUCT(0,1,2,3,4,5,6), 0, 2) = [0,1]"),
        Define.Scalar("ARRAY_TO_STRING(array: Array, separator: Text)", Category, Returns.Varchar, Text("substr(list_reduce(list_transform(CAST({0} AS JSON[]), lambda {e}: coalesce(json_extract_string({e}, '$'), '')), lambda {e}, \"⟪next⟫\": {e} || {1} || \"⟪next⟫\", ''), length({1}) + 1)"), "The elements as text with a separator between them.", "ARRAY_TO_STRING(PARSE_JSON('[20, \"test\", null]'), ',') = '20,test,'"),
        Define.Scalar("SPLIT(text: Text, separator: Text)", FunctionCategory.String, Returns.Array, Text("CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL WHEN {1} = '' THEN json_array({0}) ELSE to_json(string_split({0}, {1})) END"), "The parts of a text between separators.", "SPLIT('127.0.0.1', '.') = [\"127\",\"0\",\"0\",\"1\"]"),
        Define.Scalar(
            "STRTOK_TO_ARRAY(text: Text, [delimiters: Text])", FunctionCategory.String, Returns.Array,
            Text("to_json(list_filter(string_split({0}, ' '), lambda {e}: {e} <> ''))", "CASE WHEN {1} IS NOT NULL THEN to_json(list_filter(regexp_split_to_array({0}, '[' || regexp_escape({1}) || ']'), lambda {e}: {e} <> '')) END"),
            "The tokens of a text, where any of the delimiters (default a blank) ends a token.", "STRTOK_TO_ARRAY('a.b.c', '.') = [\"a\",\"b\",\"c\"]",
            check: static arguments => Constants.IsEmptyText(arguments, 1) ? (1, "at least one delimiter") : null),
    ];

    private static void WriteConstruct(ExpressionWriter writer, TypedCall call)
    {
        writer.Output.Append("json_array(");
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            writer.Output.Append(i == 0 ? "" : ", ");
            writer.WriteJson(call.Arguments[i]);
        }

        writer.Output.Append(')');
    }

    private static TypedCast AsVariant(TypedExpression value) => new(value, false, true, SqlType.Variant, value.Nullable, value.Span);

    private static void WriteSearch(ExpressionWriter writer, TypedCall call, string function)
    {
        var template = $"{function}(CAST({{1}} AS JSON[]), {{0}})";
        writer.WriteTemplate(
            new DuckDbTemplate(function == "list_position" ? $"({template} - 1)" : template), [AsVariant(call.Arguments[0]), call.Arguments[1]]);
    }

    private static void WriteAdded(ExpressionWriter writer, TypedCall call, string template) =>
        writer.WriteTemplate(new DuckDbTemplate($"CASE WHEN {{0}} IS NOT NULL THEN {template} END"), [call.Arguments[0], AsVariant(call.Arguments[1])]);
}
