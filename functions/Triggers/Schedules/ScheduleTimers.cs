using Handover.Services.Schedules;
using Handover.Triggers.Operations;

namespace Handover.Triggers.Schedules;

/// <summary>What happens by the clock.</summary>
public sealed class ScheduleTimers(ScheduleTick tick, ExecutionRetention retention)
{
    // Just after the minute: a timer may fire a little early, and what is due at the full minute would wait for the next one.
    [Function("TickSchedules")]
    public Task Tick(
        [TimerTrigger("1,16,31,46 * * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        tick.RunAsync(client.StartAsync, cancellation);

    [Function("ForgetExecutions")]
    public Task Forget([TimerTrigger("0 17 3 * * *")] TimerInfo timer, CancellationToken cancellation) => retention.RunAsync(cancellation);
}
