using System.Text.Json;
using Handover.Core.Deployments;
using Handover.Core.Sql;
using Handover.Services.Warehouse;
using static Handover.Services.Tests.Warehouse.WarehouseFixture;

namespace Handover.Services.Tests.Warehouse;

/// <summary>Staging, swapping, undoing: every test on databases of its own, and everything seen through the names that exist.</summary>
public sealed class PublishingTests : IAsyncLifetime
{
    private const string Token = "OP000001";
    private static readonly TableName Target = new("PROD", "SHOP", "T");
    private readonly WarehouseFixture fixture = new();

    private DuckDbWarehouse Warehouse => fixture.Warehouse;

    public Task InitializeAsync() => fixture.InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task A_table_is_built_beside_its_target_and_counted()
    {
        var result = await Warehouse.StageAsync(Deployer, Table("SELECT * FROM RAW.SHOP.ORDERS"), default);
        Assert.Equal(1000, result.Rows);
        Assert.Null((await Warehouse.StageAsync(Deployer, Table("SELECT 1 AS A", target: "V", isView: true), default)).Rows);
        Assert.Equal(["T__STAGE_OP000001 table", "V__STAGE_OP000001 view"], await NamesAsync());
        // Again, and of the other kind: what is left of an attempt never stands in the way.
        Assert.Equal(2, (await Warehouse.StageAsync(Deployer, Table("SELECT * FROM range(2)"), default)).Rows);
        await Warehouse.StageAsync(Deployer, Table("SELECT 1 AS A", isView: true), default);
        await Warehouse.StageAsync(Deployer, Table("SELECT 1 AS A -- one\n;", target: "V"), default);
        Assert.Equal(["T__STAGE_OP000001 view", "V__STAGE_OP000001 table"], await NamesAsync());
        await Warehouse.DiscardStageAsync(Deployer, Table("SELECT 1"), default);
        await Warehouse.DiscardStageAsync(Deployer, Table("SELECT 1"), default);
        Assert.Equal(["V__STAGE_OP000001 table"], await NamesAsync());
    }

    [Fact]
    public async Task A_staging_that_fails_leaves_nothing()
    {
        var refused = await RefusedAsync(() => Warehouse.StageAsync(Deployer, Table("SELECT CAST(CUSTOMER AS INTEGER) AS A FROM RAW.SHOP.ORDERS"), default));
        Assert.Equal(WarehouseFailure.DataError, refused.Failure);
        using var cancel = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Warehouse.StageAsync(Deployer, Table("SELECT sum(a.range * b.range % 7) AS A FROM range(10000000) a, range(10000000) b"), cancel.Token));
        Assert.Empty(await NamesAsync());
        await Assert.ThrowsAsync<ArgumentException>(() => Warehouse.StageAsync(Deployer, Table("SELECT 1 AS A") with { Token = "x\"; DROP" }, default));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(true, true, true)]
    public async Task A_swap_happens_once_and_is_undone_once_whatever_was_there(bool targetThere, bool previousThere, bool oldIsView)
    {
        if (previousThere)
        {
            await Warehouse.ExecuteAdminAsync("PROD", "CREATE TABLE PROD.SHOP.T__PREVIOUS AS SELECT 'older' AS V", default);
        }
        if (targetThere)
        {
            await Warehouse.ExecuteAdminAsync("PROD", $"CREATE {(oldIsView ? "VIEW" : "TABLE")} PROD.SHOP.T AS SELECT 'old' AS V", default);
        }
        await Warehouse.StageAsync(Deployer, Table("SELECT 'new' AS V"), default);
        var before = await NamesAsync();
        var swap = Kept(await Warehouse.PlanSwapAsync(Deployer, [Table("SELECT 'new' AS V")], default));
        Assert.Equal(before, await NamesAsync());
        await Warehouse.UnswapAsync(Deployer, swap, default);
        Assert.Equal(before, await NamesAsync());

        for (var times = 0; times < 2; times++)
        {
            await Warehouse.SwapAsync(Deployer, swap, default);
            Assert.Equal("new", await fixture.ValueAsync(Deployer, "SELECT V FROM PROD.SHOP.T"));
            Assert.Equal(targetThere ? "old" : null, await ValueOrNullAsync("T__PREVIOUS"));
            Assert.Equal(previousThere ? "older" : null, await ValueOrNullAsync("T__PREVIOUS_OP000001"));
            Assert.Null(await ValueOrNullAsync("T__STAGE_OP000001"));
        }
        await fixture.ReopenAsync();
        for (var times = 0; times < 2; times++)
        {
            await Warehouse.UnswapAsync(Deployer, swap, default);
            Assert.Equal(before, await NamesAsync());
            Assert.Equal("new", await ValueOrNullAsync("T__STAGE_OP000001"));
            Assert.Equal(targetThere ? "old" : null, await ValueOrNullAsync("T"));
        }
        // And once more in the first direction: the staged object survived it all.
        await Warehouse.SwapAsync(Deployer, swap, default);
        Assert.Equal("new", await fixture.ValueAsync(Deployer, "SELECT V FROM PROD.SHOP.T"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_target_is_retired_and_brought_back(bool previousThere)
    {
        await Warehouse.ExecuteAdminAsync("PROD", "CREATE VIEW PROD.SHOP.T AS SELECT 'old' AS V", default);
        if (previousThere)
        {
            await Warehouse.ExecuteAdminAsync("PROD", "CREATE TABLE PROD.SHOP.T__PREVIOUS AS SELECT 'older' AS V", default);
        }
        var before = await NamesAsync();
        var retire = Table(null);
        Assert.Null((await Warehouse.StageAsync(Deployer, retire, default)).Rows);
        var swap = Kept(await Warehouse.PlanSwapAsync(Deployer, [retire], default));
        for (var times = 0; times < 2; times++)
        {
            await Warehouse.SwapAsync(Deployer, swap, default);
            Assert.Equal(previousThere ? ["T__PREVIOUS view", "T__PREVIOUS_OP000001 table"] : ["T__PREVIOUS view"], await NamesAsync());
        }
        for (var times = 0; times < 2; times++)
        {
            await Warehouse.UnswapAsync(Deployer, swap, default);
            Assert.Equal(before, await NamesAsync());
        }
    }

    [Fact]
    public async Task What_is_retired_but_not_there_is_nothing_to_do()
    {
        var swap = await Warehouse.PlanSwapAsync(Deployer, [Table(null)], default);
        Assert.Empty(Assert.Single(swap.Publications).Moves);
        await Warehouse.SwapAsync(Deployer, swap, default);
        await Warehouse.UnswapAsync(Deployer, swap, default);
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task A_crash_between_two_databases_is_finished_by_repeating_and_undone_by_undoing()
    {
        Publication[] publications =
        [
            Table("SELECT 'new' AS V"),
            Table("SELECT V FROM PROD.SHOP.T", target: "U", isView: true),
            Table("SELECT 'new' AS V") with { Target = new TableName("ARCHIVE", "SHOP", "T") },
        ];
        await Warehouse.ExecuteAdminAsync("PROD", "CREATE TABLE PROD.SHOP.T AS SELECT 'old' AS V", default);
        await Warehouse.ExecuteAdminAsync("ARCHIVE", "CREATE TABLE ARCHIVE.SHOP.T AS SELECT 'old' AS V", default);
        foreach (var publication in publications)
        {
            await Warehouse.StageAsync(Deployer, publication, default);
        }
        var before = await AllNamesAsync();
        var swap = Kept(await Warehouse.PlanSwapAsync(Deployer, publications, default));
        foreach (var half in new[] { swap with { Publications = [.. swap.Publications.Take(2)] }, swap with { Publications = [swap.Publications[2]] } })
        {
            await Warehouse.SwapAsync(Deployer, half, default);
            Assert.NotEqual(before, await AllNamesAsync());
            await fixture.ReopenAsync();
            await Warehouse.UnswapAsync(Deployer, swap, default);
            Assert.Equal(before, await AllNamesAsync());

            await Warehouse.SwapAsync(Deployer, half, default);
            await Warehouse.SwapAsync(Deployer, swap, default);
            Assert.Equal("new", await fixture.ValueAsync(Deployer, "SELECT V FROM PROD.SHOP.U"));
            Assert.Equal("new", await fixture.ValueAsync(Deployer, "SELECT V FROM ARCHIVE.SHOP.T"));
            // An undoing that was itself interrupted.
            await Warehouse.UnswapAsync(Deployer, half, default);
            await Warehouse.UnswapAsync(Deployer, swap, default);
            Assert.Equal(before, await AllNamesAsync());
        }
    }

    [Fact]
    public async Task A_swap_with_something_missing_touches_nothing_in_any_database()
    {
        Publication[] publications = [Table("SELECT 'new' AS V"), Table("SELECT 'new' AS V") with { Target = new TableName("ARCHIVE", "SHOP", "T") }];
        await Warehouse.StageAsync(Deployer, publications[0], default);
        var swap = await Warehouse.PlanSwapAsync(Deployer, publications, default);
        var before = await AllNamesAsync();
        var refused = await RefusedAsync(() => Warehouse.SwapAsync(Deployer, swap, default));
        Assert.Equal(WarehouseFailure.NotFound, refused.Failure);
        Assert.Contains("T__STAGE_OP000001", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await AllNamesAsync());
    }

    [Fact]
    public async Task A_staging_repeated_after_the_swap_does_not_hinder_undoing()
    {
        var publication = Table("SELECT 'new' AS V");
        await Warehouse.ExecuteAdminAsync("PROD", "CREATE TABLE PROD.SHOP.T AS SELECT 'old' AS V", default);
        await Warehouse.StageAsync(Deployer, publication, default);
        var before = await NamesAsync();
        var swap = await Warehouse.PlanSwapAsync(Deployer, [publication], default);
        await Warehouse.SwapAsync(Deployer, swap, default);
        await Warehouse.StageAsync(Deployer, publication, default);
        await Warehouse.SwapAsync(Deployer, swap, default);
        await Warehouse.UnswapAsync(Deployer, swap, default);
        Assert.Equal(before, await NamesAsync());
    }

    [Fact]
    public async Task One_swap_has_one_token_and_each_target_once()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Warehouse.PlanSwapAsync(Deployer, [Table("SELECT 1"), Table("SELECT 2")], default));
        await Assert.ThrowsAsync<ArgumentException>(() => Warehouse.PlanSwapAsync(Deployer, [Table("SELECT 1"), Table("SELECT 2", target: "U") with { Token = "OP000002" }], default));
    }

    [Fact]
    public async Task Readers_see_the_old_or_the_new_and_never_nothing()
    {
        await Warehouse.ExecuteAdminAsync("PROD", "CREATE TABLE PROD.SHOP.T AS SELECT 'old' AS V", default);
        var publication = Table("SELECT 'new' AS V");
        await Warehouse.StageAsync(Deployer, publication, default);
        var swap = await Warehouse.PlanSwapAsync(Deployer, [publication], default);
        using var done = new CancellationTokenSource();
        var read = new int[3];
        var readers = Enumerable.Range(0, read.Length).Select(reader => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                Assert.Contains(await fixture.ValueAsync(Deployer, "SELECT V FROM PROD.SHOP.T"), new object[] { "old", "new" });
                Interlocked.Increment(ref read[reader]);
            }
        })).ToArray();
        for (var swaps = 0; swaps < 25 || (read.Min() < 5 && !readers.Any(reader => reader.IsFaulted)); swaps++)
        {
            await Warehouse.SwapAsync(Deployer, swap, default);
            await Warehouse.UnswapAsync(Deployer, swap, default);
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Stagings_at_once_all_succeed()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Warehouse.StageAsync(Deployer, Table("SELECT * FROM RAW.SHOP.ORDERS", target: $"T{i}", isView: i % 3 == 0), default)));
        Assert.Equal(8, results.Count(result => result.Rows == 1000));
        Assert.Equal(12, (await NamesAsync()).Count);
    }

    [Fact]
    public async Task Dropping_is_for_tables_and_views_and_may_be_repeated()
    {
        await Warehouse.ExecuteAdminAsync("PROD", "CREATE TABLE PROD.SHOP.T AS SELECT 1 AS A; CREATE VIEW PROD.SHOP.V AS SELECT 1 AS A", default);
        for (var times = 0; times < 2; times++)
        {
            await Warehouse.DropAsync(Deployer, Target, default);
            await Warehouse.DropAsync(Deployer, Target with { Name = "V" }, default);
        }
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task Names_and_comments_survive_a_swap_and_a_restart_exactly()
    {
        var odd = new TableName("PROD", "SHOP", "Odd \"name\" 1");
        var publication = Table("SELECT 1 AS \"Odd column\"") with { Target = odd };
        await Warehouse.StageAsync(Deployer, publication, default);
        await Warehouse.SwapAsync(Deployer, await Warehouse.PlanSwapAsync(Deployer, [publication], default), default);
        await fixture.ReopenAsync();
        Assert.Equal("Odd column", Assert.Single((await Warehouse.DescribeAsync(Deployer, odd, default))!.Columns).Name);
    }

    private static Publication Table(string? select, string target = "T", bool isView = false) =>
        new(Target with { Name = target }, isView, "DEPLOYER", "WH", select, Token);

    // A plan is kept as JSON between the steps of an operation.
    private static Swap Kept(Swap swap) => JsonSerializer.Deserialize<Swap>(JsonSerializer.Serialize(swap))!;

    private async Task<object?> ValueOrNullAsync(string name) =>
        await Warehouse.DescribeAsync(Deployer, Target with { Name = name }, default) is null ? null : await fixture.ValueAsync(Deployer, $"SELECT V FROM PROD.SHOP.{name}");

    private async Task<IReadOnlyList<string>> NamesAsync(string database = "PROD") =>
        [.. (await Warehouse.TablesAsync(Deployer, database, "SHOP", default)).Select(table => $"{table.Name.Name} {(table.IsView ? "view" : "table")}")];

    private async Task<IReadOnlyList<string>> AllNamesAsync() => [.. await NamesAsync(), .. await NamesAsync("ARCHIVE")];
}
