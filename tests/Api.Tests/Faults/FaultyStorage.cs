using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Handover.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handover.Api.Tests.Faults;

/// <summary>
/// Storage that fails: stands between a host and the emulator, and refuses, delays and drops. What matters most is what happens after the
/// emulator has done the write: the answer is lost, or says that it failed.
/// </summary>
public sealed partial class FaultyStorage : IAsyncDisposable
{
    private static readonly string[] Hop = ["connection", "keep-alive", "transfer-encoding", "host", "content-length"];
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromMinutes(1) };
    private readonly Dictionary<int, (string Service, string Address)> targets = [];
    private readonly ConcurrentDictionary<string, Outage> outages = [];
    private readonly Random random;
    private readonly WebApplication server;
    private DateTime stormUntil;
    private int injected;
    private bool calm = true;

    private FaultyStorage(string storage, int seed)
    {
        random = new Random(seed);
        var endpoints = EndpointPattern.Matches(storage).Select(match => (Service: match.Groups["service"].Value, Address: match.Groups["address"].Value)).ToList();
        var ports = FreePorts.Take(endpoints.Count);
        ConnectionString = storage;
        for (var i = 0; i < ports.Length; i++)
        {
            targets.Add(ports[i], endpoints[i]);
            ConnectionString = ConnectionString.Replace(endpoints[i].Address, $"http://127.0.0.1:{ports[i]}", StringComparison.Ordinal);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AllowSynchronousIO = false;
            options.Limits.MaxRequestBodySize = null;
            foreach (var port in ports)
            {
                options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            }
        });
        builder.Services.AddRouting();
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    /// <summary>Where the host finds it.</summary>
    public string ConnectionString { get; private set; }

    /// <summary>While true it does nothing but hand on.</summary>
    public bool Calm
    {
        get => Volatile.Read(ref calm);
        set => Volatile.Write(ref calm, value);
    }

    /// <summary>How many requests it has spoilt.</summary>
    public int Injected => Volatile.Read(ref injected);

    /// <summary>From now on a service (<c>Blob</c>, <c>Queue</c>, <c>Table</c>) does nothing any more.</summary>
    public void Break(string service, Outage outage) => outages[service] = outage;

    /// <summary>Every service works again.</summary>
    public void Mend() => outages.Clear();

    public static async Task<FaultyStorage> StartAsync(string storage, int seed = 0)
    {
        var faulty = new FaultyStorage(storage, seed);
        await faulty.server.StartAsync();
        return faulty;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        http.Dispose();
    }

    /// <summary>How a service is gone.</summary>
    public enum Outage
    {
        /// <summary>Connections break.</summary>
        Unreachable,
        /// <summary>It takes requests and never answers.</summary>
        Silent,
        /// <summary>It answers at once, and lets nobody in.</summary>
        Forbidden,
    }

    private enum Fault
    {
        None,
        Throttled,
        FailedBefore,
        FailedAfter,
        LostAfter,
        Late,
    }

    private Fault Next()
    {
        if (Calm)
        {
            return Fault.None;
        }

        lock (random)
        {
            var now = DateTime.UtcNow;
            if (now < stormUntil)
            {
                // For a while everything fails, so that the SDK's own retries do not hide it.
                return (Fault)random.Next((int)Fault.Throttled, (int)Fault.LostAfter + 1);
            }

            switch (random.NextDouble())
            {
                case < 0.0005:
                    stormUntil = now.AddMilliseconds(random.Next(500, 6000));
                    return Fault.Throttled;
                case < 0.01:
                    return Fault.Throttled;
                case < 0.015:
                    return Fault.FailedBefore;
                case < 0.025:
                    return Fault.FailedAfter;
                case < 0.04:
                    return Fault.LostAfter;
                case < 0.05:
                    return Fault.Late;
                default:
                    return Fault.None;
            }
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (outages.TryGetValue(targets[context.Connection.LocalPort].Service, out var outage))
        {
            await RefuseAsync(context, outage);
            return;
        }

        var fault = Next();
        if (fault is not Fault.None)
        {
            Interlocked.Increment(ref injected);
        }

        if (fault is Fault.Throttled or Fault.FailedBefore)
        {
            Fail(context, fault is Fault.Throttled ? 503 : 500);
            return;
        }

        try
        {
            using var request = await RequestAsync(context);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead);
            switch (fault)
            {
                case Fault.FailedAfter:
                    Fail(context, 500);
                    return;
                case Fault.LostAfter:
                    context.Abort();
                    return;
                case Fault.Late:
                    await Task.Delay(Later());
                    break;
            }

            await WriteAsync(context, answer);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
        {
            // The host was killed, or the emulator has ended.
            context.Abort();
        }
    }

    private static async Task RefuseAsync(HttpContext context, Outage outage)
    {
        switch (outage)
        {
            case Outage.Unreachable:
                context.Abort();
                break;
            case Outage.Silent:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            default:
                context.Response.StatusCode = 403;
                context.Response.Headers["x-ms-error-code"] = "AuthorizationFailure";
                break;
        }
    }

    private int Later()
    {
        lock (random)
        {
            return random.Next(50, 2000);
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpContext context)
    {
        // As it came, letter by letter: the signature covers it.
        var target = targets[context.Connection.LocalPort].Address + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), new Uri(target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (context.Request.ContentLength is not null || body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var (name, values) in context.Request.Headers)
        {
            if (!Hop.Contains(name, StringComparer.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return request;
    }

    private static async Task WriteAsync(HttpContext context, HttpResponseMessage answer)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!Hop.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        if (context.Request.Method == HttpMethods.Head)
        {
            context.Response.ContentLength = answer.Content.Headers.ContentLength;
        }
        else if (context.Response.StatusCode is not (204 or 304))
        {
            await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    private static void Fail(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = status == 503 ? "ServerBusy" : "InternalError";
    }

    [GeneratedRegex("(?<service>Blob|Queue|Table)Endpoint=(?<address>http://[^/;]+)")]
    private static partial Regex EndpointPattern { get; }
}
