using Handover.Core.Projects;
using Handover.Core.Reviews;
using Handover.Services.Reviews;
using Handover.Services.Storage;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Reviews;

/// <summary>A comment and its version, which a change of it must name.</summary>
public sealed record CommentView(Comment Comment, string ETag)
{
    /// <summary>Emails that its text mentions and that were not told, because there is no such user or they may not see the project; absent for none.</summary>
    public IReadOnlyList<string>? NotTold { get; init; }

    public static CommentView Of(Stored<Comment> stored) => new(stored.Value, Versions.Of(stored.ETag))
    {
        NotTold = CommentRules.Mentions(stored.Value.Text).Except(stored.Value.Mentions).ToList() is { Count: > 0 } others ? others : null,
    };
}

/// <summary>Comments on a project, a node or a group.</summary>
public sealed class CommentFunctions(CommentService service, ReviewStore store)
{
    [Function("ListComments"), Requires(Right.See)]
    [Documented("Comments, newest first", Query = ["node", "group", "thread", "limit", "continuation"])]
    public async Task<Ok<ListView<CommentView>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/comments")] HttpRequest request, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        var (node, group, thread) = (request.QueryText("node"), request.QueryText("group"), request.QueryText("thread"));
        var page = await store.CommentsAsync(
            request.Project().Project.Id,
            comment => (node is null || comment.Node == node) && (group is null || comment.Group == group) && (thread is null || comment.Id == thread || comment.Parent == thread),
            limit, continuation, cancellation);
        return TypedResults.Ok(ListView.Of(page, CommentView.Of));
    }

    [Function("AddComment"), Requires(Right.Review)]
    [Documented("Comment on the project, a node or a group, or answer a comment; @email mentions somebody", Body = typeof(NewComment))]
    public async Task<Created<CommentView>> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/comments")] HttpRequest request, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        var added = await service.AddAsync(request.Caller(), project, await request.ReadAsync<NewComment>(cancellation), cancellation);
        return TypedResults.Created($"/api/projects/{project.Id}/comments", View(request, added));
    }

    [Function("ChangeComment"), Requires(Right.Review)]
    [Documented("Change an own comment's text, or resolve or reopen a thread", Body = typeof(CommentPatch), Conditional = true)]
    public async Task<Ok<CommentView>> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "projects/{id}/comments/{comment}")] HttpRequest request, string comment, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        var read = await store.CommentAsync(project.Id, comment, cancellation);
        request.RequireVersion(read.ETag);
        var patch = await request.ReadAsync<CommentPatch>(cancellation);
        return TypedResults.Ok(View(request, await service.ChangeAsync(request.Caller(), project, read, patch, cancellation)));
    }

    private static CommentView View(HttpRequest request, Stored<Comment> stored)
    {
        var view = CommentView.Of(stored);
        request.SetETag(view.ETag);
        return view;
    }
}
