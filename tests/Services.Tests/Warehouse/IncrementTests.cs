using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Services.Warehouse;
using static Handover.Services.Tests.Warehouse.WarehouseFixture;

namespace Handover.Services.Tests.Warehouse;

/// <summary>Tables that runs bring up to date, compared with what building them in full would give.</summary>
public sealed class IncrementTests : IAsyncLifetime
{
    private const string Select = "SELECT ID, LOADED, V FROM RAW.SHOP.EVENTS";
    private static readonly TableName Target = new("PROD", "SHOP", "T");
    private static readonly Column[] Columns = [new("ID", SqlType.Integer), new("LOADED", SqlType.Timestamp), new("V", SqlType.Varchar)];
    private static readonly Materialization Append = new(MaterializationMode.Append) { Watermark = "LOADED" };
    private static readonly Materialization Merge = new(MaterializationMode.Merge) { Key = ["ID"] };

    private readonly WarehouseFixture fixture = new();
    private int published;

    private DuckDbWarehouse Warehouse => fixture.Warehouse;

    public async Task InitializeAsync()
    {
        await fixture.InitializeAsync();
        await SourceAsync("CREATE TABLE RAW.SHOP.EVENTS (ID BIGINT, LOADED TIMESTAMP, V VARCHAR)");
    }

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Appending_what_arrives_in_whatever_portions_gives_what_building_in_full_gives(int seed)
    {
        var random = new Random(seed);
        var hour = 0;
        for (var round = 0; round < 8; round++)
        {
            foreach (var _ in Enumerable.Range(0, random.Next(3)))
            {
                // A portion of rows that share one watermark, greater than any before; sometimes none.
                await SourceAsync($"INSERT INTO RAW.SHOP.EVENTS SELECT range, {At(++hour)}, 'v' || range % 3 FROM range({random.Next(5)})");
            }
            await PublishAsync(Append, random);
            Assert.Equal(await RowsAsync("RAW.SHOP.EVENTS"), await RowsAsync("PROD.SHOP.T"));
        }
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, "LOADED")]
    [InlineData(4, "LOADED")]
    [InlineData(5, "LOADED")]
    public async Task Merging_what_arrives_and_changes_gives_what_building_in_full_gives(int seed, string? watermark)
    {
        var random = new Random(seed);
        var hour = 0;
        for (var round = 0; round < 8; round++)
        {
            foreach (var _ in Enumerable.Range(0, random.Next(4)))
            {
                // The time may stand still: rows that share the greatest watermark are merged again.
                hour += random.Next(2);
                var (first, count) = (random.Next(20), random.Next(1, 6));
                await SourceAsync($"DELETE FROM RAW.SHOP.EVENTS WHERE ID BETWEEN {first} AND {first + count - 1}");
                await SourceAsync($"INSERT INTO RAW.SHOP.EVENTS SELECT {first} + range, {(random.Next(8) == 0 ? "NULL" : At(hour))}, 'r{round}' FROM range({count})");
            }
            await PublishAsync(Merge with { Watermark = watermark }, random);
            Assert.Equal(await RowsAsync("RAW.SHOP.EVENTS"), await RowsAsync("PROD.SHOP.T"));
        }
    }

    [Fact]
    public async Task Rows_that_come_late_or_without_a_watermark_wait_for_the_next_deploy_and_deleted_ones_stay_until_then()
    {
        await SourceAsync($"INSERT INTO RAW.SHOP.EVENTS VALUES (1, {At(1)}, 'a'), (2, {At(2)}, 'b'), (3, NULL, 'c')");
        await PublishAsync(Append);
        Assert.Equal(3, (await RowsAsync("PROD.SHOP.T")).Length);
        await SourceAsync($"DELETE FROM RAW.SHOP.EVENTS WHERE ID = 1; INSERT INTO RAW.SHOP.EVENTS VALUES (4, {At(1)}, 'late'), (5, {At(2)}, 'tie'), (6, NULL, 'none'), (7, {At(3)}, 'new')");
        Assert.True((await PublishAsync(Append)).Continued);
        Assert.Equal("1, 2, 3, 7", await IdsAsync());
        Assert.False((await PublishAsync(Append, isRun: false)).Continued);
        Assert.Equal("2, 3, 4, 5, 6, 7", await IdsAsync());
    }

    [Fact]
    public async Task A_table_without_rows_takes_all_that_have_a_watermark()
    {
        await PublishAsync(Append);
        await SourceAsync($"INSERT INTO RAW.SHOP.EVENTS VALUES (1, {At(1)}, 'a'), (2, NULL, 'b')");
        Assert.True((await PublishAsync(Append)).Continued);
        Assert.Equal("1", await IdsAsync());
    }

    [Fact]
    public async Task A_key_that_two_rows_share_or_that_is_missing_is_refused_and_named()
    {
        await SourceAsync($"INSERT INTO RAW.SHOP.EVENTS VALUES (1, {At(1)}, 'a')");
        await PublishAsync(Merge);
        foreach (var (wrong, says) in new[]
        {
            ($"(2, {At(2)}, 'b'), (2, {At(2)}, 'c')", "1 values of the merge key (ID) come more than once."),
            ($"(1, {At(2)}, 'b')", "1 values of the merge key (ID) come more than once."),
            ($"(NULL, {At(2)}, 'b'), (NULL, {At(3)}, 'c')", "2 rows have no value in the merge key (ID)."),
        })
        {
            await SourceAsync($"INSERT INTO RAW.SHOP.EVENTS VALUES {wrong}");
            foreach (var isRun in new[] { true, false })
            {
                var refused = await RefusedAsync(() => Warehouse.StageAsync(Deployer, Request(Merge, "WRONG001", isRun), default));
                Assert.Equal(WarehouseFailure.DataError, refused.Failure);
                Assert.StartsWith(says, refused.Message, StringComparison.Ordinal);
            }
            Assert.DoesNotContain(await NamesAsync(), name => name.Contains("WRONG001", StringComparison.Ordinal));
            await SourceAsync("DELETE FROM RAW.SHOP.EVENTS WHERE V <> 'a'");
        }
        Assert.Equal("1", await IdsAsync());
    }

    [Fact]
    public async Task What_cannot_be_continued_is_built_in_full_and_says_why()
    {
        await SourceAsync($"INSERT INTO RAW.SHOP.EVENTS VALUES (1, {At(1)}, 'a')");
        Assert.Equal("the table is not there yet", (await PublishAsync(Append)).FullBecause);
        Assert.Equal(new StatementResult(1, null, Continued: true), await PublishAsync(Append));
        await Warehouse.ExecuteAdminAsync("PROD", "ALTER TABLE PROD.SHOP.T ADD COLUMN X INTEGER", default);
        Assert.Equal("its columns have changed", (await PublishAsync(Append)).FullBecause);
        Assert.True((await PublishAsync(Append)).Continued);
        await Warehouse.ExecuteAdminAsync("PROD", "DROP TABLE PROD.SHOP.T; CREATE VIEW PROD.SHOP.T AS SELECT 1 AS ID", default);
        Assert.Equal("the table is not there yet", (await PublishAsync(Append)).FullBecause);
        Assert.Equal("1", await IdsAsync());
    }

    /// <summary>Stages as often as it takes, with attempts that died midway before, then swaps.</summary>
    private async Task<StatementResult> PublishAsync(Materialization how, Random? random = null, bool isRun = true)
    {
        var request = Request(how, $"RUN{++published:D6}", isRun);
        while (random?.Next(2) == 0)
        {
            var target = await Warehouse.DescribeAsync(Deployer, Target, default);
            var statements = StageScript.Of(request, target?.Columns, target?.Columns ?? [], SqlDialectKind.DuckDb).Statements.Where(statement => statement.Violation is null).ToArray();
            foreach (var statement in statements.Take(random.Next(1, statements.Length + 1)))
            {
                // Each by itself, as a warehouse without transactions over such statements leaves them when the caller dies.
                await Warehouse.ExecuteAdminAsync("PROD", statement.Sql, default);
            }
        }
        var staged = await Warehouse.StageAsync(Deployer, request, default);
        if (random?.Next(2) == 0)
        {
            Assert.Equal(staged, await Warehouse.StageAsync(Deployer, request, default));
        }
        var swap = await Warehouse.PlanSwapAsync(Deployer, [request.Publication], default);
        await Warehouse.SwapAsync(Deployer, swap, default);
        if (random?.Next(2) == 0)
        {
            // A repetition that comes late, after the swap.
            await Warehouse.StageAsync(Deployer, request, default);
            await Warehouse.SwapAsync(Deployer, swap, default);
        }
        return staged;
    }

    private static StageRequest Request(Materialization how, string token, bool isRun) =>
        new(new Publication(Target, IsView: false, "DEPLOYER", "WH", Select, token)) { Materialization = how, Columns = Columns, Continue = isRun };

    private static string At(int hour) => $"TIMESTAMP '2026-01-01' + INTERVAL {hour} HOUR";

    private Task SourceAsync(string sql) => Warehouse.ExecuteAdminAsync("RAW", sql, default);

    private async Task<string[]> RowsAsync(string table) =>
        [.. (await fixture.RowsAsync(Deployer, $"SELECT * FROM {table} ORDER BY ALL")).Select(row => string.Join('|', row))];

    private async Task<string> IdsAsync() => string.Join(", ", (await fixture.RowsAsync(Deployer, "SELECT ID FROM PROD.SHOP.T ORDER BY ID")).Select(row => row[0]));

    private async Task<string[]> NamesAsync() => [.. (await Warehouse.TablesAsync(Deployer, "PROD", "SHOP", default)).Select(table => table.Name.Name)];
}
