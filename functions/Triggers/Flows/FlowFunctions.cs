using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Flows;

/// <summary>How two states of a flow differ, and the output columns of the nodes where they differ.</summary>
public sealed record FlowDiffView(int From, int To, FlowDiff Diff, ValueList<ColumnsDiff> Columns);

/// <summary>A project's flow and its revisions.</summary>
public sealed class FlowFunctions(FlowService service, FlowStore flows, ProjectStore projects)
{
    [Function("GetFlow"), Requires(Right.See)]
    [Documented("The flow document", Answer = typeof(Flow))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/flow")] HttpRequest request, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        request.SetETag(FlowService.ETagOf(project));
        return Results.Bytes(await flows.BytesAsync(project.FlowHash, cancellation), "application/json");
    }

    [Function("SaveFlow"), Requires(Right.Edit)]
    [Documented("Save the flow as a new revision; problems are told and do not stop it", Body = typeof(Flow), Query = ["message", "strict"], Conditional = true)]
    public async Task<Ok<SavedFlow>> Save(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "projects/{id}/flow")] HttpRequest request, CancellationToken cancellation)
    {
        var ifMatch = request.RequireIfMatch();
        var json = await request.ReadBytesAsync(RequestBody.FlowLimit, cancellation);
        var saved = await service.SaveAsync(
            request.Caller(), request.Project(), json, ifMatch, request.QueryText("message"), request.QueryFlag("strict"), cancellation);
        return Saved(request, saved);
    }

    [Function("ListRevisions"), Requires(Right.See)]
    [Documented("The revisions, newest first", Query = ["limit", "continuation"])]
    public async Task<Ok<ListView<Revision>>> Revisions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/revisions")] HttpRequest request, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        var page = await projects.RevisionsAsync(request.Project().Project.Id, limit, continuation, cancellation);
        return TypedResults.Ok(ListView.Of(page, stored => stored.Value));
    }

    [Function("GetRevision"), Requires(Right.See)]
    [Documented("The flow document of a revision", Answer = typeof(Flow))]
    public async Task<IResult> Revision(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/revisions/{n}")] HttpRequest request, string n, CancellationToken cancellation)
    {
        var revision = await projects.RevisionAsync(request.Project().Project.Id, Conditional.RouteInt("revision", n), cancellation);
        return Results.Bytes(await flows.BytesAsync(revision.FlowHash, cancellation), "application/json");
    }

    [Function("RestoreRevision"), Requires(Right.Edit)]
    [Documented("Make an earlier revision the newest one again", Conditional = true)]
    public async Task<Ok<SavedFlow>> Restore(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/revisions/{n}/restore")] HttpRequest request, string n, CancellationToken cancellation)
    {
        var number = Conditional.RouteInt("revision", n);
        return Saved(request, await service.RestoreAsync(request.Caller(), request.Project(), number, request.RequireIfMatch(), cancellation));
    }

    [Function("DiffRevisions"), Requires(Right.See)]
    [Documented("How two revisions differ: the one before the newest and the newest, unless others are named", Query = ["from", "to"])]
    public async Task<Ok<FlowDiffView>> Diff(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/diff")] HttpRequest request, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        var from = request.QueryInt("from", 1, int.MaxValue) ?? Math.Max(1, project.Revision - 1);
        var to = request.QueryInt("to", 1, int.MaxValue) ?? project.Revision;
        var before = await projects.RevisionAsync(project.Id, from, cancellation);
        var after = await projects.RevisionAsync(project.Id, to, cancellation);
        var comparison = FlowComparison.Between(await flows.CompiledAsync(before.FlowHash, cancellation), await flows.CompiledAsync(after.FlowHash, cancellation));
        return TypedResults.Ok(new FlowDiffView(from, to, comparison.Diff, comparison.Columns));
    }

    private static Ok<SavedFlow> Saved(HttpRequest request, SavedFlow saved)
    {
        request.SetETag(saved.ETag);
        return TypedResults.Ok(saved);
    }
}
