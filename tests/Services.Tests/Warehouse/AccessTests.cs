using Handover.Core.Deployments;
using Handover.Core.Sql;
using Handover.Services.Warehouse;
using static Handover.Services.Tests.Warehouse.WarehouseFixture;

namespace Handover.Services.Tests.Warehouse;

public class AccessTests(WarehouseFixture fixture) : IClassFixture<WarehouseFixture>
{
    [Theory]
    [InlineData("SELECT * FROM RAW.HR.SALARIES")]
    [InlineData("SELECT * FROM raw.hr.salaries")]
    [InlineData("SELECT * FROM \"raw\".\"Hr\".\"salaries\"")]
    [InlineData("FROM RAW.HR.SALARIES")]
    [InlineData("TABLE RAW.HR.SALARIES")]
    [InlineData("SELECT 1 FROM RAW.SHOP.ORDERS o WHERE EXISTS (SELECT 1 FROM RAW.HR.SALARIES s WHERE s.ID = o.ID)")]
    [InlineData("SELECT (SELECT max(SALARY) FROM RAW.HR.SALARIES)")]
    [InlineData("WITH x AS (SELECT * FROM RAW.HR.SALARIES) SELECT * FROM x")]
    [InlineData("WITH x AS MATERIALIZED (WITH y AS (FROM RAW.HR.SALARIES) FROM y) SELECT * FROM x")]
    [InlineData("WITH RECURSIVE x AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM x, RAW.HR.SALARIES WHERE i < 3) SELECT * FROM x")]
    [InlineData("SELECT 1 UNION ALL SELECT SALARY FROM RAW.HR.SALARIES")]
    [InlineData("SELECT * FROM (PIVOT RAW.HR.SALARIES ON ID IN (1) USING sum(SALARY))")]
    [InlineData("SELECT * FROM RAW.SHOP.ORDERS o, LATERAL (SELECT * FROM RAW.HR.SALARIES s WHERE s.ID = o.ID)")]
    [InlineData("SELECT list_transform([1], i -> (SELECT max(SALARY) FROM RAW.HR.SALARIES))")]
    [InlineData("SELECT ID FROM RAW.SHOP.ORDERS ORDER BY (SELECT max(SALARY) FROM RAW.HR.SALARIES) LIMIT (SELECT max(ID) FROM RAW.HR.SALARIES)")]
    [InlineData("SELECT count(*) FILTER (WHERE ID IN (SELECT ID FROM RAW.HR.SALARIES)) FROM RAW.SHOP.ORDERS")]
    [InlineData("SELECT row_number() OVER (ORDER BY (SELECT max(ID) FROM RAW.HR.SALARIES)) FROM RAW.SHOP.ORDERS")]
    [InlineData("VALUES ((SELECT max(SALARY) FROM RAW.HR.SALARIES))")]
    [InlineData("SELECT * FROM unnest((SELECT list(SALARY) FROM RAW.HR.SALARIES))")]
    [InlineData("SELECT * REPLACE ((SELECT max(SALARY) FROM RAW.HR.SALARIES) AS ID) FROM RAW.SHOP.ORDERS")]
    [InlineData("WITH SALARIES AS (SELECT 1) SELECT * FROM RAW.HR.SALARIES")]
    [InlineData("SELECT * FROM PROD.SHOP.ORDERS")]
    [InlineData("SELECT * FROM SYSTEM.MAIN.DUCKDB_TABLES")]
    [InlineData("SELECT * FROM RAW.INFORMATION_SCHEMA.TABLES")]
    [InlineData("SELECT * FROM memory.main.x")]
    public async Task A_table_that_the_role_may_not_read_is_refused_wherever_it_is_named(string select)
    {
        foreach (var call in Calls(select))
        {
            var refused = await RefusedAsync(call);
            Assert.Equal(WarehouseFailure.NotAuthorized, refused.Failure);
            Assert.Contains("does not exist or is not authorized", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("SELECT * FROM 'data.csv'")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM read_parquet('x.parquet')")]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("SELECT * FROM read_json_auto('x')")]
    [InlineData("SELECT * FROM glob('*')")]
    [InlineData("SELECT * FROM read_duckdb('RAW.duckdb')")]
    [InlineData("SELECT * FROM query('SELECT * FROM RAW.HR.SALARIES')")]
    [InlineData("SELECT * FROM query_table('RAW.HR.SALARIES')")]
    [InlineData("SELECT * FROM json_execute_serialized_sql('{}')")]
    [InlineData("SELECT * FROM duckdb_settings()")]
    [InlineData("SELECT * FROM duckdb_tables")]
    [InlineData("SELECT * FROM sqlite_master")]
    [InlineData("SELECT * FROM information_schema.tables")]
    [InlineData("SELECT * FROM pg_catalog.pg_class")]
    [InlineData("WITH x AS (WITH duckdb_tables AS (SELECT 1) SELECT * FROM duckdb_tables) SELECT * FROM duckdb_tables")]
    [InlineData("WITH duckdb_tables AS (SELECT * FROM duckdb_tables) SELECT * FROM duckdb_tables")]
    [InlineData("WITH RECURSIVE duckdb_tables(n) AS (SELECT table_name FROM duckdb_tables UNION ALL SELECT n FROM duckdb_tables WHERE false) SELECT * FROM duckdb_tables")]
    [InlineData("SELECT 1 UNION ALL (WITH duckdb_tables AS (SELECT 1) SELECT * FROM duckdb_tables) UNION ALL SELECT * FROM duckdb_tables")]
    [InlineData("SELECT * FROM RAW.SHOP.ORDERS WHERE ID = ?")]
    [InlineData("SELECT 1 \0 FROM RAW.SHOP.ORDERS")]
    [InlineData("SELECT RAW.HR.SPY()")]
    [InlineData("SELECT HR.SPY()")]
    [InlineData("SELECT SPY()")]
    [InlineData("SELECT * FROM RAW.HR.SPIES()")]
    [InlineData("WITH a AS (SELECT * FROM duckdb_views), duckdb_views AS (SELECT 1) SELECT * FROM a")]
    [InlineData("SELECT * FROM pragma_table_info('RAW.HR.SALARIES')")]
    [InlineData("SELECT * FROM pragma_storage_info('RAW.HR.SALARIES')")]
    [InlineData("SELECT current_setting('temp_directory')")]
    [InlineData("SELECT getenv('HOME')")]
    [InlineData("SELECT main.pg_get_viewdef(1)")]
    [InlineData("SELECT nextval('s')")]
    [InlineData("SELECT sleep_ms(1)")]
    [InlineData("SELECT list_transform([1], x -> current_setting('threads'))")]
    [InlineData("DESCRIBE RAW.HR.SALARIES")]
    [InlineData("SELECT * FROM (DESCRIBE RAW.HR.SALARIES)")]
    [InlineData("SUMMARIZE RAW.HR.SALARIES")]
    [InlineData("SELECT * FROM (SHOW ALL TABLES)")]
    [InlineData("SHOW DATABASES")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT 1; DROP TABLE RAW.SHOP.ORDERS")]
    [InlineData("DROP TABLE RAW.SHOP.ORDERS")]
    [InlineData("INSERT INTO RAW.SHOP.ORDERS SELECT * FROM RAW.SHOP.ORDERS")]
    [InlineData("CREATE TEMP TABLE t AS SELECT 1")]
    [InlineData("COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("ATTACH 'x.duckdb'")]
    [InlineData("PRAGMA database_list")]
    [InlineData("SET threads = 1")]
    [InlineData("EXPLAIN SELECT * FROM RAW.HR.SALARIES")]
    [InlineData("CALL pragma_version()")]
    [InlineData("INSTALL httpfs")]
    [InlineData("PIVOT RAW.SHOP.ORDERS ON CUSTOMER USING sum(AMOUNT)")]
    [InlineData("SELECT * FROM ORDERS")]
    [InlineData("SELECT * FROM SHOP.ORDERS")]
    public async Task What_is_no_plain_select_over_full_names_is_refused(string select)
    {
        foreach (var call in Calls(select))
        {
            Assert.Equal(WarehouseFailure.InvalidStatement, (await RefusedAsync(call)).Failure);
        }
    }

    [Theory]
    [InlineData("WITH a(x) AS (SELECT 1), b AS (SELECT * FROM A) SELECT * FROM b, range(1), generate_series(1, 1) g(i), unnest([1]) u(j)")]
    [InlineData("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT max(n) FROM t")]
    [InlineData("SELECT * FROM (SELECT o.* EXCLUDE (AMOUNT) FROM RAW.SHOP.ORDERS AS o TABLESAMPLE 10%) x ORDER BY ALL LIMIT 10")]
    [InlineData("SELECT DISTINCT ON (CUSTOMER) CUSTOMER::ENUM('C1') AS e, AMOUNT::STRUCT(x INTEGER) FROM RAW.SHOP.ORDERS WHERE false")]
    [InlineData("SELECT CUSTOMER, sum(AMOUNT) FROM RAW.SHOP.ORDERS GROUP BY ROLLUP (CUSTOMER) HAVING count(*) > 1 QUALIFY row_number() OVER (ORDER BY 1) < 3")]
    [InlineData("SELECT * FROM (UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME n VALUE v)")]
    [InlineData("SELECT * FROM (PIVOT RAW.SHOP.ORDERS ON CUSTOMER IN ('C1', 'C2') USING sum(AMOUNT))")]
    [InlineData("WITH t AS (SELECT 1 AS a), t2 AS (WITH t AS (SELECT a + 1 AS a FROM t) SELECT * FROM t) SELECT * FROM t2")]
    [InlineData("SELECT trim(BOTH 'x' FROM CUSTOMER), substring(CUSTOMER FROM 1 FOR 2), position('C' IN CUSTOMER), extract(year FROM DATE '2026-01-01'), CUSTOMER SIMILAR TO 'C.*', CUSTOMER ILIKE 'c%', TIMESTAMP '2026-01-01 00:00:00' AT TIME ZONE 'UTC', coalesce(ID, 1), nullif(ID, 1), ID ** 2, ID // 2, list_sum([ID]), round_even(AMOUNT, 1), ifnull(ID, 1), current_date, now() FROM RAW.SHOP.ORDERS")]
    [InlineData("SELECT value FROM json_each('[1]')")]
    [InlineData("SELECT 1 INTERSECT SELECT 1 EXCEPT SELECT 2")]
    [InlineData("SELECT * FROM RAW.SHOP.TOTALS")]
    [InlineData("SELECT CASE WHEN ID BETWEEN 1 AND 2 THEN [x for x in [1]] END, {'a': ID}, MAP {'k': 1}, COLUMNS('AMO.*'), DATE '2026-01-01' + INTERVAL 1 DAY FROM RAW.SHOP.ORDERS -- c")]
    public async Task What_a_flow_may_compile_to_is_taken(string select)
    {
        await fixture.RowsAsync(Analyst, select);
        Assert.NotEmpty(await fixture.Warehouse.DescribeQueryAsync(Analyst, select, default));
    }

    [Fact]
    public async Task A_statement_may_nest_deeply_and_is_still_looked_through()
    {
        var cases = string.Concat(Enumerable.Range(0, 60).Select(i => $"CASE WHEN ID = {i} THEN {i} ELSE "));
        Assert.NotEmpty(await fixture.RowsAsync(Analyst, $"SELECT {cases} 1 {string.Concat(Enumerable.Repeat(" END", 60))} FROM RAW.SHOP.ORDERS"));
        Assert.Equal(101L, await fixture.ValueAsync(Analyst, "SELECT 1" + string.Concat(Enumerable.Repeat("+1", 100))));
        var nested = "SELECT SALARY FROM RAW.HR.SALARIES";
        for (var depth = 0; depth < 100; depth++)
        {
            nested = $"SELECT * FROM ({nested})";
        }
        Assert.Equal(WarehouseFailure.NotAuthorized, (await RefusedAsync(() => fixture.RowsAsync(Analyst, nested))).Failure);
        foreach (var endless in new[] { "SELECT 1" + string.Concat(Enumerable.Repeat("+1", 20_000)), "SELECT " + new string('(', 20_000) + "1" + new string(')', 20_000) })
        {
            Assert.Contains((await RefusedAsync(() => fixture.RowsAsync(Analyst, endless))).Failure, new[] { WarehouseFailure.InvalidStatement, WarehouseFailure.Unavailable });
        }
    }

    [Fact]
    public async Task A_view_reads_with_its_owners_rights()
    {
        Assert.Equal(9000L, await fixture.ValueAsync(Analyst, "SELECT TOTAL FROM RAW.SHOP.TOTALS"));
        Assert.Equal(WarehouseFailure.NotAuthorized, (await RefusedAsync(() => fixture.RowsAsync(Auditor, "SELECT TOTAL FROM RAW.SHOP.TOTALS"))).Failure);
    }

    [Fact]
    public async Task An_unknown_role_may_do_nothing()
    {
        var nobody = new Session("NOBODY", "WH");
        Func<Task>[] calls =
        [
            () => fixture.RowsAsync(nobody, "SELECT 1"),
            () => fixture.Warehouse.DatabasesAsync(nobody, default),
            () => fixture.Warehouse.DescribeAsync(nobody, Orders, default),
            () => fixture.Warehouse.CanWriteAsync(nobody, "DEV", "SHOP", default),
            () => fixture.Warehouse.DropAsync(nobody, Orders, default),
        ];
        foreach (var call in calls)
        {
            Assert.Equal(WarehouseFailure.NotAuthorized, (await RefusedAsync(call)).Failure);
        }
    }

    [Fact]
    public async Task Writing_needs_a_grant_and_a_schema()
    {
        Assert.True(await fixture.Warehouse.CanWriteAsync(Analyst, "DEV", "SHOP", default));
        Assert.False(await fixture.Warehouse.CanWriteAsync(Analyst, "DEV", "NOWHERE", default));
        Assert.False(await fixture.Warehouse.CanWriteAsync(Analyst, "PROD", "SHOP", default));
        Assert.False(await fixture.Warehouse.CanWriteAsync(Deployer, "PROD", "FINANCE", default));
        Assert.False(await fixture.Warehouse.CanWriteAsync(Deployer, "DEV", "SHOP", default));
        Assert.True(await fixture.Warehouse.CanWriteAsync(Deployer, "PROD", "SHOP", default));
        Assert.Equal(WarehouseFailure.NotAuthorized, (await RefusedAsync(() => fixture.Warehouse.DropAsync(Analyst, Orders, default))).Failure);
    }

    [Fact]
    public async Task Staging_needs_both_grants_of_the_publications_role()
    {
        var target = new TableName("PROD", "SHOP", "T");
        await RefusedForAsync(new Publication(target, false, "ANALYST", "WH", "SELECT 1 AS A", "TOKEN001"));
        await RefusedForAsync(new Publication(target, false, "DEPLOYER", "WH", "SELECT * FROM RAW.HR.SALARIES", "TOKEN001"));
        await RefusedForAsync(new Publication(target with { Schema = "FINANCE" }, false, "DEPLOYER", "WH", "SELECT 1 AS A", "TOKEN001"));
        Assert.Empty(await fixture.Warehouse.TablesAsync(Deployer, "PROD", "SHOP", default));

        async Task RefusedForAsync(Publication publication) =>
            Assert.Equal(WarehouseFailure.NotAuthorized, (await RefusedAsync(() => fixture.Warehouse.StageAsync(Deployer, publication, default))).Failure);
    }

    [Fact]
    public async Task The_grants_file_is_followed_while_running_and_lets_nobody_in_when_it_is_broken()
    {
        await using var other = new Disposable();
        var file = Path.Combine(other.Fixture.Folder, "grants.json");
        Assert.Equal(1L, await other.Fixture.ValueAsync(Auditor, "SELECT count(*) FROM RAW.HR.SALARIES"));

        await File.WriteAllTextAsync(file, (SomeGrants with { Roles = new Dictionary<string, IReadOnlyList<Grant>> { ["AUDITOR"] = [new("RAW", "SHOP", Read: true)] } }).ToJson());
        Assert.Equal(WarehouseFailure.NotAuthorized, (await RefusedAsync(() => other.Fixture.RowsAsync(Auditor, "SELECT * FROM RAW.HR.SALARIES"))).Failure);
        Assert.Equal(["AUDITOR"], await other.Fixture.Warehouse.RolesAsync(default));

        foreach (var broken in new[] { "{", "", """{ "warehouses": [], "roles": { "AUDITOR": [ { "database": "RAW", "shema": "HR", "read": true } ] } }""", """{ "roles": {} }""" })
        {
            await File.WriteAllTextAsync(file, broken);
            var refused = await RefusedAsync(() => other.Fixture.RowsAsync(Auditor, "SELECT 1"));
            Assert.Equal(WarehouseFailure.Unavailable, refused.Failure);
            Assert.DoesNotContain(other.Fixture.Folder, refused.Message, StringComparison.Ordinal);
        }
        File.Delete(file);
        Assert.Equal(WarehouseFailure.Unavailable, (await RefusedAsync(() => other.Fixture.RowsAsync(Auditor, "SELECT 1"))).Failure);
        await File.WriteAllTextAsync(file, SomeGrants.ToJson());
        Assert.Equal(1L, await other.Fixture.ValueAsync(Auditor, "SELECT count(*) FROM RAW.HR.SALARIES"));
    }

    [Fact]
    public async Task Not_even_administrative_SQL_leaves_the_folder_or_unlocks_the_engine()
    {
        foreach (var sql in new[] { "CREATE TABLE DEV.SHOP.P AS SELECT * FROM read_text('/etc/passwd')", "SET enable_external_access = true", "ATTACH '/tmp/elsewhere.duckdb' AS ELSEWHERE", "COPY (SELECT 1) TO '/tmp/elsewhere.csv'" })
        {
            var refused = await RefusedAsync(() => fixture.Warehouse.ExecuteAdminAsync("DEV", sql, default));
            Assert.DoesNotContain("/", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("MAIN")]
    [InlineData("system")]
    [InlineData("lower")]
    [InlineData("A/B")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_name_that_cannot_be_a_database_is_refused(string name) =>
        Assert.Equal(WarehouseFailure.InvalidStatement, (await RefusedAsync(() => fixture.Warehouse.EnsureDatabaseAsync(name, default))).Failure);

    private IEnumerable<Func<Task>> Calls(string select) =>
    [
        () => fixture.RowsAsync(Analyst, select),
        () => fixture.Warehouse.DescribeQueryAsync(Analyst, select, default),
        () => fixture.Warehouse.StageAsync(Analyst, new Publication(new TableName("DEV", "SHOP", "STOLEN"), false, "ANALYST", "WH", select, "TOKEN001"), default),
        () => fixture.Warehouse.StageAsync(Analyst, new Publication(new TableName("DEV", "SHOP", "STOLEN"), true, "ANALYST", "WH", select, "TOKEN001"), default),
    ];

    private sealed class Disposable : IAsyncDisposable
    {
        public WarehouseFixture Fixture { get; } = Start();

        public async ValueTask DisposeAsync() => await Fixture.DisposeAsync();

        private static WarehouseFixture Start()
        {
            var fixture = new WarehouseFixture();
            fixture.InitializeAsync().GetAwaiter().GetResult();
            return fixture;
        }
    }
}
