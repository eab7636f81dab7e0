using System.Text;
using Handover.Core.Deployments;
using Handover.Core.Flows;
using Handover.Core.Operations;
using Handover.Core.Schedules;
using Handover.Core.Sql;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Tests.Storage;

namespace Handover.Services.Tests.Schedules;

/// <summary>Whose turn it is: overlaps, what is read and is due too, and slots.</summary>
public sealed class RunTurnTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly Schedule Hourly = new() { Every = new Interval(1, ScheduleUnit.Hours), Start = Workshop.Begin.AddHours(1) };

    [Theory]
    [InlineData(OverlapPolicy.Skip, ExecutionStatus.Skipped, 1, null)]
    [InlineData(OverlapPolicy.Queue, ExecutionStatus.Waiting, 2, null)]
    [InlineData(OverlapPolicy.Cancel, ExecutionStatus.Waiting, 2, "the next run")]
    public async Task A_run_that_is_due_while_another_has_not_ended_goes_by_policy(OverlapPolicy policy, ExecutionStatus second, int open, string? calledOff)
    {
        await using var shop = new Workshop(storage.Connection);
        var project = await shop.ProjectAsync(Hourly with { Overlap = policy });
        for (var hour = 1; hour <= 2; hour++)
        {
            shop.Clock.MoveTo(Workshop.Begin.AddHours(hour).AddSeconds(1));
            await shop.TickAsync();
        }

        var history = await shop.HistoryAsync(project);
        Assert.Equal([ExecutionStatus.Waiting, second], history.Select(entry => entry.Status));
        var runs = (await shop.LoadAsync(project)).Runs;
        Assert.Equal(open, runs.Open.Length);
        Assert.Equal(calledOff, (await shop.Get<OperationStore>().RequireAsync(history[0].Operation!, default)).CancelRequestedBy);

        await shop.EndAsync();
        shop.Clock.MoveTo(Workshop.Begin.AddHours(3).AddSeconds(1));
        await shop.TickAsync();
        Assert.Equal(ExecutionStatus.Waiting, (await shop.HistoryAsync(project))[^1].Status);
    }

    [Fact]
    public async Task A_deployment_waits_for_a_due_one_that_writes_what_it_reads_and_no_longer()
    {
        await using var shop = new Workshop(storage.Connection);
        var writer = await shop.ProjectAsync(Hourly);
        var written = new TableName("DB", "S", $"{writer}_out");
        await shop.Get<DueIndex>().AddAsync(writer, "out", new NodeSchedule("out", Hourly, "a@example.com", Workshop.Begin), written, default);
        var reader = await shop.ProjectAsync(Hourly);
        await ReadsAsync(shop, reader, written);
        shop.Clock.MoveTo(Workshop.Begin.AddHours(1).AddSeconds(1));
        await shop.TickAsync();

        var operations = shop.Get<OperationStore>();
        var waiting = await ClaimAsync(shop, reader);
        Assert.NotNull(waiting.Until);
        Assert.Contains(written.ToString(), waiting.Detail, StringComparison.Ordinal);
        Assert.Null((await ClaimAsync(shop, writer)).Until);
        await shop.EndAsync(operation => operation.Project == writer);
        // The reader's own was ended by that as failed; its next one, due with the writer's next, waits again until that has succeeded.
        shop.Clock.MoveTo(Workshop.Begin.AddHours(2).AddSeconds(1));
        await shop.TickAsync();
        Assert.NotNull((await ClaimAsync(shop, reader)).Until);
        var due = await operations.RequireAsync((await shop.LoadAsync(writer)).Runs.Open[0].Operation, default);
        await shop.Get<RunOutcomes>().BeginAsync(due, null, default);
        await shop.Get<RunOutcomes>().SucceededAsync(due, default);
        Assert.Null((await ClaimAsync(shop, reader)).Until);
    }

    [Theory]
    [InlineData("rows:out=1200 bytes:out=4096 credits:out=1.0005", 1200L, 4096L, "1.0005")]
    [InlineData("rows:out=1200", 1200L, null, null)]
    public async Task What_a_run_took_is_in_the_history_where_the_warehouse_told(string told, long? rows, long? bytes, string? credits)
    {
        await using var shop = new Workshop(storage.Connection);
        var project = await shop.ProjectAsync(Hourly);
        shop.Clock.MoveTo(Workshop.Begin.AddHours(1).AddSeconds(1));
        await shop.TickAsync();
        var due = await shop.Get<OperationStore>().RequireAsync((await shop.LoadAsync(project)).Runs.Open[0].Operation, default);
        await shop.Get<RunOutcomes>().BeginAsync(due, null, default);
        var results = told.Split(' ').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        await shop.Get<RunOutcomes>().SucceededAsync(due with { Result = due.Result.SetItems(results) }, default);
        var execution = Assert.Single(await shop.HistoryAsync(project));
        Assert.Equal((ExecutionStatus.Succeeded, rows, bytes, credits), (execution.Status, execution.Rows, execution.Bytes, execution.Credits?.ToString()));
    }

    [Fact]
    public async Task A_warehouse_has_so_many_slots_and_one_whose_holder_broke_off_is_given_back()
    {
        await using var shop = new Workshop(storage.Connection, limits: new RunLimits(PerWarehouse: 2));
        await using var other = shop.Beside(new RunLimits(PerWarehouse: 2));
        var slots = shop.Get<WarehouseSlots>();
        foreach (var id in new[] { "o-1", "o-2", "o-3" })
        {
            await shop.Get<OperationStore>().AddAsync(Run(id), default);
        }

        var taken = await Task.WhenAll(slots.TryTakeAsync("W", "o-1", default), other.Get<WarehouseSlots>().TryTakeAsync("W", "o-2", default), slots.TryTakeAsync("W", "o-3", default));
        Assert.Equal(2, taken.Count(one => one));
        var (holder, left) = (taken[0] ? "o-1" : "o-2", taken[0] && taken[1] ? "o-3" : taken[0] ? "o-2" : "o-1");
        Assert.True(await slots.TryTakeAsync("W", holder, default)); // its own again
        Assert.True(await slots.TryTakeAsync("V", left, default)); // another warehouse
        Assert.False(await slots.TryTakeAsync("W", left, default));

        await shop.Get<OperationStore>().EndAsync(holder, state => state with { Status = OperationStatus.Compensated }, default);
        Assert.False(await slots.TryTakeAsync("W", left, default)); // its holder may be about to give it back
        shop.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.False(await slots.TryTakeAsync("W", left, default)); // found, and given back
        Assert.True(await slots.TryTakeAsync("W", left, default));
        await slots.ReleaseAsync("W", left, default);
        Assert.True(await slots.TryTakeAsync("W", "o-4", default));
    }

    private static async Task<StepNote> ClaimAsync(Workshop shop, string project)
    {
        var run = (await shop.LoadAsync(project)).Runs.Open[0];
        return await shop.Get<RunClaims>().ClaimAsync(await shop.Get<OperationStore>().RequireAsync(run.Operation, default), default);
    }

    private static async Task ReadsAsync(Workshop shop, string project, TableName read)
    {
        var flow = FlowJson.Parse(Encoding.UTF8.GetBytes($$"""
            {
              "$schema": "handover/flow/1",
              "nodes": [
                { "id": "in", "kind": "source", "table": { "database": "{{read.Database}}", "schema": "{{read.Schema}}", "name": "{{read.Name}}" } },
                { "id": "out", "kind": "deployment", "input": "in", "type": "table", "role": "R", "warehouse": "W", "target": { "database": "DB", "schema": "S", "name": "{{project}}_out" } }
              ],
              "groups": [], "explorations": []
            }
            """)).Flow!;
        var version = new DeploymentVersion
        {
            Node = "out",
            Number = 1,
            FlowHash = (await shop.Get<FlowStore>().PutAsync(flow, default)).Hash,
            Revision = 1,
            IsView = false,
            Target = new TableName("DB", "S", $"{project}_out"),
            Role = "R",
            Warehouse = "W",
            Sql = "SELECT 1",
            Columns = [],
            DeployedBy = "a@example.com",
            DeployedAt = Workshop.Begin,
            Operation = "o",
        };
        await shop.Get<ProjectStore>().PutVersionAsync(project, version, default);
    }

    private static Operation Run(string id) => new()
    {
        Id = id,
        Kind = OperationKind.Run,
        Project = "p",
        RequestedBy = "a@example.com",
        Plan = "",
        Steps = [new OperationStep { Name = StepNames.Claim }],
        CreatedAt = Workshop.Begin,
    };
}
