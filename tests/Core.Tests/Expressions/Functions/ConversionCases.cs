namespace Handover.Core.Tests.Expressions.Functions;

internal static class ConversionCases
{
    public static readonly (string, string?)[] All =
    [
        ("TO_VARCHAR('2013-04-05 01:02:03'::TIMESTAMP, 'mm/dd/yyyy, hh24:mi \"hours\"')", "04/05/2013, 01:02 hours"),
        ("TO_CHAR('2013-04-05 13:02:03.456'::TIMESTAMP, 'DY DD MON YY HH12:MI:SS.FF3 AM')", "Fri 05 Apr 13 01:02:03.456 PM"),
        ("TO_VARCHAR('2024-03-09'::DATE, 'YYYY-MM-DD\"T\"')", "2024-03-09T"), ("TO_VARCHAR('03:04:05'::TIME, 'HH24:MI')", "03:04"),
        ("TO_VARCHAR(TS)", "2024-01-31 10:20:30.456"), ("TO_VARCHAR(1.50)", "1.50"), ("TO_VARCHAR(F)", "1"), ("TO_VARCHAR(0.1::FLOAT)", "0.1"), ("TO_VARCHAR(TRUE)", "true"), ("TO_VARCHAR('03:04:05.678'::TIME)", "03:04:05"), ("TO_VARCHAR(PARSE_JSON('\"a\"'))", "a"),
        ("TO_NUMBER('12.3456')", "12"), ("TO_NUMBER('98.76546', 10, 1)", "98.8"), ("TO_DECIMAL('12.3456', 10, 8)", "12.34560000"), ("TO_NUMBER(2.5::FLOAT)", "3"), ("TO_NUMBER(-2.5::FLOAT)", "-3"), ("TO_NUMBER(TRUE)", "1"), ("TO_NUMERIC(PARSE_JSON('12.5'), 5, 1)", "12.5"),
        ("TO_DOUBLE('1.1')", "1.1"), ("TO_DOUBLE(1.5)", "1.5"), ("TO_BOOLEAN('yes')", "true"), ("TO_BOOLEAN('OFF')", "false"), ("TO_BOOLEAN(NULL)", null), ("TO_BOOLEAN(0)", "false"), ("TO_BOOLEAN(-3.79)", "true"),
        ("TO_DATE('2013-05-17')", "2013-05-17"), ("TO_DATE('2013.05.17', 'YYYY.MM.DD')", "2013-05-17"), ("TO_DATE('05/17/2013', 'MM/DD/YYYY')", "2013-05-17"), ("DATE('17-May-2013', 'DD-MON-YYYY')", "2013-05-17"), ("TO_DATE(TS)", "2024-01-31"),
        ("TO_TIME('13:30:00')", "13:30:00"), ("TO_TIME('11.15.00', 'HH24.MI.SS')", "11:15:00"), ("TIME(TS)", "10:20:30"),
        ("TO_TIMESTAMP('2013-04-05 01:02:03')", "2013-04-05 01:02:03.000"), ("TO_TIMESTAMP('04/05/2013 01:02:03', 'mm/dd/yyyy hh24:mi:ss')", "2013-04-05 01:02:03.000"), ("TO_TIMESTAMP_NTZ('2013-04-05 01:02:03.25', 'YYYY-MM-DD HH24:MI:SS.FF')", "2013-04-05 01:02:03.250"),
        ("TO_TIMESTAMP(1000000000)", "2001-09-09 01:46:40.000"), ("TO_TIMESTAMP(D)", "2024-01-31 00:00:00.000"),
        ("TO_VARIANT('a')", "a"), ("TO_VARIANT(1.5)", "1.5"), ("TO_ARRAY(1)", "[1]"), ("TO_ARRAY(PARSE_JSON('[1,2]'))", "[1,2]"), ("TO_ARRAY(NULL)", null), ("TO_OBJECT(PARSE_JSON('{\"a\":1}'))", "{\"a\":1}"),
        ("TRY_TO_NUMBER('12.3456', 10, 2)", "12.35"), ("TRY_TO_NUMBER('abc')", null), ("TRY_TO_DECIMAL('12345', 3, 0)", null), ("TRY_TO_DOUBLE('3.1415926')", "3.1415926"), ("TRY_TO_DOUBLE('x')", null),
        ("TRY_TO_BOOLEAN('True')", "true"), ("TRY_TO_BOOLEAN('maybe')", null), ("TRY_TO_DATE('2018-05-15')", "2018-05-15"), ("TRY_TO_DATE('Invalid')", null), ("TRY_TO_DATE('15/05/2018', 'DD/MM/YYYY')", "2018-05-15"), ("TRY_TO_DATE('15/13/2018', 'DD/MM/YYYY')", null),
        ("TRY_TO_TIME('12:30:00')", "12:30:00"), ("TRY_TO_TIME('Invalid')", null), ("TRY_TO_TIMESTAMP('2018-05-15 12:00:00')", "2018-05-15 12:00:00.000"), ("TRY_TO_TIMESTAMP_NTZ('Invalid', 'YYYY')", null),
        ("'12.5'::NUMBER", "13"), ("'12.345'::NUMBER(10,2)", "12.35"), ("12.345::NUMBER(38,2)", "12.35"), ("-12.345::NUMBER(10,2)", "-12.35"), ("1.5::FLOAT::VARCHAR", "1.5"), ("10::FLOAT::VARCHAR", "10"), ("5::BOOLEAN", "true"), ("TRUE::VARCHAR", "true"),
        ("'t'::BOOLEAN", "true"), ("TRY_CAST('abc' AS NUMBER)", null), ("TRY_CAST('1.5' AS NUMBER(5,1))", "1.5"), ("TRY_CAST('on' AS BOOLEAN)", "true"), ("TRY_CAST('2024-02-30' AS DATE)", null), ("CAST(TS AS DATE)", "2024-01-31"), ("TS::TIME", "10:20:30"), ("D::TIMESTAMP", "2024-01-31 00:00:00.000"),
        ("'48656C70'::BINARY::VARCHAR", "48656C70"), ("1::VARIANT::VARCHAR", "1"), ("'a'::VARIANT::ARRAY", "[\"a\"]"), ("PARSE_JSON('3.6')::NUMBER", "4"), ("PARSE_JSON('\"2024-05-06\"')::DATE", "2024-05-06"), ("PARSE_JSON('true')::BOOLEAN", "true"), ("PARSE_JSON('null')::VARCHAR", null),
    ];
}
