using Handover.Core.Projects;
using Handover.Services.Storage;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Projects;

/// <summary>Deletes projects for good that can no longer be restored.</summary>
public sealed class ProjectPurge(ProjectStore projects, TimeProvider clock, ILogger<ProjectPurge> log)
{
    // Whoever restores at the last moment is done before this is over.
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <returns>How many are gone.</returns>
    public async Task<int> PurgeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var before = now - TimeSpan.FromDays(ProjectRules.RestoreDays) - Grace;
        var purged = 0;
        await foreach (var project in projects.AllAsync(cancellation).Where(project => project.DeletedAt < before))
        {
            try
            {
                if (await projects.PurgeAsync(project.Id, before, now, cancellation))
                {
                    log.LogInformation("{Project} is deleted for good", project.Id);
                    purged++;
                }
            }
            catch (StorageException failed) when (!cancellation.IsCancellationRequested)
            {
                // One project must not stop the others; it goes on tomorrow.
                log.LogError(failed, "{Project} cannot be deleted for good yet", project.Id);
            }
        }

        return purged;
    }
}
