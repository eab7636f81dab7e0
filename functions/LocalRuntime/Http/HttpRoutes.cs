using System.Reflection;
using Handover.LocalRuntime.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Handover.LocalRuntime.Http;

/// <summary>An HTTP function and where it answers. No methods means all of them.</summary>
internal sealed record HttpRoute(FunctionDescriptor Function, string Template, RoutePattern Pattern, IReadOnlyList<string> Methods)
{
    public string Label => $"'{Function.Name}' ({(Methods.Count == 0 ? "any method" : string.Join(", ", Methods))} {Template})";
}

/// <summary>Routes from the attributes, refusing what the Azure host would answer unpredictably or with an empty 500.</summary>
internal static class HttpRoutes
{
    public static IReadOnlyList<HttpRoute> From(FunctionCatalog catalog, string prefix)
    {
        var routes = catalog.Http.Select(function => From(function, prefix)).ToList();
        for (var i = 0; i < routes.Count; i++)
        {
            for (var j = i + 1; j < routes.Count; j++)
            {
                if (RouteOverlap.MethodsMeet(routes[i].Methods, routes[j].Methods)
                    && RouteOverlap.PathsMeet(routes[i].Pattern, routes[j].Pattern))
                {
                    throw new FunctionDefinitionException(
                        $"The routes of {routes[i].Label} and {routes[j].Label} clash: one request matches both, and the Functions host "
                        + "picks by function name, not by the more specific route. Give them paths or methods that cannot meet.");
                }
            }
        }

        return routes;
    }

    private static HttpRoute From(FunctionDescriptor function, string prefix)
    {
        var trigger = function.Trigger.GetCustomAttribute<HttpTriggerAttribute>()!;
        if (trigger.AuthLevel != AuthorizationLevel.Anonymous)
        {
            throw function.Refuse($"asks for authorization level {trigger.AuthLevel}: this host has no function keys. Use Anonymous.");
        }

        if (function.Trigger.ParameterType != typeof(HttpRequest))
        {
            throw function.Refuse($"binds its HTTP trigger to {function.Trigger.ParameterType.Name}; use HttpRequest.");
        }

        RequireResult(function);
        var path = (trigger.Route ?? function.Name).Trim('/');
        var template = prefix.Length == 0 ? path : $"{prefix}/{path}";
        RoutePattern pattern;
        try
        {
            pattern = RoutePatternFactory.Parse(template);
        }
        catch (RoutePatternException e)
        {
            throw function.Refuse($"has a route that cannot be read, '{path}': {e.Message}");
        }

        HttpParameters.Validate(function);
        return new HttpRoute(function, template, pattern, [.. (trigger.Methods ?? []).Select(m => m.ToUpperInvariant()).Distinct()]);
    }

    private static void RequireResult(FunctionDescriptor function)
    {
        var type = function.Result.ResultType;
        if (type is not null && !typeof(IResult).IsAssignableFrom(type) && !typeof(IActionResult).IsAssignableFrom(type))
        {
            throw function.Refuse($"returns {type.Name}, which the Functions host drops. Return an IResult or an IActionResult.");
        }
    }
}
