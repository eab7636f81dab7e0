using Handover.LocalRuntime.Durable;
using Handover.LocalRuntime.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using System.Net;

namespace Handover.LocalRuntime.Timers;

/// <summary>All timers of the host: their loops, and runs by hand.</summary>
internal sealed class TimerService(
    List<TimerFunction> timers, TimerStatusStore store, FunctionPipeline pipeline, TaskHub hub, IServiceScopeFactory scopes,
    TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly WorkTracker work = new();

    public async Task Start(CancellationToken cancellation)
    {
        if (timers.Count == 0)
        {
            return;
        }

        await store.Create(cancellation);
        foreach (var timer in timers.Where(t => !t.IsDisabled))
        {
            var loop = new TimerLoop(timer, store, time, info => Run(timer, info), Logger(timer));
            work.Add(loop.Run(stopping.Token));
        }
    }

    /// <summary>Cancels the runs in progress and waits for them to end.</summary>
    public async Task Stop(CancellationToken deadline)
    {
        await stopping.CancelAsync();
        try
        {
            await work.WhenIdle().WaitAsync(deadline);
        }
        catch (OperationCanceledException)
        {
            loggers.CreateLogger<TimerService>().LogWarning("A timer function did not end in time.");
        }
    }

    /// <summary>Runs a timer function now, also a disabled one; false if there is none of that name.</summary>
    public async Task<bool> RunNow(string name, CancellationToken cancellation)
    {
        if (timers.Find(t => string.Equals(t.Function.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } timer)
        {
            return false;
        }

        var status = timer.IsMonitored ? await store.Read(timer.Function.Name, cancellation) : null;
        work.Add(Run(timer, new TimerInfo { ScheduleStatus = TimerLoop.Show(status) }));
        return true;
    }

    public void Dispose() => stopping.Dispose();

    /// <summary>A failed run is logged, and that is all: the next one comes by the schedule.</summary>
    private async Task Run(TimerFunction timer, TimerInfo info)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new LocalFunctionContext(
            timer.Function, scope.ServiceProvider, LocalBindingContext.Empty,
            call => FunctionPipeline.Call(call, [.. call.Function.Parameters.Select(p => Argument(p.ParameterType, info, call))]),
            stopping.Token);
        try
        {
            await pipeline.Invoke(context);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Logger(timer).LogInformation("The run of {Function} was ended by the stop.", timer.Function.Name);
        }
        catch (Exception e)
        {
            Logger(timer).LogError(e, "The function {Function} failed.", timer.Function.Name);
        }
    }

    private object? Argument(Type type, TimerInfo info, LocalFunctionContext call) =>
        type == typeof(TimerInfo) ? info
        : type == typeof(FunctionContext) ? call
        : type == typeof(CancellationToken) ? call.CancellationToken
        : hub.Client;

    private ILogger Logger(TimerFunction timer) => loggers.CreateLogger($"Function.{timer.Function.Name}");
}

internal static class TimerRunEndpoint
{
    /// <summary>The admin route by which the Functions host runs a function on demand; here for callers on this machine only.</summary>
    public static void MapTimerRuns(this WebApplication app, TimerService timers) =>
        app.MapPost("/admin/functions/{name}", async (HttpContext http, string name) =>
            http.Connection.RemoteIpAddress is not { } caller || IPAddress.IsLoopback(caller)
                ? await timers.RunNow(name, http.RequestAborted) ? Results.StatusCode(StatusCodes.Status202Accepted) : Results.NotFound()
                : Results.StatusCode(StatusCodes.Status403Forbidden)).ExcludeFromDescription();
}
