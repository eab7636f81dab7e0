using Handover.Core.Deployments;
using Handover.Core.Sql;
using Handover.Services.Warehouse;

namespace Handover.Services.Tests.Warehouse.Snowflake;

/// <summary>Staging, swapping and undoing where each statement commits by itself: everything seen through what exists afterwards.</summary>
public sealed class SnowflakePublishingTests
{
    private const string Token = "OP000001";
    private static readonly Session Deployer = new("DEPLOYER", "COMPUTE_WH", "op-1");
    private static readonly TableName Target = new("PROD", "SHOP", "T");
    private readonly FakeAccount account = new();
    private readonly SnowflakeWarehouse warehouse;

    public SnowflakePublishingTests() => warehouse = account.Warehouse();

    /// <summary>What is there before, whether the new one is a view (null: the target is retired), and whether the target must never be away.</summary>
    public static TheoryData<string, bool?, bool> Situations => new()
    {
        { "", false, false },
        { "", true, false },
        { "T:table", false, true },
        { "T:table P:table", false, true },
        { "T:table P:view", false, true },
        { "P:table", false, false },
        { "T:table", true, false },
        { "T:table P:table", true, false },
        { "T:view", true, false },
        { "T:view P:view", true, false },
        { "T:view P:table", false, false },
        { "T:table P:table", null, false },
        { "T:view", null, false },
        { "", null, false },
    };

    [Theory, MemberData(nameof(Situations))]
    public async Task A_swap_and_its_undoing_survive_a_crash_around_every_statement(string before, bool? isView, bool isNeverAway)
    {
        var publication = new Publication(Target, isView ?? false, "DEPLOYER", "COMPUTE_WH", isView is null ? null : "SELECT 'new'", Token);
        Prepare(account, before, "SELECT ROLE ANALYST");
        await warehouse.StageAsync(Deployer, publication, default);
        var swap = await warehouse.PlanSwapAsync(Deployer, [publication], default);
        var staged = account.Seen();
        var first = account.Changes.Count();
        await warehouse.SwapAsync(Deployer, swap, default);
        var swapped = account.Seen();
        var statements = account.Changes.Count() - first;
        await warehouse.UnswapAsync(Deployer, swap, default);
        Assert.Equal(Names(staged), Names(account.Seen()));

        for (var crash = 0; crash < statements; crash++)
        {
            foreach (var after in new[] { false, true })
            {
                foreach (var undo in new[] { false, true })
                {
                    await CrashInSwapAsync(before, publication, swap, crash, after, undo ? Names(staged) : Names(swapped), undo, isNeverAway);
                    await CrashInUnswapAsync(before, publication, swap, crash, after, Names(staged), isNeverAway);
                }
            }
        }
    }

    [Fact]
    public async Task A_table_replaces_a_table_with_these_statements()
    {
        Prepare(account, "T:table P:table");
        var publication = Table("SELECT 1 AS A");
        await warehouse.StageAsync(Deployer, publication, default);
        var swap = await warehouse.PlanSwapAsync(Deployer, [publication], default);
        await warehouse.SwapAsync(Deployer, swap, default);
        Assert.Equal(
        [
            """CREATE OR REPLACE TABLE "PROD"."SHOP"."T__STAGE_OP000001" AS""" + "\nSELECT 1 AS A",
            """COMMENT ON TABLE "PROD"."SHOP"."T__STAGE_OP000001" IS 'Published by Handover, operation OP000001'""",
            """ALTER TABLE "PROD"."SHOP"."T__PREVIOUS" RENAME TO "PROD"."SHOP"."T__PREVIOUS_OP000001" """.TrimEnd(),
            """ALTER TABLE "PROD"."SHOP"."T__STAGE_OP000001" RENAME TO "PROD"."SHOP"."T__PREVIOUS" """.TrimEnd(),
            """ALTER TABLE "PROD"."SHOP"."T" SWAP WITH "PROD"."SHOP"."T__PREVIOUS" """.TrimEnd(),
        ], account.Changes);
        Assert.Equal(["T table SELECT 1 AS A", "T__PREVIOUS table old T", "T__PREVIOUS_OP000001 table old P"], account.Seen());
        var said = account.Changes.Count();
        await warehouse.SwapAsync(Deployer, swap, default);
        Assert.Equal(said, account.Changes.Count());
    }

    [Fact]
    public async Task Whoever_could_read_the_old_one_and_nobody_else_can_read_the_new_one()
    {
        account.Put("T", isView: false, "old", "SELECT ROLE ANALYST", "SELECT ROLE LEAD +", "INSERT ROLE LOADER", "SELECT DATABASE_ROLE PROD.READER", "SELECT SHARE ACME.PARTNERS");
        account.FutureGrants.AddRange(["SELECT ROLE ANALYST", "SELECT ROLE EVERYBODY", "SELECT ROLE LEAD"]);
        await PublishAsync(Table("SELECT 1 AS A"));
        Assert.Equal("T table SELECT 1 AS A [INSERT ROLE LOADER, SELECT DATABASE_ROLE READER, SELECT ROLE ANALYST, SELECT ROLE LEAD +, SELECT SHARE PARTNERS]", account.Seen()[0]);
        Assert.DoesNotContain(account.Changes, change => change.StartsWith("GRANT SELECT ON TABLE \"PROD\".\"SHOP\".\"T__STAGE_OP000001\" TO ROLE \"ANALYST\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Between_a_table_and_a_view_only_what_both_know_is_carried()
    {
        account.Put("T", isView: false, "old", "SELECT ROLE ANALYST", "INSERT ROLE LOADER", "REFERENCES ROLE ANALYST");
        await PublishAsync(Table("SELECT 1 AS A") with { IsView = true });
        Assert.Equal("T view SELECT 1 AS A [REFERENCES ROLE ANALYST, SELECT ROLE ANALYST]", account.Seen()[0]);
    }

    [Fact]
    public async Task A_new_target_has_the_future_grants_of_its_schema()
    {
        account.FutureGrants.Add("SELECT ROLE ANALYST");
        await PublishAsync(Table("SELECT 1 AS A"));
        Assert.Equal(["T table SELECT 1 AS A [SELECT ROLE ANALYST]"], account.Seen());
    }

    [Fact]
    public async Task A_grant_that_cannot_be_carried_stops_the_swap_before_it_begins()
    {
        account.Put("T", isView: false, "old", "SELECT APPLICATION_ROLE APP.R");
        var refused = await RefusedAsync(() => PublishAsync(Table("SELECT 1 AS A")));
        Assert.Equal(WarehouseFailure.InvalidStatement, refused.Failure);
        Assert.Equal(["T table old [SELECT APPLICATION_ROLE APP.R]", "T__STAGE_OP000001 table SELECT 1 AS A"], account.Seen());
    }

    [Fact]
    public async Task What_is_missing_for_the_last_leaves_the_first_alone()
    {
        Prepare(account, "T:table");
        var other = Table("SELECT 2 AS A") with { Target = Target with { Name = "U" } };
        await warehouse.StageAsync(Deployer, Table("SELECT 1 AS A"), default);
        var swap = await warehouse.PlanSwapAsync(Deployer, [Table("SELECT 1 AS A"), other], default);
        var refused = await RefusedAsync(() => warehouse.SwapAsync(Deployer, swap, default));
        Assert.Equal(WarehouseFailure.NotFound, refused.Failure);
        Assert.Contains("PROD.SHOP.U__STAGE_OP000001 is needed to publish PROD.SHOP.U", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["T table old T", "T__STAGE_OP000001 table SELECT 1 AS A"], account.Seen());
    }

    [Fact]
    public async Task A_staging_that_comes_late_harms_nothing_and_is_cleared_by_the_undoing()
    {
        Prepare(account, "T:table");
        var publication = Table("SELECT 1 AS A");
        var swap = await PublishAsync(publication);
        await warehouse.StageAsync(Deployer, publication, default);
        await warehouse.SwapAsync(Deployer, swap, default);
        Assert.Equal(["T table SELECT 1 AS A", "T__PREVIOUS table old T", "T__STAGE_OP000001 table SELECT 1 AS A"], account.Seen());
        await warehouse.UnswapAsync(Deployer, swap, default);
        Assert.Equal(["T table old T", "T__STAGE_OP000001 table SELECT 1 AS A"], account.Seen());
    }

    [Fact]
    public async Task Nothing_is_guessed_when_somebody_changed_the_comment_meanwhile()
    {
        Prepare(account, "T:table P:table");
        var swap = await PublishAsync(Table("SELECT 1 AS A"));
        account.Objects["T"] = account.Objects["T"] with { Comment = "mine" };
        var seen = account.Seen();
        foreach (var again in new[] { warehouse.SwapAsync, (Func<Session, Swap, CancellationToken, Task>)warehouse.UnswapAsync })
        {
            var refused = await RefusedAsync(() => again(Deployer, swap, default));
            Assert.Contains("set the new one's comment to 'Published by Handover, operation OP000001'", refused.Message, StringComparison.Ordinal);
            Assert.Equal(seen, account.Seen());
        }
        account.Objects["T"] = account.Objects["T"] with { Comment = "Published by Handover, operation OP000001" };
        await warehouse.UnswapAsync(Deployer, swap, default);
        Assert.Equal(["T table old T", "T__PREVIOUS table old P", "T__STAGE_OP000001 table SELECT 1 AS A"], account.Seen());
    }

    [Fact]
    public async Task A_stage_is_built_again_in_whatever_kind_and_dropped_once()
    {
        var staged = await warehouse.StageAsync(Deployer, Table("SELECT 1 AS A -- one\n;"), default);
        Assert.Equal((7L, "01b2-query"), (staged.Rows!.Value, staged.QueryId));
        Assert.Null((await warehouse.StageAsync(Deployer, Table("SELECT 2 AS A") with { IsView = true }, default)).Rows);
        Assert.Equal(["T__STAGE_OP000001 view SELECT 2 AS A"], account.Seen());
        await warehouse.DiscardStageAsync(Deployer, Table("SELECT 1 AS A"), default);
        await warehouse.DiscardStageAsync(Deployer, Table("SELECT 1 AS A"), default);
        Assert.Empty(account.Seen());
        Assert.Equal(new StatementResult(null, null), await warehouse.StageAsync(Deployer, Table("") with { Select = null }, default));
    }

    [Fact]
    public async Task Only_plain_tables_and_views_are_replaced_or_dropped()
    {
        account.Objects["T"] = new FakeObject(IsView: true, "mv", "", [], "MATERIALIZED VIEW");
        Assert.Contains("materialized view", (await RefusedAsync(() => warehouse.PlanSwapAsync(Deployer, [Table("SELECT 1")], default))).Message, StringComparison.Ordinal);
        Assert.Equal(WarehouseFailure.InvalidStatement, (await RefusedAsync(() => warehouse.DropAsync(Deployer, Target, default))).Failure);
        account.Put("T", isView: true, "v");
        await warehouse.DropAsync(Deployer, Target, default);
        await warehouse.DropAsync(Deployer, Target, default);
        Assert.Equal("""DROP VIEW IF EXISTS "PROD"."SHOP"."T" """.TrimEnd(), Assert.Single(account.Changes));
    }

    [Theory]
    [InlineData("DROP TABLE T")]
    [InlineData("SELECT 1 ->> DROP TABLE T")]
    public async Task Only_a_select_is_staged(string select)
    {
        Assert.Equal(WarehouseFailure.InvalidStatement, (await RefusedAsync(() => warehouse.StageAsync(Deployer, Table(select), default))).Failure);
        Assert.Empty(account.Statements);
    }

    [Fact]
    public async Task Each_publication_is_handled_under_its_own_role_and_every_session_is_closed()
    {
        var other = Table("SELECT 2 AS A") with { Target = Target with { Name = "U" }, Role = "OTHER" };
        Publication[] publications = [Table("SELECT 1 AS A"), other];
        foreach (var publication in publications)
        {
            await warehouse.StageAsync(Deployer, publication, default);
        }
        var swap = await warehouse.PlanSwapAsync(Deployer, publications, default);
        Assert.Equal(publications, swap.Publications.Select(item => item.Publication));
        await warehouse.SwapAsync(Deployer, swap, default);
        Assert.Equal(["DEPLOYER", "OTHER", "DEPLOYER", "OTHER", "DEPLOYER", "OTHER"], account.Sessions.Select(session => session.Role));
        Assert.All(account.Connections, connection => Assert.True(connection.IsDisposed));
        await Assert.ThrowsAsync<ArgumentException>(() => warehouse.PlanSwapAsync(Deployer, [other, other], default));
        await Assert.ThrowsAsync<ArgumentException>(() => warehouse.StageAsync(Deployer, other with { Token = "x\"; DROP" }, default));
    }

    private static async Task CrashInSwapAsync(string before, Publication publication, Swap swap, int crash, bool after, string[] expected, bool undo, bool isNeverAway)
    {
        var fresh = new FakeAccount();
        var warehouse = await StagedAsync(fresh, before, publication, isNeverAway);
        fresh.CrashAt(crash, after);
        Assert.Equal(WarehouseFailure.Unavailable, (await RefusedAsync(() => warehouse.SwapAsync(Deployer, swap, default))).Failure);
        await (undo ? warehouse.UnswapAsync(Deployer, swap, default) : warehouse.SwapAsync(Deployer, swap, default));
        Assert.Equal(expected, Names(fresh.Seen()));
        Assert.All(fresh.Connections, connection => Assert.True(connection.IsDisposed));
    }

    private static async Task CrashInUnswapAsync(string before, Publication publication, Swap swap, int crash, bool after, string[] expected, bool isNeverAway)
    {
        var fresh = new FakeAccount();
        var warehouse = await StagedAsync(fresh, before, publication, isNeverAway);
        await warehouse.SwapAsync(Deployer, swap, default);
        fresh.CrashAt(crash, after);
        if (await Record.ExceptionAsync(() => warehouse.UnswapAsync(Deployer, swap, default)) is { } crashed)
        {
            Assert.Equal(WarehouseFailure.Unavailable, Assert.IsType<WarehouseException>(crashed).Failure);
        }
        fresh.CrashAt(-1, after: false);
        await warehouse.UnswapAsync(Deployer, swap, default);
        Assert.Equal(expected, Names(fresh.Seen()));
        await warehouse.UnswapAsync(Deployer, swap, default);
        Assert.Equal(expected, Names(fresh.Seen()));
    }

    private static async Task<SnowflakeWarehouse> StagedAsync(FakeAccount account, string before, Publication publication, bool isNeverAway)
    {
        Prepare(account, before, "SELECT ROLE ANALYST");
        var warehouse = account.Warehouse();
        await warehouse.StageAsync(Deployer, publication, default);
        account.AfterChange = () => Assert.True(!isNeverAway || account.Objects.ContainsKey("T"), "There was a moment without the target.");
        return warehouse;
    }

    private async Task<Swap> PublishAsync(Publication publication)
    {
        await warehouse.StageAsync(Deployer, publication, default);
        var swap = await warehouse.PlanSwapAsync(Deployer, [publication], default);
        await warehouse.SwapAsync(Deployer, swap, default);
        return swap;
    }

    private static void Prepare(FakeAccount account, string before, params string[] grants)
    {
        foreach (var item in before.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            account.Put(item[0] == 'T' ? "T" : "T__PREVIOUS", item.EndsWith("view", StringComparison.Ordinal), $"old {item[0]}", grants);
        }
    }

    // The stage has its grants or not, depending on how far a swap came that was undone: that it is there is what counts.
    private static string[] Names(string[] seen) => [.. seen.Select(line => line.StartsWith("T__STAGE_", StringComparison.Ordinal) ? line.Split(" [")[0] : line)];

    private static Publication Table(string select) => new(Target, IsView: false, "DEPLOYER", "COMPUTE_WH", select, Token);

    private static Task<WarehouseException> RefusedAsync(Func<Task> act) => Assert.ThrowsAsync<WarehouseException>(act);
}
