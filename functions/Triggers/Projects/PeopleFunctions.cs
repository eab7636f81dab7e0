using System.Collections.Immutable;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Triggers.Http;
using Handover.Triggers.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Projects;

/// <summary>Who works on a project.</summary>
public sealed record PeopleView(string Owner, ImmutableArray<Collaborator> Collaborators);

/// <summary>The collaborators that a project is to have, without its owner.</summary>
public sealed record CollaboratorsRequest(IReadOnlyList<Collaborator> Collaborators);

/// <summary>Who is to own a project.</summary>
public sealed record OwnerRequest(string Email, bool RemoveFormer = false);

/// <summary>Collaborators and ownership.</summary>
public sealed class PeopleFunctions(ProjectService projects, EventTelling telling)
{
    [Function("GetCollaborators"), Requires(Right.See)]
    [Documented("Who works on a project")]
    public Ok<PeopleView> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/collaborators")] HttpRequest request) =>
        TypedResults.Ok(View(request, request.Project()));

    [Function("SetCollaborators"), Requires(Right.Manage)]
    [Documented("Set who works on a project", Body = typeof(CollaboratorsRequest), Conditional = true)]
    public async Task<Ok<PeopleView>> Set(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "projects/{id}/collaborators")] HttpRequest request, CancellationToken cancellation)
    {
        request.RequireVersion(request.Project().ETag);
        var body = await request.ReadAsync<CollaboratorsRequest>(cancellation);
        return TypedResults.Ok(View(request, await projects.SetCollaboratorsAsync(request.Caller(), request.Project(), body.Collaborators, cancellation)));
    }

    [Function("TransferOwnership"), Requires(Right.Manage)]
    [Documented("Make another user the owner; the former owner stays as editor unless removed", Body = typeof(OwnerRequest))]
    public async Task<Ok<PeopleView>> Transfer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/owner")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<OwnerRequest>(cancellation);
        var transferred = await projects.TransferAsync(request.Caller(), request.Project(), body.Email, body.RemoveFormer, cancellation);
        await telling.NowAsync(client, cancellation);
        return TypedResults.Ok(View(request, transferred));
    }

    [Function("LeaveProject"), Requires(Right.See)]
    [Documented("Leave a project that you do not own")]
    public async Task<NoContent> Leave(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/leave")] HttpRequest request, CancellationToken cancellation)
    {
        await projects.LeaveAsync(request.Caller(), request.Project(), cancellation);
        return TypedResults.NoContent();
    }

    private static PeopleView View(HttpRequest request, LoadedProject project)
    {
        request.SetETag(Versions.Of(project.ETag));
        return new PeopleView(project.Project.Owner, project.Project.Collaborators);
    }
}
