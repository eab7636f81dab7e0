using Handover.LocalRuntime.Durable;
using Handover.LocalRuntime.Timers;
using Microsoft.Extensions.Hosting;

namespace Handover.LocalRuntime.Hosting;

/// <summary>The order of start and stop: the hub before the port opens, timers once the host is ready; timers end first, the hub last.</summary>
internal sealed class FunctionsHostedService(TaskHub hub, TimerService timers, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => hub.Start(lifetime.StopApplication, cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => timers.Start(cancellationToken);

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => timers.Stop(cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => hub.Engine.Stop(cancellationToken);
}
