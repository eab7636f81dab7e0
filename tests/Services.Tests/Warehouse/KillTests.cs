using Handover.Core.Sql;
using Handover.Services.Warehouse;
using static Handover.Services.Tests.Warehouse.WarehouseFixture;

namespace Handover.Services.Tests.Warehouse;

public sealed class KillTests : IAsyncLifetime
{
    private readonly WarehouseFixture fixture = new();

    public Task InitializeAsync() => fixture.InitializeAsync();

    public Task DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task What_was_committed_survives_a_kill()
    {
        var round = 1;
        foreach (var commits in new[] { 1, 2, 3, 5, 8 })
        {
            await fixture.Warehouse.DisposeAsync();
            var last = round;
            using (var child = ChildProcess.Start(fixture.Folder, round))
            {
                for (var i = 0; i < commits; i++)
                {
                    var line = await child.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await child.StandardError.ReadToEndAsync());
                    last = int.Parse(line);
                }
                child.Kill();
                await child.WaitForExitAsync();
            }
            Assert.True(new FileInfo(Path.Combine(fixture.Folder, "PROD.duckdb.wal")).Exists, "What was committed last is in the log only, or this proves nothing.");
            await fixture.ReopenAsync();
            var seen = Convert.ToInt32(await fixture.ValueAsync(Deployer, "SELECT ROUND FROM PROD.SHOP.V"));
            Assert.InRange(seen, last, last + 1_000);
            Assert.Equal(1000L, await fixture.ValueAsync(Deployer, $"SELECT count(*) FROM PROD.SHOP.T WHERE ROUND = {seen}"));
            // Repeating the next round after the kill meets whatever the killed process left.
            round = seen + 1;
        }
    }

    [Fact]
    public async Task A_folder_belongs_to_one_process_at_a_time()
    {
        var refused = Assert.Throws<WarehouseException>(fixture.Open);
        Assert.Equal(WarehouseFailure.Unavailable, refused.Failure);
        Assert.DoesNotContain(fixture.Folder, refused.Message, StringComparison.Ordinal);
        using var child = ChildProcess.Start(fixture.Folder, 1);
        Assert.Contains("in use by another process", await child.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(1000L, await fixture.ValueAsync(Analyst, "SELECT count(*) FROM RAW.SHOP.ORDERS"));
    }

    [Fact]
    public async Task Closing_stops_what_runs_and_writes_the_logs_into_the_files()
    {
        var slow = fixture.RowsAsync(Analyst, "SELECT sum(a.range * b.range % 7) FROM range(10000000) a, range(10000000) b");
        await fixture.Warehouse.ExecuteAdminAsync("DEV", "CREATE TABLE DEV.SHOP.LAST AS SELECT 1 AS A", default);
        await fixture.Warehouse.DisposeAsync();
        Assert.Equal(WarehouseFailure.Unavailable, (await RefusedAsync(() => slow)).Failure);
        Assert.Empty(Directory.GetFiles(fixture.Folder, "*.wal"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => fixture.RowsAsync(Analyst, "SELECT 1"));
        await fixture.ReopenAsync();
        Assert.NotNull(await fixture.Warehouse.DescribeAsync(Analyst, new TableName("DEV", "SHOP", "LAST"), default));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_an_error_at_start()
    {
        await fixture.Warehouse.DisposeAsync();
        var file = Path.Combine(fixture.Folder, "BROKEN.duckdb");
        await File.WriteAllTextAsync(file, new string('x', 10_000));
        var refused = Assert.Throws<WarehouseException>(fixture.Open);
        Assert.Equal(WarehouseFailure.Unavailable, refused.Failure);
        Assert.DoesNotContain(fixture.Folder, refused.Message, StringComparison.Ordinal);
        File.Delete(file);
        await fixture.ReopenAsync();
    }
}
