namespace Handover.Core.Tests.Expressions.Functions;

internal static class OperatorCases
{
    public static readonly (string, string?)[] All =
    [
        ("7 / 2", "3.500000"), ("2 / 3", "0.666667"), ("-2 / 3", "-0.666667"), ("1 / 8.00", "0.125000"), ("10.00 / 4", "2.50000000"), ("12345678901234567890 / 10", "1234567890123456789.000000"), ("F / 3", "0.333333333333"), ("NULL / 2", null), ("A / N", "0.15000000"), ("1.5 / 0.3", "5.0000000"),
        ("7 % 3", "1"), ("-7 % 3", "-1"), ("7.5 % 2", "1.5"), ("N % 3", "1"), ("2147483647 + ID", "2147483648"), ("N * 1000000000", "10000000000"), ("N - 11", "-1"), ("A * A", "2.2500"), ("A + 1", "2.50"), ("1.5 * 1.5", "2.25"), ("0.1 + 0.2", "0.3"), ("'1.5' + 1", "2.50000"), ("-N", "-10"), ("- -N", "10"), ("+N", "10"), ("1e3 + 1", "1001"), ("1 - (2 - 3)", "2"), ("2 * (3 + 4)", "14"), ("A * 1.123456 * 1.123456", "1.893230075904"),
        ("'a' || 1 || TRUE", "a1true"), ("'a' || NULL", null), ("1 + 2 || '3'", "33"), ("'x' || (1 + 1)", "x2"), ("'x' || A", "x1.50"), ("'it''s' || '\\n\\t\\\\'", "it's\n\t\\"), ("$$a'b\\n$$", "a'b\\n"), ("'\\x41\\u0042\\103'", "ABC"), ("'a' || 'b' || 'c' = 'abc'", "true"),
        ("1 = 1.0", "true"), ("'10' = 10", "true"), ("N > 5 AND NOT B", "false"), ("N > 5 OR NULL", "true"), ("NULL AND FALSE", "false"), ("1 <> 2", "true"), ("1 != 2", "true"), ("NOT 1 = 2", "true"), ("'a' < 'B'", "false"), ("D >= '2024-01-01'", "true"), ("TS > D", "true"),
        ("NULL IS DISTINCT FROM 1", "true"), ("NULL IS NOT DISTINCT FROM NULL", "true"), ("N IS NULL", "false"), ("N IS NOT NULL", "true"), ("N BETWEEN 5 AND 15", "true"), ("N NOT BETWEEN 5 AND 15", "false"), ("N IN (1, 10, 5.5)", "true"), ("N NOT IN (1, 2)", "true"), ("3 IN (1, NULL)", null), ("S IN ('a', 'b')", "true"),
        ("'abc' LIKE 'a%'", "true"), ("'abc' LIKE 'A%'", "false"), ("'abc' ILIKE 'A_C'", "true"), ("'a%c' LIKE 'a^%c' ESCAPE '^'", "true"), ("'abc' LIKE 'a^%c' ESCAPE '^'", "false"), ("'a\\\\b' LIKE 'a\\\\b'", "true"), ("'abc' NOT LIKE 'b%'", "true"), ("'abc' LIKE ANY ('x%', '%c')", "true"), ("'abc' LIKE ALL ('a%', '%b')", "false"), ("UPPER(S) || 'x' ILIKE ANY ('q', 'b%')", "true"), ("'a{b' LIKE ANY ('a{{b', 'q') ESCAPE '{'", "true"), ("'abc' NOT LIKE ANY ('x')", "true"),
        ("'abc' RLIKE 'a.c'", "true"), ("'abc' REGEXP 'b'", "false"), ("'abc' NOT RLIKE 'b'", "true"),
        ("CASE WHEN N > 5 THEN 'big' ELSE 'small' END", "big"), ("CASE N WHEN 1 THEN 'a' WHEN 10 THEN 'b' END", "b"), ("CASE N WHEN 1 THEN 'a' END", null), ("CASE WHEN FALSE THEN 1 ELSE 2.5 END", "2.5"), ("CASE WHEN TRUE THEN 1 ELSE 2.5 END", "1.0"),
        ("D + 1", "2024-02-01"), ("1 + D", "2024-02-01"), ("D - 31", "2023-12-31"), ("D - '2024-01-01'::DATE", "30"), ("D + N", "2024-02-10"), ("D + INTERVAL '1 month'", "2024-02-29"), ("D + INTERVAL '1 month, 1 day'", "2024-03-01"), ("D + INTERVAL '1 day, 1 month'", "2024-03-01"), ("TS - INTERVAL '1 hour'", "2024-01-31 09:20:30.456"), ("D + INTERVAL '2 hours'", "2024-01-31 02:00:00.000"), ("INTERVAL '1 year' + D", "2025-01-31"), ("TIME '10:00:00' + INTERVAL '90 minutes'", "11:30:00"), ("D - INTERVAL '1 quarter'", "2023-10-31"),
        ("DATE '2024-02-03'", "2024-02-03"), ("TIMESTAMP '2024-02-03 04:05:06.7'", "2024-02-03 04:05:06.700"), ("TIME '04:05:06'", "04:05:06"), ("'\\0' = CHR(0)", "true"), ("LENGTH('a\\0b')", "3"),
        ("DIV0(DIV0(DIV0(N, 3), DIV0(N, 7)), DIV0(N + 1, 2))", "0.424242509091"), ("IFF(A / 3 > 0.4, ROUND(A / 3, 1), NULL)", "0.5"),
    ];
}
