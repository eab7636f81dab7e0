using Handover.Services.Projects;

namespace Handover.Services.Schedules;

/// <summary>Deletes what is older than the histories are kept.</summary>
public sealed class ExecutionRetention(ProjectIndex projects, ScheduleStore store, RunLimits limits, TimeProvider clock)
{
    /// <returns>How many entries were deleted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (deleted, before) = (0, clock.GetUtcNow() - TimeSpan.FromDays(limits.KeepDays));
        await foreach (var project in projects.AllAsync(cancellation))
        {
            await foreach (var runs in store.RunsAsync(project, cancellation))
            {
                deleted += await store.ForgetAsync(project, runs.Value.Node, before, cancellation);
            }
        }

        return deleted;
    }
}
