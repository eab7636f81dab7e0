using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Functions that make text from text.</summary>
internal static class StringFunctions
{
    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar("UPPER(text: Text)", FunctionCategory.String, Returns.Varchar, Text("upper({0})"), "The text in upper case.", "UPPER('abc') = 'ABC'"),
        Define.Scalar("LOWER(text: Text)", FunctionCategory.String, Returns.Varchar, Text("lower({0})"), "The text in lower case.", "LOWER('ABC') = 'abc'"),
        Define.Scalar(
            "INITCAP(text: Text)", FunctionCategory.String, Returns.Varchar,
            // Words and what stands between them, by Snowflake's default delimiters; braces are \x7B and \x7D because the template has its own.
            Text("array_to_string(list_transform(regexp_extract_all(lower({0}), '[^\\s!?@\"\\^#$&~_,.:;+\\-*%/|\\\\\\[\\]()\\x7B\\x7D<>]+|[\\s!?@\"\\^#$&~_,.:;+\\-*%/|\\\\\\[\\]()\\x7B\\x7D<>]+'), "
                + "lambda {e}: upper(left({e}, 1)) || substr({e}, 2)), '')"),
            "The text with the first letter of each word in upper case and the others in lower case.", "INITCAP('the quick brown fox') = 'The Quick Brown Fox'"),
        Define.Scalar("LENGTH|LEN(text: Text)", FunctionCategory.String, Returns.Integer, Text("length({0})"), "Number of characters.", "LENGTH('abc') = 3"),
        Define.Scalar("OCTET_LENGTH(text: Text)", FunctionCategory.String, Returns.Integer, Text("strlen({0})"), "Length in bytes of UTF-8.", "OCTET_LENGTH('abc') = 3"),
        Define.Scalar("BIT_LENGTH(text: Text)", FunctionCategory.String, Returns.Integer, Text("bit_length({0})"), "Length in bits of UTF-8.", "BIT_LENGTH('abc') = 24"),
        Define.Scalar(
            "TRIM(text: Text, [characters: Text])", FunctionCategory.String, Returns.Varchar, Text("trim({0})", "trim({0}, {1})"),
            "The text without blanks, or the given characters, at both ends.", "TRIM('*-abc-*', '*-') = 'abc'"),
        Define.Scalar(
            "LTRIM(text: Text, [characters: Text])", FunctionCategory.String, Returns.Varchar, Text("ltrim({0})", "ltrim({0}, {1})"),
            "The text without blanks, or the given characters, at its start.", "LTRIM('#000000123', '0#') = '123'"),
        Define.Scalar(
            "RTRIM(text: Text, [characters: Text])", FunctionCategory.String, Returns.Varchar, Text("rtrim({0})", "rtrim({0}, {1})"),
            "The text without blanks, or the given characters, at its end.", "RTRIM('$125.00', '0.') = '$125'"),
        Define.Scalar(
            "LPAD(text: Text, length: Integer, [pad: Text])", FunctionCategory.String, Returns.Varchar,
            Text("lpad({0}, CAST({1} AS INTEGER), ' ')", "lpad({0}, CAST({1} AS INTEGER), {2})"),
            "The text filled up on the left, or cut on the right, to a length.", "LPAD('123.50', 9, '*') = '***123.50'"),
        Define.Scalar(
            "RPAD(text: Text, length: Integer, [pad: Text])", FunctionCategory.String, Returns.Varchar,
            Text("rpad({0}, CAST({1} AS INTEGER), ' ')", "rpad({0}, CAST({1} AS INTEGER), {2})"),
            "The text filled up, or cut, on the right to a length.", "RPAD('abc', 5, '*') = 'abc**'"),
        Define.Scalar(
            "LEFT(text: Text, length: Integer)", FunctionCategory.String, Returns.Varchar, Text("CASE WHEN {1} < 0 THEN left({0}, 0) ELSE left({0}, {1:i}) END"),
            "The first characters.", "LEFT('ABCDEF', 3) = 'ABC'"),
        Define.Scalar(
            "RIGHT(text: Text, length: Integer)", FunctionCategory.String, Returns.Varchar, Text("CASE WHEN {1} < 0 THEN left({0}, 0) ELSE right({0}, {1:i}) END"),
            "The last characters.", "RIGHT('ABCDEFG', 3) = 'EFG'"),
        Define.Scalar(
            "SUBSTR|SUBSTRING(text: Text, start: Integer, [length: Integer])", FunctionCategory.String, Returns.Varchar,
            // Position 0 counts as 1; one that lies before the text's start gives nothing; so does a negative length, but an unknown one nothing known.
            Text(
                "CASE WHEN {1} < -length({0}) THEN left({0}, 0) WHEN {1} = 0 THEN {0} ELSE substr({0}, {1:i}) END",
                "CASE WHEN {1} IS NULL OR {2} IS NULL THEN NULL WHEN {1} < -length({0}) OR {2} < 0 THEN left({0}, 0) WHEN {1} = 0 THEN substr({0}, 1, {2:i}) ELSE substr({0}, {1:i}, {2:i}) END"),
            "The characters from a position (1 is the first, -1 the last), at most as many as given.", "SUBSTR('testing 1 2 3', 9, 5) = '1 2 3'"),
        Define.Scalar(
            "CONCAT(value: Text, [more: Text…])", FunctionCategory.String, Returns.Varchar, Code(static (writer, call) => WriteJoined(writer, call, 0)),
            "The texts one after the other; NULL if one of them is NULL.", "CONCAT('George Washington ', 'Carver') = 'George Washington Carver'"),
        Define.Scalar(
            "CONCAT_WS(separator: Text, value: Text, [more: Text…])", FunctionCategory.String, Returns.Varchar, Code(static (writer, call) => WriteJoined(writer, call, 1)),
            "The texts with a separator between them; NULL if one of them is NULL.", "CONCAT_WS(',', 'one', 'two', 'three') = 'one,two,three'"),
        Define.Scalar(
            "REPLACE(text: Text, pattern: Text, [replacement: Text])", FunctionCategory.String, Returns.Varchar,
            Text("replace({0}, {1}, '')", "replace({0}, {1}, {2})"),
            "The text with every occurrence of one text replaced by another, or removed.", "REPLACE('down', 'down', 'up') = 'up'"),
        Define.Scalar("REVERSE(text: Text)", FunctionCategory.String, Returns.Varchar, Text("reverse({0})"), "The characters in reverse order.", "REVERSE('Hello, world!') = '!dlrow ,olleH'"),
        Define.Scalar("REPEAT(text: Text, times: Integer)", FunctionCategory.String, Returns.Varchar, Text("repeat({0}, {1:i})"), "The text several times.", "REPEAT('xy', 5) = 'xyxyxyxyxy'"),
        Define.Scalar("SPACE(count: Integer)", FunctionCategory.String, Returns.Varchar, Text("repeat(' ', {0:i})"), "That many blanks.", "SPACE(3) = '   '"),
        Define.Scalar(
            "TRANSLATE(text: Text, from: Text, to: Text)", FunctionCategory.String, Returns.Varchar, Text("translate({0}, {1}, {2})"),
            "The text with each character of one set replaced by its counterpart, or removed.", "TRANSLATE('❄a❄bc', '❄', '*') = '*a*bc'"),
        Define.Scalar(
            "INSERT(text: Text, start: Integer, length: Integer, insert: Text)", FunctionCategory.String, Returns.Varchar,
            Text("(substr({0}, 1, {1:i} - 1) || {3} || substr({0}, {1:i} + {2:i}))"),
            "The text with some characters, from a position, replaced by others.", "INSERT('abcdef', 3, 2, 'zzz') = 'abzzzef'",
            check: static arguments => Constants.Integer(arguments[1]) is < 1 ? (1, "a position from 1") : Constants.Integer(arguments[2]) is < 0 ? (2, "a length from 0") : null),
        Define.Scalar("CHR|CHAR(code: Integer)", FunctionCategory.String, Returns.Varchar, Text("chr(CAST({0} AS INTEGER))"), "The character with a Unicode code point.", "CHR(83) = 'S'"),
        Define.Scalar(
            "SPLIT_PART(text: Text, delimiter: Text, part: Integer)", FunctionCategory.String, Returns.Varchar,
            Text("CASE WHEN {1} = '' AND {2} IN (0, 1, -1) THEN {0} WHEN {1} = '' AND {2} IS NOT NULL THEN left({0}, 0) WHEN {2} = 0 THEN split_part({0}, {1}, 1) ELSE split_part({0}, {1}, {2:i}) END"),
            "The part of a text between delimiters, counted from 1, or from the end if negative; empty if there is none.", "SPLIT_PART('127.0.0.1', '.', -1) = '1'"),
        Define.Scalar(
            "STRTOK(text: Text, [delimiters: Text], [part: Integer])", FunctionCategory.String, Returns.Varchar,
            Text(
                "list_filter(string_split({0}, ' '), lambda {e}: {e} <> '')[1]",
                "CASE WHEN {1} IS NOT NULL THEN list_filter(regexp_split_to_array({0}, '[' || regexp_escape({1}) || ']'), lambda {e}: {e} <> '')[1] END",
                "CASE WHEN {1} IS NOT NULL THEN list_filter(regexp_split_to_array({0}, '[' || regexp_escape({1}) || ']'), lambda {e}: {e} <> '')[{2:i}] END"),
            "The token with a number, where any of the delimiters (default a blank) ends a token; NULL if there is none.", "STRTOK('a.b.c', '.', 1) = 'a'", NullRule.Always,
            static arguments => arguments.Length == 3 && Constants.Integer(arguments[2]) is < 1 ? (2, "a number from 1") : Constants.IsEmptyText(arguments, 1) ? (1, "at least one delimiter") : null),
    ];

    /// <summary>Joins with ||, which is NULL if a part is, as Snowflake's CONCAT and CONCAT_WS are and DuckDB's are not.</summary>
    private static void WriteJoined(ExpressionWriter writer, TypedCall call, int first)
    {
        if (call.Arguments.Length == first + 1 && first == 1)
        {
            // One value needs no separator, but has to know it.
            writer.WriteTemplate(new DuckDbTemplate("CASE WHEN {0} IS NOT NULL THEN {1} END"), call.Arguments);
            return;
        }

        var template = new System.Text.StringBuilder("(");
        for (var i = first; i < call.Arguments.Length; i++)
        {
            template.Append(i == first ? "" : first == 0 ? " || " : " || {0} || ").Append('{').Append(i).Append('}');
        }

        template.Append(')');
        // See the operator: a literal NULL takes the type away.
        writer.WriteTemplate(new DuckDbTemplate(ExpressionWriter.IsKnownNull(call) ? $"CAST({template} AS VARCHAR)" : template.ToString()), call.Arguments);
    }
}
