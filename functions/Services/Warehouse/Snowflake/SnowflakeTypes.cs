using System.Data;
using System.Data.Common;
using System.Globalization;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>How Snowflake's types and the driver's values are said in the words of a <see cref="DataSet"/>.</summary>
internal static class SnowflakeTypes
{
    /// <summary>A type by the name that INFORMATION_SCHEMA or the driver gives it.</summary>
    public static SqlType Of(string name, int? precision, int? scale) => name.ToUpperInvariant() switch
    {
        "NUMBER" or "FIXED" => SqlType.Number(precision is > 0 and <= 38 ? precision.Value : 38, scale ?? 0),
        "FLOAT" or "REAL" or "DECFLOAT" => SqlType.Float,
        "TEXT" or "VARCHAR" => SqlType.Varchar,
        "BOOLEAN" => SqlType.Boolean,
        "DATE" => SqlType.Date,
        "TIME" => SqlType.Time,
        "TIMESTAMP_NTZ" => SqlType.Timestamp,
        "TIMESTAMP_TZ" or "TIMESTAMP_LTZ" => SqlType.TimestampTz,
        "VARIANT" => SqlType.Variant,
        "ARRAY" or "VECTOR" => SqlType.Array,
        "OBJECT" or "MAP" => SqlType.Object,
        "BINARY" => SqlType.Binary,
        _ => SqlType.Unknown,
    };

    /// <summary>The columns of a result. Nullable always, as on the embedded warehouse: a query guarantees less than its tables do.</summary>
    public static Column[] ColumnsOf(DbDataReader reader)
    {
        var schema = reader.GetSchemaTable() ?? throw new WarehouseException(WarehouseFailure.Unavailable, "Snowflake's driver did not describe the result: try again.");
        return [.. schema.Rows.Cast<DataRow>().Select((row, index) => new Column(
            (string)row[SchemaTableColumn.ColumnName],
            Of(reader.GetDataTypeName(index), Number(row, SchemaTableColumn.NumericPrecision), Number(row, SchemaTableColumn.NumericScale))))];
    }

    public static object?[] Row(DbDataReader reader, Column[] columns)
    {
        var row = new object?[columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            try
            {
                row[i] = reader.IsDBNull(i) ? null : Value(reader.GetValue(i), columns[i].Type.Kind);
            }
            catch (Exception error) when (error is OverflowException or ArgumentOutOfRangeException or InvalidCastException or FormatException)
            {
                throw new WarehouseException(WarehouseFailure.DataError, $"A value of the column {columns[i].Name} is outside of what can be shown: cast it to VARCHAR.", inner: error);
            }
        }
        return row;
    }

    private static object? Value(object value, SqlTypeKind kind) => (value, kind) switch
    {
        (DBNull, _) => null,
        (DateTime time, SqlTypeKind.Date) => DateOnly.FromDateTime(time),
        (DateTime time, SqlTypeKind.Time) => TimeOnly.FromDateTime(time),
        (TimeSpan time, SqlTypeKind.Time) => TimeOnly.FromTimeSpan(time),
        (DateTime time, SqlTypeKind.Timestamp) => DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
        (string number, SqlTypeKind.Float) => double.Parse(number, CultureInfo.InvariantCulture),
        (sbyte or byte or short or ushort or int or uint, _) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        (float number, _) => (double)number,
        (byte[] bytes, _) => Convert.ToHexString(bytes),
        (bool or long or decimal or double or string or DateTimeOffset, _) => value,
        _ => throw new InvalidCastException(),
    };

    private static int? Number(DataRow row, string column) =>
        row.Table.Columns.Contains(column) && row[column] is not DBNull ? Convert.ToInt32(row[column], CultureInfo.InvariantCulture) : null;
}
