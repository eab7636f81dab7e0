using Handover.Services.Projects;

namespace Handover.Triggers.Projects;

/// <summary>Deletes for good what is over: projects that can no longer be restored, then flows that nothing refers to.</summary>
public sealed class CollectionTimers(ProjectPurge purge, FlowCollector collector)
{
    [Function("PurgeDeletedProjects")]
    public async Task Purge([TimerTrigger("0 11 2 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await purge.PurgeAsync(cancellation);
        await collector.CollectAsync(cancellation);
    }
}
