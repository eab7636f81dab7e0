namespace Handover.Core.Tests.Expressions.Functions;

internal static class SemiStructuredCases
{
    public static readonly (string, string?)[] All =
    [
        ("PARSE_JSON('{\"a\" : [1, 2]}')", "{\"a\":[1,2]}"), ("PARSE_JSON(NULL)", null), ("TRY_PARSE_JSON('{\"a\"')", null), ("TRY_PARSE_JSON('[ 1 ]')", "[1]"), ("TRY_PARSE_JSON(NULL)", null), ("TO_JSON(PARSE_JSON('[1, 2]'))", "[1,2]"), ("TO_JSON(PARSE_JSON('\"a\"'))", "\"a\""),
        ("GET(PARSE_JSON('[\"a\",\"b\"]'), 1)", "b"), ("GET(V, 'a')", "{\"b\":[1,\"two\",null]}"), ("GET(V, 'none')", null), ("GET(PARSE_JSON('[1]'), 5)", null), ("GET(V, LOWER('A') )", "{\"b\":[1,\"two\",null]}"), ("GET(PARSE_JSON('[7,8]'), ID)", "8"),
        ("GET_PATH(V, 'a.b[1]')", "two"), ("GET_PATH(V, 'a[''b''][0]')", "1"), ("GET_PATH(V, 'x.y')", null),
        ("OBJECT_CONSTRUCT('a', 1, 'b', 'BBBB', 'c', NULL)", "{\"a\":1,\"b\":\"BBBB\"}"), ("OBJECT_CONSTRUCT()", "{}"), ("OBJECT_CONSTRUCT('d', D, 'n', A)", "{\"d\":\"2024-01-31\",\"n\":1.5}"), ("OBJECT_CONSTRUCT_KEEP_NULL('a', 1, 'c', NULL, NULL, 2)", "{\"a\":1,\"c\":null}"), ("OBJECT_KEYS(PARSE_JSON('{\"b\":1,\"a\":2}'))", "[\"a\",\"b\"]"),
        ("TYPEOF(PARSE_JSON('1.5'))", "DECIMAL"), ("TYPEOF(PARSE_JSON('1'))", "INTEGER"), ("TYPEOF(PARSE_JSON('-1'))", "INTEGER"), ("TYPEOF(PARSE_JSON('1.5e30'))", "DOUBLE"), ("TYPEOF(PARSE_JSON('null'))", "NULL_VALUE"), ("TYPEOF(PARSE_JSON('\"a\"'))", "VARCHAR"), ("TYPEOF(PARSE_JSON('[]'))", "ARRAY"), ("TYPEOF(V:nothing)", null),
        ("IS_NULL_VALUE(PARSE_JSON('null'))", "true"), ("IS_NULL_VALUE(V:a.b[2])", "true"), ("IS_NULL_VALUE(V:nothing)", null), ("STRIP_NULL_VALUE(PARSE_JSON('null'))", null), ("STRIP_NULL_VALUE(PARSE_JSON('1'))", "1"),
        ("IS_ARRAY(PARSE_JSON('[1]'))", "true"), ("IS_OBJECT(V)", "true"), ("IS_VARCHAR(PARSE_JSON('\"a\"'))", "true"), ("IS_BOOLEAN(PARSE_JSON('true'))", "true"), ("IS_INTEGER(PARSE_JSON('5'))", "true"), ("IS_INTEGER(PARSE_JSON('5.5'))", "false"),
        ("AS_VARCHAR(PARSE_JSON('\"a\"'))", "a"), ("AS_VARCHAR(PARSE_JSON('1'))", null), ("AS_BOOLEAN(PARSE_JSON('true'))", "true"), ("AS_INTEGER(PARSE_JSON('5'))", "5"), ("AS_INTEGER(PARSE_JSON('5.5'))", null), ("AS_DOUBLE(PARSE_JSON('1.5'))", "1.5"),
        ("ARRAY_CONSTRUCT(10, 20, 30)", "[10,20,30]"), ("ARRAY_CONSTRUCT()", "[]"), ("ARRAY_CONSTRUCT('a', NULL, PARSE_JSON('{\"x\":1}'))", "[\"a\",null,{\"x\":1}]"), ("ARRAY_SIZE(ARRAY_CONSTRUCT(1, 2, 3))", "3"), ("ARRAY_SIZE(V)", null),
        ("ARRAY_CONTAINS('hello'::VARIANT, ARRAY_CONSTRUCT('hello', 'hi'))", "true"), ("ARRAY_CONTAINS('hello'::VARIANT, ARRAY_CONSTRUCT('hola', 'bonjour'))", "false"), ("ARRAY_CONTAINS(2, ARRAY_CONSTRUCT(1, 2))", "true"),
        ("ARRAY_POSITION('hi'::VARIANT, ARRAY_CONSTRUCT('hello', 'hi'))", "1"), ("ARRAY_POSITION('hello'::VARIANT, ARRAY_CONSTRUCT('hola'))", null), ("ARRAY_APPEND(ARRAY_CONSTRUCT(1, 2, 3), 'HELLO')", "[1,2,3,\"HELLO\"]"), ("ARRAY_PREPEND(ARRAY_CONSTRUCT(0, 1, 2, 3), 'hello')", "[\"hello\",0,1,2,3]"),
        ("ARRAY_CAT(ARRAY_CONSTRUCT(1, 2), ARRAY_CONSTRUCT(3, 4))", "[1,2,3,4]"), ("ARRAY_CAT(ARRAY_CONSTRUCT(1), NULL)", null), ("ARRAY_COMPACT(ARRAY_CONSTRUCT(10, NULL, 30))", "[10,30]"),
        ("ARRAY_SLICE(ARRAY_CONSTRUCT(0,1,2,3,4,5,6), 0, 2)", "[0,1]"), ("ARRAY_SLICE(ARRAY_CONSTRUCT(0,1,2,3,4,5,6), 0, -2)", "[0,1,2,3,4]"), ("ARRAY_SLICE(ARRAY_CONSTRUCT(0,1,2,3,4,5,6), -5, -3)", "[2,3]"), ("ARRAY_SLICE(ARRAY_CONSTRUCT(0,1,2), 10, 12)", "[]"),
        ("ARRAY_TO_STRING(PARSE_JSON('[20, \"test\", null]'), ',')", "20,test,"), ("ARRAY_TO_STRING(ARRAY_CONSTRUCT(), ',')", ""), ("ARRAY_TO_STRING(ARRAY_CONSTRUCT(1, 2, 3), S)", "1b2b3"),
        ("V:a.b[0]", "1"), ("V:a.b[1]::VARCHAR", "two"), ("V['a']['b'][1]", "two"), ("V:\"k~/y\"::NUMBER", "7"), ("V:a.none", null), ("V:a.b[2] IS NULL", "false"), ("V:a.b[0] + 1", "2"), ("V:a.b[0] = 1", "true"), ("V:a.b[1] = 'two'", "true"),
        ("PARSE_JSON('{\"q\\\\\"r\":{\"s\":3}}')['q\"r']:s", "3"),
    ];
}
