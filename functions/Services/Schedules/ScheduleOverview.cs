using Handover.Core.Annotations;
using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Schedules;

/// <summary>A deployment with a schedule, among those of all projects.</summary>
/// <param name="Project">Id of the project.</param>
/// <param name="ProjectName">Its name.</param>
/// <param name="Environment">Id of its environment.</param>
/// <param name="Node">Id of the deployment node.</param>
/// <param name="Name">Its title; the id of a deployment that the flow no longer has.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="NextRun">When it is due next, UTC.</param>
/// <param name="SuspendedAt">Since when it is suspended, UTC.</param>
/// <param name="Last">How the last run ended.</param>
/// <param name="Running">How many executions have not ended.</param>
/// <param name="Freshness">How fresh the data is; absent without an SLA.</param>
public sealed record ScheduleEntry(
    string Project, string ProjectName, string Environment, string Node, string Name, Schedule Schedule, DateTimeOffset? NextRun, DateTimeOffset? SuspendedAt,
    LastRun? Last, int Running, FreshnessStatus? Freshness);

/// <summary>How many deployments are in which state, and those that are not as they have to be.</summary>
public sealed record FreshnessSummary(IReadOnlyDictionary<FreshnessState, int> Counts, IReadOnlyList<ScheduleEntry> Items);

/// <summary>The schedules of all projects that a user may see.</summary>
public sealed class ScheduleOverview(DueIndex due, ScheduleStore store, ProjectIndex projects, WordStore words)
{
    private const int Batch = 100;

    /// <summary>A page of them, by project.</summary>
    public async Task<Page<ScheduleEntry>> ListAsync(
        User user, string? project, FreshnessState? state, int limit, string? continuation, CancellationToken cancellation)
    {
        var found = new List<ScheduleEntry>();
        do
        {
            var page = await due.ListAsync(project, limit - found.Count, continuation, cancellation);
            found.AddRange((await EntriesAsync(user, page.Items, cancellation)).Where(entry => state is null || entry.Freshness?.State == state));
            continuation = page.Continuation;
        }
        while (continuation is not null && found.Count < limit);
        return new Page<ScheduleEntry>(found, continuation);
    }

    /// <summary>How all of them stand.</summary>
    public async Task<FreshnessSummary> SummaryAsync(User user, CancellationToken cancellation)
    {
        var counts = Enum.GetValues<FreshnessState>().ToDictionary(state => state, _ => 0);
        var notable = new List<ScheduleEntry>();
        string? continuation = null;
        do
        {
            var page = await due.ListAsync(null, Batch, continuation, cancellation);
            foreach (var entry in await EntriesAsync(user, page.Items, cancellation))
            {
                if (entry.Freshness is { } freshness)
                {
                    counts[freshness.State]++;
                    if (freshness.State is FreshnessState.Late or FreshnessState.Failed or FreshnessState.AtRisk)
                    {
                        notable.Add(entry);
                    }
                }
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        return new FreshnessSummary(counts, notable);
    }

    private async Task<IReadOnlyList<ScheduleEntry>> EntriesAsync(User user, IReadOnlyList<Stored<ScheduledNode>> nodes, CancellationToken cancellation)
    {
        var entries = await Task.WhenAll(nodes.Select(static node => node.Value).GroupBy(static node => node.Project)
            .Select(group => EntriesAsync(user, group.Key, group.Select(static node => node.Node), cancellation)));
        return [.. entries.SelectMany(static some => some)];
    }

    private async Task<IEnumerable<ScheduleEntry>> EntriesAsync(User user, string id, IEnumerable<string> nodes, CancellationToken cancellation)
    {
        if ((await projects.EntryAsync(id, cancellation))?.Project is not { DeletedAt: null } project || !Access.Allows(user, project, Right.See))
        {
            return [];
        }

        var names = FlowWords.TitlesOfDeployments(await words.GetAsync(project.WordsHash, cancellation));
        return (await Task.WhenAll(nodes.Select(node => EntryAsync(project, node, names.GetValueOrDefault(node, node), cancellation)))).OfType<ScheduleEntry>();
    }

    private async Task<ScheduleEntry?> EntryAsync(Project project, string node, string name, CancellationToken cancellation)
    {
        var read = await store.LoadAsync(project.Id, node, cancellation);
        return read.Schedule is { Value.Schedule: var schedule }
            ? new ScheduleEntry(
                project.Id, project.Name, project.Environment, node, name, schedule, read.Runs.NextDue, read.Runs.SuspendedAt, read.Runs.Last, read.Runs.Open.Length, read.Runs.Freshness)
            : null;
    }
}
