using System.Numerics;
using DuckDB.NET.Data;
using Handover.Core.Sql;

namespace Handover.Services.Warehouse;

/// <summary>Reads a SELECT's columns and rows as <see cref="DataSet"/> says them.</summary>
internal static class DuckDbRows
{
    /// <summary>A column as DuckDB describes it. Nullable always: the engine calls a column behind an outer join NOT NULL.</summary>
    private sealed record Described(string Name, string Type)
    {
        public Column ToColumn() => new(Name, DuckDbTypes.FromDuckDb(Type));
    }

    public static IReadOnlyList<Column> ColumnsOf(DuckDbSession session, string select) => [.. Describe(session, select).Select(column => column.ToColumn())];

    public static DataSet Read(DuckDbSession session, string select, int limit)
    {
        var described = Describe(session, select);
        var columns = described.Select(column => column.ToColumn()).ToArray();
        var rows = new List<IReadOnlyList<object?>>();
        // Read as a stream and left early: a LIMIT around the SELECT would rename equal columns and may lose its order.
        foreach (var row in session.Read(Readable(select, described), reader => Row(reader, columns)))
        {
            if (rows.Count == limit)
            {
                return new DataSet(columns, rows, Truncated: true, QueryId: null);
            }
            rows.Add(row);
        }
        return new DataSet(columns, rows, Truncated: false, QueryId: null);
    }

    private static Described[] Describe(DuckDbSession session, string select) =>
        [.. session.Read($"DESCRIBE {select}", reader => new Described(reader.GetString(0), reader.GetString(1)))];

    /// <summary>The SELECT, inside one that turns what the driver cannot give (nested and very long values) into text, if there is such a column.</summary>
    private static string Readable(string select, Described[] described)
    {
        var readings = described.Select((column, i) => DuckDbTypes.Reading(column.Type, $"t.c{i}")).ToArray();
        if (readings.All(reading => reading is null))
        {
            return select;
        }
        // Columns by position: names may be equal or empty.
        var names = string.Join(", ", described.Select((_, i) => $"c{i}"));
        var values = string.Join(", ", readings.Select((reading, i) => reading ?? $"t.c{i}"));
        return $"SELECT {values} FROM (\n{select.TrimEnd().TrimEnd(';')}\n) AS t({names})";
    }

    private static object?[] Row(DuckDBDataReader reader, Column[] columns)
    {
        var row = new object?[columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = reader.IsDBNull(i) ? null : Value(reader, i, columns[i]);
        }
        return row;
    }

    private static object Value(DuckDBDataReader reader, int index, Column column)
    {
        try
        {
            return column.Type.Kind switch
            {
                SqlTypeKind.Date => reader.GetFieldValue<DateOnly>(index),
                SqlTypeKind.Time => reader.GetFieldValue<TimeOnly>(index),
                SqlTypeKind.TimestampTz => new DateTimeOffset(DateTime.SpecifyKind(reader.GetDateTime(index), DateTimeKind.Utc)),
                _ => Plain(reader.GetValue(index), column),
            };
        }
        catch (Exception error) when (error is OverflowException or ArgumentOutOfRangeException or InvalidCastException or FormatException)
        {
            throw new WarehouseException(WarehouseFailure.DataError, $"A value of the column {column.Name} is outside of what can be shown: cast it to VARCHAR.", inner: error);
        }
    }

    private static object Plain(object value, Column column) => value switch
    {
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value),
        ulong number => number <= long.MaxValue ? (long)number : (object)(decimal)number,
        BigInteger number => Shortest(number),
        float number => (double)number,
        DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
        string digits when column.Type.Kind == SqlTypeKind.Number => Digits(digits, column.Type),
        bool or long or decimal or double or string => value,
        _ => throw new InvalidCastException(),
    };

    private static object Digits(string digits, SqlType type)
    {
        if (type.Scale == 0 && BigInteger.TryParse(digits, out var whole))
        {
            return Shortest(whole);
        }
        // More digits than decimal holds would be rounded: those stay text.
        return decimal.TryParse(digits, out var number) && number.ToString() == digits ? number : digits;
    }

    private static object Shortest(BigInteger number)
    {
        if (number >= long.MinValue && number <= long.MaxValue)
        {
            return (long)number;
        }
        return number >= (BigInteger)decimal.MinValue && number <= (BigInteger)decimal.MaxValue ? (decimal)number : number.ToString();
    }
}
