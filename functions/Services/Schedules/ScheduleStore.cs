using System.Globalization;
using System.Text.RegularExpressions;
using ETag = Azure.ETag;
using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Services.Notifications;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Schedules;

/// <summary>A deployment's schedule and runs as they were read.</summary>
public sealed record LoadedRuns(string Project, Stored<NodeSchedule>? Schedule, NodeRuns Runs, ETag? RunsETag)
{
    public string Node => Runs.Node;
}

/// <summary>A change of freshness.</summary>
public sealed record FreshnessEntry(string Node, FreshnessStatus Status);

/// <summary>Which executions a caller asks for.</summary>
public sealed record ExecutionFilter(ExecutionStatus? Status = null, RunTrigger? Trigger = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    internal bool Matches(Execution entry) =>
        (Status is null || entry.Status == Status) && (Trigger is null || entry.Trigger == Trigger)
        && (From is null || entry.Due >= From) && (To is null || entry.Due < To);
}

/// <summary>
/// Schedules, where their runs stand, and the Execution History: in the project's partition, so that deciding a due time and writing it into
/// the history are one transaction. This is the truth; <see cref="DueIndex"/> says where to look.
/// </summary>
public sealed partial class ScheduleStore(StorageClients clients)
{
    private readonly DocumentTable table = new(clients, "Projects");

    public async Task<LoadedRuns> LoadAsync(string project, string node, CancellationToken cancellation)
    {
        var schedule = table.GetAsync<NodeSchedule>(project, ScheduleRow(node), cancellation);
        var runs = await table.GetAsync<NodeRuns>(project, RunsRow(node), cancellation);
        return new LoadedRuns(project, await schedule, runs?.Value ?? new NodeRuns { Node = node }, runs?.ETag);
    }

    /// <summary>Every schedule of a project.</summary>
    public IAsyncEnumerable<Stored<NodeSchedule>> SchedulesAsync(string project, CancellationToken cancellation) =>
        table.ScanAsync<NodeSchedule>(project, RowRange.Prefix("schedule:"), cancellation);

    /// <summary>Every deployment of a project that has ever been run.</summary>
    public IAsyncEnumerable<Stored<NodeRuns>> RunsAsync(string project, CancellationToken cancellation) =>
        table.ScanAsync<NodeRuns>(project, RowRange.Prefix("runs:"), cancellation);

    /// <summary>A change that follows on what was read: nobody else has changed where the runs stand, or it fails as <see cref="StorageFailure.Stale"/> or <see cref="StorageFailure.Conflict"/>.</summary>
    public RunsChange Change(LoadedRuns read, NodeRuns next) => new(Put(table.Batch(read.Project), read, next));

    /// <summary>The same as a part of another change of the project.</summary>
    internal static DocumentBatch Put(DocumentBatch batch, LoadedRuns read, NodeRuns next) =>
        read.RunsETag is { } etag ? batch.Replace(RunsRow(read.Node), next, etag) : batch.Insert(RunsRow(read.Node), next);

    public async Task<Stored<Execution>?> FindAsync(string project, string node, string execution, CancellationToken cancellation) =>
        ExecutionPattern.IsMatch(execution) ? await table.GetAsync<Execution>(project, ExecutionRow(node, execution), cancellation) : null;

    /// <summary>Changes an execution that its operation alone changes.</summary>
    public async Task PutAsync(Execution execution, ETag etag, CancellationToken cancellation) =>
        await table.ReplaceAsync(execution.Project, ExecutionRow(execution.Node, execution.Id), execution, etag, cancellation);

    /// <summary>The Execution History, newest first.</summary>
    public async Task<Page<Execution>> HistoryAsync(string project, string node, ExecutionFilter filter, int limit, string? continuation, CancellationToken cancellation)
    {
        var prefix = RowKey.Prefix("execution", node);
        var range = RowRange.Between(
            filter.To is { } to ? prefix + TicksOf(to) : prefix, filter.From is { } from ? prefix + TicksOf(from.AddTicks(-1)) : RowRange.Prefix(prefix).To);
        var found = new List<Execution>();
        do
        {
            var page = await table.QueryAsync<Execution>(project, range, limit - found.Count, continuation, cancellation);
            found.AddRange(page.Items.Select(item => item.Value).Where(filter.Matches));
            continuation = page.Continuation;
        }
        while (continuation is not null && found.Count < limit);
        return new Page<Execution>(found, continuation);
    }

    /// <summary>The whole Execution History of a deployment, newest first.</summary>
    public IAsyncEnumerable<Execution> AllExecutionsAsync(string project, string node, CancellationToken cancellation) =>
        table.ScanAsync<Execution>(project, RowRange.Prefix(RowKey.Prefix("execution", node)), cancellation).Select(stored => stored.Value);

    /// <summary>Changes of freshness, newest first.</summary>
    public Task<Page<Stored<FreshnessEntry>>> FreshnessAsync(string project, string node, int limit, string? continuation, CancellationToken cancellation) =>
        table.QueryAsync<FreshnessEntry>(project, RowRange.Prefix(RowKey.Prefix("freshness", node)), limit, continuation, cancellation);

    /// <summary>Deletes what is older from the histories of a deployment.</summary>
    /// <returns>How many entries.</returns>
    public async Task<int> ForgetAsync(string project, string node, DateTimeOffset before, CancellationToken cancellation)
    {
        var deleted = 0;
        foreach (var prefix in new[] { RowKey.Prefix("execution", node), RowKey.Prefix("freshness", node) })
        {
            var old = RowRange.Between(prefix + TicksOf(before.AddTicks(-1)), RowRange.Prefix(prefix).To);
            await foreach (var entry in table.ScanAsync<object>(project, old, cancellation))
            {
                await table.DeleteAsync(project, entry.Row, entry.ETag, cancellation);
                deleted++;
            }
        }

        return deleted;
    }

    /// <summary>Id of an execution: sorts the newest first, and is the same for the same due time and reason.</summary>
    public static string ExecutionId(DateTimeOffset due, string reason) => $"{TicksOf(due)}-{reason}";

    internal static string ScheduleRow(string node) => RowKey.Of("schedule", node);

    internal static string RunsRow(string node) => RowKey.Of("runs", node);

    internal static string ExecutionRow(string node, string execution) => RowKey.Prefix("execution", node) + execution;

    internal static string FreshnessRow(FreshnessEntry entry) =>
        RowKey.Prefix("freshness", entry.Node) + TicksOf(entry.Status.Since) + "-" + entry.Status.State.ToString().ToLowerInvariant();

    private static string TicksOf(DateTimeOffset time) => (DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9]{19}-[a-z0-9]{1,60}$")]
    private static partial Regex ExecutionPattern { get; }
}

/// <summary>A change of where a deployment's runs stand, with all that belongs to it, in one transaction.</summary>
public sealed class RunsChange(DocumentBatch batch)
{
    public RunsChange Add(Execution execution)
    {
        batch.Insert(ScheduleStore.ExecutionRow(execution.Node, execution.Id), execution);
        return this;
    }

    public RunsChange Replace(Execution execution, ETag etag)
    {
        batch.Replace(ScheduleStore.ExecutionRow(execution.Node, execution.Id), execution, etag);
        return this;
    }

    public RunsChange Add(FreshnessEntry entry)
    {
        batch.Upsert(ScheduleStore.FreshnessRow(entry), entry);
        return this;
    }

    /// <summary>The schedule's next state; null removes it.</summary>
    public RunsChange Schedule(Stored<NodeSchedule>? read, NodeSchedule? next)
    {
        if (next is not null)
        {
            _ = read is null ? batch.Insert(ScheduleStore.ScheduleRow(next.Node), next) : batch.Replace(ScheduleStore.ScheduleRow(next.Node), next, read.ETag);
        }
        else if (read is not null)
        {
            batch.Delete(ScheduleStore.ScheduleRow(read.Value.Node), read.ETag);
        }

        return this;
    }

    public RunsChange Audit(AuditEntry entry)
    {
        batch.Append(entry);
        return this;
    }

    /// <summary>Tells people of it.</summary>
    public RunsChange Tell(Outbox outbox, ProjectEvent told)
    {
        batch.Tell(outbox, told);
        return this;
    }

    public Task SubmitAsync(CancellationToken cancellation) => batch.SubmitAsync(cancellation);

    /// <summary>Whether the change was made by us; false if somebody else was first.</summary>
    public async Task<bool> TrySubmitAsync(CancellationToken cancellation)
    {
        try
        {
            await SubmitAsync(cancellation);
            return true;
        }
        catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.Conflict)
        {
            return false;
        }
    }
}
