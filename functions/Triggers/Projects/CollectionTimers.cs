using Handover.Services.Projects;
using Handover.Services.Promotions;

namespace Handover.Triggers.Projects;

/// <summary>Deletes for good what is over: projects that can no longer be restored, then plans and flows that nothing refers to.</summary>
public sealed class CollectionTimers(ProjectPurge purge, PlanCollector plans, FlowCollector flows)
{
    [Function("PurgeDeletedProjects")]
    public async Task Purge([TimerTrigger("0 11 2 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await purge.PurgeAsync(cancellation);
        await plans.CollectAsync(cancellation);
        await flows.CollectAsync(cancellation);
    }
}
