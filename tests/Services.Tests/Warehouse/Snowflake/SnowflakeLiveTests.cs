using Handover.Core.Deployments;
using Handover.Core.Sql;
using Handover.Services.Warehouse;

namespace Handover.Services.Tests.Warehouse.Snowflake;

/// <summary>The same against a real account, where one is given: see <see cref="LiveAccount"/>.</summary>
[Trait("Category", "Live")]
public sealed class SnowflakeLiveTests
{
    private static readonly string Token = Guid.NewGuid().ToString("N")[..16].ToUpperInvariant();

    [LiveFact]
    public async Task The_catalogue_shows_what_the_role_sees()
    {
        var warehouse = LiveAccount.Warehouse();
        Assert.Contains(LiveAccount.Session.Role, await warehouse.RolesAsync(default));
        Assert.Contains(LiveAccount.Session.Warehouse, await warehouse.WarehousesAsync(default));
        Assert.Contains(LiveAccount.Database, await warehouse.DatabasesAsync(LiveAccount.Session, default));
        Assert.Contains(LiveAccount.Schema, await warehouse.SchemasAsync(LiveAccount.Session, LiveAccount.Database, default));
        Assert.True(await warehouse.CanWriteAsync(LiveAccount.Session, LiveAccount.Database, LiveAccount.Schema, default));
        Assert.False(await warehouse.CanWriteAsync(LiveAccount.Session, LiveAccount.Database, "NO SUCH SCHEMA", default));
    }

    [LiveFact]
    public async Task Rows_come_as_the_data_set_says()
    {
        const string select = "SELECT 1 AS I, 1.50 AS N, 'x' AS T, TRUE AS B, '2026-01-02'::DATE AS D, '03:04:05'::TIME AS C, PARSE_JSON('{\"a\":1}') AS V FROM TABLE(GENERATOR(ROWCOUNT => 5))";
        var warehouse = LiveAccount.Warehouse();
        var data = await warehouse.QueryAsync(LiveAccount.Session, select, 3, TimeSpan.FromMinutes(1), default);
        Assert.Equal((3, true), (data.Rows.Count, data.Truncated));
        Assert.Equal([1L, 1.50m, "x", true, new DateOnly(2026, 1, 2), new TimeOnly(3, 4, 5)], data.Rows[0].Take(6));
        Assert.NotNull(data.QueryId);
        var columns = await warehouse.DescribeQueryAsync(LiveAccount.Session, select, default);
        Assert.Equal(data.Columns.Select(column => column.Name), columns.Select(column => column.Name));
    }

    [LiveFact]
    public async Task Errors_and_time_outs_are_told_apart()
    {
        var warehouse = LiveAccount.Warehouse();
        Assert.Equal(WarehouseFailure.InvalidStatement, await FailureAsync("SELECT 1 FORM T FROM"));
        Assert.Equal(WarehouseFailure.NotFound, await FailureAsync("SELECT 1 FROM \"NO_SUCH_TABLE\""));
        Assert.Equal(WarehouseFailure.DataError, await FailureAsync("SELECT 'x'::INTEGER"));
        Assert.Equal(WarehouseFailure.Timeout, await FailureAsync("SELECT COUNT(*) FROM TABLE(GENERATOR(TIMELIMIT => 60))"));

        async Task<WarehouseFailure> FailureAsync(string select) =>
            (await Assert.ThrowsAsync<WarehouseException>(() => warehouse.QueryAsync(LiveAccount.Session, select, 1, TimeSpan.FromSeconds(5), default))).Failure;
    }

    [LiveFact]
    public async Task A_table_is_published_over_a_table_and_taken_back()
    {
        var warehouse = LiveAccount.Warehouse();
        var session = LiveAccount.Session;
        var target = new TableName(LiveAccount.Database, LiveAccount.Schema, $"HANDOVER_LIVE_{Token}");
        var first = new Publication(target, IsView: false, session.Role, session.Warehouse, "SELECT 1 AS A", Token);
        var second = first with { Select = "SELECT 2 AS A", Token = Token[..15] + "X" };
        try
        {
            await PublishAsync(first);
            var swap = await PublishAsync(second);
            Assert.Equal(2L, await ValueAsync(target));
            Assert.Equal(1L, await ValueAsync(PublicationNames.Previous(target)));
            await warehouse.SwapAsync(session, swap, default);
            Assert.Equal(2L, await ValueAsync(target));
            await warehouse.UnswapAsync(session, swap, default);
            await warehouse.UnswapAsync(session, swap, default);
            Assert.Equal(1L, await ValueAsync(target));
        }
        finally
        {
            await warehouse.DiscardStageAsync(session, second, default);
            await warehouse.DropAsync(session, PublicationNames.Previous(target), default);
            await warehouse.DropAsync(session, target, default);
        }

        async Task<Swap> PublishAsync(Publication publication)
        {
            await warehouse.StageAsync(session, publication, default);
            var swap = await warehouse.PlanSwapAsync(session, [publication], default);
            await warehouse.SwapAsync(session, swap, default);
            return swap;
        }

        async Task<object?> ValueAsync(TableName table) =>
            (await warehouse.QueryAsync(session, $"SELECT A FROM {SqlIdentifier.Quote(table.Database)}.{SqlIdentifier.Quote(table.Schema)}.{SqlIdentifier.Quote(table.Name)}", 1, TimeSpan.FromMinutes(1), default)).Rows[0][0];
    }
}
