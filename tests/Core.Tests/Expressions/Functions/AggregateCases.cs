namespace Handover.Core.Tests.Expressions.Functions;

internal static class AggregateCases
{
    public static readonly (string, string?)[] All =
    [
        ("COUNT(*)", "5"), ("COUNT(N)", "4"), ("COUNT(DISTINCT N)", "3"), ("COUNT_IF(N > 15)", "3"), ("COUNT_IF(NULL)", "0"), ("SUM(N)", "90"), ("SUM(A)", "13.74"), ("SUM(F)", "15"), ("SUM(DISTINCT N)", "70"), ("SUM(N * 1000000000)", "90000000000"), ("SUM('1' || '.5')", "7.50000"),
        ("AVG(N)", "22.500000"), ("AVG(A)", "3.43500000"), ("AVG(F)", "3.75"), ("AVG(DISTINCT N)", "23.333333"), ("AVG(NULLIF(N, N))", null), ("MIN(N)", "10"), ("MAX(S)", "c"), ("MIN(D)", "2023-12-31"), ("MAX(TS)", "2024-12-30 12:00:00.000"),
        ("MIN_BY(S, N)", "b"), ("MAX_BY(G, A)", "y"), ("MAX_BY(S, ID * -1)", "b"), ("ANY_VALUE(1)", "1"), ("APPROX_COUNT_DISTINCT(N)", "3"), ("HLL(S)", "3"),
        ("BOOLAND_AGG(B)", "false"), ("BOOLOR_AGG(B)", "true"), ("BOOLXOR_AGG(B)", "false"), ("BOOLXOR_AGG(ID = 1)", "true"), ("BOOLXOR_AGG(NULL)", null), ("BITAND_AGG(N)", "0"), ("BITOR_AGG(N)", "62"), ("BITXOR_AGG(N)", "34"),
        ("MEDIAN(N)", "20.000"), ("MEDIAN(ID)", "3.000"), ("MEDIAN(A)", "1.87500"), ("MEDIAN(F)", "3"), ("MODE(N)", "20"), ("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ID)", "3.000"), ("PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY F)", "1.75"), ("PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY F DESC)", "5"),
        ("PERCENTILE_DISC(0.25) WITHIN GROUP (ORDER BY N)", "10"), ("APPROX_PERCENTILE(ID, 0.5)", "3"), ("STDDEV(ID)", "1.58113883"), ("STDDEV_SAMP(ID)", "1.58113883"), ("STDDEV_POP(ID)", "1.414213562"), ("VARIANCE(ID)", "2.5"), ("VAR_SAMP(ID)", "2.5"), ("VAR_POP(ID)", "2"), ("VARIANCE(NULLIF(ID, ID))", null),
        ("SKEW(ID)", "0"), ("KURTOSIS(ID)", "-1.2"), ("CORR(ID, ID)", "1"), ("CORR(ID, 1)", null), ("COVAR_POP(ID, ID)", "2"), ("COVAR_SAMP(ID, ID)", "2.5"), ("REGR_SLOPE(ID * 2, ID)", "2"), ("REGR_INTERCEPT(ID + 3, ID)", "3"), ("REGR_R2(ID, ID)", "1"), ("REGR_AVGX(ID, N)", "22.5"), ("REGR_AVGY(ID, N)", "2.75"),
        ("REGR_SXX(ID, ID)", "10"), ("REGR_SYY(ID, ID)", "10"), ("REGR_SXY(ID, ID)", "10"), ("REGR_COUNT(ID, N)", "4"),
        ("LISTAGG(S, '|') WITHIN GROUP (ORDER BY S)", "a|a|b|c"), ("LISTAGG(DISTINCT S, ', ') WITHIN GROUP (ORDER BY S)", "a, b, c"), ("LISTAGG(DISTINCT N / 7, ' ') WITHIN GROUP (ORDER BY N / 7 DESC)", "5.714286 2.857143 1.428571"), ("ARRAY_AGG(DISTINCT ROUND(N / 7)) WITHIN GROUP (ORDER BY ROUND(N / 7))", "[1,3,6]"), ("LISTAGG(S) WITHIN GROUP (ORDER BY ID DESC)", "acab"), ("LISTAGG(NULLIF(S, S), ',')", ""), ("LISTAGG(N, ',') WITHIN GROUP (ORDER BY ID)", "10,20,20,40"),
        ("ARRAY_AGG(N) WITHIN GROUP (ORDER BY N)", "[10,20,20,40]"), ("ARRAY_AGG(DISTINCT N) WITHIN GROUP (ORDER BY N DESC)", "[40,20,10]"), ("ARRAY_AGG(NULLIF(N, N))", "[]"), ("ARRAY_UNIQUE_AGG(B = B)", "[true]"), ("ARRAY_SIZE(ARRAY_UNIQUE_AGG(N))", "3"), ("OBJECT_AGG(ID::VARCHAR, NULLIF(ID, 2) * 10)", "{\"1\":10,\"3\":30,\"4\":40,\"5\":50}"),
        ("SUM(A / N)", "0.51225000"), ("AVG(DIV0(N, ID - ID))", "0.000000000000"), ("MAX(CASE WHEN S LIKE ANY ('a', 'b') THEN N END)", "40"), ("LISTAGG(SPLIT_PART(S || '.' || G, '.', 2), '') WITHIN GROUP (ORDER BY ID / 2)", "xxyy"), ("ARRAY_AGG(TS) WITHIN GROUP (ORDER BY ID)", "[\"2024-01-31 10:20:30.456\",\"2024-02-29 00:00:00.000\",\"2023-12-31 23:59:59.000\",\"2024-12-30 12:00:00.000\"]"),
        ("SUM(N) / COUNT(N)", "22.500000"), ("ROUND(SUM(A) * 100 / SUM(N), 2)", "15.27"), ("DIV0(SUM(A), SUM(N) - 90)", "0.00000000"), ("MAX(N) - MIN(N) * 2", "20"),
    ];
}
