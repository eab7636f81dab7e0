using Handover.Services.Notifications;

namespace Handover.Triggers.Notifications;

/// <summary>Delivers to one subscriber, one message after the other, as long as something is due soon.</summary>
public static class DeliveryOrchestrator
{
    public const string Name = "DeliverMessages";

    /// <summary>Wakes it when there is something new.</summary>
    public const string Nudge = "nudge";

    private const int RoundsOfAHistory = 50;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TaskOptions Options = TaskOptions.FromRetryPolicy(new RetryPolicy(6, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(20)));

    [Function(Name)]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var subscriber = context.GetInput<string>()!;
        for (var round = 0; round < RoundsOfAHistory; round++)
        {
            var answer = await context.CallActivityAsync<DeliveryRound>(DeliveryActivities.NextName, subscriber, Options);
            if (answer.Next is not { } next)
            {
                return;
            }

            var wait = next.UtcDateTime - context.CurrentUtcDateTime;
            if (wait > LongestWait)
            {
                // The timer starts it again when the time comes.
                return;
            }

            if (wait > TimeSpan.Zero)
            {
                await WaitAsync(context, wait);
            }
        }

        context.ContinueAsNew(subscriber);
    }

    private static async Task WaitAsync(TaskOrchestrationContext context, TimeSpan wait)
    {
        try
        {
            await context.WaitForExternalEvent<string>(Nudge, wait);
        }
        catch (TaskCanceledException)
        {
            // Nothing new: the time has come.
        }
    }
}

/// <summary>The activity of <see cref="DeliveryOrchestrator"/>, and the timers that see to it that nothing is left.</summary>
public sealed class DeliveryActivities(DeliveryRunner runner, EventDispatcher dispatcher)
{
    public const string NextName = "DeliverNext";

    [Function(NextName)]
    public Task<DeliveryRound> Next([ActivityTrigger] string subscriber, CancellationToken cancellation) => runner.NextAsync(subscriber, cancellation);

    [Function("DeliverEvents")]
    public async Task Sweep(
        [TimerTrigger("30 * * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (var subscriber in await dispatcher.SweepAsync(cancellation))
        {
            await client.DeliverAsync(subscriber, cancellation);
        }
    }

    [Function("ForgetDeliveries")]
    public Task Tidy([TimerTrigger("0 40 3 * * *")] TimerInfo timer, CancellationToken cancellation) => dispatcher.TidyAsync(cancellation);
}
