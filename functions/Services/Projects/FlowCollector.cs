using Microsoft.Extensions.Logging;

namespace Handover.Services.Projects;

/// <summary>When what nothing refers to is collected.</summary>
/// <param name="GraceDays">Days since it was put or kept last; longer than anything takes between keeping a flow and writing that it is used.</param>
public sealed record CollectionOptions(int GraceDays = 7)
{
    /// <summary>What was put or kept last before this is old.</summary>
    internal DateTimeOffset Before(TimeProvider clock) => clock.GetUtcNow() - TimeSpan.FromDays(GraceDays);
}

/// <summary>What a collection did.</summary>
/// <param name="Flows">Flows that were deleted.</param>
/// <param name="Lists">Lists of tables that were deleted.</param>
/// <param name="Words">Documents of what flows say that were deleted.</param>
/// <param name="Kept">What somebody put or kept while it went on.</param>
public sealed record Collected(int Flows, int Lists, int Words, int Kept);

/// <summary>Deletes flows, lists of tables and words that nothing refers to (<see cref="OldContents"/>).</summary>
public sealed class FlowCollector(
    FlowStore flows, TableLists lists, WordStore words, FlowReferences references, CollectionOptions options, TimeProvider clock, ILogger<FlowCollector> log)
{
    public async Task<Collected> CollectAsync(CancellationToken cancellation)
    {
        var before = options.Before(clock);
        var oldFlows = await OldContents.ListAsync(flows.ListAsync(cancellation), before, flows.DeleteAsync, cancellation);
        var oldLists = OldContents.Of(await lists.ListAsync(before, cancellation), list => list.Hash, lists.DeleteAsync);
        var oldWords = await OldContents.ListAsync(words.ListAsync(cancellation), before, words.DeleteAsync, cancellation);
        if (oldFlows.IsEmpty && oldLists.IsEmpty && oldWords.IsEmpty)
        {
            return new Collected(0, 0, 0, 0);
        }

        await references.ReadAsync(
            hash =>
            {
                oldFlows.Keep(hash);
                oldLists.Keep(hash);
                oldWords.Keep(hash);
            },
            cancellation);
        var (ofFlows, ofLists, ofWords) = (await oldFlows.DeleteAsync(cancellation), await oldLists.DeleteAsync(cancellation), await oldWords.DeleteAsync(cancellation));
        var collected = new Collected(ofFlows.Deleted, ofLists.Deleted, ofWords.Deleted, ofFlows.Kept + ofLists.Kept + ofWords.Kept);
        log.LogInformation("Nothing referred to {Collected}", collected);
        return collected;
    }
}
