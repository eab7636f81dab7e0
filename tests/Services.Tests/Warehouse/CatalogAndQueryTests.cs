using System.Diagnostics;
using Handover.Core.Sql;
using Handover.Services.Warehouse;
using static Handover.Services.Tests.Warehouse.WarehouseFixture;

namespace Handover.Services.Tests.Warehouse;

public class CatalogAndQueryTests(WarehouseFixture fixture) : IClassFixture<WarehouseFixture>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly DuckDbWarehouse warehouse = fixture.Warehouse;

    [Fact]
    public async Task The_catalogue_shows_what_the_role_may_see()
    {
        Assert.Equal(["ANALYST", "AUDITOR", "DEPLOYER"], await warehouse.RolesAsync(default));
        Assert.Equal(["WH", "BIG_WH"], await warehouse.WarehousesAsync(default));
        Assert.Equal(["DEV", "RAW"], await warehouse.DatabasesAsync(Analyst, default));
        Assert.Equal(["ARCHIVE", "DEV", "PROD", "RAW"], await warehouse.DatabasesAsync(Deployer, default));
        Assert.Equal(["SHOP"], await warehouse.SchemasAsync(Analyst, "RAW", default));
        Assert.Equal(["HR"], await warehouse.SchemasAsync(Auditor, "RAW", default));
        Assert.Empty(await warehouse.SchemasAsync(Analyst, "PROD", default));
        Assert.Equal(
            [new CatalogTable(Orders, false, 1000), new CatalogTable(new TableName("RAW", "SHOP", "TOTALS"), true, null)],
            await warehouse.TablesAsync(Analyst, "RAW", "SHOP", default));
        Assert.Empty(await warehouse.TablesAsync(Analyst, "RAW", "HR", default));
        Assert.Empty(await warehouse.TablesAsync(Analyst, "RAW", "main", default));
        Assert.Empty(await warehouse.TablesAsync(Analyst, "DEV", "information_schema", default));
    }

    [Fact]
    public async Task A_table_is_described_in_Snowflakes_types()
    {
        await warehouse.ExecuteAdminAsync("DEV", """
            CREATE OR REPLACE TABLE DEV.SHOP.TYPES(
              A BIGINT NOT NULL, B HUGEINT, C DECIMAL(10,2), D DOUBLE, E REAL, F VARCHAR, G BOOLEAN, H DATE, I TIME, J TIMESTAMP, K TIMESTAMPTZ, L JSON, M INTEGER[],
              N STRUCT(x INTEGER), O MAP(VARCHAR, INTEGER), P BLOB, Q UUID, R ENUM('a', 'b]'), S UTINYINT, T TIMESTAMP_NS, U INTEGER[3], V STRUCT(y INTEGER[])[], "lower Case" INTERVAL);
            COMMENT ON TABLE DEV.SHOP.TYPES IS 'described';
            """, default);
        var description = await warehouse.DescribeAsync(Analyst, new TableName("DEV", "SHOP", "TYPES"), default);
        Assert.Equal((false, 0L), (description!.IsView, description.Rows));
        Assert.Equal(
            ["A NUMBER(38,0)", "B NUMBER(38,0)", "C NUMBER(10,2)", "D FLOAT", "E FLOAT", "F VARCHAR", "G BOOLEAN", "H DATE", "I TIME", "J TIMESTAMP_NTZ", "K TIMESTAMP_TZ", "L VARIANT", "M ARRAY",
             "N OBJECT", "O OBJECT", "P BINARY", "Q VARCHAR", "R VARCHAR", "S NUMBER(38,0)", "T TIMESTAMP_NTZ", "U ARRAY", "V ARRAY", "lower Case VARCHAR"],
            description.Columns.Select(column => $"{column.Name} {column.Type}"));
        Assert.Equal("A", Assert.Single(description.Columns, column => !column.Nullable).Name);
    }

    [Fact]
    public async Task What_is_not_there_and_what_may_not_be_seen_are_described_alike()
    {
        Assert.Null(await warehouse.DescribeAsync(Analyst, Salaries, default));
        Assert.Null(await warehouse.DescribeAsync(Analyst, Orders with { Name = "NOTHING" }, default));
        var columns = await warehouse.ColumnsOfAsync(Analyst, [Orders, Salaries, Orders with { Name = "orders" }, new TableName("RAW", "SHOP", "TOTALS"), new TableName("NOTHING", "SHOP", "ORDERS")], default);
        Assert.Equal(["ORDERS", "TOTALS"], columns.Keys.Select(table => table.Name).Order(StringComparer.Ordinal));
        Assert.Equal((await warehouse.DescribeAsync(Analyst, Orders, default))!.Columns, columns[Orders]);
        Assert.Null(await warehouse.DescribeAsync(Analyst, Orders with { Name = "orders" }, default));
        Assert.Null(await warehouse.DescribeAsync(Analyst, new TableName("NOTHING", "SHOP", "ORDERS"), default));
        Assert.True((await warehouse.DescribeAsync(Analyst, new TableName("RAW", "SHOP", "TOTALS"), default))!.IsView);
    }

    [Fact]
    public async Task Values_come_as_the_contract_says_them()
    {
        var data = await warehouse.QueryAsync(Analyst, """
            SELECT NULL::INTEGER AS n, true AS b, 5::TINYINT AS i, 170141183460469231731687303715884105727::HUGEINT AS h, 2.50::DECIMAL(10,2) AS d, 1.5::REAL AS f, 'text' AS t,
              DATE '2026-01-02' AS day, TIME '10:00:01.5' AS clock, TIMESTAMP '2026-01-01 10:00:00.123456' AS stamp, TIMESTAMPTZ '2026-01-01 10:00:00+02' AS instant,
              '{"a": 1}'::JSON AS json, [1, NULL, 3] AS list, {'x': 1, 'y': [true]} AS object, MAP {'k': 1} AS map, 'AB'::BLOB AS bytes, INTERVAL 1 DAY AS span,
              99999999999999999999999999999999999999::DECIMAL(38,0) AS big, 0.5::DECIMAL(38,10) AS fine, 18446744073709551615::UBIGINT AS u,
              '00000000-0000-0000-0000-000000000001'::UUID AS id, 'a'::ENUM('a') AS e, TIMESTAMP_NS '2026-01-01 10:00:00.123456789' AS nanos, sum(3) AS total,
              {'a': [1, NULL]}::VARIANT AS variant, union_value(k := 1) AS u2, '101'::BIT AS bits, TIMETZ '10:00:00+02' AS zoned, 1234567890123456789012345678::BIGNUM AS huge, [] AS empty, 1.5::DECIMAL(38,0) AS rounded
            """, 10, Minute, default);
        Assert.Equal(
        [
            null, true, 5L, "170141183460469231731687303715884105727", 2.50m, 1.5, "text",
            new DateOnly(2026, 1, 2), new TimeOnly(10, 0, 1, 500), new DateTime(2026, 1, 1, 10, 0, 0).AddTicks(1234560), new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero),
            "{\"a\": 1}", "[1,null,3]", "{\"x\":1,\"y\":[true]}", "{\"k\":1}", "4142", "1 day",
            "99999999999999999999999999999999999999", 0.5000000000m, 18446744073709551615m,
            "00000000-0000-0000-0000-000000000001", "a", new DateTime(2026, 1, 1, 10, 0, 0).AddTicks(1234560), 3L,
            "{\"a\":[1,null]}", "{\"k\":1}", "101", "10:00:00+02", 1234567890123456789012345678m, "[]", 2L,
        ], Assert.Single(data.Rows));
        Assert.Equal(["n", "b", "i"], data.Columns.Take(3).Select(column => column.Name));
        Assert.False(data.Truncated);
    }

    [Fact]
    public async Task Values_that_NET_cannot_hold_are_a_data_error()
    {
        var refused = await RefusedAsync(() => fixture.RowsAsync(Analyst, "SELECT DATE '290000-01-01' AS FAR"));
        Assert.Equal(WarehouseFailure.DataError, refused.Failure);
        Assert.Contains("FAR", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_and_odd_column_names_stay_as_they_are_also_beside_nested_values()
    {
        var plain = await warehouse.QueryAsync(Analyst, "SELECT 1 AS a, 2 AS a, 3 AS \"x\"\"y\"", 10, Minute, default);
        Assert.Equal(["a", "a", "x\"y"], plain.Columns.Select(column => column.Name));
        var nested = await warehouse.QueryAsync(Analyst, "SELECT 1 AS a, [2] AS a, 3 AS \"x\"\"y\" -- done\n;", 10, Minute, default);
        Assert.Equal(["a", "a", "x\"y"], nested.Columns.Select(column => column.Name));
        Assert.Equal([1L, "[2]", 3L], Assert.Single(nested.Rows));
        var ordered = await fixture.RowsAsync(Analyst, "SELECT ID, [ID] AS L FROM RAW.SHOP.ORDERS ORDER BY ID DESC");
        Assert.Equal(Enumerable.Range(0, 1000).Reverse().Select(i => (object?)(long)i), ordered.Select(row => row[0]));
    }

    [Fact]
    public async Task A_limit_cuts_and_says_so()
    {
        var cut = await warehouse.QueryAsync(Analyst, "SELECT ID FROM RAW.SHOP.ORDERS ORDER BY ID", 10, Minute, default);
        Assert.True(cut.Truncated);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (object?)(long)i), cut.Rows.Select(row => row[0]));
        Assert.False((await warehouse.QueryAsync(Analyst, "SELECT ID FROM RAW.SHOP.ORDERS", 1000, Minute, default)).Truncated);
        var none = await warehouse.QueryAsync(Analyst, "SELECT ID FROM RAW.SHOP.ORDERS", 0, Minute, default);
        Assert.True(none is { Truncated: true, Rows.Count: 0 });
        var watch = Stopwatch.StartNew();
        Assert.True((await warehouse.QueryAsync(Analyst, "SELECT * FROM range(100000000000)", 5, Minute, default)).Truncated);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), "An endless query is left after its first rows.");
    }

    [Fact]
    public async Task A_query_is_described_without_being_run()
    {
        var columns = await warehouse.DescribeQueryAsync(Analyst,
            "WITH o AS (SELECT * FROM RAW.SHOP.ORDERS) SELECT CUSTOMER, sum(AMOUNT) AS TOTAL, count(*) AS N, (SELECT sum(a.range * b.range) FROM range(10000000000) a, range(10000000000) b) AS SLOW FROM o GROUP BY ALL", default);
        Assert.Equal(
            [new Column("CUSTOMER", SqlType.Varchar), new Column("TOTAL", SqlType.Number(38, 2)), new Column("N", SqlType.Integer), new Column("SLOW", SqlType.Integer)],
            columns);
        Assert.True((await warehouse.DescribeQueryAsync(Analyst, "SELECT b.ID FROM RAW.SHOP.ORDERS a LEFT JOIN RAW.SHOP.ORDERS b ON a.ID = b.ID + 1", default))[0].Nullable);
    }

    [Fact]
    public async Task A_slow_query_is_stopped_in_time()
    {
        var watch = Stopwatch.StartNew();
        var refused = await RefusedAsync(() => warehouse.QueryAsync(Analyst, Slow, 1, TimeSpan.FromMilliseconds(200), default));
        Assert.Equal(WarehouseFailure.Timeout, refused.Failure);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
        Assert.Equal(1L, await fixture.ValueAsync(Analyst, "SELECT 1"));
    }

    [Fact]
    public async Task A_cancelled_query_stops_and_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var running = warehouse.QueryAsync(Analyst, Slow, 1, Minute, cancel.Token);
        cancel.CancelAfter(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Queries_run_beside_one_another_and_beside_a_slow_one()
    {
        using var cancel = new CancellationTokenSource();
        var slow = warehouse.QueryAsync(Analyst, Slow, 1, Minute, cancel.Token);
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => fixture.ValueAsync(Analyst, $"SELECT count(*) + {i} FROM RAW.SHOP.ORDERS")));
        Assert.Equal(Enumerable.Range(1000, 40).Select(i => (object?)(long)i), results);
        Assert.False(slow.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
    }

    [Theory]
    [InlineData("SELECT * FROM RAW.SHOP.NOTHING", WarehouseFailure.NotFound)]
    [InlineData("SELECT NOTHING FROM RAW.SHOP.ORDERS", WarehouseFailure.InvalidStatement)]
    [InlineData("SELECT FROM WHERE", WarehouseFailure.InvalidStatement)]
    [InlineData("", WarehouseFailure.InvalidStatement)]
    [InlineData("SELECT NOFUNCTION(1)", WarehouseFailure.InvalidStatement)]
    [InlineData("SELECT sum(CUSTOMER) FROM RAW.SHOP.ORDERS", WarehouseFailure.InvalidStatement)]
    [InlineData("SELECT CAST(CUSTOMER AS INTEGER) FROM RAW.SHOP.ORDERS", WarehouseFailure.DataError)]
    [InlineData("SELECT ID::BIGINT + 9223372036854775807 FROM RAW.SHOP.ORDERS", WarehouseFailure.DataError)]
    [InlineData("SELECT (SELECT ID FROM RAW.SHOP.ORDERS)", WarehouseFailure.DataError)]
    public async Task Failures_are_told_apart_and_say_nothing_of_the_machine(string select, WarehouseFailure failure)
    {
        var refused = await RefusedAsync(() => fixture.RowsAsync(Analyst, select));
        Assert.Equal(failure, refused.Failure);
        Assert.DoesNotContain(fixture.Folder, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SALARIES", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.IsTransient);
    }

    [Fact]
    public async Task An_unknown_virtual_warehouse_computes_nothing() =>
        Assert.Equal(WarehouseFailure.NotFound, (await RefusedAsync(() => fixture.RowsAsync(Analyst with { Warehouse = "HUGE" }, "SELECT 1"))).Failure);

    private const string Slow = "SELECT sum(a.range * b.range % 7) FROM range(10000000) a, range(10000000) b";
}
