using System.Diagnostics;
using Handover.Services.Identity;
using Handover.Services.Projects;

namespace Handover.Triggers.Http;

/// <summary>What the access check has established about a request, for the function that it lets through.</summary>
public static class RequestContext
{
    private static readonly object CallerKey = new();
    private static readonly object ProjectKey = new();

    /// <summary>Who calls.</summary>
    public static Actor Caller(this HttpRequest request) =>
        (Actor?)request.HttpContext.Items[CallerKey] ?? throw new UnreachableException("The access check lets nobody through without a caller.");

    /// <summary>The project of the route's <c>id</c>, as it was when access was checked.</summary>
    public static LoadedProject Project(this HttpRequest request) =>
        (LoadedProject?)request.HttpContext.Items[ProjectKey] ?? throw new UnreachableException("The access requirement of this function names no project.");

    internal static void Set(this HttpContext context, Actor caller) => context.Items[CallerKey] = caller;

    internal static void Set(this HttpContext context, LoadedProject project) => context.Items[ProjectKey] = project;
}
