using Handover.Services.Projects;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Promotions;

/// <summary>Deletes plans that nobody ever asked to carry out: no project, promotion or operation refers to them (<see cref="OldContents"/>).</summary>
public sealed class PlanCollector(PlanStore plans, FlowReferences references, CollectionOptions options, TimeProvider clock, ILogger<PlanCollector> log)
{
    /// <returns>How many are gone.</returns>
    public async Task<int> CollectAsync(CancellationToken cancellation)
    {
        var old = await OldContents.ListAsync(plans.ListAsync(cancellation), options.Before(clock), plans.DeleteAsync, cancellation);
        if (old.IsEmpty)
        {
            return 0;
        }

        await references.ReadRowsAsync(old.Keep, cancellation);
        var (deleted, _) = await old.DeleteAsync(cancellation);
        log.LogInformation("Collected {Plans} plans that nobody asked to carry out", deleted);
        return deleted;
    }
}
