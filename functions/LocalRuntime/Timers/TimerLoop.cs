using Azure;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Timers;

/// <summary>One timer from start to stop: makes up for a missed run, then runs each occurrence, one at a time.</summary>
internal sealed class TimerLoop(TimerFunction timer, TimerStatusStore store, TimeProvider time, Func<TimerInfo, Task> run, ILogger logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static ScheduleStatus? Show(TimerStatus? status) => status is null ? null : new ScheduleStatus
    {
        Last = Local(status.Last),
        Next = Local(status.Next),
        LastUpdated = Local(status.LastUpdated),
    };

    public async Task Run(CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            var status = await Starting(stopping);
            while (status is not null)
            {
                await WaitUntil(status.Next, stopping);
                status = await RunOccurrence(status, isPastDue: false, stopping);
            }

            logger.LogInformation("The schedule of {Function} has no further occurrence.", timer.Function.Name);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            logger.LogDebug("The timer {Function} has stopped.", timer.Function.Name);
        }
        catch (Exception e)
        {
            logger.LogCritical(e, "The timer {Function} cannot go on.", timer.Function.Name);
        }
    }

    /// <summary>The status to begin with: as stored, but a run that the host was down for happens now, once, and is past due.</summary>
    private async Task<TimerStatus?> Starting(CancellationToken stopping)
    {
        var now = Now();
        var stored = timer.IsMonitored ? await store.Read(timer.Function.Name, stopping) : null;
        if (stored is not null && stored.Next < now)
        {
            return await RunOccurrence(stored, isPastDue: true, stopping);
        }

        if (timer.Schedule.After(now) is not { } next)
        {
            return null;
        }

        var status = stored is null || stored.Next > next ? new TimerStatus(stored?.Last ?? default, next, stored?.LastUpdated ?? default) : stored;
        await Save(status, stopping);
        if (timer.RunOnStartup)
        {
            await run(new TimerInfo { ScheduleStatus = timer.IsMonitored ? Show(status) : null });
        }

        return status;
    }

    /// <summary>Runs for the occurrence that the status names. Occurrences that pass during the run are one run, at once after it.</summary>
    private async Task<TimerStatus?> RunOccurrence(TimerStatus status, bool isPastDue, CancellationToken stopping)
    {
        var begun = Now();
        await run(new TimerInfo { ScheduleStatus = timer.IsMonitored ? Show(status) : null, IsPastDue = isPastDue });
        stopping.ThrowIfCancellationRequested();
        var ran = isPastDue ? begun : status.Next;
        if (timer.Schedule.After(ran) is not { } next)
        {
            return null;
        }

        var now = Now();
        if (next < now && timer.Schedule.After(next) < now)
        {
            next = now;
        }

        var after = new TimerStatus(ran, next, ran);
        await Save(after, stopping);
        return after;
    }

    private async Task WaitUntil(DateTime moment, CancellationToken stopping)
    {
        while (moment - Now() is var left && left > TimeSpan.Zero)
        {
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((left < LongestWait ? left : LongestWait).TotalMilliseconds));
            await Task.Delay(wait, time, stopping);
        }
    }

    private async Task Save(TimerStatus status, CancellationToken stopping)
    {
        if (!timer.IsMonitored)
        {
            return;
        }

        try
        {
            await store.Write(timer.Function.Name, status, stopping);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            logger.LogError(e, "The status of the timer {Function} could not be saved.", timer.Function.Name);
        }
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    private static DateTime Local(DateTime utc) => utc == default ? DateTime.SpecifyKind(default, DateTimeKind.Local) : utc.ToLocalTime();
}
