using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Operations;
using Handover.Core.Sql;
using Handover.Services.Deployments;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Tests.Schedules;
using Handover.Services.Tests.Storage;
using Handover.Services.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;

namespace Handover.Services.Tests.Warehouse.Snowflake;

/// <summary>What takes longer than a function may is left to Snowflake and asked for again, and is never built twice beside itself.</summary>
public sealed class SnowflakeLongBuildTests : IClassFixture<StorageFixture>
{
    private const string Stage = "T__STAGE_OP000001";
    private static readonly Session Deployer = new("DEPLOYER", "COMPUTE_WH", "op-1");
    private static readonly Publication Table = new(new TableName("PROD", "SHOP", "T"), IsView: false, "DEPLOYER", "COMPUTE_WH", "SELECT 1 AS A", "OP000001");
    private readonly FakeAccount account = new() { Holds = true };
    private readonly SnowflakeWarehouse warehouse;
    private readonly StorageFixture storage;

    public SnowflakeLongBuildTests(StorageFixture storage)
    {
        this.storage = storage;
        warehouse = account.Warehouse(new SnowflakeOptions { Patience = TimeSpan.Zero });
    }

    private IEnumerable<string> Built => account.Statements.Where(said => said.StartsWith("CREATE ", StringComparison.Ordinal));

    [Fact]
    public async Task A_build_is_asked_for_until_it_has_ended_and_said_once()
    {
        var first = await warehouse.StageAsync(Deployer, Table, default);
        Assert.NotNull(first.Running);
        Assert.Equal((null, Assert.Single(account.Held).Key), (first.Rows, first.QueryId));
        var second = await warehouse.StageAsync(Deployer, new StageRequest(Table) { Running = first.Running }, default);
        Assert.Equal(first.Running, second.Running);
        account.Let();
        Assert.Equal(new StatementResult(7, first.QueryId) { Bytes = 4096, Credits = 1.0005m }, await warehouse.StageAsync(Deployer, new StageRequest(Table) { Running = first.Running }, default));
        Assert.Single(Built);
        var session = Assert.Single(account.Statements.Where(said => said.StartsWith("ALTER SESSION", StringComparison.Ordinal)).Distinct());
        Assert.Contains("STATEMENT_TIMEOUT_IN_SECONDS = 21600,", session, StringComparison.Ordinal);
        Assert.EndsWith("ABORT_DETACHED_QUERY = FALSE", session, StringComparison.Ordinal);
        Assert.All(account.Connections, connection => Assert.True(connection.IsDisposed));
    }

    [Fact]
    public async Task An_attempt_that_nobody_knows_of_is_stopped_before_the_next_one_begins()
    {
        await warehouse.StageAsync(Deployer, Table, default);
        var lost = Assert.Single(account.Held).Key;
        var again = await warehouse.StageAsync(Deployer, Table, default);
        Assert.Equal(again.QueryId, Assert.Single(account.Held).Key);
        Assert.NotEqual(lost, again.QueryId);
        Assert.Contains(lost, account.Failed.Keys);
    }

    [Fact]
    public async Task What_is_called_off_is_stopped_before_it_is_dropped()
    {
        await warehouse.StageAsync(Deployer, Table, default);
        await warehouse.DiscardStageAsync(Deployer, Table, default);
        Assert.Empty(account.Held);
        Assert.Single(account.Failed);
        account.Let();
        Assert.Empty(account.Seen());
    }

    [Fact]
    public async Task A_build_that_fails_says_why()
    {
        var running = await warehouse.StageAsync(Deployer, Table, default);
        account.Fail(100051, "22012", "Division by zero");
        var refused = await Assert.ThrowsAsync<WarehouseException>(() => warehouse.StageAsync(Deployer, new StageRequest(Table) { Running = running.Running }, default));
        Assert.Equal((WarehouseFailure.DataError, running.QueryId), (refused.Failure, refused.QueryId));
        Assert.Single(Built);
    }

    [Fact]
    public async Task A_build_that_failed_for_a_passing_reason_is_begun_again()
    {
        var running = await warehouse.StageAsync(Deployer, Table, default);
        account.Fail(90064, "57P03", "Warehouse was suspended");
        var again = await warehouse.StageAsync(Deployer, new StageRequest(Table) { Running = running.Running }, default);
        Assert.NotEqual(running.QueryId, again.QueryId);
        account.Let();
        Assert.Equal(7, (await warehouse.StageAsync(Deployer, new StageRequest(Table) { Running = again.Running }, default)).Rows);
        Assert.Equal(2, Built.Count());
    }

    [Theory]
    [InlineData("Medium", "SNOWPARK-OPTIMIZED")]
    [InlineData("7X-Large", "STANDARD")]
    [InlineData("Medium", null)]
    [InlineData(null, null)]
    public async Task What_a_build_cost_is_said_where_it_is_known_and_nothing_fails_where_it_is_not(string? size, string? type)
    {
        account.Holds = false;
        account.Computed = size is null ? null : ScriptedResult.Of("WAREHOUSE_SIZE WAREHOUSE_TYPE SUM", ["X-Small", "STANDARD", 60_000L], [size, type, 60_000L]);
        var built = await warehouse.StageAsync(Deployer, Table, default);
        Assert.Equal((7, 4096, null), (built.Rows, built.Bytes, built.Credits));
    }

    [Fact]
    public async Task What_was_running_for_another_statement_is_no_use()
    {
        var running = await warehouse.StageAsync(Deployer, Table, default);
        var other = await warehouse.StageAsync(Deployer, new StageRequest(Table with { Select = "SELECT 2 AS A" }) { Running = running.Running }, default);
        Assert.Equal(other.QueryId, Assert.Single(account.Held).Key);
        account.Let();
        Assert.Equal([$"{Stage} table SELECT 2 AS A"], account.Seen());
    }

    [Fact]
    public async Task The_step_waits_for_the_warehouse_and_goes_on_where_it_was()
    {
        await using var shop = new Workshop(storage.Connection);
        var operations = shop.Get<OperationStore>();
        var operation = new Operation
        {
            Id = "op-1",
            Kind = OperationKind.Deploy,
            Project = "p-1",
            RequestedBy = "a@example.com",
            Plan = "",
            Steps = [new OperationStep { Name = StepNames.Stage }],
            CreatedAt = shop.Clock.GetUtcNow(),
            Request = "r-1",
        };
        await operations.AddAsync(operation, default);
        var steps = new OperationSteps(
            new StepRunner(operations, shop.Clock, NullLogger<StepRunner>.Instance), operations, shop.Get<ProjectStore>(),
            new DeploymentSteps(warehouse, null!, operations), [new OneTable()], shop.Clock);

        var begun = await steps.RunAsync("op-1", StepNames.Stage, "out", default);
        Assert.Equal((StepResult.Waiting, shop.Clock.GetUtcNow().AddSeconds(2)), (begun.Result, begun.Until));
        shop.Clock.Advance(TimeSpan.FromMinutes(90));
        var later = await steps.RunAsync("op-1", StepNames.Stage, "out", default);
        Assert.Equal(shop.Clock.GetUtcNow().AddSeconds(60), later.Until);
        Assert.Contains("for 90 minutes", (await operations.RequireAsync("op-1", default)).Steps[0].Detail, StringComparison.Ordinal);
        account.Let();
        Assert.Equal(StepResult.Done, (await steps.RunAsync("op-1", StepNames.Stage, "out", default)).Result);
        var result = (await operations.RequireAsync("op-1", default)).Result;
        Assert.Equal(("7", "4096", "1.0005"), (result["rows:out"], result["bytes:out"], result["credits:out"]));
        Assert.Single(Built);

        await operations.ChangeAsync("op-1", state => state with { CancelRequestedBy = "a@example.com" }, default);
        Assert.Equal(StepResult.Cancelled, (await steps.RunAsync("op-1", StepNames.Stage, "out", default)).Result);
    }

    internal sealed class OneTable : IOperationKind
    {
        public OperationKind Kind => OperationKind.Deploy;

        public Task<DeploymentSet> SetAsync(Operation operation, CancellationToken cancellation) => Task.FromResult(new DeploymentSet
        {
            Token = "OP000001",
            Deployments =
            [
                new PlannedDeployment
                {
                    Node = "out",
                    Action = DeploymentAction.Create,
                    Type = DeploymentType.Table,
                    Target = Table.Target,
                    Role = Table.Role,
                    Warehouse = Table.Warehouse,
                    Sql = Table.Select!,
                    Fingerprint = "f",
                    Output = [],
                },
            ],
            Swap = new Swap("OP000001", []),
        });

        public Task<StepNote> RunAsync(Operation operation, string step, CancellationToken cancellation) => throw new NotSupportedException();

        public Task UndoAsync(Operation operation, string step, CancellationToken cancellation) => throw new NotSupportedException();

        public Task EndedAsync(Operation operation, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
