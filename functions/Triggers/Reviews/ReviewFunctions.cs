using System.Collections.Immutable;
using Handover.Core.Projects;
using Handover.Core.Reviews;
using Handover.Services.Reviews;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Reviews;

/// <summary>Who is asked to review the newest revision, and what to look at.</summary>
public sealed record ReviewRequest(IReadOnlyList<string> Reviewers, string? Message = null);

/// <summary>What a reviewer decides.</summary>
public sealed record DecisionRequest(Verdict Decision, string? Summary = null);

/// <summary>A review.</summary>
public sealed record ReviewView(
    int Number,
    string Project,
    int Revision,
    ReviewStatus Status,
    bool Outdated,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    string? Message,
    ImmutableArray<string> Reviewers,
    ImmutableArray<ReviewDecision> Decisions,
    DateTimeOffset? WithdrawnAt,
    string? ProjectName = null)
{
    public static ReviewView Of(Review review, Project project) => new(
        review.Number, review.Project, review.Revision, review.StatusNow(), review.IsOutdated(project.Revision), review.RequestedBy, review.RequestedAt,
        review.Message, review.Reviewers, review.Decisions, review.WithdrawnAt, project.Name);
}

/// <summary>Reviews of revisions.</summary>
public sealed class ReviewFunctions(ReviewService service, ReviewStore store)
{
    [Function("ListWaitingReviews"), Requires(Audience.User)]
    [Documented("Reviews that wait for you", Query = ["limit", "continuation"])]
    public async Task<Ok<ListView<ReviewView>>> Waiting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "reviews")] HttpRequest request, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        var page = await store.WaitingAsync(request.Caller().User, limit, continuation, cancellation);
        return TypedResults.Ok(ListView.Of(page, found => ReviewView.Of(found.Review, found.Project)));
    }

    [Function("ListReviews"), Requires(Right.See)]
    [Documented("A project's reviews, newest first", Query = ["limit", "continuation"])]
    public async Task<Ok<ListView<ReviewView>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/reviews")] HttpRequest request, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        var (limit, continuation) = request.Paging();
        var page = await service.ListAsync(project.Id, limit, continuation, cancellation);
        return TypedResults.Ok(ListView.Of(page, review => ReviewView.Of(review, project)));
    }

    [Function("RequestReview"), Requires(Right.Edit)]
    [Documented("Ask collaborators to review the newest revision", Body = typeof(ReviewRequest))]
    public async Task<Created<ReviewView>> Ask(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/reviews")] HttpRequest request, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        var body = await request.ReadAsync<ReviewRequest>(cancellation);
        var review = await service.RequestAsync(request.Caller(), project, body.Reviewers, body.Message, cancellation);
        return TypedResults.Created($"/api/projects/{project.Id}/reviews", ReviewView.Of(review, project));
    }

    [Function("DecideReview"), Requires(Right.Review)]
    [Documented("Approve the revision or request changes", Body = typeof(DecisionRequest))]
    public async Task<Ok<ReviewView>> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/reviews/{n}/decision")] HttpRequest request, string n, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        var number = Conditional.RouteInt("review", n);
        var body = await request.ReadAsync<DecisionRequest>(cancellation);
        return TypedResults.Ok(ReviewView.Of(await service.DecideAsync(request.Caller(), project, number, body.Decision, body.Summary, cancellation), project));
    }

    [Function("WithdrawReview"), Requires(Right.Edit)]
    [Documented("Call a review off; for who asked for it and for who manages the project")]
    public async Task<Ok<ReviewView>> Withdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/reviews/{n}/withdraw")] HttpRequest request, string n, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        return TypedResults.Ok(ReviewView.Of(await service.WithdrawAsync(request.Caller(), project, Conditional.RouteInt("review", n), cancellation), project));
    }
}
