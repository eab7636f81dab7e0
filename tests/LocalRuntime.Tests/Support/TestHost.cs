using System.Net;
using Handover.LocalRuntime.Durable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Tests.Support;

/// <summary>A whole local host on a free port and a hub of its own, with the function classes given.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private TestHost(LocalFunctionsApplication app, LogSink logs)
    {
        App = app;
        Logs = logs;
    }

    public LocalFunctionsApplication App { get; }

    public LogSink Logs { get; }

    public DurableTaskClient Client => App.Durable;

    public HttpClient Http { get; private set; } = new();

    internal DurableEngine Engine => App.Engine;

    public static LocalFunctionsApplicationBuilder Builder(
        string connectionString, string hub, IEnumerable<Type> functions, LogSink? logs = null, TimeProvider? time = null)
    {
        var builder = LocalFunctionsApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.AddFunctions([.. functions]);
        builder.ConfigureFunctionsWebApplication();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(logs ?? new LogSink());
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Durable.ConnectionString = connectionString;
        builder.Durable.HubName = hub;
        return builder;
    }

    public static async Task<TestHost> StartAsync(
        string connectionString, IEnumerable<Type> functions, Action<LocalFunctionsApplicationBuilder>? configure = null,
        string? hub = null, TimeProvider? time = null, Action<WebApplication>? web = null)
    {
        var logs = new LogSink();
        var builder = Builder(connectionString, hub ?? AzuriteFixture.UniqueName("hub"), functions, logs, time);
        configure?.Invoke(builder);
        var host = new TestHost(builder.Build(), logs);
        web?.Invoke(host.App.Web);
        await host.App.StartAsync();
        var address = host.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        host.Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        return host;
    }

    public async Task<OrchestrationMetadata> Run(string orchestrator, object? input = null, string? id = null)
    {
        var started = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id));
        return await Completed(started);
    }

    public async Task<OrchestrationMetadata> Completed(string id)
    {
        using var limit = Limit();
        return await Client.WaitForInstanceCompletionAsync(id, true, limit.Token);
    }

    /// <summary>Waits for a condition, asking again and again; the limit only ends a failing test.</summary>
    public static async Task Until(Func<Task<bool>> condition, string what)
    {
        using var limit = Limit();
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, "Waited in vain until " + what);
            await Task.Delay(10);
        }
    }

    public async Task<(HttpStatusCode Status, string Body)> Get(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private static CancellationTokenSource Limit() => new(TimeSpan.FromSeconds(30));
}
