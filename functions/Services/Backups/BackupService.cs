using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Storage;

namespace Handover.Services.Backups;

/// <summary>Where a backup goes.</summary>
public enum RestoreInto
{
    /// <summary>A new project of its own, with the whole history.</summary>
    New,
    /// <summary>The project that it was taken of, as its newest revision.</summary>
    Same,
}

/// <summary>What to restore.</summary>
/// <param name="Into">Where.</param>
/// <param name="Name">Name of a new project; absent: the old one with "(restored)".</param>
public sealed record RestoreRequest(RestoreInto Into, string? Name = null);

/// <summary>Listing, taking and restoring backups.</summary>
public sealed class BackupService(
    BackupStore store, BackupTaking taking, ProjectStore projects, FlowStore flows, ScheduleBinding schedules, EnvironmentStore environments, TimeProvider clock)
{
    /// <summary>The backups of a project, newest first; without one, for an administrator, all.</summary>
    public async Task<Page<BackupEntry>> ListAsync(Actor actor, string? project, int limit, string? continuation, CancellationToken cancellation)
    {
        if (project is not null)
        {
            await RequireAsync(actor, project, Right.See, cancellation);
        }
        else if (!actor.User.IsAdministrator)
        {
            throw Refusal.Invalid("query-invalid", "Name the project whose backups you want: ?project=…");
        }

        var found = new List<BackupEntry>();
        do
        {
            var page = await store.ListAsync(limit - found.Count, continuation, cancellation);
            found.AddRange(page.Items.Select(item => item.Value).Where(entry => project is null || entry.Project == project));
            continuation = page.Continuation;
        }
        while (continuation is not null && found.Count < limit);
        return new Page<BackupEntry>(found, continuation);
    }

    /// <summary>Takes a backup now.</summary>
    public async Task<BackupEntry> TakeAsync(Actor actor, string project, CancellationToken cancellation)
    {
        var found = await RequireAsync(actor, project, Right.Edit, cancellation);
        var entry = await taking.TakeAsync(found!.Project, actor.Email, BackupReason.OnDemand, cancellation);
        await projects.NoteAsync(
            Audit.Entry(actor, project, "backup-taken", $"Took backup {entry.Id}", entry.TakenAt, ("backup", entry.Id), ("hash", entry.Hash)), cancellation);
        return entry;
    }

    /// <summary>Restores a backup, into a new project or as the newest revision of its own.</summary>
    /// <param name="actor">Who asks: the owner or an administrator.</param>
    /// <param name="id">Id of the backup.</param>
    /// <param name="request">Where to.</param>
    /// <param name="ifMatch">The version of the project's flow that was read; null for a new project.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RefusalException"><c>backup-not-found</c>, <c>backup-damaged</c>, <c>etag-stale</c>, <c>project-locked</c>, <c>project-gone</c>.</exception>
    public async Task<LoadedProject> RestoreAsync(Actor actor, string id, RestoreRequest request, string? ifMatch, CancellationToken cancellation)
    {
        var entry = await store.RequireAsync(id, cancellation);
        var found = await RequireAsync(actor, entry.Project, Right.Manage, cancellation, what: ("backup", id));
        if (request.Into is RestoreInto.Same)
        {
            var project = found ?? throw Refusal.Conflict("project-gone", "The project that this is a backup of is gone for good. Restore it into a new project.");
            project.Project.RequireChangeable();
            FlowService.RequireCurrent(project.Project, ifMatch ?? "");

            await projects.RequireFreeAsync(project.Project.Id, cancellation);
            return await IntoSameAsync(actor, entry, await ReadAsync(entry, cancellation), project, cancellation);
        }

        return await IntoNewAsync(actor, entry, await ReadAsync(entry, cancellation), request.Name, cancellation);
    }

    private async Task<LoadedProject> IntoSameAsync(Actor actor, BackupEntry entry, Content backup, LoadedProject read, CancellationToken cancellation)
    {
        var (now, project, kept) = (clock.GetUtcNow(), read.Project, backup.Header.Project);
        var stored = await flows.PutAsync(backup.Flow(kept.FlowHash), cancellation);
        var (deployments, etag) = await projects.DeploymentsAsync(project.Id, cancellation);
        var wanted = backup.Header.Schedules.Where(schedule => deployments.Items.ContainsKey(schedule.Node));
        var message = $"Restored backup {entry.Id}, revision {kept.Revision}";
        var changed = stored.Hash != project.FlowHash;
        var next = (project.On(stored) with
        {
            Description = kept.Description,
            Tags = kept.Tags,
            Properties = kept.Properties,
            Revision = changed ? project.Revision + 1 : project.Revision,
        }).Touched(actor.Email, now);
        await projects.RecordAsync(
            new RecordedChange(
                next, read.ETag, deployments, etag,
                changed ? new Revision(next.Revision, stored.Hash, actor.Email, now, message) : null,
                Told(actor, entry, next, message, now), project,
                await schedules.PrepareAsync(project.Id, wanted.ToDictionary(one => one.Node, one => Again(actor, one, now, paused: one.Schedule.Paused)), cancellation)),
            cancellation);
        return await projects.RequireAsync(project.Id, cancellation);
    }

    private async Task<LoadedProject> IntoNewAsync(Actor actor, BackupEntry entry, Content backup, string? name, CancellationToken cancellation)
    {
        var (now, kept) = (clock.GetUtcNow(), backup.Header.Project);
        var environment = (await environments.RequireAsync(kept.Environment, cancellation)).Value;
        var title = ProjectRules.Name(name ?? kept.Name[..Math.Min(kept.Name.Length, ProjectRules.NameLength - 11)] + " (restored)");
        foreach (var hash in backup.Revisions.Select(revision => revision.FlowHash).Concat(backup.Versions.Select(version => version.FlowHash)).Distinct())
        {
            await flows.PutAsync(backup.Flow(hash), cancellation);
        }

        // The old project may still be there: two that write one table would undo each other, so the deployments point nowhere, as in a clone.
        var stored = await flows.PutAsync(FlowClone.Of(backup.Flow(kept.FlowHash), keepDeployments: true), cancellation);
        var message = $"Restored backup {entry.Id} of {kept.Name}, revision {kept.Revision}";
        var id = Ids.New("p");
        var project = new Project
        {
            Id = id,
            Name = title,
            Description = kept.Description,
            Tags = kept.Tags,
            Properties = kept.Properties,
            Environment = environment.Id,
            Owner = actor.Email,
            Revision = kept.Revision + 1,
            ClonedFrom = new Origin(kept.Id, kept.Revision, kept.FlowHash),
            CreatedBy = actor.Email,
            CreatedAt = now,
            UpdatedBy = actor.Email,
            UpdatedAt = now,
        }.On(stored);
        await projects.PutHistoryAsync(id, backup.Revisions, cancellation);
        // What a version replaced is kept for the old project, not for this one.
        await projects.PutVersionsAsync(id, backup.Versions.Select(version => version with { Previous = null }), cancellation);
        await projects.RecordAsync(
            new RecordedChange(
                project, null, backup.NothingInPlace(), null, new Revision(project.Revision, stored.Hash, actor.Email, now, message), Told(actor, entry, project, message, now), null,
                await schedules.PrepareAsync(id, backup.Header.Schedules.ToDictionary(one => one.Node, one => Again(actor, one, now, paused: true)), cancellation)),
            cancellation);
        return await projects.RequireAsync(id, cancellation);
    }

    private static NodeSchedule Again(Actor actor, NodeSchedule schedule, DateTimeOffset now, bool paused) =>
        schedule with { Schedule = schedule.Schedule with { Paused = paused }, By = actor.Email, At = now };

    private static AuditEntry Told(Actor actor, BackupEntry entry, Project next, string message, DateTimeOffset now) => Audit.Entry(
        actor, next.Id, "backup-restored", message, now, ("backup", entry.Id), ("hash", entry.Hash), ("from", entry.Project), ("revision", $"{next.Revision}"));

    /// <summary>The project of a backup, if it is still there and the caller has a right in it; administrators see also what is gone.</summary>
    private async Task<LoadedProject?> RequireAsync(Actor actor, string id, Right right, CancellationToken cancellation, (string What, string Id)? what = null)
    {
        var found = await projects.FindAsync(id, cancellation);
        if (found is null ? !actor.User.IsAdministrator || what is null : !Access.Allows(actor.User, found.Project, Right.See))
        {
            throw Refusal.NotFound(what?.What ?? "project", what?.Id ?? id);
        }

        return found is null || Access.Allows(actor.User, found.Project, right)
            ? found
            : throw Refusal.Forbidden("project-right-missing", $"In '{found.Project.Name}' you may not do this. Ask its owner, {found.Project.Owner}.");
    }

    private async Task<Content> ReadAsync(BackupEntry entry, CancellationToken cancellation)
    {
        BackupHeader? header = null;
        var revisions = ImmutableArray.CreateBuilder<Revision>();
        var versions = ImmutableArray.CreateBuilder<DeploymentVersion>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            await foreach (var line in BackupDocument.ReadAsync(await store.BytesAsync(entry, cancellation), entry.Hash, cancellation))
            {
                header ??= line.Header;
                if (line.Revision is { } revision)
                {
                    revisions.Add(revision);
                }
                else if (line.Version is { } version)
                {
                    versions.Add(version);
                }
                else if (line.Flow is { } flow)
                {
                    texts[flow.Hash] = flow.Json;
                }
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidDataException)
        {
            throw BackupDocument.Damaged("it cannot be read");
        }

        return header is { Schema: BackupDocument.Schema }
            ? new Content(
                // A version above the latest was being written then and never became one.
                header, revisions.ToImmutable(), [.. versions.Where(version => version.Number <= header.Deployments.LatestOf(version.Node))], texts)
            : throw BackupDocument.Damaged("it is not a backup of this version of Handover");
    }

    private sealed record Content(
        BackupHeader Header, ImmutableArray<Revision> Revisions, ImmutableArray<DeploymentVersion> Versions, Dictionary<string, string> Texts)
    {
        /// <summary>The deployments of a new project: none is in the warehouse, and the first of each goes on after its old versions.</summary>
        public ProjectDeployments NothingInPlace() => ProjectDeployments.None with
        {
            Gone = Versions.GroupBy(version => version.Node, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(node => node.Key, node => node.Max(version => version.Number), StringComparer.Ordinal),
        };

        public Flow Flow(string hash)
        {
            var bytes = Encoding.UTF8.GetBytes(Texts.GetValueOrDefault(hash) ?? throw BackupDocument.Damaged($"the flow {hash} is missing"));
            return ContentBlobs.HashOf(bytes) == hash && FlowJson.Parse(bytes).Flow is { } flow ? flow : throw BackupDocument.Damaged($"the flow {hash} is not what was backed up");
        }
    }
}
