using System.Numerics;
using DuckDB.NET.Data;

namespace Handover.Core.Tests.Semantics;

/// <summary>DuckDB with the tables of <see cref="WarehouseTable.All"/>, opened once for many flows.</summary>
public sealed class SemanticWarehouse : IDisposable
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    public SemanticWarehouse()
    {
        connection.Open();
        Run("""SET TimeZone = 'UTC'; ATTACH ':memory:' AS "RAW"; CREATE SCHEMA "RAW"."SHOP";""");
        foreach (var statement in WarehouseTable.All.SelectMany(static table => table.Create()))
        {
            Run(statement);
        }
    }

    /// <summary>The names of the columns, and the rows.</summary>
    public (IReadOnlyList<string> Names, IReadOnlyList<object?[]> Rows) Query(string select)
    {
        using var command = connection.CreateCommand();
        command.CommandText = select;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : Value(reader.GetValue(i)))]);
        }

        return ([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }

    public void Dispose() => connection.Dispose();

    private void Run(string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static object Value(object value) => value switch
    {
        decimal number => Exact.Parse(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        sbyte or short or int or long or byte or ushort or uint => Exact.Of(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        BigInteger units => new Exact(units, 0),
        string or bool or double or DateOnly or DateTime => value,
        // Never equal to a value of the interpreter.
        _ => $"{value.GetType().Name} {value}",
    };
}
