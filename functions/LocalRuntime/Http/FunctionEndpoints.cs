using System.Text.Json;
using Handover.LocalRuntime.Durable;
using Handover.LocalRuntime.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Http;

/// <summary>HTTP functions as endpoints. What no function answers below the prefix, or not by that method, is an empty 404.</summary>
internal static class FunctionEndpoints
{
    public static void MapFunctions(this WebApplication app, IReadOnlyList<HttpRoute> routes, string prefix)
    {
        foreach (var route in routes)
        {
            RequestDelegate run = http => Run(http, route.Function);
            var endpoint = route.Methods.Count == 0
                ? app.Map(route.Pattern, run)
                : app.MapMethods(route.Template, route.Methods, run);
            endpoint.WithDisplayName(route.Function.Name);
        }

        if (prefix.Length > 0)
        {
            app.Map($"{prefix}/{{**path}}", NotFound).WithDisplayName("No such function");
        }
    }

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task Run(HttpContext http, FunctionDescriptor function)
    {
        var services = http.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var client = services.GetRequiredService<TaskHub>().Client;
        var context = new LocalFunctionContext(
            function, services, new LocalBindingContext(BindingData(http)),
            call => FunctionPipeline.Call(call, HttpParameters.Bind(call, http, client)), cancellation.Token)
        {
            HttpContext = http,
        };
        var accessor = services.GetService<IHttpContextAccessor>();
        if (accessor is not null)
        {
            accessor.HttpContext = null;
        }

        try
        {
            await Execute(http, await services.GetRequiredService<FunctionPipeline>().Invoke(context));
        }
        catch (Exception e)
        {
            Log(services, function, e, http.RequestAborted.IsCancellationRequested);
            if (http.Response.HasStarted)
            {
                http.Abort();
            }
            else
            {
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                http.Response.ContentType = null;
                http.Response.ContentLength = 0;
            }
        }
        finally
        {
            if (accessor is not null)
            {
                accessor.HttpContext = http;
            }
        }
    }

    private static Task Execute(HttpContext http, object? result) => result switch
    {
        null => Task.CompletedTask,
        IResult value => value.ExecuteAsync(http),
        IActionResult value => value.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        _ => throw new InvalidOperationException($"A function's result must be an IResult or an IActionResult, not {result.GetType().Name}."),
    };

    private static void Log(IServiceProvider services, FunctionDescriptor function, Exception e, bool clientHasGone)
    {
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger($"Function.{function.Name}");
        if (clientHasGone && e is OperationCanceledException)
        {
            logger.LogInformation("The client of {Function} went away.", function.Name);
        }
        else
        {
            logger.LogError(e, "The function {Function} failed.", function.Name);
        }
    }

    private static Dictionary<string, object?> BindingData(HttpContext http)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in http.Request.Query)
        {
            data[name] = value.Count > 0 ? value[^1] : "";
        }

        foreach (var (name, value) in http.Request.RouteValues)
        {
            data[name] = value;
        }

        data["Query"] = JsonSerializer.Serialize(http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString()));
        data["Headers"] = JsonSerializer.Serialize(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()));
        return data;
    }
}
