using System.Collections.Immutable;
using Handover.Core.Sql;
using static Handover.Core.Expressions.DuckDbRendering;

namespace Handover.Core.Expressions;

/// <summary>Arithmetic and rounding.</summary>
internal static class NumericFunctions
{
    private const FunctionCategory Category = FunctionCategory.Numeric;

    private static readonly SqlType Months = SqlType.Number(38, 6);

    public static readonly FunctionDefinition[] All =
    [
        Define.Scalar("ABS(number: Numeric)", Category, Returns.First, Text("abs({0})"), "The number without its sign.", "ABS(-5.5) = 5.5"),
        Define.Scalar("SIGN(number: Numeric)", Category, Returns.Integer, Text("sign({0})"), "-1, 0 or 1.", "SIGN(-1.35e-10) = -1"),
        Define.Scalar("CEIL(number: Numeric, [scale: IntegerConstant])", Category, Rounded, Code(static (writer, call) => WriteTowards(writer, call, "ceil")), "The next number, upwards, with that many digits behind the point (default none).", "CEIL(135.135, 1) = 135.2"),
        Define.Scalar("FLOOR(number: Numeric, [scale: IntegerConstant])", Category, Rounded, Code(static (writer, call) => WriteTowards(writer, call, "floor")), "The next number, downwards, with that many digits behind the point (default none).", "FLOOR(135.135, 1) = 135.1"),
        Define.Scalar("ROUND(number: Numeric, [scale: IntegerConstant])", Category, Rounded, Text("round({0})", "round({0}, {1})"), "The nearest number with that many digits behind the point (default none); halves go away from zero.", "ROUND(2.5) = 3"),
        Define.Scalar("TRUNC|TRUNCATE(number: Numeric, [scale: IntegerConstant])", Category, Rounded, Text("trunc({0})", "trunc({0}, {1})"), "The number without further digits behind the point.", "TRUNC(-975.975, 1) = -975.9"),
        Define.Scalar(
            "MOD(dividend: Numeric, divisor: Numeric)", Category, static arguments => Arithmetic(BinaryOperator.Modulo, arguments),
            Code(static (writer, call) => writer.WriteRemainder(call.Arguments[0], call.Arguments[1], call.Type)),
            "The remainder, with the sign of the dividend.", "MOD(-7, 3) = -1"),
        Define.Scalar(
            "DIV0(dividend: Numeric, divisor: Numeric)", Category, static arguments => Arithmetic(BinaryOperator.Divide, arguments),
            Code(static (writer, call) => WriteQuotient(writer, call, call.Arguments[1])), "The quotient; 0 where the divisor is 0.", "DIV0(1, 0) = 0"),
        Define.Scalar(
            "DIV0NULL(dividend: Numeric, divisor: Numeric)", Category, static arguments => Arithmetic(BinaryOperator.Divide, arguments),
            Code(static (writer, call) => WriteQuotient(writer, call, ZeroIfNull(call))), "The quotient; 0 where the divisor is 0 or NULL.", "DIV0NULL(1, NULL) = 0"),
        Define.Scalar("SQRT(number: Float)", Category, Returns.Float, Text("sqrt({0})"), "Square root.", "SQRT(4) = 2"),
        Define.Scalar("CBRT(number: Float)", Category, Returns.Float, Text("cbrt({0})"), "Cube root.", "CBRT(-8) = -2"),
        Define.Scalar("SQUARE(number: Float)", Category, Returns.Float, Text("pow({0}, 2)"), "The number times itself.", "SQUARE(-2.5) = 6.25"),
        Define.Scalar("POWER|POW(base: Float, exponent: Float)", Category, Returns.Float, Text("pow({0}, {1})"), "One number to the power of another.", "POWER(2, 3) = 8"),
        Define.Scalar("EXP(number: Float)", Category, Returns.Float, Text("exp({0})"), "e to the power of a number.", "EXP(0) = 1"),
        Define.Scalar("LN(number: Float)", Category, Returns.Float, Text("ln({0})"), "Natural logarithm.", "LN(1) = 0"),
        Define.Scalar("LOG(base: Float, number: Float)", Category, Returns.Float, Text("log({0}, {1})"), "Logarithm to a base.", "LOG(2, 8) = 3"),
        Define.Scalar("FACTORIAL(number: Integer)", Category, Returns.Integer, Text("factorial(CAST({0} AS INTEGER))"), "The product of the whole numbers up to a number (0 to 33).", "FACTORIAL(5) = 120"),
        Define.Scalar(
            "WIDTH_BUCKET(number: Float, low: Float, high: Float, buckets: Integer)", Category, Returns.Integer,
            Text("CASE WHEN {1} IS NULL OR {2} IS NULL OR {3} IS NULL THEN NULL WHEN {0} < {1} THEN 0 WHEN {0} >= {2} THEN {3} + 1 ELSE CAST(floor(({0} - {1}) * {3} / ({2} - {1})) AS BIGINT) + 1 END"),
            "The number of the equal-width bucket that a number falls into; 0 below, one more than there are above.", "WIDTH_BUCKET(390000, 200000, 600000, 4) = 2"),
        Define.Scalar(
            "HAVERSINE(latitude1: Float, longitude1: Float, latitude2: Float, longitude2: Float)", Category, Returns.Float,
            Text("(2 * 6371 * asin(sqrt(pow(sin(radians({2} - {0}) / 2), 2) + cos(radians({0})) * cos(radians({2})) * pow(sin(radians({3} - {1}) / 2), 2))))"),
            "The distance in kilometres between two points on the Earth.", "HAVERSINE(40.7127, -74.0059, 34.0500, -118.2500) = 3936.385096389"),
        Define.Scalar(
            "MONTHS_BETWEEN(later: DateOrTimestamp, earlier: DateOrTimestamp)", FunctionCategory.DateTime, static _ => Months, Code(WriteMonthsBetween),
            "The months from one date to another; days count as 31sts of a month, unless both are the same day or the last of their months.",
            "MONTHS_BETWEEN('2019-03-01'::DATE, '2019-02-15'::DATE) = 0.548387"),
    ];

    /// <summary>The type of a rounded number: fewer digits behind the point, one more before it.</summary>
    private static SqlType Rounded(ImmutableArray<TypedExpression> arguments)
    {
        var type = arguments[0].Type;
        if (type.Kind != SqlTypeKind.Number)
        {
            return type.Kind == SqlTypeKind.Unknown ? SqlType.Integer : type;
        }

        var scale = Math.Clamp(Scale(arguments), 0, type.Scale);
        return SqlType.Number(Math.Clamp(type.Precision - type.Scale + scale + 1, 1, 38), scale);
    }

    private static int Scale(ImmutableArray<TypedExpression> arguments) => arguments.Length > 1 ? Constants.Integer(arguments[1]) ?? 0 : 0;

    private static SqlType Arithmetic(BinaryOperator operation, ImmutableArray<TypedExpression> arguments)
    {
        var (left, right) = (arguments[0].Type, arguments[1].Type);
        if (left.Kind == SqlTypeKind.Float || right.Kind == SqlTypeKind.Float)
        {
            return SqlType.Float;
        }

        return left.Kind == SqlTypeKind.Unknown ? right : right.Kind == SqlTypeKind.Unknown ? left : NumberRules.Of(operation, left, right);
    }

    /// <summary>Rounds up or down. At a scale, by way of a whole number, so that NUMBER stays exact.</summary>
    private static void WriteTowards(ExpressionWriter writer, TypedCall call, string function)
    {
        var scale = Scale(call.Arguments);
        var type = call.Arguments[0].Type;
        if (type.Kind == SqlTypeKind.Number && scale >= type.Scale)
        {
            writer.Write(call.Arguments[0]);
            return;
        }

        var power = $"1{new string('0', Math.Abs(scale))}";
        var template = (type.Kind, scale) switch
        {
            (_, 0) => $"{function}({{0}})",
            (SqlTypeKind.Number, > 0) => $"({ExpressionWriter.Pointed($"{function}({{0}} * {power})", scale)})",
            (SqlTypeKind.Number, _) => $"({function}({{0}} * CAST(0.{power[1..^1]}1 AS DECIMAL({-scale},{-scale}))) * {power})",
            (_, > 0) => $"({function}({{0}} * {power}) / {power})",
            _ => $"({function}({{0}} / {power}) * {power})",
        };
        writer.WriteTemplate(new DuckDbTemplate(template), call.Arguments);
    }

    private static void WriteQuotient(ExpressionWriter writer, TypedCall call, TypedExpression divisor)
    {
        var template = call.Type.Kind == SqlTypeKind.Number
            ? ExpressionWriter.ExactQuotient(call.Arguments[0].Type, divisor.Type, call.Type.Scale, $"CAST(0 AS DECIMAL(38,{call.Type.Scale}))")
            : new DuckDbTemplate("CASE WHEN {1} = 0 AND {0} IS NOT NULL THEN 0 ELSE {0} / {1} END");
        writer.WriteTemplate(template, [call.Arguments[0], divisor]);
    }

    private static TypedCall ZeroIfNull(TypedCall call)
    {
        var divisor = call.Arguments[1];
        var type = divisor.Type.Kind == SqlTypeKind.Unknown ? SqlType.Integer : divisor.Type;
        return new TypedCall(FunctionCatalog.Find("ZEROIFNULL")!, [divisor], false, [], false, null, type, false, divisor.Span);
    }

    private static void WriteMonthsBetween(ExpressionWriter writer, TypedCall call)
    {
        const string months = "((year({0}) - year({1})) * 12 + month({0}) - month({1}))";
        const string days = "(epoch({0} - date_trunc('month', {0})) - epoch({1} - date_trunc('month', {1}))) / 86400.0 / 31.0";
        const string whole = "day({0}) = day({1}) OR (CAST({0} AS DATE) = last_day({0}) AND CAST({1} AS DATE) = last_day({1}))";
        var later = Binder.Coerce(call.Arguments[0], SqlType.Timestamp);
        var earlier = Binder.Coerce(call.Arguments[1], SqlType.Timestamp);
        writer.WriteTemplate(new DuckDbTemplate($"CAST(CASE WHEN {whole} THEN {months} ELSE {months} + {days} END AS DECIMAL(38,6))"), [later, earlier]);
    }
}
