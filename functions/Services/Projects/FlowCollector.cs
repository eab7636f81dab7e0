using Microsoft.Extensions.Logging;

namespace Handover.Services.Projects;

/// <summary>When what nothing refers to is collected.</summary>
/// <param name="GraceDays">Days since it was put or kept last; longer than anything takes between keeping a flow and writing that it is used.</param>
public sealed record CollectionOptions(int GraceDays = 7);

/// <summary>What a collection did.</summary>
/// <param name="Flows">Flows that were deleted.</param>
/// <param name="Lists">Lists of tables that were deleted.</param>
/// <param name="Kept">Flows and lists that somebody put or kept while it went on.</param>
public sealed record Collected(int Flows, int Lists, int Kept);

/// <summary>
/// Deletes flows and lists of tables that nothing refers to. It lists what is old, then looks who refers to it, then deletes the versions that it listed.
/// Whoever is about to refer to something puts or keeps it first, which makes it young and gives it a new version: done before the list, it is not
/// on it; done after, it cannot be deleted; found deleted, it is put anew.
/// </summary>
public sealed class FlowCollector(FlowStore flows, TableLists lists, FlowReferences references, CollectionOptions options, TimeProvider clock, ILogger<FlowCollector> log)
{
    public async Task<Collected> CollectAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(options.GraceDays);
        var oldFlows = await flows.ListAsync(cancellation).Where(flow => flow.LastPut < before).ToDictionaryAsync(flow => flow.Hash, StringComparer.Ordinal, cancellation);
        var oldLists = (await lists.ListAsync(before, cancellation)).ToDictionary(list => list.Hash, StringComparer.Ordinal);
        if (oldFlows.Count + oldLists.Count == 0)
        {
            return new Collected(0, 0, 0);
        }

        await references.ReadAsync(
            hash =>
            {
                oldFlows.Remove(hash);
                oldLists.Remove(hash);
            },
            cancellation);
        var (deletedFlows, deletedLists, kept) = (0, 0, 0);
        foreach (var flow in oldFlows.Values)
        {
            _ = await flows.DeleteAsync(flow, cancellation) ? deletedFlows++ : kept++;
        }

        foreach (var list in oldLists.Values)
        {
            _ = await lists.DeleteAsync(list, cancellation) ? deletedLists++ : kept++;
        }

        log.LogInformation("Collected {Flows} flows and {Lists} lists of tables that nothing refers to", deletedFlows, deletedLists);
        return new Collected(deletedFlows, deletedLists, kept);
    }
}
