using Handover.Services.Deployments;

namespace Handover.Triggers.Deployments;

/// <summary>Drops replaced tables and views whose time is over.</summary>
public sealed class RetentionFunctions(RetentionService retention)
{
    [Function("DropReplacedTables")]
    public Task Run([TimerTrigger("0 23 * * * *")] TimerInfo timer, CancellationToken cancellation) => retention.DropDueAsync(cancellation);
}
