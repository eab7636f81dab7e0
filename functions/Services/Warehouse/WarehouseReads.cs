namespace Handover.Services.Warehouse;

/// <summary>Many short questions to a warehouse: asked one after the other, each would cost a round trip.</summary>
public static class WarehouseReads
{
    /// <summary>How many are asked at once.</summary>
    private const int Together = 6;

    /// <summary>Asks several questions side by side; the first that fails stops the others, and is what is thrown.</summary>
    public static Task EachAsync<T>(IEnumerable<T> questions, Func<T, CancellationToken, ValueTask> ask, CancellationToken cancellation) =>
        Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellation }, ask);
}
