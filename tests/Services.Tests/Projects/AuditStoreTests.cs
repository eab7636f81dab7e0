using System.Collections.Immutable;
using Azure.Data.Tables;
using Handover.Core.Projects;
using Handover.Services.Notifications;
using Handover.Services.Projects;
using Handover.Services.Reviews;
using Handover.Services.Storage;
using Handover.Services.Tests.Storage;
using Handover.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Handover.Services.Tests.Projects;

/// <summary>The audit chain under writers side by side and under a hand that reaches into storage.</summary>
public sealed class AuditStoreTests : IClassFixture<StorageFixture>
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly StorageFixture storage;
    private readonly ProjectStore projects;

    public AuditStoreTests(StorageFixture storage)
    {
        this.storage = storage;
        projects = new ProjectStore(storage.Clients, new ProjectIndex(storage.Clients, new TableLists(storage.Clients), new WordStore(storage.Clients, NullLogger<WordStore>.Instance), new PropertyStore(storage.Clients)), new Outbox(storage.Clients, TimeProvider.System));
    }

    [Fact]
    public async Task Writers_side_by_side_make_one_chain_and_none_of_them_fails()
    {
        var project = await NewAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => projects.NoteAsync(Entry(project.Project.Id, $"note-{i}"), default)));
        var verdict = await projects.VerifyAuditAsync(project.Project.Id, default);
        Assert.True(verdict.Valid, verdict.Reason);
        Assert.Equal(17, verdict.Count);
    }

    [Fact]
    public async Task A_note_does_not_make_what_somebody_has_read_of_the_project_stale()
    {
        var read = await NewAsync();
        await projects.NoteAsync(Entry(read.Project.Id, "note"), default);
        await projects.SaveAsync(read, read.Project with { Name = "Changed" }, Entry(read.Project.Id, "project-changed"), default);
        var newest = (await projects.AuditAsync(read.Project.Id, new AuditFilter(), 50, null, default)).Items.Single(entry => entry.Action == "project-changed");
        Assert.Equal(new AuditChange("Audited", "Changed"), newest.Changes!["name"]);
        Assert.True((await projects.VerifyAuditAsync(read.Project.Id, default)).Valid);
    }

    [Fact]
    public async Task A_change_of_what_somebody_else_changed_fails_and_leaves_no_entry()
    {
        var read = await NewAsync();
        await projects.SaveAsync(read, read.Project with { Name = "First" }, Entry(read.Project.Id, "first"), default);
        var stale = await Assert.ThrowsAsync<StorageException>(() => projects.SaveAsync(read, read.Project with { Name = "Second" }, Entry(read.Project.Id, "second"), default));
        Assert.Equal(StorageFailure.Stale, stale.Kind);
        var verdict = await projects.VerifyAuditAsync(read.Project.Id, default);
        Assert.Equal((true, 2L), (verdict.Valid, verdict.Count));
    }

    [Fact]
    public async Task The_same_note_twice_is_one_entry()
    {
        var project = (await NewAsync()).Project.Id;
        var entry = Entry(project, "note");
        await projects.NoteAsync(entry, default);
        await projects.NoteAsync(entry, default);
        Assert.Equal(2, (await projects.VerifyAuditAsync(project, default)).Count);
    }

    [Fact]
    public async Task What_a_hand_in_storage_changes_or_removes_is_found_at_its_place()
    {
        var project = (await NewAsync()).Project.Id;
        for (var i = 0; i < 4; i++)
        {
            await projects.NoteAsync(Entry(project, $"note-{i}"), default);
        }

        var table = new TableClient(storage.Connection, storage.Prefix + "Projects");
        var rows = table.Query<TableEntity>($"PartitionKey eq '{project}' and RowKey ge 'audit:' and RowKey lt 'audit;'").ToList();
        var touched = rows.Single(row => row.Any(cell => cell.Value is string text && text.Contains("Did note-1", StringComparison.Ordinal)));
        var column = touched.First(cell => cell.Value is string text && text.Contains("Did note-1", StringComparison.Ordinal)).Key;
        touched[column] = ((string)touched[column]).Replace("Did note-1", "Did nothing", StringComparison.Ordinal);
        await table.UpdateEntityAsync(touched, Azure.ETag.All, TableUpdateMode.Replace);
        var verdict = await projects.VerifyAuditAsync(project, default);
        Assert.Equal((false, 3L), (verdict.Valid, verdict.Broken));

        await table.DeleteEntityAsync(project, touched.RowKey);
        var gone = await projects.VerifyAuditAsync(project, default);
        Assert.Equal((false, 3L), (gone.Valid, gone.Broken));
        Assert.Contains("missing", gone.Reason, StringComparison.Ordinal);
    }

    private Task<LoadedProject> NewAsync()
    {
        var id = AzuriteFixture.UniqueName("p").ToLowerInvariant();
        var project = new Project
        {
            Id = id,
            Name = "Audited",
            Environment = "development",
            Owner = "a@example.com",
            Revision = 1,
            FlowHash = "f",
            CloneHash = "c",
            ReadsHash = "r",
            CreatedBy = "a@example.com",
            CreatedAt = Start,
            UpdatedBy = "a@example.com",
            UpdatedAt = Start,
        };
        return projects.CreateAsync(project, new Revision(1, "f", "a@example.com", Start, "Created"), Entry(id, "project-created"), default);
    }

    private static AuditEntry Entry(string project, string action) =>
        new(Start, "a@example.com", action, project, $"Did {action}", ImmutableSortedDictionary<string, string>.Empty, "request");
}
