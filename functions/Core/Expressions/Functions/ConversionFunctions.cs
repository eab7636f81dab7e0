using System.Collections.Immutable;
using Handover.Core.Sql;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Conversions that fail on a value that does not convert.</summary>
internal static class ConversionFunctions
{
    internal const FunctionCategory Category = FunctionCategory.Conversion;

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar(
            "TO_VARCHAR|TO_CHAR(value: Any, [format: TextConstant])", Category, Returns.Varchar, Code(WriteText),
            "The value as text, a date or time in a format such as 'YYYY-MM-DD HH24:MI:SS'.", "TO_VARCHAR('2013-04-05 01:02:03'::TIMESTAMP, 'mm/dd/yyyy, hh24:mi') = '04/05/2013, 01:02'"),
        Define.Scalar(
            "TO_NUMBER|TO_DECIMAL|TO_NUMERIC(value: Any, [precision: IntegerConstant], [scale: IntegerConstant])", Category, Number,
            Code(static (writer, call) => writer.WriteConversion(call.Arguments[0], call.Type, false)),
            "The value as NUMBER(precision, scale), by default NUMBER(38,0), rounded half away from zero.", "TO_NUMBER('12.3456', 10, 1) = 12.3",
            check: static arguments => CheckNumber(arguments) ?? CheckCast(arguments, SqlTypeKind.Number)),
        To("TO_DOUBLE", SqlType.Float, "The value as FLOAT.", "TO_DOUBLE('1.1') = 1.1"),
        To("TO_BOOLEAN", SqlType.Boolean, "The value as BOOLEAN: yes, no, true, false, on, off, 1, 0, or a number other than 0.", "TO_BOOLEAN('yes') = TRUE"),
        Temporal("TO_DATE|DATE", SqlType.Date, false, "The value as DATE, text in a format.", "TO_DATE('2013.05.17', 'YYYY.MM.DD') = '2013-05-17'"),
        Temporal("TO_TIME|TIME", SqlType.Time, false, "The value as TIME, text in a format.", "TO_TIME('13:30:00') = '13:30:00'"),
        Temporal("TO_TIMESTAMP|TO_TIMESTAMP_NTZ", SqlType.Timestamp, false, "The value as TIMESTAMP_NTZ, text in a format, a number as seconds since 1970.", "TO_TIMESTAMP(1000000000) = '2001-09-09 01:46:40.000'"),
        To("TO_VARIANT", SqlType.Variant, "The value as VARIANT.", "TO_VARIANT('a') = 'a'"),
        Define.Scalar(
            "TO_ARRAY(value: Any)", Category, Returns.Array,
            Code(static (writer, call) => writer.WriteConversion(new TypedCast(call.Arguments[0], false, true, SqlType.Variant, true, call.Span), SqlType.Array, false)),
            "The value as ARRAY: itself, or an array of the one value.", "TO_ARRAY(1) = [1]"),
        Define.Scalar(
            "TO_OBJECT(value: Object)", Category, Returns.Object, Code(static (writer, call) => writer.WriteConversion(call.Arguments[0], SqlType.Object, false)),
            "The VARIANT as OBJECT.", "TO_OBJECT(PARSE_JSON('{\"a\":1}')) = {\"a\":1}"),
    ];

    internal static SqlType Number(ImmutableArray<TypedExpression> arguments) => SqlType.Number(
        arguments.Length > 1 ? Constants.Integer(arguments[1]) ?? 38 : 38,
        arguments.Length > 2 ? Constants.Integer(arguments[2]) ?? 0 : 0);

    internal static (int, string)? CheckNumber(ImmutableArray<TypedExpression> arguments)
    {
        var type = Number(arguments);
        return type.Precision is < 1 or > 38 ? (1, "a precision from 1 to 38")
            : type.Scale < 0 || type.Scale > Math.Min(type.Precision, 37) ? (2, "a scale from 0 to the precision")
            : null;
    }

    internal static (int, string)? CheckCast(ImmutableArray<TypedExpression> arguments, SqlTypeKind to) =>
        TypeRules.CanCast(arguments[0].Type.Kind, to) ? null : (0, $"a value that converts to {new SqlType(to)}");

    internal static FunctionDefinition Temporal(string names, SqlType type, bool lenient, string summary, string example) => Define.Scalar(
        $"{names}(value: {(lenient ? "Text" : "Any")}, [format: TextConstant])", Category, _ => type, Code((writer, call) => WriteTemporal(writer, call, type, lenient)),
        summary, example, lenient ? NullRule.Always : NullRule.WithArguments,
        arguments => CheckCast(arguments, type.Kind)
            ?? (arguments.Length > 1 && arguments[0].Type.Kind is not (SqlTypeKind.Varchar or SqlTypeKind.Unknown) ? (1, "no format unless the value is text, nothing") : null));

    private static FunctionDefinition To(string name, SqlType type, string summary, string example) => Define.Scalar(
        $"{name}(value: Any)", Category, _ => type, Code((writer, call) => writer.WriteConversion(call.Arguments[0], type, false)),
        summary, example, check: arguments => CheckCast(arguments, type.Kind));

    private static void WriteText(ExpressionWriter writer, TypedCall call)
    {
        var value = call.Arguments[0];
        if (call.Arguments.Length == 1)
        {
            writer.WriteConversion(value, SqlType.Varchar, false);
            return;
        }

        var temporal = TypeRules.IsDateOrTimestamp(value.Type) || value.Type.Kind == SqlTypeKind.Time;
        if (!temporal || value.Type.Kind == SqlTypeKind.TimestampTz || !DateFormat.TryTranslate(Constants.Text(call.Arguments[1])!, forReading: false, out var format))
        {
            writer.Unsupported($"{call.Function.Name} with the format '{Constants.Text(call.Arguments[1])}'", call.Span);
            return;
        }

        var literal = new TypedLiteral(LiteralKind.String, format, SqlType.Varchar, call.Span);
        writer.WriteTemplate(new DuckDbTemplate(value.Type.Kind == SqlTypeKind.Time ? "strftime(DATE '1970-01-01' + {0}, {1})" : "strftime({0}, {1})"), [value, literal]);
    }

    private static void WriteTemporal(ExpressionWriter writer, TypedCall call, SqlType type, bool lenient)
    {
        var value = call.Arguments[0];
        if (call.Arguments.Length == 1 || Constants.Text(call.Arguments[1])!.Equals("AUTO", StringComparison.OrdinalIgnoreCase))
        {
            writer.WriteConversion(value, type, lenient);
            return;
        }

        if (!DateFormat.TryTranslate(Constants.Text(call.Arguments[1])!, forReading: true, out var format))
        {
            writer.Unsupported($"{call.Function.Name} with the format '{Constants.Text(call.Arguments[1])}'", call.Span);
            return;
        }

        var literal = new TypedLiteral(LiteralKind.String, format, SqlType.Varchar, call.Span);
        var function = lenient ? "try_strptime" : "strptime";
        writer.WriteTemplate(
            new DuckDbTemplate(type.Kind switch
            {
                SqlTypeKind.Date => $"CAST({function}({{0}}, {{1}}) AS DATE)",
                SqlTypeKind.Time => $"CAST({function}({{0}}, {{1}}) AS TIME)",
                _ => $"{function}({{0}}, {{1}})",
            }),
            [value, literal]);
    }
}

/// <summary>Conversions of text that give NULL for a value that does not convert.</summary>
internal static class TryConversionFunctions
{
    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar(
            "TRY_TO_NUMBER|TRY_TO_DECIMAL|TRY_TO_NUMERIC(text: Text, [precision: IntegerConstant], [scale: IntegerConstant])", ConversionFunctions.Category, ConversionFunctions.Number,
            Code(static (writer, call) => writer.WriteConversion(call.Arguments[0], call.Type, true)),
            "The text as NUMBER, or NULL if it is none.", "TRY_TO_NUMBER('abc') IS NULL", NullRule.Always, ConversionFunctions.CheckNumber),
        Try("TRY_TO_DOUBLE", SqlType.Float, "The text as FLOAT, or NULL if it is none.", "TRY_TO_DOUBLE('x') IS NULL"),
        Try("TRY_TO_BOOLEAN", SqlType.Boolean, "The text as BOOLEAN, or NULL if it is none.", "TRY_TO_BOOLEAN('maybe') IS NULL"),
        ConversionFunctions.Temporal("TRY_TO_DATE", SqlType.Date, true, "The text as DATE, or NULL if it is none.", "TRY_TO_DATE('Invalid') IS NULL"),
        ConversionFunctions.Temporal("TRY_TO_TIME", SqlType.Time, true, "The text as TIME, or NULL if it is none.", "TRY_TO_TIME('Invalid') IS NULL"),
        ConversionFunctions.Temporal("TRY_TO_TIMESTAMP|TRY_TO_TIMESTAMP_NTZ", SqlType.Timestamp, true, "The text as TIMESTAMP_NTZ, or NULL if it is none.", "TRY_TO_TIMESTAMP('Invalid') IS NULL"),
    ];

    private static FunctionDefinition Try(string name, SqlType type, string summary, string example) => Define.Scalar(
        $"{name}(text: Text)", ConversionFunctions.Category, _ => type, Code((writer, call) => writer.WriteConversion(call.Arguments[0], type, true)), summary, example, NullRule.Always);
}
