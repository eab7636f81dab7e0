using System.Globalization;
using DuckDB.NET.Data;

namespace Handover.Core.Tests.Compilation;

/// <summary>DuckDB in memory with the databases RAW and MART.</summary>
internal sealed class EmbeddedWarehouse : IDisposable
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    public EmbeddedWarehouse()
    {
        connection.Open();
        Run("""ATTACH ':memory:' AS "RAW"; CREATE SCHEMA "RAW"."SHOP"; ATTACH ':memory:' AS "MART"; CREATE SCHEMA "MART"."OUT";""");
    }

    /// <summary>The tables that the tests' standard sources read.</summary>
    public static EmbeddedWarehouse WithShop()
    {
        var warehouse = new EmbeddedWarehouse();
        warehouse.Run("""
            CREATE TABLE "RAW"."SHOP"."ORDERS" ("ID" DECIMAL(38,0) NOT NULL, "CUSTOMER_ID" DECIMAL(38,0), "AMOUNT" DECIMAL(10,2), "STATUS" VARCHAR, "ORDERED_ON" DATE);
            INSERT INTO "RAW"."SHOP"."ORDERS" VALUES
              (1, 10, 100.00, 'paid', '2024-01-05'), (2, 10, 50.50, 'open', '2024-01-20'), (3, 20, 75.25, 'paid', '2024-02-01'),
              (4, NULL, 20.00, 'paid', '2024-02-10'), (5, 30, NULL, NULL, '2024-03-01');
            CREATE TABLE "RAW"."SHOP"."CUSTOMERS" ("ID" DECIMAL(38,0) NOT NULL, "NAME" VARCHAR NOT NULL, "REGION" VARCHAR);
            INSERT INTO "RAW"."SHOP"."CUSTOMERS" VALUES (10, 'Ada', 'North'), (20, 'Bo', 'South'), (40, 'Cy', NULL);
            """);
        return warehouse;
    }

    public void Run(string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    /// <summary>Column names and rows, one a line, values separated by bars.</summary>
    public IReadOnlyList<string> Query(string select)
    {
        using var command = connection.CreateCommand();
        command.CommandText = select;
        using var reader = command.ExecuteReader();
        var lines = new List<string> { string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)) };
        while (reader.Read())
        {
            lines.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader, i))));
        }

        return lines;
    }

    public long Scalar(string select) => long.Parse(Query(select)[1], CultureInfo.InvariantCulture);

    public void Dispose() => connection.Dispose();

    private static string Text(DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? "NULL" : reader.GetValue(column) switch
    {
        bool truth => truth ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.TimeOfDay == TimeSpan.Zero ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : time.ToString("s", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString()!,
    };
}
