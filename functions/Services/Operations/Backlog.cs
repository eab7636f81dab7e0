using Handover.Core.Operations;
using Handover.Services.Notifications;
using Handover.Services.Schedules;

namespace Handover.Services.Operations;

/// <summary>What waits longer than it should; each counted up to <see cref="Backlog.Most"/>.</summary>
/// <param name="Status"><c>up</c>, or <c>behind</c> if something waits.</param>
/// <param name="Due">Runs, retries and looks at freshness that were due more than two minutes ago.</param>
/// <param name="Events">Events that nobody has handed on yet.</param>
/// <param name="Deliveries">Messages that were due more than two minutes ago.</param>
/// <param name="DeadDeliveries">Messages that were given up and not tried again.</param>
/// <param name="Operations">Operations that have been under way for more than an hour, those that wait for a decision left out.</param>
public sealed record BacklogView(string Status, int Due, int Events, int Deliveries, int DeadDeliveries, int Operations);

/// <summary>Counts what waits. Anybody may ask, so an answer serves everybody for a while.</summary>
public sealed class Backlog(DueIndex due, Outbox outbox, DeliveryStore deliveries, OperationStore operations, TimeProvider clock)
{
    public const int Most = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongestOperation = TimeSpan.FromHours(1);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(15);
    private (DateTimeOffset At, BacklogView View)? last;

    public async Task<BacklogView> LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (last is { } known && now - known.At < Freshness)
        {
            return known.View;
        }

        var late = now - Patience;
        var view = new BacklogView(
            "up",
            await due.DueAsync(late, cancellation).Where(entry => entry.Value.At < late).Take(Most).CountAsync(cancellation),
            await outbox.CountAsync(Most, cancellation),
            await deliveries.LateAsync(late, cancellation).Take(Most).CountAsync(cancellation),
            await deliveries.DeadAsync(cancellation).Take(Most).CountAsync(cancellation),
            await OldOperationsAsync(now - LongestOperation, cancellation));
        view = view is { Due: 0, Events: 0, Deliveries: 0, DeadDeliveries: 0, Operations: 0 } ? view : view with { Status = "behind" };
        last = (now, view);
        return view;
    }

    private async Task<int> OldOperationsAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var open in operations.OpenAsync(cancellation))
        {
            // One that waits for a decision, or for its turn, is nobody's trouble.
            if (count < Most && open.Value.At < before && await operations.FindAsync(open.Value.Operation, cancellation) is { Ended: false } operation
                && !operation.Steps.Any(step => step is { Name: StepNames.Approval or StepNames.Claim, Status: StepStatus.Running }))
            {
                count++;
            }
        }

        return count;
    }
}
