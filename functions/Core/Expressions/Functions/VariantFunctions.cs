using Handover.Core.Sql;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>VARIANT and OBJECT, which are JSON on DuckDB.</summary>
internal static class VariantFunctions
{
    internal const FunctionCategory Category = FunctionCategory.SemiStructured;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar("PARSE_JSON(text: Text)", Category, Returns.Variant, Text("CAST(json({0}) AS JSON)"), "The JSON text as VARIANT.", "PARSE_JSON('{\"a\": 1}') = {\"a\":1}"),
        Define.Scalar("TRY_PARSE_JSON(text: Text)", Category, Returns.Variant, Text("CASE WHEN json_valid({0}) THEN CAST(json({0}) AS JSON) END"), "The JSON text as VARIANT, or NULL if it is none.", "TRY_PARSE_JSON('{\"a\"') IS NULL", NullRule.Always),
        Define.Scalar("TO_JSON(value: Variant)", Category, Returns.Varchar, Text("CAST({0} AS VARCHAR)"), "The VARIANT as JSON text.", "TO_JSON(PARSE_JSON('[1, 2]')) = '[1,2]'"),
        Define.Scalar("CHECK_JSON(text: Text)", Category, Returns.Varchar, Code(static (writer, call) => writer.Unsupported("CHECK_JSON", call.Span, "Use TRY_PARSE_JSON.")), "NULL if a text is JSON, else what is wrong with it.", "CHECK_JSON('[1]') IS NULL", NullRule.Always),
        Define.Scalar(
            "GET(value: Variant, key: Any)", Category, Returns.Variant, Code(WriteGet), "The field with a name, or the element at a position (from 0); NULL if there is none.",
            "GET(PARSE_JSON('[\"a\",\"b\"]'), 1) = 'b'", NullRule.Always,
            static arguments => arguments[1].Type.Kind is SqlTypeKind.Number or SqlTypeKind.Varchar or SqlTypeKind.Unknown ? null : (1, "a position or a name")),
        Define.Scalar(
            "GET_PATH(value: Variant, path: TextConstant)", Category, Returns.Variant, Code(WriteGetPath), "The value at a path such as 'field.sub[0]'; NULL if there is none.",
            "GET_PATH(PARSE_JSON('{\"a\":{\"b\":2}}'), 'a.b') = 2", NullRule.Always, static arguments => Steps(arguments[1]) is null ? (1, "a path such as 'field.sub[0]'") : null),
        Define.Scalar(
            "OBJECT_CONSTRUCT([key: Text], [value: Any…2])", Category, Returns.Object, Code(static (writer, call) => WriteObject(writer, call, keepNulls: false)),
            "An OBJECT from keys and values; pairs with a NULL are left out.", "OBJECT_CONSTRUCT('a', 1, 'b', 'BBBB', 'c', NULL) = {\"a\":1,\"b\":\"BBBB\"}", NullRule.Never),
        Define.Scalar(
            "OBJECT_CONSTRUCT_KEEP_NULL([key: Text], [value: Any…2])", Category, Returns.Object, Code(static (writer, call) => WriteObject(writer, call, keepNulls: true)),
            "An OBJECT from keys and values; a NULL becomes JSON's null.", "OBJECT_CONSTRUCT_KEEP_NULL('a', 1, 'c', NULL) = {\"a\":1,\"c\":null}", NullRule.Never),
        Define.Scalar("OBJECT_KEYS(object: Object)", Category, Returns.Array, Text("to_json(list_sort(json_keys({0})))"), "The keys of an OBJECT.", "OBJECT_KEYS(PARSE_JSON('{\"a\":1,\"b\":2}')) = [\"a\",\"b\"]"),
        Define.Scalar(
            "TYPEOF(value: Variant)", Category, Returns.Varchar,
            Text("CASE json_type({0}) WHEN 'VARCHAR' THEN 'VARCHAR' WHEN 'BOOLEAN' THEN 'BOOLEAN' WHEN 'ARRAY' THEN 'ARRAY' WHEN 'OBJECT' THEN 'OBJECT' WHEN 'NULL' THEN 'NULL_VALUE' "
                + "WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'BIGINT' THEN 'INTEGER' WHEN 'HUGEINT' THEN 'INTEGER' WHEN 'DOUBLE' THEN CASE WHEN regexp_matches(CAST({0} AS VARCHAR), '[eE]') THEN 'DOUBLE' ELSE 'DECIMAL' END END"),
            "What a VARIANT holds: INTEGER, DECIMAL, DOUBLE, VARCHAR, BOOLEAN, ARRAY, OBJECT or NULL_VALUE.", "TYPEOF(PARSE_JSON('1.5')) = 'DECIMAL'"),
        Define.Scalar("IS_NULL_VALUE(value: Variant)", Category, Returns.Boolean, Text("(json_type({0}) = 'NULL')"), "Whether a VARIANT is JSON's null.", "IS_NULL_VALUE(PARSE_JSON('null')) = TRUE"),
        Define.Scalar("STRIP_NULL_VALUE(value: Variant)", Category, Returns.Variant, Text("CASE WHEN json_type({0}) <> 'NULL' THEN {0} END"), "The VARIANT; NULL if it is JSON's null.", "STRIP_NULL_VALUE(PARSE_JSON('null')) IS NULL", NullRule.Always),
        Is("IS_ARRAY", "json_type({0}) = 'ARRAY'", "an ARRAY", "IS_ARRAY(PARSE_JSON('[1]')) = TRUE"),
        Is("IS_OBJECT", "json_type({0}) = 'OBJECT'", "an OBJECT", "IS_OBJECT(PARSE_JSON('{}')) = TRUE"),
        Is("IS_VARCHAR|IS_CHAR", "json_type({0}) = 'VARCHAR'", "text", "IS_VARCHAR(PARSE_JSON('\"a\"')) = TRUE"),
        Is("IS_BOOLEAN", "json_type({0}) = 'BOOLEAN'", "a BOOLEAN", "IS_BOOLEAN(PARSE_JSON('true')) = TRUE"),
        Is("IS_INTEGER", "json_type({0}) IN ('UBIGINT', 'BIGINT', 'HUGEINT')", "a whole number", "IS_INTEGER(PARSE_JSON('5')) = TRUE"),
        As("AS_VARCHAR|AS_CHAR", SqlType.Varchar, "json_type({0}) = 'VARCHAR'", "json_extract_string({0}, '$')", "AS_VARCHAR(PARSE_JSON('\"a\"')) = 'a'"),
        As("AS_BOOLEAN", SqlType.Boolean, "json_type({0}) = 'BOOLEAN'", "CAST({0} AS BOOLEAN)", "AS_BOOLEAN(PARSE_JSON('true')) = TRUE"),
        As("AS_INTEGER", SqlType.Integer, "json_type({0}) IN ('UBIGINT', 'BIGINT', 'HUGEINT')", "CAST({0} AS HUGEINT)", "AS_INTEGER(PARSE_JSON('5')) = 5"),
        As("AS_DOUBLE|AS_REAL", SqlType.Float, "json_type({0}) IN ('UBIGINT', 'BIGINT', 'HUGEINT', 'DOUBLE')", "CAST({0} AS DOUBLE)", "AS_DOUBLE(PARSE_JSON('1.5')) = 1.5"),
    ];

    private static FunctionDefinition Is(string names, string test, string what, string example) =>
        Define.Scalar($"{names}(value: Variant)", Category, Returns.Boolean, Text($"({test})"), $"Whether a VARIANT holds {what}.", example);

    private static FunctionDefinition As(string names, SqlType type, string test, string value, string example) => Define.Scalar(
        $"{names}(value: Variant)", Category, _ => type, Text($"CASE WHEN {test} THEN {value} END"), $"The VARIANT as {type}; NULL if it holds something else.", example, NullRule.Always);

    private static System.Collections.Immutable.ImmutableArray<AccessStep>? Steps(TypedExpression path)
    {
        // A path is what may follow the colon of an access, so the parser of that reads it.
        var cursor = new TokenCursor($"v:{Constants.Text(path)}");
        var syntax = new ExpressionParser(cursor).ParseExpression();
        return !cursor.HasErrors && cursor.At(TokenKind.End) && syntax is AccessSyntax { Operand: ColumnSyntax } access ? access.Steps : null;
    }

    private static void WriteGet(ExpressionWriter writer, TypedCall call)
    {
        var key = call.Arguments[1];
        if (key is TypedLiteral { Kind: LiteralKind.String } name && name.Text.Length > 0)
        {
            writer.Write(new TypedAccess(call.Arguments[0], [new AccessStep(name.Text, 0)], call.Span));
            return;
        }

        writer.WriteTemplate(
            new DuckDbTemplate(key.Type.Kind == SqlTypeKind.Varchar
                ? "json_extract({0}, '/' || replace(replace({1}, '~', '~0'), '/', '~1'))"
                : "CASE WHEN {1} >= 0 THEN json_extract({0}, '$[' || CAST({1:i} AS VARCHAR) || ']') END"),
            call.Arguments);
    }

    private static void WriteGetPath(ExpressionWriter writer, TypedCall call) =>
        writer.Write(new TypedAccess(call.Arguments[0], Steps(call.Arguments[1]) ?? [], call.Span));

    private static void WriteObject(ExpressionWriter writer, TypedCall call, bool keepNulls)
    {
        if (call.Arguments.IsEmpty)
        {
            writer.Output.Append("json_object()");
            return;
        }

        writer.Output.Append("to_json(map_from_entries(list_filter([");
        for (var i = 0; i < call.Arguments.Length; i += 2)
        {
            writer.Output.Append(i == 0 ? "" : ", ").Append("struct_pack(k := CAST(");
            writer.Write(call.Arguments[i]);
            writer.Output.Append(" AS VARCHAR), v := CAST(").Append(keepNulls ? "coalesce(" : "");
            writer.WriteJson(call.Arguments[i + 1]);
            writer.Output.Append(keepNulls ? ", 'null')" : "").Append(" AS JSON))");
        }

        const string item = DuckDbTemplate.Item;
        writer.Output.Append($"], lambda {item}: {item}.k IS NOT NULL").Append(keepNulls ? "" : $" AND {item}.v IS NOT NULL").Append(")))");
    }
}
