namespace Handover.Core.Tests.Expressions.Functions;

internal static class ConditionalCases
{
    public static readonly (string, string?)[] All =
    [
        ("IFF(TRUE, 'true', 'false')", "true"), ("IFF(FALSE, 'true', 'false')", "false"), ("IFF(NULL, 'true', 'false')", "false"), ("IFF(1 > 2, 1, 2.5)", "2.5"), ("IFF(TRUE, 1, 2.5)", "1.0"), ("IFF(TRUE, NULL, 'false')", null),
        ("NVL('food', 'bar')", "food"), ("NVL(NULL, 3.14::FLOAT)", "3.14"), ("IFNULL(NULL, 'bar')", "bar"), ("NVL2(0, 5, 3)", "5"), ("NVL2(NULL, 5, 3)", "3"),
        ("COALESCE(NULL, NULL, 1, 2)", "1"), ("COALESCE(NULL, NULL)", null), ("COALESCE(1, 2.50)", "1.00"), ("NULLIF(0, 0)", null), ("NULLIF(0, NULL)", "0"), ("NULLIF(N, 2.25)", "10"), ("NULLIF(A, N)", "1.50"), ("NULLIF(N, 10.00)", null), ("NULLIF(1, 0)", "1"),
        ("DECODE(1, 1, 'one', 2, 'two', 'other')", "one"), ("DECODE(3, 1, 'one', 2, 'two', 'other')", "other"), ("DECODE(3, 1, 'one', 2, 'two')", null), ("DECODE(NULL, 1, 'one', NULL, '-NULL-', 'other')", "-NULL-"),
        ("DECODE(N + 1, 11, 'eleven', 'other')", "eleven"), ("EQUAL_NULL(1, 2)", "false"), ("EQUAL_NULL(NULL, NULL)", "true"), ("EQUAL_NULL(1, NULL)", "false"),
        ("GREATEST(1, 3, 0, 4)", "4"), ("GREATEST(1, NULL, 3)", null), ("GREATEST('2024-01-01'::DATE, D)", "2024-01-31"), ("LEAST(1, 3, 0, 4)", "0"), ("LEAST(1, NULL)", null), ("LEAST(2, 1.5)", "1.5"),
        ("GREATEST_IGNORE_NULLS(1, NULL, 3)", "3"), ("GREATEST_IGNORE_NULLS(NULL, NULL)", null), ("LEAST_IGNORE_NULLS(1, NULL, 3)", "1"),
        ("BOOLAND(1, -2)", "true"), ("BOOLAND(0, 2.35)", "false"), ("BOOLAND(0, NULL)", "false"), ("BOOLAND(3, NULL)", null), ("BOOLOR(1, 2)", "true"), ("BOOLOR(0, NULL)", null), ("BOOLXOR(2, 0)", "true"), ("BOOLXOR(1, -1)", "false"), ("BOOLNOT(0)", "true"), ("BOOLNOT(10)", "false"),
    ];
}
