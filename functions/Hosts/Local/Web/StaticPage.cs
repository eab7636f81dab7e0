using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;

namespace Handover.Local.Web;

/// <summary>Serves the built web front end: files as they are, and the page itself for every address that the front end routes.</summary>
public static class StaticPage
{
    // Fluent UI writes its styles at run time, so styles may be inline; scripts may not.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string Missing = "The web front end is not built (Web:Build is false). Run `npm ci && npm run build` in web/, or start the host without that setting. The API answers under /api.";

    public static string FolderOf(LocalPaths paths) => Path.Combine(paths.Web, "dist");

    public static IServiceCollection AddStaticPage(this IServiceCollection services) =>
        services.AddResponseCompression(options => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"]);

    /// <summary>Before the endpoints; leaves <c>/api</c> and <c>/.auth</c> alone.</summary>
    public static IApplicationBuilder UseStaticPage(this IApplicationBuilder app, LocalPaths paths)
    {
        var folder = FolderOf(paths);
        Directory.CreateDirectory(folder);
        var files = new PhysicalFileProvider(folder);
        return app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/.auth"),
            page =>
            {
                page.UseResponseCompression();
                page.Use((context, next) =>
                {
                    context.Response.Headers.ContentSecurityPolicy = Policy;
                    return next(context);
                });
                page.UseStaticFiles(new StaticFileOptions
                {
                    FileProvider = files,
                    // Names under assets/ carry a hash of their content; every other file is asked for again.
                    OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets") ? Immutable : "no-cache",
                });
                page.Run(context => SendPageAsync(context, files));
            });
    }

    private static async Task SendPageAsync(HttpContext context, PhysicalFileProvider files)
    {
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isRead || context.Request.Path.StartsWithSegments("/assets"))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.Headers.CacheControl = "no-cache";
        var index = files.GetFileInfo("index.html");
        if (!index.Exists)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(Missing, context.RequestAborted);
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.SendFileAsync(index, context.RequestAborted);
    }
}
