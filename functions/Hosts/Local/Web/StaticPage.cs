using System.Text.Json.Nodes;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;

namespace Handover.Local.Web;

/// <summary>Serves the built web front end: files as they are, and the page itself for every address that the front end routes.</summary>
public static class StaticPage
{
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string Missing = "The web front end is not built (Web:Build is false). Run `npm ci && npm run build` in web/, or start the host without that setting. The API answers under /api.";

    private static readonly IReadOnlyList<KeyValuePair<string, string>> Headers = ReadHeaders();

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
                    foreach (var (name, value) in Headers)
                    {
                        context.Response.Headers[name] = value;
                    }

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

    /// <summary>Those that Static Web Apps sends with the page. A browser that once met transport security for localhost would refuse what else runs there without it.</summary>
    private static List<KeyValuePair<string, string>> ReadHeaders()
    {
        using var settings = typeof(StaticPage).Assembly.GetManifestResourceStream("staticwebapp.config.json") ?? throw new InvalidOperationException("staticwebapp.config.json is not part of the build.");
        return [.. JsonNode.Parse(settings)!["globalHeaders"]!.AsObject().Where(header => header.Key != "strict-transport-security").Select(header => KeyValuePair.Create(header.Key, header.Value!.GetValue<string>()))];
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
