using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Triggers.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Projects;

/// <summary>Why a project is locked or unlocked.</summary>
public sealed record ReasonRequest(string? Reason = null);

/// <summary>Making, finding, changing, cloning, deleting and locking projects.</summary>
public sealed class ProjectFunctions(ProjectService projects, ProjectIndex index, ProjectViews views)
{
    [Function("ListProjects"), Requires(Audience.User)]
    [Documented("Projects that you may see", Query = ["search", "owner", "environment", "tag", "deleted", "limit", "continuation"])]
    public async Task<Ok<ListView<ProjectView>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects")] HttpRequest request, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        var filter = new ProjectFilter(
            request.QueryText("search"), request.QueryText("owner"), request.QueryText("environment"), request.QueryText("tag"), request.QueryFlag("deleted"));
        var page = await index.ListAsync(request.Caller().User, filter, limit, continuation, cancellation);
        return TypedResults.Ok(await views.OfAsync(page, cancellation));
    }

    [Function("CreateProject"), Requires(Audience.User)]
    [Documented("Make an empty project", Body = typeof(NewProject))]
    public async Task<Created<ProjectView>> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<NewProject>(cancellation);
        var made = await projects.CreateAsync(request.Caller(), body, cancellation);
        return TypedResults.Created($"/api/projects/{made.Project.Id}", await views.OfAsync(request, made, cancellation));
    }

    [Function("GetProject"), Requires(Right.See)]
    [Documented("A project")]
    public async Task<Ok<ProjectView>> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(await views.OfAsync(request, request.Project(), cancellation));

    [Function("ChangeProject"), Requires(Right.Edit)]
    [Documented("Change name, description or tags", Body = typeof(ProjectPatch), Conditional = true)]
    public async Task<Ok<ProjectView>> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "projects/{id}")] HttpRequest request, CancellationToken cancellation)
    {
        request.RequireVersion(request.Project().ETag);
        var body = await request.ReadAsync<ProjectPatch>(cancellation);
        return TypedResults.Ok(await views.OfAsync(request, await projects.ChangeAsync(request.Caller(), request.Project(), body, cancellation), cancellation));
    }

    [Function("DeleteProject"), Requires(Right.Manage)]
    [Documented("Delete a project; it can be restored for 30 days", Conditional = true)]
    public async Task<NoContent> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "projects/{id}")] HttpRequest request, CancellationToken cancellation)
    {
        request.RequireVersion(request.Project().ETag);
        await projects.DeleteAsync(request.Caller(), request.Project(), cancellation);
        return TypedResults.NoContent();
    }

    [Function("UndeleteProject"), Requires(Right.Manage, IncludeDeleted = true)]
    [Documented("Restore a deleted project")]
    public async Task<Ok<ProjectView>> Undelete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/restore")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(await views.OfAsync(request, await projects.UndeleteAsync(request.Caller(), request.Project(), cancellation), cancellation));

    [Function("CloneProject"), Requires(Right.Preview)]
    [Documented("Clone a project: the same flow without deployments, owned by you", Body = typeof(CloneRequest))]
    public async Task<Created<ProjectView>> Clone(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/clone")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadOrDefaultAsync(new CloneRequest(), cancellation);
        var clone = await projects.CloneAsync(request.Caller(), request.Project().Project, body, cancellation);
        return TypedResults.Created($"/api/projects/{clone.Project.Id}", await views.OfAsync(request, clone, cancellation));
    }

    [Function("LockProject"), Requires(Right.Manage)]
    [Documented("Lock a project: from now on it changes only through promotions", Body = typeof(ReasonRequest))]
    public async Task<Ok<ProjectView>> Lock(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/lock")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<ReasonRequest>(cancellation);
        return TypedResults.Ok(await views.OfAsync(request, await projects.LockAsync(request.Caller(), request.Project(), body.Reason, cancellation), cancellation));
    }

    [Function("UnlockProject"), Requires(Right.Administer)]
    [Documented("Unlock a project, with a reason", Body = typeof(ReasonRequest))]
    public async Task<Ok<ProjectView>> Unlock(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/unlock")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<ReasonRequest>(cancellation);
        return TypedResults.Ok(await views.OfAsync(request, await projects.UnlockAsync(request.Caller(), request.Project(), body.Reason, cancellation), cancellation));
    }
}
