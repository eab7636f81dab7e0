using Handover.LocalRuntime.Durable;
using Microsoft.AspNetCore.Builder;

namespace Handover.LocalRuntime;

/// <summary>A function app in one process. Add plain ASP.NET middleware and endpoints to <see cref="Web"/> before it starts.</summary>
public sealed class LocalFunctionsApplication : IAsyncDisposable
{
    private readonly TaskHub hub;

    internal LocalFunctionsApplication(WebApplication web, TaskHub hub)
    {
        Web = web;
        this.hub = hub;
    }

    public WebApplication Web { get; }

    public IServiceProvider Services => Web.Services;

    /// <summary>The client that functions get by <see cref="DurableClientAttribute"/>.</summary>
    public DurableTaskClient Durable => hub.Client;

    internal DurableEngine Engine => hub.Engine;

    public static LocalFunctionsApplicationBuilder CreateBuilder(string[] args) => new(WebApplication.CreateBuilder(args));

    public static LocalFunctionsApplicationBuilder CreateBuilder(WebApplicationOptions options) => new(WebApplication.CreateBuilder(options));

    /// <summary>Takes the task hub, resumes what is unfinished, then opens the port and starts the timers.</summary>
    public Task StartAsync(CancellationToken cancellation = default) => Web.StartAsync(cancellation);

    public Task StopAsync(CancellationToken cancellation = default) => Web.StopAsync(cancellation);

    public Task RunAsync(string? url = null) => Web.RunAsync(url);

    public ValueTask DisposeAsync() => Web.DisposeAsync();
}
