using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Storage;

namespace Handover.Services.Deployments;

/// <summary>Writes what an operation did into its project: versions ahead, then everything else in one transaction.</summary>
public sealed class OperationRecorder(ProjectStore projects, ScheduleBinding schedules, TimeProvider clock)
{
    /// <summary>The versions that an operation writes ahead, so that they can be taken away again if it is not recorded.</summary>
    public static ImmutableArray<(string Node, int Number)> VersionsOf(ProjectDeployments before, DeploymentSet set) =>
        [.. set.Deployments.Where(item => item.Builds()).Select(item => (item.Node, before.LatestOf(item.Node) + 1))];

    /// <param name="operation">The operation.</param>
    /// <param name="set">What it did in the warehouse.</param>
    /// <param name="flowHash">The flow that was deployed.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="restores">The version that it restored.</param>
    /// <param name="next">The project's next state and what tells of it, from what is there now; null in, if it is to be made.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="scheduled">The schedules afterwards, from those before; null leaves them.</param>
    public async Task<Project> RecordAsync(
        Operation operation, DeploymentSet set, string flowHash, int revision, int? restores,
        Func<Project?, (Project Next, Revision? Revision, AuditEntry Audit)> next, CancellationToken cancellation,
        Func<IReadOnlyDictionary<string, NodeSchedule>, IReadOnlyDictionary<string, NodeSchedule>>? scheduled = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var found = await projects.FindAsync(operation.Project, cancellation);
            if (found?.Project.LastOperation == operation.Id)
            {
                // It was cut off after the transaction, perhaps before the list of projects.
                await projects.ShowAsync(operation.Project, cancellation);
                return found.Project;
            }

            var (before, etag) = await projects.DeploymentsAsync(operation.Project, cancellation);
            var record = DeploymentRecord.Of(
                before, set, flowHash, revision, operation.Id, operation.RequestedBy, clock.GetUtcNow(), RowsOf(operation), restores);
            foreach (var version in record.Versions)
            {
                await projects.PutVersionAsync(operation.Project, version, cancellation);
            }

            var (project, newRevision, audit) = next(found?.Project);
            var change = new RecordedChange(
                project with { LastOperation = operation.Id }, found?.ETag, record.After, etag, newRevision, audit, found?.Project,
                scheduled is null ? null : await schedules.PrepareAsync(operation.Project, scheduled(await schedules.OfAsync(operation.Project, cancellation)), cancellation));
            try
            {
                await projects.RecordAsync(change, cancellation);
                return change.Project;
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.Conflict && attempt < 5)
            {
                // Somebody renamed or annotated the project meanwhile: decide again from what is there now.
            }
        }
    }

    /// <summary>Takes away the versions that were written ahead of a change that was not recorded.</summary>
    public async Task ForgetAsync(Operation operation, DeploymentSet set, CancellationToken cancellation)
    {
        var (before, _) = await projects.DeploymentsAsync(operation.Project, cancellation);
        foreach (var (node, number) in VersionsOf(before, set))
        {
            await projects.DropVersionAsync(operation.Project, node, number, cancellation);
        }
    }

    private static Dictionary<string, long> RowsOf(Operation operation) =>
        operation.Result.Where(pair => pair.Key.StartsWith("rows:", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key["rows:".Length..], pair => long.Parse(pair.Value));
}
