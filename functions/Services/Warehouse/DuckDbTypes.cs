using System.Globalization;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>How DuckDB's types are said in Snowflake's words, and how a column of each is brought into a <see cref="DataSet"/>.</summary>
internal static class DuckDbTypes
{
    // .NET's decimal holds 28 digits for certain; longer ones travel as text.
    private const int MaxDecimalDigits = 28;

    public static SqlType FromDuckDb(string type)
    {
        if (type.EndsWith(']'))
        {
            return SqlType.Array;
        }
        var parenthesis = type.IndexOf('(', StringComparison.Ordinal);
        var name = parenthesis < 0 ? type : type[..parenthesis];
        return name switch
        {
            "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "BIGNUM"
                or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" => SqlType.Integer,
            "DECIMAL" => Decimal(type, parenthesis),
            "FLOAT" or "DOUBLE" => SqlType.Float,
            "VARCHAR" or "ENUM" or "UUID" or "INTERVAL" or "BIT" or "TIME WITH TIME ZONE" => SqlType.Varchar,
            "BOOLEAN" => SqlType.Boolean,
            "DATE" => SqlType.Date,
            "TIME" or "TIME_NS" => SqlType.Time,
            "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" or "TIMESTAMP_NS" => SqlType.Timestamp,
            "TIMESTAMP WITH TIME ZONE" => SqlType.TimestampTz,
            "JSON" or "VARIANT" or "UNION" => SqlType.Variant,
            "STRUCT" or "MAP" => SqlType.Object,
            "BLOB" => SqlType.Binary,
            _ => SqlType.Unknown,
        };
    }

    /// <summary>The expression that reads a column, where the driver cannot give the value itself; null where it can.</summary>
    public static string? Reading(string type, string column)
    {
        var sql = FromDuckDb(type);
        return sql.Kind switch
        {
            // to_json would give a VARIANT's text form as one JSON string.
            SqlTypeKind.Variant when type == "VARIANT" => $"CAST(CAST({column} AS JSON) AS VARCHAR)",
            SqlTypeKind.Array or SqlTypeKind.Object => $"CAST(to_json({column}) AS VARCHAR)",
            SqlTypeKind.Variant when type != "JSON" => $"CAST(to_json({column}) AS VARCHAR)",
            SqlTypeKind.Binary => $"hex({column})",
            SqlTypeKind.Number when sql.Precision > MaxDecimalDigits && sql.Scale > 0 || type is "BIGNUM" => $"CAST({column} AS VARCHAR)",
            SqlTypeKind.Number when type.StartsWith("DECIMAL", StringComparison.Ordinal) && sql.Precision > MaxDecimalDigits => $"CAST({column} AS VARCHAR)",
            SqlTypeKind.Varchar when type != "VARCHAR" => $"CAST({column} AS VARCHAR)",
            SqlTypeKind.Time when type != "TIME" => $"CAST({column} AS TIME)",
            SqlTypeKind.Timestamp when type != "TIMESTAMP" => $"CAST({column} AS TIMESTAMP)",
            SqlTypeKind.Unknown => $"CAST({column} AS VARCHAR)",
            _ => null,
        };
    }

    private static SqlType Decimal(string type, int parenthesis)
    {
        var digits = type[(parenthesis + 1)..^1].Split(',');
        return SqlType.Number(int.Parse(digits[0], CultureInfo.InvariantCulture), int.Parse(digits[1], CultureInfo.InvariantCulture));
    }
}
