using System.Collections.Frozen;
using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Expressions;

/// <summary>Snowflake's type names and their synonyms.</summary>
/// <remarks>https://docs.snowflake.com/en/sql-reference/intro-summary-data-types</remarks>
internal static class TypeNames
{
    private static readonly FrozenDictionary<string, SqlType> ByName = new Dictionary<string, SqlType>
    {
        ["NUMBER"] = SqlType.Integer,
        ["DECIMAL"] = SqlType.Integer,
        ["DEC"] = SqlType.Integer,
        ["NUMERIC"] = SqlType.Integer,
        ["INT"] = SqlType.Integer,
        ["INTEGER"] = SqlType.Integer,
        ["BIGINT"] = SqlType.Integer,
        ["SMALLINT"] = SqlType.Integer,
        ["TINYINT"] = SqlType.Integer,
        ["BYTEINT"] = SqlType.Integer,
        ["FLOAT"] = SqlType.Float,
        ["FLOAT4"] = SqlType.Float,
        ["FLOAT8"] = SqlType.Float,
        ["DOUBLE"] = SqlType.Float,
        ["DOUBLE PRECISION"] = SqlType.Float,
        ["REAL"] = SqlType.Float,
        ["VARCHAR"] = SqlType.Varchar,
        ["CHAR"] = SqlType.Varchar,
        ["CHARACTER"] = SqlType.Varchar,
        ["NCHAR"] = SqlType.Varchar,
        ["STRING"] = SqlType.Varchar,
        ["TEXT"] = SqlType.Varchar,
        ["NVARCHAR"] = SqlType.Varchar,
        ["NVARCHAR2"] = SqlType.Varchar,
        ["CHAR VARYING"] = SqlType.Varchar,
        ["NCHAR VARYING"] = SqlType.Varchar,
        ["BOOLEAN"] = SqlType.Boolean,
        ["DATE"] = SqlType.Date,
        ["TIME"] = SqlType.Time,
        ["DATETIME"] = SqlType.Timestamp,
        ["TIMESTAMP"] = SqlType.Timestamp,
        ["TIMESTAMP_NTZ"] = SqlType.Timestamp,
        ["TIMESTAMPNTZ"] = SqlType.Timestamp,
        ["TIMESTAMP_TZ"] = SqlType.TimestampTz,
        ["TIMESTAMPTZ"] = SqlType.TimestampTz,
        ["TIMESTAMP_LTZ"] = SqlType.TimestampTz,
        ["TIMESTAMPLTZ"] = SqlType.TimestampTz,
        ["VARIANT"] = SqlType.Variant,
        ["ARRAY"] = SqlType.Array,
        ["OBJECT"] = SqlType.Object,
        ["BINARY"] = SqlType.Binary,
        ["VARBINARY"] = SqlType.Binary,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ImmutableArray<string> All => ByName.Keys;

    public static bool TryFind(string name, out SqlType type) => ByName.TryGetValue(name, out type);
}
