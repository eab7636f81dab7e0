using System.Text;
using Handover.Core.Diagnostics;
using Handover.Core.Projects;
using Handover.Services.Backups;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Tests.Schedules;
using Handover.Services.Tests.Storage;
using Handover.Services.Tests.Verification;
using Handover.Services.Tests.Warehouse;

namespace Handover.Services.Tests.Projects;

/// <summary>What the night takes and forgets, and that damaged bytes restore nothing.</summary>
public sealed class BackupTests(StorageFixture storage, WarehouseFixture warehouse) : IClassFixture<StorageFixture>, IClassFixture<WarehouseFixture>
{
    private static readonly Actor Administrator = new(new User("admin@example.com", "A", WorkspaceRole.Administrator, ["*"]), "request");

    [Fact]
    public async Task The_night_backs_up_what_has_changed_since_its_last_backup_and_nothing_else()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        // One of the two projects was backed up when it was made.
        Assert.Equal(1, await place.Get<BackupTaking>().NightlyAsync(default));
        Assert.Equal(0, await place.Get<BackupTaking>().NightlyAsync(default));
        await place.ChangeAsync(project => project with { Name = "Changed" });
        Assert.Equal(1, await place.Get<BackupTaking>().NightlyAsync(default));
        var newest = await place.Get<BackupStore>().LatestAsync(place.Project, default);
        Assert.Equal(("Changed", BackupReason.Nightly, ""), (newest!.Name, newest.Reason, newest.By));
        Assert.IsType<SteppedClock>(place.Get<TimeProvider>()).Advance(TimeSpan.FromDays(1));
        await place.ChangeAsync(project => project with { DeletedAt = place.Now });
        Assert.Equal(0, await place.Get<BackupTaking>().NightlyAsync(default));
    }

    [Fact]
    public async Task The_night_forgets_old_backups_but_never_the_newest_of_a_project()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        var taking = place.Get<BackupTaking>();
        var first = (await ListAsync(place))[0];
        var clock = Assert.IsType<SteppedClock>(place.Get<TimeProvider>());
        clock.Advance(TimeSpan.FromDays(new BackupOptions().RetentionDays - 1));
        await place.ChangeAsync(project => project with { Name = "Changed" });
        await taking.NightlyAsync(default);
        Assert.Contains(first.Id, (await ListAsync(place)).Select(one => one.Id));
        clock.Advance(TimeSpan.FromDays(2));
        await taking.NightlyAsync(default);
        var left = await ListAsync(place);
        Assert.DoesNotContain(first.Id, left.Select(one => one.Id));
        Assert.False(await place.Blob($"backups/projects/{first.Hash}.jsonl.br").ExistsAsync());
        clock.Advance(TimeSpan.FromDays(400));
        await taking.NightlyAsync(default);
        Assert.Equal(left.Select(one => one.Id), (await ListAsync(place)).Select(one => one.Id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Damaged_bytes_are_refused_by_their_hash_and_nothing_is_restored(bool there)
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        var backup = (await ListAsync(place))[0];
        var blob = place.Blob($"backups/projects/{backup.Hash}.jsonl.br");
        if (there)
        {
            var bytes = (await blob.DownloadContentAsync()).Value.Content.ToArray();
            bytes[bytes.Length / 2] ^= 1;
            await blob.UploadAsync(new BinaryData(bytes), overwrite: true);
        }
        else
        {
            await blob.DeleteAsync();
        }

        var projects = place.Get<ProjectStore>();
        var before = await StateAsync();
        foreach (var into in new[] { RestoreInto.New, RestoreInto.Same })
        {
            var refused = await Assert.ThrowsAsync<RefusalException>(
                () => place.Get<BackupService>().RestoreAsync(Administrator, backup.Id, new RestoreRequest(into), "*", default));
            Assert.Equal("backup-damaged", refused.Refusal.Code);
        }

        Assert.Equal(before, await StateAsync());

        async Task<string> StateAsync()
        {
            var text = new StringBuilder();
            await foreach (var project in projects.AllAsync(default).OrderBy(project => project.Id))
            {
                text.Append(project.Id).Append(' ').Append((await projects.FindAsync(project.Id, default))!.ETag).Append(' ').Append(await projects.AuditHeadAsync(project.Id, default)).AppendLine();
            }

            return text.ToString();
        }
    }

    private static async Task<List<BackupEntry>> ListAsync(Premises place) =>
        await place.Get<BackupStore>().AllAsync(default).Select(one => one.Value).ToListAsync();
}
