using Handover.Services.Operations;

namespace Handover.Triggers.Operations;

/// <summary>Deletes once a day what is over and no longer kept.</summary>
public sealed class OperationRetentionFunctions(OperationRetention retention, ILogger<OperationRetentionFunctions> log)
{
    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    [Function("ForgetOperations")]
    public async Task Run([TimerTrigger("0 47 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var (operations, keys) = await retention.RunAsync(cancellation);
        var histories = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(DateTimeOffset.UnixEpoch, retention.HistoriesBefore, Ended), cancellation);
        log.LogInformation("{Operations} operations, {Keys} keys and {Histories} histories were over and are deleted", operations, keys, histories.PurgedInstanceCount);
    }
}
