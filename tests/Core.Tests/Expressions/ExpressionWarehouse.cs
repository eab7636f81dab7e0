using System.Collections.Immutable;
using System.Text;
using DuckDB.NET.Data;
using Handover.Core.Diagnostics;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Tests.Expressions;

/// <summary>Runs compiled expressions on an in-memory DuckDB over one small table, and gives the result as Snowflake would print it.</summary>
public sealed class ExpressionWarehouse : IDisposable
{
    /// <summary>The columns of the table T; its whole numbers are 32 bits wide in the file, as a careless loader would make them.</summary>
    public static readonly ExpressionScope Scope = ExpressionScope.Of(
    [
        new Column("ID", SqlType.Integer, Nullable: false),
        new Column("G", SqlType.Varchar),
        new Column("N", SqlType.Integer),
        new Column("A", SqlType.Number(10, 2)),
        new Column("F", SqlType.Float),
        new Column("S", SqlType.Varchar),
        new Column("B", SqlType.Boolean),
        new Column("D", SqlType.Date),
        new Column("TS", SqlType.Timestamp),
        new Column("V", SqlType.Variant),
    ]);

    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    private readonly Lock gate = new();

    public ExpressionWarehouse()
    {
        connection.Open();
        Execute("SET TimeZone = 'UTC'");
        Execute("""
            CREATE TABLE "T" ("ID" INTEGER, "G" VARCHAR, "N" INTEGER, "A" DECIMAL(10,2), "F" DOUBLE, "S" VARCHAR, "B" BOOLEAN, "D" DATE, "TS" TIMESTAMP, "V" JSON)
            """);
        Execute("""
            INSERT INTO "T" VALUES
              (1, 'x', 10, 1.50, 1.0, 'b',  TRUE,  DATE '2024-01-31', TIMESTAMP '2024-01-31 10:20:30.456', '{"a":{"b":[1,"two",null]},"k~/y":7}'),
              (2, 'x', 20, 2.25, 2.0, 'a',  FALSE, DATE '2024-02-29', TIMESTAMP '2024-02-29 00:00:00',     '{"a":1.5}'),
              (3, 'y', 20, 0.00, 4.0, NULL, NULL,  DATE '2023-12-31', TIMESTAMP '2023-12-31 23:59:59',     'null'),
              (4, 'y', NULL, NULL, NULL, 'c', TRUE, NULL, NULL, NULL),
              (5, 'y', 40, 9.99, 8.0, 'a',  FALSE, DATE '2024-12-30', TIMESTAMP '2024-12-30 12:00:00',     '[1,2]')
            """);
    }

    /// <summary>The value for the first row of T, or of the aggregate over T; rows of a window function joined by '|'.</summary>
    public string? Evaluate(string expression)
    {
        var result = ExpressionCompiler.Compile(expression, Scope, new ExpressionContext(AggregateUse.Forbidden, Windows: true, Condition: false));
        if (result.Diagnostics.Any(static problem => problem.Code == "aggregate-not-allowed"))
        {
            result = ExpressionCompiler.Compile(expression, Scope, ExpressionContext.Grouped);
        }

        Assert.Empty(result.Diagnostics.Where(static problem => problem.Severity == Severity.Error));
        var bound = result.Expression!;
        var printed = bound.Type.Kind is SqlTypeKind.Unknown or SqlTypeKind.Varchar or SqlTypeKind.TimestampTz
            ? bound
            : new TypedCast(bound, false, true, SqlType.Varchar, bound.Nullable, bound.Span);
        var sql = ToSql(printed);
        if (result.HasWindow)
        {
            return string.Join('|', Query($"SELECT {sql} FROM \"T\" ORDER BY \"ID\"").Select(static value => value ?? "NULL"));
        }

        return Query(result.HasAggregate ? $"SELECT {sql} FROM \"T\"" : $"SELECT {sql} FROM \"T\" WHERE \"ID\" = 1")[0];
    }

    public List<string?> Query(string sql)
    {
        lock (gate)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<string?>();
            while (reader.Read())
            {
                rows.Add(reader.IsDBNull(0) ? null : Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture));
            }

            return rows;
        }
    }

    public void Dispose() => connection.Dispose();

    private static string ToSql(TypedExpression expression)
    {
        var writer = new ExpressionWriter(new StringBuilder(), SqlDialectKind.DuckDb);
        writer.Write(expression);
        Assert.Equal(ImmutableArray<Diagnostic>.Empty, writer.Problems);
        return writer.Output.ToString();
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
