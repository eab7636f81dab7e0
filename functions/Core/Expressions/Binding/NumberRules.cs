using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>Precision and scale of arithmetic on NUMBER.</summary>
/// <remarks>https://docs.snowflake.com/en/sql-reference/operators-arithmetic#scale-and-precision-in-arithmetic-operations</remarks>
internal static class NumberRules
{
    public const int MaxPrecision = 38;

    /// <summary>The type that text has where a number is needed without a CAST.</summary>
    public static readonly SqlType FromText = SqlType.Number(18, 5);

    public static SqlType Of(BinaryOperator operation, SqlType left, SqlType right) => operation switch
    {
        BinaryOperator.Multiply => Multiply(left, right),
        BinaryOperator.Divide => Divide(left, right),
        BinaryOperator.Modulo => Common(left, right),
        _ => Make(Math.Max(Leading(left), Leading(right)) + 1, Math.Max(left.Scale, right.Scale)),
    };

    /// <summary>The narrowest NUMBER that holds both.</summary>
    public static SqlType Common(SqlType left, SqlType right) =>
        Make(Math.Max(Leading(left), Leading(right)), Math.Max(left.Scale, right.Scale));

    /// <summary>The scale of a quotient: six more digits than the dividend, up to 12, never fewer.</summary>
    public static int QuotientScale(int scale) => Math.Max(scale, Math.Min(scale + 6, 12));

    /// <summary>The type of an average: as wide as possible, scale as of a quotient.</summary>
    public static SqlType Average(SqlType type) => SqlType.Number(MaxPrecision, QuotientScale(type.Scale));

    private static SqlType Multiply(SqlType left, SqlType right) =>
        Make(Leading(left) + Leading(right), Math.Min(left.Scale + right.Scale, Math.Max(12, Math.Max(left.Scale, right.Scale))));

    private static SqlType Divide(SqlType left, SqlType right) => Make(Leading(left) + right.Scale, QuotientScale(left.Scale));

    private static SqlType Make(int leading, int scale) =>
        SqlType.Number(Math.Clamp(leading + scale, 1, MaxPrecision), Math.Min(scale, MaxPrecision));

    private static int Leading(SqlType type) => type.Precision - type.Scale;
}
