using Handover.Services.Notifications;

namespace Handover.Triggers.Notifications;

/// <summary>Tells at once what has just happened. The timer does the same every minute, so nothing depends on this.</summary>
public sealed class EventTelling(EventDispatcher dispatcher, ILogger<EventTelling> log)
{
    public async Task NowAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        try
        {
            foreach (var subscriber in await dispatcher.DispatchAsync(cancellation))
            {
                await client.DeliverAsync(subscriber, cancellation);
            }
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // What was asked for is done; the telling is made up for by the timer.
            log.LogWarning(failure, "Events were not handed on at once.");
        }
    }
}

/// <summary>Starting the workflow that delivers to one subscriber.</summary>
public static class DeliveryStarting
{
    public static async Task DeliverAsync(this DurableTaskClient client, string subscriber, CancellationToken cancellation)
    {
        var instance = $"deliver-{subscriber}";
        if (await client.GetInstanceAsync(instance, cancellation) is null or { IsCompleted: true })
        {
            await client.ScheduleNewOrchestrationInstanceAsync(DeliveryOrchestrator.Name, subscriber, new StartOrchestrationOptions(InstanceId: instance), cancellation);
        }
        else
        {
            await client.RaiseEventAsync(instance, DeliveryOrchestrator.Nudge, "", cancellation);
        }
    }
}
