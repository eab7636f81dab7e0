namespace Handover.Local.Identity;

/// <summary>
/// Keeps other sites and other machines out of a server that trusts whoever sits at this one: it listens on loopback, answers to loopback names only
/// (a foreign name that resolves to 127.0.0.1 is refused), and takes a change only from its own pages or from a program that is no browser.
/// </summary>
public static class LoopbackGuard
{
    public const string DefaultAddress = "http://localhost:7071";

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    /// <summary>Sets the address (<c>--urls</c>, else port 7071) and refuses one that other machines can reach.</summary>
    public static string UseLoopback(IConfiguration configuration, IWebHostBuilder host)
    {
        var addresses = configuration["urls"] ?? DefaultAddress;
        var foreign = addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(address => !Uri.TryCreate(address, UriKind.Absolute, out var uri) || !Names.Contains(uri.Host));
        if (foreign is not null || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            throw new HostStartException($"The local host signs people in without a password, so it listens on this machine only. Use an address such as {DefaultAddress} instead of {foreign ?? "Kestrel:Endpoints"}.");
        }
        host.UseUrls(addresses);
        return addresses.Split(';')[0];
    }

    /// <summary>The first middleware of all.</summary>
    public static IApplicationBuilder UseLoopbackGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (!Names.Contains(context.Request.Host.Host))
        {
            await Problem(StatusCodes.Status421MisdirectedRequest, "unknown-host", "This server answers to localhost only", $"Open {DefaultAddress} (or the address that the host printed) instead.").ExecuteAsync(context);
        }
        else if (ChangesSomething(context.Request) && IsForeign(context.Request))
        {
            await Problem(StatusCodes.Status403Forbidden, "cross-site-request", "A page of another site asked for a change", "Changes are accepted from this server's own pages, and from programs that send no Origin.").ExecuteAsync(context);
        }
        else
        {
            await next(context);
        }
    });

    internal static IResult Problem(int status, string code, string title, string detail) =>
        Results.Problem(detail, statusCode: status, title: title, type: "about:blank", extensions: new Dictionary<string, object?> { ["code"] = code });

    // Signing out is a GET in Static Web Apps' contract, and still a change.
    private static bool ChangesSomething(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) || request.Path.StartsWithSegments("/.auth/logout");

    private static bool IsForeign(HttpRequest request)
    {
        // Another port of localhost is "same-site", and still another program's page: SameSite cookies do not stop it.
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
