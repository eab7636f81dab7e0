using System.Runtime.CompilerServices;
using System.Text;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Storage;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Backups;

/// <summary>Takes backups of projects, on demand and every night, and forgets old ones.</summary>
public sealed class BackupTaking(
    ProjectStore projects, FlowStore flows, ScheduleBinding schedules, BackupStore store, BackupOptions options, TimeProvider clock, ILogger<BackupTaking> log)
{
    /// <summary>Takes one.</summary>
    /// <param name="project">The project.</param>
    /// <param name="by">Email of who asked for it; empty for nobody.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="id">Id that makes taking it again replace it; null for a new one.</param>
    public async Task<BackupEntry> TakeAsync(Project project, string by, BackupReason reason, CancellationToken cancellation, string? id = null)
    {
        var now = clock.GetUtcNow();
        // The head before the content: a change in between is in the content, and is backed up once more.
        var head = await projects.AuditHeadAsync(project.Id, cancellation);
        var header = new BackupHeader(
            BackupDocument.Schema, now, project, (await projects.DeploymentsAsync(project.Id, cancellation)).Value,
            [.. (await schedules.OfAsync(project.Id, cancellation)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)], head);
        var bytes = await BackupDocument.WriteAsync(LinesAsync(header, cancellation), cancellation);
        var entry = new BackupEntry(
            id ?? Ids.NewestFirst("backup", now), project.Id, project.Name, project.Environment, project.Revision,
            ContentBlobs.HashOf(bytes), bytes.Length, now, by, reason, head?.Hash);
        await store.PutAsync(entry, bytes, cancellation);
        return entry;
    }

    /// <summary>Backs up every project that has changed since its last backup, and forgets backups whose time is over.</summary>
    /// <returns>How many were taken.</returns>
    public async Task<int> NightlyAsync(CancellationToken cancellation)
    {
        var taken = 0;
        await foreach (var project in projects.AllAsync(cancellation))
        {
            try
            {
                var head = await projects.AuditHeadAsync(project.Id, cancellation);
                if (project.DeletedAt is null && (await store.LatestAsync(project.Id, cancellation))?.AuditHash is var last && (last is null || last != head?.Hash))
                {
                    await TakeAsync(project, "", BackupReason.Nightly, cancellation);
                    taken++;
                }
            }
            catch (StorageException failed) when (!cancellation.IsCancellationRequested)
            {
                // One project must not cost the others their backup; it is tried again tomorrow.
                log.LogError(failed, "No backup of {Project} could be taken", project.Id);
            }
        }

        await ForgetAsync(cancellation);
        return taken;
    }

    private async Task ForgetAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(options.RetentionDays);
        await foreach (var old in store.AllAsync(cancellation))
        {
            if (old.Value.TakenAt < before && (await store.LatestAsync(old.Value.Project, cancellation))?.Id != old.Value.Id)
            {
                await store.DeleteAsync(old, cancellation);
            }
        }
    }

    private async IAsyncEnumerable<BackupLine> LinesAsync(BackupHeader header, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new BackupLine(Header: header);
        var hashes = new List<string> { header.Project.FlowHash };
        await foreach (var revision in projects.AllRevisionsAsync(header.Project.Id, cancellation))
        {
            // A revision that came after the state that is kept is no part of it.
            if (revision.Number <= header.Project.Revision)
            {
                hashes.Add(revision.FlowHash);
                yield return new BackupLine(Revision: revision);
            }
        }

        await foreach (var version in projects.AllVersionsAsync(header.Project.Id, cancellation))
        {
            hashes.Add(version.FlowHash);
            yield return new BackupLine(Version: version);
        }

        foreach (var hash in hashes.Distinct(StringComparer.Ordinal))
        {
            yield return new BackupLine(Flow: new BackupFlow(hash, Encoding.UTF8.GetString((await flows.BytesAsync(hash, cancellation)).Span)));
        }
    }
}
