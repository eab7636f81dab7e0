using System.Text.Json;
using Azure.Data.Tables;
using ETag = Azure.ETag;
using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Core.Promotions;
using Handover.Core.Schedules;
using Handover.Services.Deployments;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Promotions;
using Handover.Services.Schedules;
using Handover.Services.Storage;
using Handover.Services.Tests.Storage;
using Handover.Services.Tests.Warehouse;

namespace Handover.Services.Tests.Verification;

/// <summary>Each violation, made by hand in an installation in which everything fits together, is found and named; and nothing else is.</summary>
public sealed class VerifierTests(StorageFixture storage, WarehouseFixture warehouse) : IClassFixture<StorageFixture>, IClassFixture<WarehouseFixture>
{
    [Fact]
    public async Task Where_everything_fits_together_nothing_is_found()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        var report = await place.Get<Services.Verification.Verifier>().RunAsync(null, default);
        Assert.True(report.Whole, string.Join('\n', report.Violations));
        Assert.Equal((2, 2, 1, 1), (report.Looked.Projects, report.Looked.Operations, report.Looked.Promotions, report.Looked.Backups));
    }

    [Fact]
    public Task An_owner_who_is_not_in_the_directory() =>
        FindsAsync("owner-missing", place => place.Project, place => place.ChangeAsync(project => project with { Owner = "nobody@example.com" }));

    [Fact]
    public Task An_owner_among_the_collaborators() => FindsAsync(
        "owner-twice", place => place.Project, place => place.ChangeAsync(project => project with { Collaborators = [new Collaborator(Premises.Owner, ProjectRole.Editor)] }));

    [Fact]
    public Task A_missing_revision() =>
        FindsAsync("revision-missing", place => place.Project, place => place.Table("Projects").DeleteEntityAsync(place.Project, RowKey.Of("revision", RowKey.Number(int.MaxValue - 1))));

    [Fact]
    public Task A_revision_with_another_flow_than_the_project() => FindsAsync(
        "revision-differs", place => place.Project,
        async place => await place.Get<ProjectStore>().PutHistoryAsync(place.Project, [new Revision(2, await OtherFlowAsync(place), Premises.Owner, place.Now, "Other")], default));

    [Fact]
    public async Task A_flow_that_is_gone_or_another()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        await place.Blob($"flows/{place.FlowHash}").UploadAsync(BinaryData.FromString("{}"), overwrite: true);
        Assert.Contains(await place.FindAsync(), found => found.Rule == "content-lost" && found.Subject == place.Project && found.What.Contains("does not hold", StringComparison.Ordinal));
        await place.Blob($"flows/{place.FlowHash}").DeleteAsync();
        Assert.Contains(await place.FindAsync(), found => found.Rule == "content-lost" && found.What.Contains("is not there", StringComparison.Ordinal));
    }

    [Fact]
    public Task A_list_of_tables_that_is_gone() => FindsAsync(
        "content-lost", place => place.Project,
        async place =>
        {
            // The other project that shares the list is left without it as well.
            var hash = (await place.Get<ProjectStore>().RequireAsync(place.Project, default)).Project.ReadsHash;
            await place.Table("ProjectIndex").DeleteEntityAsync("reads", RowKey.Of(hash, RowKey.Number(0)));
        },
        alsoAbout: Premises.Target);

    [Fact]
    public Task A_claim_whose_operation_has_ended() =>
        FindsAsync("claim-left", place => place.Project, place => place.Get<ProjectStore>().ClaimAsync(place.Project, new Claim("op-deploy", "deploy", Premises.Owner, place.Now.AddMinutes(-5)), default));

    [Fact]
    public Task A_claim_of_a_node_whose_operation_was_never_there() =>
        FindsAsync("claim-left", place => place.Project, place => place.Get<ProjectStore>().ClaimNodeAsync(place.Project, "out", new Claim("op-unknown", "run", Premises.Owner, place.Now.AddMinutes(-5)), default));

    [Fact]
    public Task An_audit_entry_that_is_gone() => FindsAsync(
        "audit-broken", place => place.Project,
        async place =>
        {
            var entry = place.Table("Projects").Query<TableEntity>($"PartitionKey eq '{place.Project}' and RowKey ge 'audit:' and RowKey lt 'audit;'").First();
            await place.Table("Projects").DeleteEntityAsync(place.Project, entry.RowKey);
        });

    [Fact]
    public Task A_table_that_is_gone() =>
        FindsAsync("table-differs", place => place.Project, place => place.Warehouse.Warehouse.ExecuteAdminAsync("PROD", $"DROP TABLE PROD.SHOP.{place.State.Target.Name}", default));

    [Fact]
    public Task A_table_with_other_columns() =>
        FindsAsync("table-differs", place => place.Project, place => place.Warehouse.Warehouse.ExecuteAdminAsync("PROD", $"ALTER TABLE PROD.SHOP.{place.State.Target.Name} ADD COLUMN MORE INTEGER", default));

    [Fact]
    public Task A_version_that_is_gone() =>
        FindsAsync("version-missing", place => place.Project, place => place.Get<ProjectStore>().DropVersionAsync(place.Project, "out", 1, default));

    [Fact]
    public Task A_version_that_is_not_what_is_deployed() => FindsAsync(
        "version-differs", place => place.Project,
        place => place.Get<ProjectStore>().PutVersionAsync(place.Project, Premises.VersionOf(place.State) with { Target = place.State.Target with { Name = "ELSEWHERE" } }, default));

    [Fact]
    public Task A_version_that_was_written_ahead_and_never_taken_away() =>
        FindsAsync("version-unrecorded", place => place.Project, place => place.Get<ProjectStore>().PutVersionAsync(place.Project, Premises.VersionOf(place.State) with { Number = 2 }, default));

    [Theory]
    [InlineData("__STAGE_0123456789ABCDEF")]
    [InlineData("__DELTA_0123456789ABCDEF")]
    [InlineData("__PREVIOUS_0123456789ABCDEF")]
    [InlineData("__PREVIOUS")]
    public async Task A_staging_object_that_nobody_uses_and_one_that_is_kept(string mark)
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        var stray = place.State.Target with { Name = place.State.Target.Name + mark };
        await warehouse.Warehouse.ExecuteAdminAsync("PROD", $"CREATE TABLE PROD.SHOP.{stray.Name} AS SELECT 1 AS ID", default);
        Assert.Contains(await place.FindAsync(), found => found.Rule == "stray-table" && found.Subject == stray.ToString());
        await place.Get<RetentionStore>().PutAsync([(new KeptObject(stray, "op-deploy", place.Project, "DEPLOYER", "WH", place.Now), new DateOnly(2030, 1, 1))], default);
        Assert.Empty(await place.FindAsync());
        await warehouse.Warehouse.ExecuteAdminAsync("PROD", $"DROP TABLE PROD.SHOP.{stray.Name}", default);
    }

    [Fact]
    public Task An_open_entry_without_an_operation() => FindsAsync(
        "open-without-operation", _ => "op-unknown",
        place => place.Table("Operations").AddEntityAsync(Entity("open", "op-unknown", new OpenOperation("op-unknown", place.Project, place.Now.AddMinutes(-5)))));

    [Fact]
    public Task A_young_open_entry_is_no_violation() =>
        FindsNothingAsync(place => place.Get<OperationStore>().AnnounceAsync("op-unknown", place.Project, default));

    [Fact]
    public Task An_operation_that_has_not_ended_and_is_not_open() => FindsAsync(
        "operation-forgotten", _ => "op-lost",
        async place =>
        {
            var operation = new Operation { Id = "op-lost", Kind = OperationKind.Run, Project = place.Project, Node = "out", Execution = "e", RequestedBy = Premises.Owner, Plan = "", Steps = [], CreatedAt = place.Now.AddMinutes(-5) };
            await place.Get<OperationStore>().AddAsync(operation, default);
            await place.Table("Operations").DeleteEntityAsync("open", "op-lost", ETag.All);
        });

    [Fact]
    public Task A_promotion_that_waits_for_an_operation_that_has_ended() => FindsAsync(
        "promotion-disagrees", _ => Premises.Promotion,
        place => place.Get<PromotionStore>().ChangeAsync(Premises.Promotion, promotion => promotion with { Status = PromotionStatus.Applying }, default), other: "promotion-half");

    [Fact]
    public Task A_promotion_that_is_being_rolled_back_by_nobody() => FindsAsync(
        "promotion-disagrees", _ => Premises.Promotion,
        place => place.Get<PromotionStore>().ChangeAsync(Premises.Promotion, promotion => promotion with { Status = PromotionStatus.RollingBack, RollbackOperation = "op-none" }, default));

    [Fact]
    public Task A_half_promotion() =>
        FindsAsync("promotion-half", _ => Premises.Promotion, place => place.Get<ProjectStore>().DropVersionAsync(Premises.Target, "other", 1, default));

    [Fact]
    public Task A_plan_that_is_gone() => FindsAsync(
        "content-lost", _ => Premises.Promotion,
        async place => await place.Blob($"plans/{(await place.Get<PromotionStore>().RequireAsync(Premises.Promotion, default)).Value.Plan}").DeleteAsync());

    [Fact]
    public Task A_due_time_that_was_run_twice() => FindsAsync(
        "due-twice", place => place.Project,
        async place =>
        {
            var due = place.Now.AddHours(-1);
            var store = place.Get<ScheduleStore>();
            var read = await store.LoadAsync(place.Project, "out", default);
            await store.Change(read, read.Runs).Add(ExecutionOf(place, due, "s")).Add(ExecutionOf(place, due, "t")).SubmitAsync(default);
        });

    [Fact]
    public Task A_run_that_nobody_goes_on_with() => FindsAsync(
        "run-forgotten", place => place.Project,
        async place =>
        {
            var store = place.Get<ScheduleStore>();
            var read = await store.LoadAsync(place.Project, "out", default);
            await store.Change(read, read.Runs).Add(ExecutionOf(place, place.Now, "s") with { Status = ExecutionStatus.Running, EndedAt = null }).SubmitAsync(default);
        });

    [Fact]
    public Task A_run_that_is_waited_for_and_was_never_written() => FindsAsync(
        "run-unknown", place => place.Project,
        async place =>
        {
            var store = place.Get<ScheduleStore>();
            var read = await store.LoadAsync(place.Project, "out", default);
            await store.Change(read, read.Runs.Trying(new OpenRun("e", "op-run", place.Now, place.Now))).SubmitAsync(default);
        });

    [Fact]
    public async Task A_list_of_projects_that_lags_behind_is_found_and_put_right()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        var project = await place.Get<ProjectStore>().RequireAsync(place.Project, default);
        var index = place.Get<ProjectIndex>();
        var shown = await index.BeginAsync(place.Project, default);
        Assert.True(await index.PutAsync(shown, project.Project with { Name = "Earlier" }, [], default));
        Assert.All(await place.FindAsync(), found => Assert.Equal(("index-differs", place.Project), (found.Rule, found.Subject)));
        Assert.NotEmpty(await place.FindAsync());
        Assert.NotEqual(0, await place.Get<ProjectListMending>().RunAsync(default));
        Assert.Empty(await place.FindAsync());
    }

    [Fact]
    public async Task Of_two_changes_at_once_the_list_shows_the_later_one()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        var index = place.Get<ProjectIndex>();
        var slow = await index.BeginAsync(place.Project, default);
        await place.ChangeAsync(project => project with { Name = "Later" });
        // The slower one, whose transaction came first, must not put back what it knows.
        Assert.False(await index.PutAsync(slow, slow!.Value.Project, null, default));
        Assert.Equal("Later", (await index.EntryAsync(place.Project, default))!.Project.Name);
    }

    [Fact]
    public async Task A_promotion_whose_operation_a_crash_kept_from_being_written_gets_it()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        var known = (await place.Get<PromotionStore>().RequireAsync(Premises.Promotion, default)).Value;
        var lost = known with { Id = "promotion-2", Operation = PromotionStarting.OperationOf("promotion-2"), Status = PromotionStatus.Requested };
        await place.Table("Operations").AddEntityAsync(Entity("open", lost.Operation, new OpenOperation(lost.Operation, lost.TargetProject, place.Now.AddMinutes(-5))));
        await place.Get<PromotionStore>().AddAsync(lost, default);
        Assert.Contains(await place.FindAsync(), found => found.Rule == "promotion-disagrees" && found.Subject == lost.Id);
        Assert.Equal(lost.Operation, Assert.Single(await place.Get<OperationRepair>().UnfinishedAsync(default).ToListAsync()).Id);
        Assert.Empty(await place.FindAsync());
    }

    [Fact]
    public Task A_backup_that_is_damaged() => FindsAsync(
        "backup-damaged", place => place.Get<Backups.BackupStore>().AllAsync(default).ToListAsync().AsTask().Result[0].Value.Id,
        async place =>
        {
            var entry = (await place.Get<Backups.BackupStore>().AllAsync(default).ToListAsync())[0].Value;
            await place.Blob($"backups/projects/{entry.Hash}.jsonl.br").UploadAsync(BinaryData.FromString("not it"), overwrite: true);
        });

    private async Task FindsAsync(string rule, Func<Premises, string> subject, Func<Premises, Task> harm, string? alsoAbout = null, string? other = null)
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        await harm(place);
        var found = await place.FindAsync();
        Assert.Contains(found, violation => violation.Rule == rule && violation.Subject == subject(place));
        Assert.All(found, violation =>
        {
            Assert.True(violation.Rule == rule || violation.Rule == other, violation.ToString());
            Assert.True(violation.Subject == subject(place) || violation.Subject == alsoAbout, violation.ToString());
            Assert.NotEmpty(violation.Remedy);
        });
    }

    private async Task FindsNothingAsync(Func<Premises, Task> done)
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        await done(place);
        Assert.Empty(await place.FindAsync());
    }

    private static async Task<string> OtherFlowAsync(Premises place) => (await place.Get<FlowStore>().PutAsync(Core.Flows.Flow.Empty, default)).Hash;

    private static Execution ExecutionOf(Premises place, DateTimeOffset due, string reason) => new()
    {
        Id = ScheduleStore.ExecutionId(due, reason),
        Project = place.Project,
        Node = "out",
        Trigger = RunTrigger.Schedule,
        Due = due,
        Status = ExecutionStatus.Succeeded,
        RequestedBy = Premises.Owner,
        CreatedAt = due,
        EndedAt = due,
    };

    private static TableEntity Entity<T>(string partition, string row, T value) =>
        new(partition, row) { ["Json"] = JsonSerializer.Serialize(value, StorageJson.Options) };
}
