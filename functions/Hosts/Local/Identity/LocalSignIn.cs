using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;

namespace Handover.Local.Identity;

/// <summary>
/// The sign-in contract of Azure Static Web Apps on one machine, without passwords: whoever sits here may be anyone in the user directory.
/// <see cref="LoopbackGuard"/> is what makes that safe.
/// </summary>
public static class LocalSignIn
{
    private const int BodyLimit = 4096;

    private sealed record SignInBody(string? Email);

    public static IServiceCollection AddLocalSignIn(this IServiceCollection services, LocalPaths paths)
    {
        LocalPaths.CreatePrivateFolder(paths.Keys);
        services.AddDataProtection().SetApplicationName("Handover.Local").PersistKeysToFileSystem(new DirectoryInfo(paths.Keys));
        // The keys lie in a folder that only this user can read; there is no key store to encrypt them with on every platform.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        return services.AddSingleton(provider => new SessionCookie(provider.GetRequiredService<IDataProtectionProvider>(), provider.GetService<TimeProvider>() ?? TimeProvider.System));
    }

    /// <summary>Replaces whatever the client claims to be by what its cookie proves. After <see cref="LoopbackGuard.UseLoopbackGuard"/>, before routing.</summary>
    public static IApplicationBuilder UseClientPrincipal(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        foreach (var claimed in context.Request.Headers.Keys.Where(name => name.StartsWith(ClientPrincipal.Header, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            context.Request.Headers.Remove(claimed);
        }
        if (context.RequestServices.GetRequiredService<SessionCookie>().Read(context) is { } email)
        {
            context.Request.Headers[ClientPrincipal.Header] = ClientPrincipal.Of(email).ToHeader();
        }
        return next(context);
    });

    /// <summary>The routes under <c>/.auth</c>.</summary>
    /// <param name="routes">The application.</param>
    /// <param name="users">The user directory, read anew at each sign-in.</param>
    public static void MapLocalSignIn(this IEndpointRouteBuilder routes, Func<CancellationToken, Task<IReadOnlyList<LocalUser>>> users)
    {
        routes.MapGet("/.auth/login", ShowPage);
        // Static Web Apps' form of the address names a provider; here there is one.
        routes.MapGet("/.auth/login/{provider}", ShowPage);
        routes.MapPost("/.auth/login/local", SignIn);
        routes.MapGet("/.auth/me", (HttpContext context, SessionCookie session) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(new { clientPrincipal = session.Read(context) is { } email ? ClientPrincipal.Of(email) : null }, JsonSerializerOptions.Web);
        });
        routes.MapGet("/.auth/logout", (HttpContext context, SessionCookie session) =>
        {
            session.Delete(context);
            context.Response.Headers.CacheControl = "no-store";
            return Results.Redirect(SameOrigin(context.Request, context.Request.Query["post_logout_redirect_uri"]));
        });

        async Task<IResult> ShowPage(HttpContext context, CancellationToken cancellation)
        {
            var target = SameOrigin(context.Request, context.Request.Query["post_login_redirect_uri"]);
            return SignInPage.Render(context, await users(cancellation), target, problem: null);
        }

        async Task<IResult> SignIn(HttpContext context, SessionCookie session, CancellationToken cancellation)
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = BodyLimit;
            }
            context.Response.Headers.CacheControl = "no-store";
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellation) : null;
            string? email;
            try
            {
                email = form is not null ? form["email"].ToString() : (await context.Request.ReadFromJsonAsync<SignInBody>(JsonSerializerOptions.Web, cancellation))?.Email;
            }
            catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
            {
                return LoopbackGuard.Problem(StatusCodes.Status400BadRequest, "unreadable-sign-in", "The sign-in cannot be read", "Send JSON such as {\"email\": \"analyst@example.com\"} with content type application/json, or a form with the field email.");
            }
            var directory = await users(cancellation);
            var user = directory.FirstOrDefault(one => one.Active && string.Equals(one.Email, email?.Trim(), StringComparison.OrdinalIgnoreCase));
            var target = SameOrigin(context.Request, form?["post_login_redirect_uri"]);
            if (user is null)
            {
                var detail = string.IsNullOrWhiteSpace(email) ? "Name the e-mail address of a person in the user directory." : $"{email} is not an active person in the user directory. Choose one who is, or ask an administrator to add this address.";
                return form is null
                    ? LoopbackGuard.Problem(StatusCodes.Status401Unauthorized, "unknown-user", "Nobody to sign in", detail)
                    : SignInPage.Render(context, directory, target, detail);
            }
            session.Write(context, user.Email);
            return form is null
                ? Results.Json(new { clientPrincipal = ClientPrincipal.Of(user.Email) }, JsonSerializerOptions.Web)
                : Results.Redirect(target, permanent: false, preserveMethod: false);
        }
    }

    /// <summary>The absolute address if it is one of this server's own, else its first page: a redirect never leaves.</summary>
    private static string SameOrigin(HttpRequest request, string? wanted)
    {
        var home = new Uri($"{request.Scheme}://{request.Host}/");
        return Uri.TryCreate(home, wanted ?? "", out var target) && target.Scheme == home.Scheme && target.Authority == home.Authority ? target.AbsoluteUri : home.AbsoluteUri;
    }
}
