using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Handover.Api.Tests;

/// <summary>A receiver of messages, as a workflow engine or somebody's program is one.</summary>
public sealed class Hook : IAsyncDisposable
{
    private readonly WebApplication app;

    private Hook(WebApplication app) => this.app = app;

    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, byte[] Body)> Requests { get; } = new();

    /// <summary>Answers a request; the number counts from 1.</summary>
    public Func<HttpContext, int, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public string Address => app.Urls.First() + "/callback?sig=secret-part";

    public IReadOnlyList<JsonObject> Bodies => [.. Requests.Select(request => JsonNode.Parse(request.Body)!.AsObject())];

    public static async Task<Hook> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var hook = new Hook(app);
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            hook.Requests.Enqueue((context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            await hook.Answer(context, hook.Requests.Count);
        });
        await app.StartAsync();
        return hook;
    }

    public Task UntilAsync(Func<IReadOnlyList<JsonObject>, bool> condition, string what) =>
        Poll.UntilAsync(() => Task.FromResult(condition(Bodies)), TimeSpan.FromMinutes(2), what);

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(limit.Token);
        await app.DisposeAsync();
    }
}
