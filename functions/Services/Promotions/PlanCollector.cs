using Handover.Services.Projects;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Promotions;

/// <summary>
/// Deletes plans that nobody ever asked to carry out. It goes about it as <see cref="FlowCollector"/> does: what is old is listed, then what any project,
/// promotion or operation refers to is taken off the list, then the listed versions are deleted. Whoever is about to refer to a plan keeps it first.
/// </summary>
public sealed class PlanCollector(PlanStore plans, FlowReferences references, CollectionOptions options, TimeProvider clock, ILogger<PlanCollector> log)
{
    /// <returns>How many are gone.</returns>
    public async Task<int> CollectAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(options.GraceDays);
        var old = await plans.ListAsync(cancellation).Where(plan => plan.LastPut < before).ToDictionaryAsync(plan => plan.Hash, StringComparer.Ordinal, cancellation);
        if (old.Count == 0)
        {
            return 0;
        }

        await references.ReadRowsAsync(hash => old.Remove(hash), cancellation);
        var deleted = 0;
        foreach (var plan in old.Values)
        {
            deleted += await plans.DeleteAsync(plan, cancellation) ? 1 : 0;
        }

        log.LogInformation("Collected {Plans} plans that nobody asked to carry out", deleted);
        return deleted;
    }
}
