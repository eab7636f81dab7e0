using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Governance;
using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Core.Sql;
using Handover.Services.Notifications;
using Handover.Services.Storage;
using ETag = Azure.ETag;

namespace Handover.Services.Projects;

/// <summary>A project's state as it was read.</summary>
public sealed record LoadedProject(Project Project, ETag ETag);

/// <summary>An operation that has a project for itself.</summary>
/// <param name="Operation">Id.</param>
/// <param name="Kind">What it does, for the message.</param>
/// <param name="By">Email.</param>
/// <param name="At">UTC.</param>
public sealed record Claim(string Operation, string Kind, string By, DateTimeOffset At);

/// <summary>Which audit entries a caller asks for.</summary>
/// <param name="User">Email of who did it.</param>
/// <param name="From">The earliest, UTC.</param>
/// <param name="To">Before this, UTC.</param>
/// <param name="Action">What was done, as entries name it: <c>promotion-applied</c>.</param>
public sealed record AuditFilter(string? User = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Action = null)
{
    private const string Prefix = "audit:";

    internal bool Matches(AuditEntry entry) =>
        (User is null || string.Equals(User, entry.By, StringComparison.OrdinalIgnoreCase))
        && (Action is null || Action == entry.Action)
        && (From is null || entry.At >= From) && (To is null || entry.At < To);

    // Keys sort the newest first, so the range begins at the end of the time asked for.
    internal RowRange Range() => RowRange.Between(
        To is { } to ? Prefix + RowKey.NewestFirst(to, "") : Prefix,
        From is { } from ? Prefix + RowKey.NewestFirst(from.AddTicks(-1), "") : "audit;");
}

/// <summary>
/// Projects with all that belongs to them. A project is one partition, so a change of its state, the revision and the audit entry that
/// tell of it are one transaction.
/// </summary>
public sealed class ProjectStore(StorageClients clients, ProjectIndex index, Outbox outbox)
{
    private const string ProjectRow = "project";
    private const string ClaimRow = "claim";
    private const string DeploymentsRow = "deployments";
    internal const string PurgeClaim = "purge";
    private readonly DocumentTable table = new(clients, "Projects");

    public async Task<LoadedProject?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!MayBeId(id))
        {
            return null;
        }

        var found = await table.GetAsync<Project>(id, ProjectRow, cancellation);
        return found is null ? null : new LoadedProject(found.Value, found.ETag);
    }

    /// <exception cref="RefusalException"><c>project-not-found</c>.</exception>
    public async Task<LoadedProject> RequireAsync(string id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ?? throw Refusal.NotFound("project", id);

    public async Task<LoadedProject> CreateAsync(Project project, Revision revision, AuditEntry audit, CancellationToken cancellation)
    {
        var before = await index.BeginAsync(project.Id, cancellation);
        var versions = await table.Batch(project.Id)
            .Insert(ProjectRow, project)
            .Insert(RevisionRow(revision.Number), revision)
            .Append(audit)
            .SubmitAsync(cancellation);
        await ShowAsync(before, project, [], cancellation);
        return new LoadedProject(project, versions[ProjectRow]);
    }

    /// <summary>Writes a project's next state with its audit entry, and a revision where the flow changed.</summary>
    /// <exception cref="RefusalException"><c>project-busy</c>; <c>etag-stale</c> by <see cref="StorageException"/>.</exception>
    public async Task<LoadedProject> SaveAsync(
        LoadedProject read, Project next, AuditEntry audit, CancellationToken cancellation, Revision? revision = null, ProjectEvent? told = null)
    {
        var before = index.BeginAsync(next.Id, cancellation);
        await Task.WhenAll(RequireFreeAsync(next.Id, cancellation), before);
        var batch = table.Batch(next.Id).Replace(ProjectRow, next, read.ETag).Append(audit with { Changes = ProjectChanges.Between(read.Project, next) })
            .Tell(outbox, OwnerEvent(read.Project, next, audit)).Tell(outbox, told);
        if (revision is not null)
        {
            batch.Insert(RevisionRow(revision.Number), revision);
        }

        var versions = await batch.SubmitAsync(cancellation);
        await ShowAsync(await before, next, null, cancellation);
        return new LoadedProject(next, versions[ProjectRow]);
    }

    public Task<Page<Stored<Revision>>> RevisionsAsync(string project, int limit, string? continuation, CancellationToken cancellation) =>
        table.QueryAsync<Revision>(project, RowRange.Prefix("revision:"), limit, continuation, cancellation);

    /// <summary>Every revision of a project, newest first.</summary>
    public IAsyncEnumerable<Revision> AllRevisionsAsync(string project, CancellationToken cancellation) =>
        table.ScanAsync<Revision>(project, RowRange.Prefix("revision:"), cancellation).Select(stored => stored.Value);

    /// <summary>Writes the history of a project that is about to be made; until it is, nobody sees it.</summary>
    public Task PutHistoryAsync(string project, IEnumerable<Revision> revisions, CancellationToken cancellation) =>
        PutAllAsync(project, revisions, revision => RevisionRow(revision.Number), cancellation);

    /// <exception cref="RefusalException"><c>revision-not-found</c>.</exception>
    public async Task<Revision> RevisionAsync(string project, int number, CancellationToken cancellation) =>
        (await table.GetAsync<Revision>(project, RevisionRow(number), cancellation))?.Value
        ?? throw Refusal.NotFound("revision", number.ToString());

    /// <summary>Audit entries, newest first.</summary>
    public async Task<Page<AuditEntry>> AuditAsync(string project, AuditFilter filter, int limit, string? continuation, CancellationToken cancellation)
    {
        var page = await table.FindAsync<AuditEntry>(project, filter.Range(), filter.Matches, limit, continuation, cancellation);
        return new Page<AuditEntry>([.. page.Items.Select(item => item.Value)], page.Continuation);
    }

    /// <summary>Writes an audit entry of something that changed no state of the project itself.</summary>
    /// <remarks>Noting the same again changes nothing.</remarks>
    public async Task NoteAsync(AuditEntry audit, CancellationToken cancellation, ProjectEvent? told = null)
    {
        try
        {
            await table.Batch(audit.Project).Append(audit).Tell(outbox, told).SubmitAsync(cancellation);
        }
        catch (StorageException noted) when (noted.Kind is StorageFailure.Conflict)
        {
            // The row's key is time, action and request: this very entry is there.
        }
    }

    /// <summary>Checks that a project's audit is the chain that it was written as.</summary>
    public async Task<AuditVerdict> VerifyAuditAsync(string project, CancellationToken cancellation)
    {
        // The head first: entries that are added meanwhile come after it and do no harm.
        var head = await table.GetAsync<AuditHead>(project, Audit.HeadRow, cancellation);
        var entries = await table.ScanAsync<AuditEntry>(project, RowRange.Prefix("audit:"), cancellation).Select(stored => stored.Value).ToListAsync(cancellation);
        return AuditChain.Verify(project, entries, head?.Value);
    }

    /// <summary>The end of a project's audit; null if nothing was ever done.</summary>
    public async Task<AuditHead?> AuditHeadAsync(string project, CancellationToken cancellation) =>
        (await table.GetAsync<AuditHead>(project, Audit.HeadRow, cancellation))?.Value;

    /// <summary>Whether a project was deleted for good: all that is left of it is its audit.</summary>
    public async Task<bool> IsPurgedAsync(string id, CancellationToken cancellation) =>
        MayBeId(id) && await AuditHeadAsync(id, cancellation) is not null && await FindAsync(id, cancellation) is null;

    /// <summary>Every project there is, deleted ones included; reads all partitions: for timers and commands.</summary>
    public IAsyncEnumerable<Project> AllAsync(CancellationToken cancellation) =>
        table.ScanPartitionsAsync<Project>(RowRange.All, RowRange.Exactly(ProjectRow), cancellation).Select(stored => stored.Value);

    /// <summary>Deletes a project for good that was deleted before a time. Its audit stays, with the purge as its last entry.</summary>
    /// <returns>False if it was restored meanwhile, or something still runs in it.</returns>
    public async Task<bool> PurgeAsync(string project, DateTimeOffset deletedBefore, DateTimeOffset now, CancellationToken cancellation)
    {
        // Whoever wants to change the project finds it taken: purging that broke off goes on under the same claim.
        if (await ClaimAsync(project, new Claim(PurgeClaim, PurgeClaim, "", now), cancellation) is not null)
        {
            return false;
        }

        var found = await FindAsync(project, cancellation);
        if (found?.Project.DeletedAt is not { } deleted || deleted >= deletedBefore || await RunningAsync(project, cancellation) is not null)
        {
            await ReleaseAsync(project, PurgeClaim, cancellation);
            return false;
        }

        await foreach (var chunk in table.ScanAsync<JsonElement>(project, RowRange.All, cancellation).Where(row => !StaysToTheEnd(row.Row)).Chunk(DocumentBatch.MaxRows).WithCancellation(cancellation))
        {
            var batch = table.Batch(project);
            foreach (var row in chunk)
            {
                batch.Delete(row.Row, row.ETag);
            }

            await batch.SubmitAsync(cancellation);
        }

        await index.RemoveAsync(project, cancellation);
        var claim = await table.GetAsync<Claim>(project, ClaimRow, cancellation);
        await table.Batch(project).Delete(ProjectRow, found.ETag).Delete(ClaimRow, claim?.ETag ?? ETag.All)
            .Append(Audit.Entry("", null, project, "project-purged", $"Deleted for good: it was deleted on {deleted:yyyy-MM-dd}", now, ("name", found.Project.Name)))
            .SubmitAsync(cancellation);
        return true;
    }

    private static bool MayBeId(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool StaysToTheEnd(string row) => row is ProjectRow or ClaimRow or Audit.HeadRow || row.StartsWith("audit:", StringComparison.Ordinal);

    /// <summary>Rows that belong to the project beside its state: reviews and comments.</summary>
    internal DocumentTable Rows => table;

    public async Task<(ProjectDeployments Value, ETag? ETag)> DeploymentsAsync(string project, CancellationToken cancellation)
    {
        var found = await table.GetAsync<ProjectDeployments>(project, DeploymentsRow, cancellation);
        return (found?.Value ?? ProjectDeployments.None, found?.ETag);
    }

    public Task<Page<Stored<DeploymentVersion>>> VersionsAsync(string project, string node, int limit, string? continuation, CancellationToken cancellation) =>
        table.QueryAsync<DeploymentVersion>(project, RowRange.Prefix(RowKey.Prefix("version", node)), limit, continuation, cancellation);

    /// <summary>The Deployment History of every node.</summary>
    public IAsyncEnumerable<DeploymentVersion> AllVersionsAsync(string project, CancellationToken cancellation) =>
        table.ScanAsync<DeploymentVersion>(project, RowRange.Prefix("version:"), cancellation).Select(stored => stored.Value);

    public async Task<DeploymentVersion?> FindVersionAsync(string project, string node, int number, CancellationToken cancellation) =>
        (await table.GetAsync<DeploymentVersion>(project, VersionRow(node, number), cancellation))?.Value;

    /// <summary>Writes a version ahead of the transaction that makes it the current one; until then its number is above the latest and nobody sees it.</summary>
    public async Task PutVersionAsync(string project, DeploymentVersion version, CancellationToken cancellation) =>
        await table.Batch(project).Upsert(VersionRow(version.Node, version.Number), version).SubmitAsync(cancellation);

    /// <summary>Writes the Deployment History of a project that is about to be made; until it is, nobody sees it.</summary>
    public Task PutVersionsAsync(string project, IEnumerable<DeploymentVersion> versions, CancellationToken cancellation) =>
        PutAllAsync(project, versions, version => VersionRow(version.Node, version.Number), cancellation);

    private async Task PutAllAsync<T>(string project, IEnumerable<T> documents, Func<T, string> rowOf, CancellationToken cancellation)
    {
        foreach (var chunk in documents.Chunk(DocumentBatch.MaxRows))
        {
            var batch = table.Batch(project);
            foreach (var document in chunk)
            {
                batch.Upsert(rowOf(document), document);
            }

            await batch.SubmitAsync(cancellation);
        }
    }

    public Task DropVersionAsync(string project, string node, int number, CancellationToken cancellation) =>
        table.DeleteAsync(project, VersionRow(node, number), ETag.All, cancellation);

    /// <summary>Takes the project for one operation; taking it again for the same one succeeds.</summary>
    /// <returns>The claim that stands in the way, or null.</returns>
    public async Task<Claim?> ClaimAsync(string project, Claim claim, CancellationToken cancellation)
    {
        try
        {
            await table.InsertAsync(project, ClaimRow, claim, cancellation);
            return null;
        }
        catch (StorageException taken) when (taken.Kind is StorageFailure.Conflict)
        {
            var other = await table.GetAsync<Claim>(project, ClaimRow, cancellation);
            return other is null || other.Value.Operation == claim.Operation ? null : other.Value;
        }
    }

    /// <summary>Gives the project free, if this operation has it.</summary>
    public async Task ReleaseAsync(string project, string operation, CancellationToken cancellation)
    {
        var claim = await table.GetAsync<Claim>(project, ClaimRow, cancellation);
        if (claim is not null && claim.Value.Operation == operation)
        {
            await table.DeleteAsync(project, ClaimRow, claim.ETag, cancellation);
        }
    }

    /// <summary>Takes one deployment node for a run, unless an operation has the whole project.</summary>
    /// <returns>The claim that stands in the way, or null.</returns>
    public async Task<Claim?> ClaimNodeAsync(string project, string node, Claim claim, CancellationToken cancellation)
    {
        var row = RowKey.Of(ClaimRow, node);
        try
        {
            await table.InsertAsync(project, row, claim, cancellation);
        }
        catch (StorageException taken) when (taken.Kind is StorageFailure.Conflict)
        {
            if (await table.GetAsync<Claim>(project, row, cancellation) is { } other && other.Value.Operation != claim.Operation)
            {
                return other.Value;
            }
        }

        if (await table.GetAsync<Claim>(project, ClaimRow, cancellation) is { } whole)
        {
            await ReleaseNodeAsync(project, node, claim.Operation, cancellation);
            return whole.Value;
        }

        return null;
    }

    /// <summary>Gives a node free, if this operation has it.</summary>
    public async Task ReleaseNodeAsync(string project, string node, string operation, CancellationToken cancellation)
    {
        var row = RowKey.Of(ClaimRow, node);
        if (await table.GetAsync<Claim>(project, row, cancellation) is { } claim && claim.Value.Operation == operation)
        {
            await table.DeleteAsync(project, row, claim.ETag, cancellation);
        }
    }

    /// <summary>Everything that has the project or a node of it for itself.</summary>
    public async IAsyncEnumerable<Claim> ClaimsAsync(string project, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await FindClaimAsync(project, cancellation) is { } whole)
        {
            yield return whole;
        }

        await foreach (var node in table.ScanAsync<Claim>(project, RowRange.Prefix(ClaimRow + ":"), cancellation))
        {
            yield return node.Value;
        }
    }

    /// <summary>A run that has one of the project's nodes, if there is one.</summary>
    public async Task<Claim?> RunningAsync(string project, CancellationToken cancellation)
    {
        var page = await table.QueryAsync<Claim>(project, RowRange.Prefix(ClaimRow + ":"), 1, null, cancellation);
        return page.Items.Count == 0 ? null : page.Items[0].Value;
    }

    /// <summary>The operation that has the project to itself, or null.</summary>
    public async Task<Claim?> FindClaimAsync(string project, CancellationToken cancellation) =>
        (await table.GetAsync<Claim>(project, ClaimRow, cancellation))?.Value;

    /// <exception cref="RefusalException"><c>project-busy</c>.</exception>
    public async Task RequireFreeAsync(string project, CancellationToken cancellation)
    {
        if (await table.GetAsync<Claim>(project, ClaimRow, cancellation) is { } claim)
        {
            throw Busy(claim.Value);
        }
    }

    public static RefusalException Busy(Claim claim) => Refusal.Conflict(
        "project-busy",
        $"A {claim.Kind} by {claim.By} is changing this project (operation {claim.Operation}). Wait until it has ended.");

    /// <summary>Everything that an operation changes in a project, in one transaction.</summary>
    public async Task RecordAsync(RecordedChange change, CancellationToken cancellation)
    {
        var before = await index.BeginAsync(change.Project.Id, cancellation);
        var batch = table.Batch(change.Project.Id).Append(change.Audit with { Changes = change.Before is null ? null : ProjectChanges.Between(change.Before, change.Project) })
            .Tell(outbox, OwnerEvent(change.Before, change.Project, change.Audit));
        batch = change.ProjectETag is { } etag ? batch.Replace(ProjectRow, change.Project, etag) : batch.Insert(ProjectRow, change.Project);
        batch = change.DeploymentsETag is { } known
            ? batch.Replace(DeploymentsRow, change.Deployments, known)
            : batch.Insert(DeploymentsRow, change.Deployments);
        if (change.Revision is not null)
        {
            batch.Insert(RevisionRow(change.Revision.Number), change.Revision);
        }

        foreach (var write in change.Schedules ?? [])
        {
            write(batch);
        }

        await batch.SubmitAsync(cancellation);
        await ShowAsync(before, change.Project, TargetsOf(change.Deployments), cancellation);
    }

    /// <summary>Makes the list of projects say what the project says; for what may have been cut off between the two.</summary>
    public async Task ShowAsync(string id, CancellationToken cancellation)
    {
        while (true)
        {
            // The list first: whoever changes the project after this was read writes the list after it as well.
            var shown = await index.StoredAsync(id, cancellation);
            var project = await FindAsync(id, cancellation);
            if (project is null)
            {
                if (shown is not null)
                {
                    await index.RemoveAsync(id, cancellation);
                }

                return;
            }

            if (await index.PutAsync(shown, project.Project, TargetsOf((await DeploymentsAsync(id, cancellation)).Value), cancellation))
            {
                return;
            }
        }
    }

    private async Task ShowAsync(Stored<ProjectEntry>? before, Project project, ImmutableArray<TableName>? writes, CancellationToken cancellation)
    {
        if (!await index.PutAsync(before, project, writes, cancellation))
        {
            await ShowAsync(project.Id, cancellation);
        }
    }

    private static ImmutableArray<TableName> TargetsOf(ProjectDeployments deployments) => [.. deployments.Items.Values.Select(state => state.Target)];

    private static ProjectEvent? OwnerEvent(Project? before, Project after, AuditEntry audit) => before is null || before.Owner == after.Owner
        ? null
        : Outbox.Event(ProjectEventKind.OwnershipChanged, after, audit.By, audit.At, $"{after.Owner} owns it now; before it was {before.Owner}.");

    // Newest first: a list of revisions begins with the present.
    private static string RevisionRow(int number) => RowKey.Of("revision", RowKey.LargestFirst(number));

    private static string VersionRow(string node, int number) => RowKey.Of("version", node, RowKey.LargestFirst(number));
}

/// <summary>What an operation leaves in a project.</summary>
/// <param name="Project">The next state.</param>
/// <param name="ProjectETag">The version that it follows; null for a project that is made.</param>
/// <param name="Deployments">What is in the warehouse from now on.</param>
/// <param name="DeploymentsETag">The version that it follows; null for none.</param>
/// <param name="Revision">The new revision, if the flow changes.</param>
/// <param name="Audit">Tells of it.</param>
/// <param name="Before">The state that it follows; null for a project that is made.</param>
/// <param name="Schedules">What is to be written for the schedules, in the same transaction.</param>
public sealed record RecordedChange(
    Project Project,
    ETag? ProjectETag,
    ProjectDeployments Deployments,
    ETag? DeploymentsETag,
    Revision? Revision,
    AuditEntry Audit,
    Project? Before = null,
    IReadOnlyList<Action<DocumentBatch>>? Schedules = null);
