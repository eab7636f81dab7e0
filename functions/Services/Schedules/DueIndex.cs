using System.Globalization;
using Handover.Core.Schedules;
using Handover.Core.Sql;
using Handover.Services.Storage;
using ETag = Azure.ETag;

namespace Handover.Services.Schedules;

/// <summary>What is to be looked at.</summary>
public enum DueKind
{
    /// <summary>A schedule.</summary>
    Schedule,
    /// <summary>An execution that waits for its next try.</summary>
    Retry,
    /// <summary>A deployment that follows another.</summary>
    After,
    /// <summary>A freshness SLA.</summary>
    Freshness,
}

/// <summary>Something to look at when its time has come. It may be stale: what the project's own rows say is what counts.</summary>
/// <param name="Kind">What.</param>
/// <param name="Project">Id of the project.</param>
/// <param name="Node">Id of the deployment node.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Execution">The execution that waits, or the one that is followed.</param>
/// <param name="Source">The deployment that is followed.</param>
public sealed record DueEntry(DueKind Kind, string Project, string Node, DateTimeOffset At, string? Execution = null, AfterDeployment? Source = null);

/// <summary>A deployment with a schedule.</summary>
public sealed record ScheduledNode(string Project, string Node);

/// <summary>
/// Where to look: partitions of a minute each, so that looking costs what is due and not what exists; and which deployments have schedules,
/// follow another, or write a table.
/// </summary>
public sealed class DueIndex(StorageClients clients)
{
    private const string All = "all";
    private const string Late = "late";
    private readonly DocumentTable table = new(clients, "Schedules");
    private readonly DocumentTable lateOnes = new(clients, "LateSchedules");

    /// <summary>Everything whose minute has begun, the oldest first.</summary>
    public IAsyncEnumerable<Stored<DueEntry>> DueAsync(DateTimeOffset now, CancellationToken cancellation) =>
        table.ScanPartitionsAsync<DueEntry>(RowRange.Between("due:", Bucket(now.AddMinutes(1))), RowRange.All, cancellation);

    public Task PutAsync(DueEntry entry, CancellationToken cancellation) =>
        table.Batch(Bucket(entry.At)).Upsert(RowOf(entry), entry).SubmitAsync(cancellation);

    /// <summary>Takes an entry away, unless it was written anew meanwhile.</summary>
    public async Task RemoveAsync(Stored<DueEntry> entry, CancellationToken cancellation)
    {
        try
        {
            await table.DeleteAsync(entry.Partition, entry.Row, entry.ETag, cancellation);
        }
        catch (StorageException changed) when (changed.Kind is StorageFailure.Stale or StorageFailure.NotFound)
        {
            // It names another time of the same minute now.
        }
    }

    /// <summary>Makes a deployment findable as one with a schedule.</summary>
    public async Task AddAsync(string project, string node, NodeSchedule schedule, TableName? writes, CancellationToken cancellation)
    {
        var scheduled = new ScheduledNode(project, node);
        var row = RowKey.Of(project, node);
        await table.Batch(All).Upsert(row, scheduled).SubmitAsync(cancellation);
        if (schedule.Schedule.After is { } after)
        {
            await table.Batch(AfterPartition(after.Project, after.Node)).Upsert(row, scheduled).SubmitAsync(cancellation);
        }

        if (writes is not null)
        {
            await table.Batch(WritesPartition(writes)).Upsert(row, scheduled).SubmitAsync(cancellation);
        }
    }

    /// <summary>Says where to look, before a schedule is written: an entry too many does no harm, one too few would.</summary>
    public async Task ArmAsync(string project, NodeSchedule schedule, NodeRuns runs, TableName? writes, DateTimeOffset now, CancellationToken cancellation)
    {
        await AddAsync(project, schedule.Node, schedule, writes, cancellation);
        if (runs.NextDue is { } next)
        {
            await PutAsync(new DueEntry(DueKind.Schedule, project, schedule.Node, next + DueTimes.OffsetOf(schedule.Schedule, project, schedule.Node)), cancellation);
        }

        if (schedule.Schedule.Freshness is not null)
        {
            await PutAsync(new DueEntry(DueKind.Freshness, project, schedule.Node, now), cancellation);
        }
    }

    public async Task RemoveAsync(string project, string node, CancellationToken cancellation)
    {
        await table.DeleteAsync(All, RowKey.Of(project, node), ETag.All, cancellation);
        await lateOnes.DeleteAsync(Late, RowKey.Of(project, node), ETag.All, cancellation);
    }

    /// <summary>A page of the deployments with schedules, by project.</summary>
    public Task<Page<Stored<ScheduledNode>>> ListAsync(string? project, int limit, string? continuation, CancellationToken cancellation) =>
        table.QueryAsync<ScheduledNode>(All, project is null ? RowRange.All : RowRange.Prefix(RowKey.Prefix(project)), limit, continuation, cancellation);

    /// <summary>Deployments that may follow one.</summary>
    public IAsyncEnumerable<Stored<ScheduledNode>> FollowersAsync(string project, string node, CancellationToken cancellation) =>
        table.ScanAsync<ScheduledNode>(AfterPartition(project, node), RowRange.All, cancellation);

    /// <summary>Deployments with schedules that may write a table.</summary>
    public IAsyncEnumerable<Stored<ScheduledNode>> WritersAsync(TableName written, CancellationToken cancellation) =>
        table.ScanAsync<ScheduledNode>(WritesPartition(written), RowRange.All, cancellation);

    /// <summary>Keeps the list of those that are late.</summary>
    public async Task MarkLateAsync(string project, string node, bool late, CancellationToken cancellation)
    {
        if (late)
        {
            await lateOnes.Batch(Late).Upsert(RowKey.Of(project, node), new ScheduledNode(project, node)).SubmitAsync(cancellation);
        }
        else
        {
            await lateOnes.DeleteAsync(Late, RowKey.Of(project, node), ETag.All, cancellation);
        }
    }

    public async Task<int> CountLateAsync(CancellationToken cancellation) =>
        await lateOnes.ScanAsync<ScheduledNode>(Late, RowRange.All, cancellation).CountAsync(cancellation);

    private static string Bucket(DateTimeOffset at) => "due:" + at.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    private static string RowOf(DueEntry entry) => entry.Execution is { } execution
        ? RowKey.Of(entry.Kind.ToString().ToLowerInvariant(), entry.Project, entry.Node, execution)
        : RowKey.Of(entry.Kind.ToString().ToLowerInvariant(), entry.Project, entry.Node);

    private static string AfterPartition(string project, string node) => RowKey.Of("after", project, node);

    private static string WritesPartition(TableName written) => RowKey.Of("writes", written.Database, written.Schema, written.Name);
}
