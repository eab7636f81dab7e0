using System.Collections.Immutable;
using Handover.Core.Annotations;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Services.Reviews;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Reviews;

/// <summary>The custom properties that projects and deployments have.</summary>
public sealed record PropertiesDocument(ImmutableArray<PropertyDefinition> Items);

/// <summary>Descriptions, tags and custom properties.</summary>
public sealed class AnnotationFunctions(AnnotationService service, PropertyStore properties, WorkspaceAudit audit, ProjectViews views)
{
    [Function("GetAnnotation"), Requires(Right.See)]
    [Documented("What is said about a project; values of properties that are no longer defined are left out")]
    public async Task<Ok<AnnotationDocument>> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/annotation")] HttpRequest request, CancellationToken cancellation)
    {
        request.SetETag(Versions.Of(request.Project().ETag));
        return TypedResults.Ok(await service.OfAsync(request.Project().Project, cancellation));
    }

    [Function("SetAnnotation"), Requires(Right.Edit)]
    [Documented("Set a project's description, tags and properties", Body = typeof(AnnotationDocument), Conditional = true)]
    public async Task<Ok<ProjectView>> Set(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "projects/{id}/annotation")] HttpRequest request, CancellationToken cancellation)
    {
        request.RequireVersion(request.Project().ETag);
        var body = await request.ReadAsync<AnnotationDocument>(cancellation);
        return TypedResults.Ok(await views.OfAsync(request, await service.SetAsync(request.Caller(), request.Project(), body, cancellation), cancellation));
    }

    [Function("SetNodeAnnotation"), Requires(Right.Edit)]
    [Documented("Describe a node, as a revision; a deployment has tags and properties too", Body = typeof(AnnotationDocument), Conditional = true)]
    public async Task<Ok<SavedFlow>> SetNode(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "projects/{id}/nodes/{node}/annotation")] HttpRequest request, string node, CancellationToken cancellation)
    {
        var ifMatch = request.RequireIfMatch();
        var body = await request.ReadAsync<AnnotationDocument>(cancellation);
        var saved = await service.SetAsync(request.Caller(), request.Project(), node, body, ifMatch, cancellation);
        request.SetETag(saved.ETag);
        return TypedResults.Ok(saved);
    }

    [Function("GetProperties"), Requires(Audience.User)]
    [Documented("The custom properties that projects and deployments have")]
    public async Task<Ok<PropertiesDocument>> Properties(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "properties")] HttpRequest request, CancellationToken cancellation)
    {
        var (definitions, version) = await properties.ReadAsync(cancellation);
        request.SetETag(Versions.Of(version));
        return TypedResults.Ok(new PropertiesDocument(definitions));
    }

    [Function("SetProperties"), Requires(Audience.Administrator)]
    [Documented("Define the custom properties; values of one that is taken away are kept and hidden", Body = typeof(PropertiesDocument), Conditional = true)]
    public async Task<Ok<PropertiesDocument>> SetProperties(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "properties")] HttpRequest request, CancellationToken cancellation)
    {
        var read = await properties.ReadAsync(cancellation);
        request.RequireVersion(read.ETag);
        var body = await request.ReadAsync<PropertiesDocument>(cancellation);
        var (definitions, version) = await properties.WriteAsync(body.Items, read.ETag, cancellation);
        await audit.NoteAsync(
            request.Caller(), "properties-changed", "Changed the custom properties", new PropertiesDocument(read.Definitions), new PropertiesDocument(definitions), cancellation);
        request.SetETag(Versions.Of(version));
        return TypedResults.Ok(new PropertiesDocument(definitions));
    }
}
