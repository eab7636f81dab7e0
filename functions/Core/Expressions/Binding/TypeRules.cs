using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>Which types convert to which, and what two types have in common.</summary>
/// <remarks>https://docs.snowflake.com/en/sql-reference/data-type-conversion</remarks>
internal static class TypeRules
{
    public static bool IsNumeric(SqlType type) => type.Kind is SqlTypeKind.Number or SqlTypeKind.Float or SqlTypeKind.Unknown;

    public static bool IsDateOrTimestamp(SqlType type) => type.Kind is SqlTypeKind.Date or SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz;

    public static bool IsSemiStructured(SqlType type) => type.Kind is SqlTypeKind.Variant or SqlTypeKind.Array or SqlTypeKind.Object;

    /// <summary>The type of a value chosen among several (CASE, COALESCE, a list), or null if there is none.</summary>
    public static SqlType? Common(SqlType left, SqlType right)
    {
        if (left == right || right.Kind == SqlTypeKind.Unknown)
        {
            return left;
        }

        if (left.Kind == SqlTypeKind.Unknown)
        {
            return right;
        }

        if (left.Kind == SqlTypeKind.Number && right.Kind == SqlTypeKind.Number)
        {
            return NumberRules.Common(left, right);
        }

        if (left.Kind == right.Kind)
        {
            return left;
        }

        return CommonOfOrdered(left, right) ?? CommonOfOrdered(right, left);
    }

    /// <summary>The type in which two values are compared: as <see cref="Common"/>, but a VARIANT takes the other side's type.</summary>
    public static SqlType? Comparable(SqlType left, SqlType right)
    {
        if (left.Kind == SqlTypeKind.Variant && !IsSemiStructured(right) && right.Kind != SqlTypeKind.Unknown)
        {
            return FromVariant(right);
        }

        if (right.Kind == SqlTypeKind.Variant && !IsSemiStructured(left) && left.Kind != SqlTypeKind.Unknown)
        {
            return FromVariant(left);
        }

        return Common(left, right);
    }

    /// <summary>The type that a VARIANT is read as beside a value of a type: FLOAT for every number, since its own precision is not known.</summary>
    public static SqlType FromVariant(SqlType other) => other.Kind == SqlTypeKind.Number ? SqlType.Float : other;

    /// <summary>Whether CAST converts.</summary>
    public static bool CanCast(SqlTypeKind from, SqlTypeKind to)
    {
        if (from == to || from is SqlTypeKind.Unknown || to == SqlTypeKind.Variant)
        {
            return true;
        }

        return from switch
        {
            SqlTypeKind.Varchar => to is not (SqlTypeKind.Array or SqlTypeKind.Object),
            SqlTypeKind.Number => to is SqlTypeKind.Float or SqlTypeKind.Varchar or SqlTypeKind.Boolean or SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz,
            SqlTypeKind.Float => to is SqlTypeKind.Number or SqlTypeKind.Varchar or SqlTypeKind.Boolean,
            SqlTypeKind.Boolean => to is SqlTypeKind.Number or SqlTypeKind.Float or SqlTypeKind.Varchar,
            SqlTypeKind.Date => to is SqlTypeKind.Varchar or SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz,
            SqlTypeKind.Time => to is SqlTypeKind.Varchar,
            SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz =>
                to is SqlTypeKind.Varchar or SqlTypeKind.Date or SqlTypeKind.Time or SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz,
            SqlTypeKind.Variant => to is not SqlTypeKind.Binary,
            SqlTypeKind.Array => to is SqlTypeKind.Varchar,
            SqlTypeKind.Object => to is SqlTypeKind.Varchar or SqlTypeKind.Array,
            SqlTypeKind.Binary => to is SqlTypeKind.Varchar,
            _ => false,
        };
    }

    private static SqlType? CommonOfOrdered(SqlType left, SqlType right) => (left.Kind, right.Kind) switch
    {
        (SqlTypeKind.Number, SqlTypeKind.Float) => right,
        (SqlTypeKind.Varchar, SqlTypeKind.Number) => NumberRules.Common(NumberRules.FromText, right),
        (SqlTypeKind.Varchar, SqlTypeKind.Float or SqlTypeKind.Boolean or SqlTypeKind.Date or SqlTypeKind.Time
            or SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz or SqlTypeKind.Binary) => right,
        (SqlTypeKind.Date, SqlTypeKind.Timestamp or SqlTypeKind.TimestampTz) => right,
        (SqlTypeKind.Timestamp, SqlTypeKind.TimestampTz) => right,
        (_, SqlTypeKind.Variant) => right,
        _ => null,
    };
}
