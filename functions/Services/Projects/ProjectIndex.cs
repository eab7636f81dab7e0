using System.Collections.Immutable;
using Handover.Core.Annotations;
using Handover.Core.Deployments;
using Handover.Core.Projects;
using Handover.Core.Sql;
using Handover.Services.Reviews;
using Handover.Services.Storage;

namespace Handover.Services.Projects;

/// <summary>What the list of projects shows and filters by.</summary>
public sealed record ProjectEntry
{
    public required Project Project { get; init; }

    /// <summary>Tables and views that it has deployed.</summary>
    public ImmutableArray<TableName> Writes { get; init; } = [];
}

/// <summary>A project that was about to change, and whether anybody has looked at its row since.</summary>
internal sealed record ChangingProject(string Project, bool Looked = false);

/// <summary>Which projects a caller asks for.</summary>
/// <param name="Search">Text in the name, the description, a tag or a custom property of a project, or of a node or group of its flow.</param>
/// <param name="Owner">Email.</param>
/// <param name="Environment">Id.</param>
/// <param name="Tag">A whole tag.</param>
/// <param name="Deleted">Those that were deleted, instead of those that were not.</param>
public sealed record ProjectFilter(string? Search = null, string? Owner = null, string? Environment = null, string? Tag = null, bool Deleted = false);

/// <summary>A project of a list, and where in its flow was found what somebody searched for.</summary>
/// <param name="Project">The project.</param>
/// <param name="Found">The first nodes and groups, at most <see cref="ProjectIndex.MostFound"/>.</param>
public sealed record FoundProject(Project Project, IReadOnlyList<FoundNode> Found);

/// <summary>
/// One row a project, written after each change of the project and derived from it alone. A change is announced before it is made, so that a row
/// that a crash left behind is found and put right (<see cref="ProjectListMending"/>) without reading all projects.
/// </summary>
public sealed class ProjectIndex(StorageClients clients, TableLists lists, WordStore words, PropertyStore properties)
{
    /// <summary>How many nodes and groups of one project a search names.</summary>
    public const int MostFound = 5;

    // How many flows' words a search reads at once.
    private const int AtOnce = 32;
    private const string Partition = "workspace";
    private const string Changing = "changing";
    private readonly DocumentTable table = new(clients, "ProjectIndex");

    /// <summary>Says that a project is about to change: should the change be written and its row here not, it is found and put right.</summary>
    /// <returns>The row as it is before.</returns>
    public async Task<Stored<ProjectEntry>?> BeginAsync(string project, CancellationToken cancellation)
    {
        var announced = table.Batch(Changing).Upsert(project, new ChangingProject(project)).SubmitAsync(cancellation);
        var before = table.GetAsync<ProjectEntry>(Partition, project, cancellation);
        await Task.WhenAll(announced, before);
        return await before;
    }

    /// <summary>Writes a project's row unless somebody has written it since it was read: of two changes at once, the later one's row must stay.</summary>
    /// <param name="before">The row as it was before the project was changed or read.</param>
    /// <param name="project">The state to show.</param>
    /// <param name="writes">Tables and views that it has deployed; null keeps what is known.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>False if it was written since.</returns>
    public async Task<bool> PutAsync(Stored<ProjectEntry>? before, Project project, ImmutableArray<TableName>? writes, CancellationToken cancellation)
    {
        var entry = new ProjectEntry { Project = project, Writes = writes ?? before?.Value.Writes ?? [] };
        try
        {
            _ = before is null
                ? await table.InsertAsync(Partition, project.Id, entry, cancellation)
                : await table.ReplaceAsync(Partition, project.Id, entry, before.ETag, cancellation);
            return true;
        }
        catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.Conflict or StorageFailure.NotFound)
        {
            return false;
        }
    }

    /// <summary>A project's row with its version; null if there is none.</summary>
    public Task<Stored<ProjectEntry>?> StoredAsync(string project, CancellationToken cancellation) => table.GetAsync<ProjectEntry>(Partition, project, cancellation);

    /// <summary>Projects that were about to change.</summary>
    internal IAsyncEnumerable<Stored<ChangingProject>> ChangingAsync(CancellationToken cancellation) =>
        table.ScanAsync<ChangingProject>(Changing, RowRange.All, cancellation);

    /// <summary>Notes that one was looked at, or forgets it; not if it was announced anew.</summary>
    internal async Task LookedAtAsync(Stored<ChangingProject> changing, bool forget, CancellationToken cancellation)
    {
        try
        {
            if (forget)
            {
                await table.DeleteAsync(Changing, changing.Row, changing.ETag, cancellation);
            }
            else
            {
                await table.ReplaceAsync(Changing, changing.Row, changing.Value with { Looked = true }, changing.ETag, cancellation);
            }
        }
        catch (StorageException anew) when (anew.Kind is StorageFailure.Stale or StorageFailure.NotFound)
        {
            // The next look sees it.
        }
    }

    /// <summary>Forgets a project that is no more.</summary>
    public Task RemoveAsync(string project, CancellationToken cancellation) => table.DeleteAsync(Partition, project, Azure.ETag.All, cancellation);

    /// <summary>The ids of all projects, deleted ones included.</summary>
    public IAsyncEnumerable<string> AllAsync(CancellationToken cancellation) =>
        table.ScanAsync<ProjectEntry>(Partition, RowRange.All, cancellation).Select(item => item.Value.Project.Id);

    /// <summary>Every row.</summary>
    public IAsyncEnumerable<ProjectEntry> EntriesAsync(CancellationToken cancellation) =>
        table.ScanAsync<ProjectEntry>(Partition, RowRange.All, cancellation).Select(item => item.Value);

    /// <summary>A project's row; null if there is none.</summary>
    public async Task<ProjectEntry?> EntryAsync(string project, CancellationToken cancellation) =>
        (await table.GetAsync<ProjectEntry>(Partition, project, cancellation))?.Value;

    /// <summary>A page of the projects that a user may see.</summary>
    public async Task<Page<FoundProject>> ListAsync(User user, ProjectFilter filter, int limit, string? continuation, CancellationToken cancellation)
    {
        // A value whose definition is gone is shown nowhere, so it is not found either.
        var definitions = filter.Search is null ? [] : (await properties.ReadAsync(cancellation)).Definitions;
        return await table.FindAsync<ProjectEntry, FoundProject>(Partition, RowRange.All, LookAsync, limit, continuation, cancellation);

        async Task<IReadOnlyList<FoundProject?>> LookAsync(IReadOnlyList<Stored<ProjectEntry>> rows)
        {
            var looked = new List<FoundProject?>(rows.Count);
            foreach (var some in rows.Select(row => row.Value.Project).Chunk(AtOnce))
            {
                looked.AddRange(await Task.WhenAll(some.Select(project =>
                    Matches(project, user, filter) ? FindAsync(project, filter.Search, definitions, cancellation) : Task.FromResult<FoundProject?>(null))));
            }

            return looked;
        }
    }

    private async Task<FoundProject?> FindAsync(Project project, string? search, IReadOnlyList<PropertyDefinition> definitions, CancellationToken cancellation)
    {
        if (search is null)
        {
            return new FoundProject(project, []);
        }

        var nodes = FlowWords.Find(await words.GetAsync(project.WordsHash, cancellation), search, definitions).Take(MostFound).ToList();
        return nodes.Count > 0 || Says(project, search, definitions) ? new FoundProject(project, nodes) : null;
    }

    /// <summary>Ids of the projects that a user owns, deleted ones that can be restored included.</summary>
    public IAsyncEnumerable<string> OwnedByAsync(string email, CancellationToken cancellation) =>
        table.ScanAsync<ProjectEntry>(Partition, RowRange.All, cancellation)
            .Where(item => string.Equals(item.Value.Project.Owner, email, StringComparison.OrdinalIgnoreCase)).Select(item => item.Value.Project.Id);

    /// <summary>Ids of the projects of which a user is a collaborator, deleted ones included.</summary>
    public IAsyncEnumerable<string> WorkedOnByAsync(string email, CancellationToken cancellation) =>
        table.ScanAsync<ProjectEntry>(Partition, RowRange.All, cancellation)
            .Where(item => item.Value.Project.Collaborators.Any(one => one.Email == email)).Select(item => item.Value.Project.Id);

    /// <summary>Which other projects read and write these tables.</summary>
    public async Task<(IReadOnlyDictionary<TableName, IReadOnlyList<Reader>> Readers, IReadOnlyDictionary<TableName, Reader> Writers)> UsersOfAsync(
        IReadOnlySet<TableName> tables, string except, CancellationToken cancellation)
    {
        var readers = new Dictionary<TableName, IReadOnlyList<Reader>>();
        var writers = new Dictionary<TableName, Reader>();
        var reads = await lists.ThatNameAsync(tables, cancellation);
        await foreach (var item in table.ScanAsync<ProjectEntry>(Partition, RowRange.All, cancellation))
        {
            var project = item.Value.Project;
            if (project.Id == except || project.DeletedAt is not null)
            {
                continue;
            }

            var user = new Reader(project.Id, project.Name);
            foreach (var read in reads.GetValueOrDefault(project.ReadsHash) ?? [])
            {
                readers[read] = [.. readers.GetValueOrDefault(read) ?? [], user];
            }

            foreach (var written in item.Value.Writes.Where(tables.Contains))
            {
                writers.TryAdd(written, user);
            }
        }

        return (readers, writers);
    }

    /// <summary>Whether a project lives in an environment, deleted ones included.</summary>
    public async Task<bool> AnyInAsync(string environment, CancellationToken cancellation)
    {
        await foreach (var item in table.ScanAsync<ProjectEntry>(Partition, RowRange.All, cancellation))
        {
            if (item.Value.Project.Environment == environment)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(Project project, User user, ProjectFilter filter) =>
        Access.Allows(user, project, Right.See)
        && project.DeletedAt is null == !filter.Deleted
        && (filter.Environment is null || project.Environment == filter.Environment)
        && (filter.Owner is null || string.Equals(project.Owner, filter.Owner, StringComparison.OrdinalIgnoreCase))
        && (filter.Tag is null || project.Tags.Contains(filter.Tag, StringComparer.OrdinalIgnoreCase));

    private static bool Says(Project project, string search, IReadOnlyList<PropertyDefinition> definitions) =>
        Contains(project.Name, search) || Contains(project.Description, search) || project.Tags.Any(tag => Contains(tag, search))
        || PropertyRules.Visible(definitions, PropertySubject.Project, project.Properties).Values.Any(value => Contains(value, search));

    private static bool Contains(string? text, string search) => text?.Contains(search, StringComparison.OrdinalIgnoreCase) is true;
}
