using System.Net;
using System.Net.Sockets;
using System.Text;
using Handover.Core.Diagnostics;
using Handover.Core.Notifications;

namespace Handover.Services.Notifications;

/// <summary>
/// Posts to addresses that users gave. It connects to the very address that it has checked, so that a name which resolves elsewhere a moment
/// later reaches nothing; it goes through no proxy, follows no redirect, and takes little time and few bytes.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    private const int MostRead = 4096;
    private const int MostShown = 200;
    private const int LongestAddress = 2000;
    private readonly NotificationOptions options;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    public OutboundHttp(NotificationOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            // Tracing would write the whole address, which is a secret.
            ActivityHeadersPropagator = null,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Handover/1");
    }

    /// <summary>The address, if messages may go there.</summary>
    /// <exception cref="RefusalException"><c>address-invalid</c>, <c>address-not-allowed</c>.</exception>
    public async Task<Uri> RequireAllowedAsync(string? text, CancellationToken cancellation)
    {
        if (text is null or { Length: 0 or > LongestAddress } || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && options.AllowHttp))
            || address.UserInfo.Length > 0 || address.Fragment.Length > 0 || address.Host.Length == 0)
        {
            throw Refusal.Invalid("address-invalid", $"Give an https address of at most {LongestAddress:N0} characters, without a user name and without a fragment.");
        }

        try
        {
            await ResolveAsync(address.DnsSafeHost, cancellation);
        }
        catch (RefusedAddressException refused)
        {
            throw Refusal.Unprocessable("address-not-allowed", refused.Message);
        }
        catch (SocketException)
        {
            throw Refusal.Unprocessable("address-unknown", $"There is no host '{address.DnsSafeHost}'. Look at the address again.");
        }

        return address;
    }

    /// <summary>Sends a request and says what became of it; nothing of the address is in what it says but the host.</summary>
    public async Task<AttemptResult> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var host = request.RequestUri!.DnsSafeHost;
        using var limited = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellation);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var said = answer.IsSuccessStatusCode ? null : await BeginningAsync(answer, either.Token);
            return AttemptResult.Of((int)answer.StatusCode, said, RetryAfter(answer));
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested)
        {
            return new AttemptResult(AttemptKind.Passing, Problem: $"{host} did not answer within {options.Timeout.TotalSeconds:0} seconds.");
        }
        catch (HttpRequestException failed) when (Refused(failed) is { } refused)
        {
            return new AttemptResult(AttemptKind.Refused, Problem: refused.Message);
        }
        catch (HttpRequestException failed)
        {
            return new AttemptResult(AttemptKind.Passing, Problem: $"{host} could not be reached ({failed.HttpRequestError}).");
        }
        catch (IOException)
        {
            return new AttemptResult(AttemptKind.Passing, Problem: $"{host} broke the connection off.");
        }
    }

    public void Dispose() => http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellation);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses of a host. One that is not allowed refuses them all: a name that points inside is not meant well.</summary>
    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        var name = host.Trim('[', ']');
        IPAddress[] addresses = IPAddress.TryParse(name, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(name, cancellation);
        return addresses.Length > 0 && addresses.All(options.Allows) ? addresses : throw new RefusedAddressException(host);
    }

    private static RefusedAddressException? Refused(Exception failed) =>
        failed as RefusedAddressException ?? (failed.InnerException is { } inner ? Refused(inner) : null);

    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    /// <summary>What the receiver says is wrong, as far as it is short and printable.</summary>
    private static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var buffer = new byte[MostRead];
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var read = await body.ReadAtLeastAsync(buffer, MostRead, throwOnEndOfStream: false, cancellation);
        var text = Encoding.UTF8.GetString(buffer, 0, read);
        return new string([.. text.Select(c => char.IsControl(c) ? ' ' : c).Take(MostShown)]).Trim();
    }
}
