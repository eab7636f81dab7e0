using Handover.Core.Sql;
using Handover.Services.Warehouse;

namespace Handover.Services.Tests.Warehouse.Snowflake;

/// <summary>Sessions, the catalogue, queries and privileges, with result shapes as Snowflake and its driver give them.</summary>
public sealed class SnowflakeReadingTests
{
    private static readonly Session Analyst = new("ANALYST", "COMPUTE_WH", "req-1");
    private readonly FakeAccount account = new();
    private readonly SnowflakeWarehouse warehouse;

    public SnowflakeReadingTests() => warehouse = account.Warehouse();

    [Fact]
    public async Task A_session_has_its_role_alone_and_says_everything_it_depends_on()
    {
        Answer("SHOW SCHEMAS", ScriptedResult.Of("created_on name", ["x", "SHOP"], ["x", "INFORMATION_SCHEMA"], ["x", "A b"]));
        Assert.Equal(["A b", "SHOP"], await warehouse.SchemasAsync(Analyst, "RAW", default));
        Assert.Equal(
        [
            "USE ROLE \"ANALYST\"",
            "USE SECONDARY ROLES NONE",
            "USE WAREHOUSE \"COMPUTE_WH\"",
            "ALTER SESSION SET QUERY_TAG = 'handover req-1', STATEMENT_TIMEOUT_IN_SECONDS = 1500, ROWS_PER_RESULTSET = 0, QUOTED_IDENTIFIERS_IGNORE_CASE = FALSE, "
                + "MULTI_STATEMENT_COUNT = 1, AUTOCOMMIT = TRUE, ABORT_DETACHED_QUERY = TRUE",
            "SHOW SCHEMAS IN DATABASE \"RAW\"",
        ], account.Statements);
        Assert.Equal(Analyst, Assert.Single(account.Sessions));
        Assert.True(Assert.Single(account.Connections).IsDisposed);
    }

    [Fact]
    public async Task What_there_is_to_choose_from_is_what_the_connected_user_has()
    {
        Answer("SELECT CURRENT_AVAILABLE_ROLES", ScriptedResult.Of("ROLES", ["""["PUBLIC","ANALYST"]"""]));
        Assert.Equal(["ANALYST", "PUBLIC"], await warehouse.RolesAsync(default));
        Answer("SHOW WAREHOUSES", ScriptedResult.Of("name state", ["WH_B", "SUSPENDED"], ["WH_A", "STARTED"]));
        Assert.Equal(["WH_A", "WH_B"], await warehouse.WarehousesAsync(default));
        Answer("SHOW DATABASES", ScriptedResult.Of("created_on name", ["x", "SNOWFLAKE"], ["x", "RAW"]));
        Assert.Equal(["RAW"], await warehouse.DatabasesAsync(Analyst, default));
        Assert.Contains("USE SECONDARY ROLES ALL", account.Statements);
        Assert.Single(account.Statements, statement => statement.StartsWith("USE ROLE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tables_are_described_by_the_information_schema()
    {
        account.Put("ORDERS", isView: false, "");
        account.Put("V", isView: true, "");
        Assert.Equal(
            [new CatalogTable(new("PROD", "SHOP", "ORDERS"), IsView: false, 7), new CatalogTable(new("PROD", "SHOP", "V"), IsView: true, null)],
            await warehouse.TablesAsync(Analyst, "PROD", "SHOP", default));
        Answer("SELECT COLUMN_NAME", ScriptedResult.Of("COLUMN_NAME DATA_TYPE NUMERIC_PRECISION NUMERIC_SCALE IS_NULLABLE TABLE_NAME",
            ["ID", "NUMBER", 38L, 0L, "NO", "ORDERS"], ["PRICE", "NUMBER", 12L, 2L, "YES", "ORDERS"], ["NAME", "TEXT", null, null, "YES", "ORDERS"],
            ["AT", "TIMESTAMP_LTZ", null, null, "YES", "ORDERS"], ["DOC", "VARIANT", null, null, "YES", "ORDERS"], ["E", "VECTOR", null, null, "YES", "ORDERS"],
            ["G", "GEOGRAPHY", null, null, "YES", "ORDERS"], ["ID", "NUMBER", 38L, 0L, "YES", "V"]));
        var described = await warehouse.DescribeAsync(Analyst, new("PROD", "SHOP", "ORDERS"), default);
        Assert.Equal(
            [new("ID", SqlType.Integer, Nullable: false), new("PRICE", SqlType.Number(12, 2)), new("NAME", SqlType.Varchar), new("AT", SqlType.TimestampTz),
                new("DOC", SqlType.Variant), new("E", SqlType.Array), new Column("G", SqlType.Unknown)],
            described!.Columns);
        Assert.Equal((7L, false), (described.Rows!.Value, described.IsView));
        Assert.Null(await warehouse.DescribeAsync(Analyst, new("PROD", "SHOP", "NONE"), default));

        account.Statements.Clear();
        var columns = await warehouse.ColumnsOfAsync(Analyst, [new("PROD", "SHOP", "V"), new("PROD", "SHOP", "NONE"), new("PROD", "SHOP", "ORDERS"), new("PROD", "SHOP", "V")], default);
        Assert.Equal([("ORDERS", 7), ("V", 1)], columns.Select(pair => (pair.Key.Name, pair.Value.Count)).Order());
        Assert.Equal(described.Columns, columns[new("PROD", "SHOP", "ORDERS")]);
        Assert.Single(account.Statements, statement => statement.Contains("INFORMATION_SCHEMA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_role_does_not_see_is_not_there()
    {
        Fail(2003, "02000", "SQL compilation error:\nDatabase 'X' does not exist or not authorized.");
        Assert.Empty(await warehouse.SchemasAsync(Analyst, "X", default));
        Assert.Empty(await warehouse.TablesAsync(Analyst, "X", "Y", default));
        Assert.Null(await warehouse.DescribeAsync(Analyst, new("X", "Y", "Z"), default));
        Assert.Empty(await warehouse.ColumnsOfAsync(Analyst, [new("X", "Y", "Z")], default));
        Assert.False(await warehouse.CanWriteAsync(Analyst, "X", "Y", default));
    }

    [Fact]
    public async Task A_query_is_described_without_being_computed()
    {
        Answer("SELECT * FROM (\nSELECT", new ScriptedResult([new("A", "FIXED", 5, 2), new("A", "TEXT"), new("D", "TIMESTAMP_NTZ")], []));
        Assert.Equal([new("A", SqlType.Number(5, 2)), new("A", SqlType.Varchar), new Column("D", SqlType.Timestamp)],
            await warehouse.DescribeQueryAsync(Analyst, "SELECT A, A, D FROM T -- all\n;", default));
        Assert.Equal("SELECT * FROM (\nSELECT A, A, D FROM T\n) LIMIT 0", account.Statements[^1]);
    }

    [Fact]
    public async Task Rows_are_read_as_the_data_set_says_and_no_more_than_asked_for()
    {
        var when = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));
        var clock = new DateTime(2026, 1, 2, 3, 4, 5);
        object?[] row = [5L, 1.50m, "x", true, clock.Date, clock, clock, when, "{\"a\":1}", new byte[] { 0xAB, 1 }, (sbyte)3, 2.5f, "1e300", new string('9', 38), null];
        Answer("SELECT", new ScriptedResult(
            [new("I", "FIXED", 38), new("N", "FIXED", 12, 2), new("T"), new("B", "BOOLEAN"), new("D", "DATE"), new("C", "TIME"), new("S", "TIMESTAMP_NTZ"), new("Z", "TIMESTAMP_TZ"),
                new("V", "VARIANT"), new("X", "BINARY"), new("Y", "FIXED", 3), new("F", "REAL"), new("E", "DECFLOAT"), new("L", "FIXED", 38), new("U")],
            [row, row, row]));
        var data = await warehouse.QueryAsync(Analyst, "SELECT * FROM T", 2, TimeSpan.FromSeconds(10.2), default);
        Assert.Equal((2, true, "01b2-query"), (data.Rows.Count, data.Truncated, data.QueryId));
        Assert.Equal([5L, 1.50m, "x", true, new DateOnly(2026, 1, 2), new TimeOnly(3, 4, 5), clock, when, "{\"a\":1}", "AB01", 3L, 2.5d, 1e300, new string('9', 38), null], data.Rows[0]);
        Assert.Contains(account.Statements, statement => statement.Contains("STATEMENT_TIMEOUT_IN_SECONDS = 11, ROWS_PER_RESULTSET = 3,", StringComparison.Ordinal));
        Assert.Equal("SELECT * FROM T", account.Statements[^1]);
        Assert.False((await warehouse.QueryAsync(Analyst, "SELECT * FROM T", 3, TimeSpan.FromSeconds(10), default)).Truncated);
        Assert.Empty((await warehouse.QueryAsync(Analyst, "SELECT * FROM T", 0, TimeSpan.FromSeconds(10), default)).Rows);
    }

    [Fact]
    public async Task A_value_that_cannot_be_shown_names_its_column()
    {
        Answer("SELECT", new ScriptedResult([new("WIDE", "FIXED", 38, 10)], [[new OverflowException()]]));
        var refused = await RefusedAsync(() => warehouse.QueryAsync(Analyst, "SELECT 1", 5, TimeSpan.FromSeconds(10), default));
        Assert.Equal((WarehouseFailure.DataError, true), (refused.Failure, refused.Message.Contains("WIDE", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("DELETE FROM T")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT 1 ->> DELETE FROM T")]
    [InlineData("SELECT 1) ->> DELETE FROM T ->> (SELECT 1")]
    public async Task What_does_more_than_read_never_reaches_Snowflake(string sql)
    {
        Assert.Equal(WarehouseFailure.InvalidStatement, (await RefusedAsync(() => warehouse.QueryAsync(Analyst, sql, 1, TimeSpan.FromSeconds(1), default))).Failure);
        Assert.Equal(WarehouseFailure.InvalidStatement, (await RefusedAsync(() => warehouse.DescribeQueryAsync(Analyst, sql, default))).Failure);
        Assert.Empty(account.Statements);
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_stopped_in_Snowflake()
    {
        account.Otherwise = async (_, cancelled) =>
        {
            await Task.Delay(Timeout.Infinite, cancelled);
            return ScriptedResult.Done;
        };
        var refused = await RefusedAsync(() => warehouse.QueryAsync(Analyst, "SELECT 1", 1, TimeSpan.FromMilliseconds(300), default));
        Assert.Equal((WarehouseFailure.Timeout, "01b2-failed"), (refused.Failure, refused.QueryId));
        using var cancel = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => warehouse.QueryAsync(Analyst, "SELECT 1", 1, TimeSpan.FromMinutes(1), cancel.Token));
        Assert.All(account.Connections, connection => Assert.True(connection.IsDisposed));
    }

    [Fact]
    public async Task A_statement_that_cannot_be_stopped_is_given_up()
    {
        var impatient = account.Warehouse(new SnowflakeOptions { StopTimeout = TimeSpan.FromMilliseconds(50) });
        account.IsDeaf = true;
        account.Otherwise = async (_, left) =>
        {
            await Task.Delay(Timeout.Infinite, left);
            return ScriptedResult.Done;
        };
        var running = impatient.QueryAsync(Analyst, "SELECT 1", 1, TimeSpan.FromMilliseconds(50), default);
        Assert.Equal(WarehouseFailure.Timeout, (await RefusedAsync(() => running.WaitAsync(TimeSpan.FromMinutes(1)))).Failure);
    }

    [Theory]
    [InlineData("OWNERSHIP ROLE OWNER", true)]
    [InlineData("CREATE_TABLE ROLE LOADER;USAGE ROLE LOADER", true)]
    [InlineData("CREATE_VIEW ROLE LOADER;USAGE ROLE PARENT", true)]
    [InlineData("CREATE_TABLE ROLE LOADER", false)]
    [InlineData("USAGE ROLE LOADER", false)]
    [InlineData("CREATE_TABLE ROLE STRANGER;USAGE ROLE LOADER", false)]
    [InlineData("CREATE_TABLE DATABASE_ROLE PROD.WRITER;USAGE DATABASE_ROLE WRITER", true)]
    [InlineData("CREATE_TABLE DATABASE_ROLE OTHERS;USAGE DATABASE_ROLE OTHERS", false)]
    [InlineData("CREATE_TABLE SHARE S;USAGE SHARE S", false)]
    [InlineData("", false)]
    public async Task Who_may_write_is_what_is_granted_on_the_schema_to_the_roles_that_the_session_has(string grants, bool expected)
    {
        account.Otherwise = (sql, _) => Task.FromResult(sql switch
        {
            "SHOW GRANTS ON SCHEMA \"PROD\".\"SHOP\"" => Grants(grants),
            "SHOW GRANTS OF DATABASE ROLE \"PROD\".\"WRITER\"" => ScriptedResult.Of("created_on role granted_to grantee_name granted_by", ["x", "WRITER", "DATABASE_ROLE", "PROD.INNER", "y"]),
            "SHOW GRANTS OF DATABASE ROLE \"PROD\".\"INNER\"" => ScriptedResult.Of("created_on role granted_to grantee_name granted_by", ["x", "INNER", "ROLE", "LOADER", "y"]),
            "SHOW GRANTS OF DATABASE ROLE \"PROD\".\"OTHERS\"" => ScriptedResult.Of("created_on role granted_to grantee_name granted_by", ["x", "OTHERS", "ROLE", "STRANGER", "y"]),
            _ when sql.StartsWith("SELECT IS_ROLE_IN_SESSION", StringComparison.Ordinal) => new ScriptedResult(
                [.. sql.Split(", ").Select((_, index) => new ScriptedColumn($"C{index}", "BOOLEAN"))],
                [[.. sql.Split(", ").Select(call => (object?)!call.Contains("'STRANGER'", StringComparison.Ordinal))]]),
            _ => throw new InvalidOperationException(sql),
        });
        Assert.Equal(expected, await warehouse.CanWriteAsync(Analyst, "PROD", "SHOP", default));
    }

    private static ScriptedResult Grants(string grants) => ScriptedResult.Of("created_on privilege granted_on name granted_to grantee_name grant_option granted_by",
        [.. grants.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(grant => grant.Split(' ')).Select(grant => new object?[]
            { "x", grant[0].Replace('_', ' '), "SCHEMA", "PROD.SHOP", grant[1], grant[2], "false", "y" })]);

    private void Answer(string beginning, ScriptedResult result) => account.Otherwise = (sql, _) =>
        sql.StartsWith(beginning, StringComparison.Ordinal) ? Task.FromResult(result) : throw new InvalidOperationException(sql);

    private void Fail(int code, string state, string text) => account.Otherwise = (_, _) => throw new ScriptedException(code, state, text);

    private static Task<WarehouseException> RefusedAsync(Func<Task> act) => Assert.ThrowsAsync<WarehouseException>(act);
}
