using Handover.Core.Diagnostics;
using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Core.Reviews;
using Handover.Services.Identity;
using Handover.Services.Notifications;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Reviews;

/// <summary>Asking for reviews, deciding and withdrawing them.</summary>
public sealed class ReviewService(ReviewStore reviews, ProjectStore projects, UserDirectory users, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>Asks for a review of the newest revision.</summary>
    public async Task<Review> RequestAsync(Actor actor, Project project, IReadOnlyList<string> reviewers, string? message, CancellationToken cancellation)
    {
        if (reviewers.Count > ReviewRules.MostReviewers)
        {
            throw Refusal.Invalid("reviewers-invalid", $"Name each of 1 to {ReviewRules.MostReviewers} reviewers once.");
        }

        var asked = new List<User>();
        foreach (var reviewer in reviewers)
        {
            asked.Add(await users.RequireAsync(reviewer, cancellation));
        }

        for (var attempt = 1; ; attempt++)
        {
            var latest = (await reviews.ListAsync(project.Id, 1, null, cancellation)).Items is [var newest, ..] ? newest.Value : null;
            var now = clock.GetUtcNow();
            var review = ReviewRules.Request(project, latest, actor.Email, asked, message, now);
            var names = string.Join(", ", review.Reviewers);
            var summary = $"Asked {names} to review revision {review.Revision}";
            var audit = Audit.Entry(actor, project.Id, "review-requested", summary, now, ("review", $"{review.Number}"), ("revision", $"{review.Revision}"), ("reviewers", names));
            var told = Outbox.Event(ProjectEventKind.ReviewRequested, project, actor.Email, now, $"{actor.Email} asks {names} to review revision {review.Revision}.");
            try
            {
                await reviews.WriteAsync(review, null, audit, told, cancellation);
                return review;
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Conflict && attempt < Attempts)
            {
                // Somebody else asked at the same moment: theirs is the latest now.
            }
        }
    }

    /// <summary>Writes a reviewer's decision.</summary>
    public Task<Review> DecideAsync(Actor actor, Project project, int number, Verdict verdict, string? summary, CancellationToken cancellation) =>
        ChangeAsync(
            actor, project, number, "review-decided", (review, current, now) => ReviewRules.Decide(review, current, actor.Email, verdict, summary, now),
            verdict is Verdict.Approve ? "approved revision" : "wants changes of revision", ProjectEventKind.ReviewDecided, cancellation);

    /// <summary>Calls a review off.</summary>
    public Task<Review> WithdrawAsync(Actor actor, Project project, int number, CancellationToken cancellation) =>
        ChangeAsync(
            actor, project, number, "review-withdrawn", (review, current, now) => ReviewRules.Withdraw(review, current, actor.User, now),
            "called off the review of revision", null, cancellation);

    public async Task<Page<Review>> ListAsync(string project, int limit, string? continuation, CancellationToken cancellation)
    {
        var page = await reviews.ListAsync(project, limit, continuation, cancellation);
        return new Page<Review>([.. page.Items.Select(item => item.Value)], page.Continuation);
    }

    private async Task<Review> ChangeAsync(
        Actor actor, Project project, int number, string action, Func<Review, Project, DateTimeOffset, Review> change, string words, ProjectEventKind? kind, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var read = await reviews.RequireAsync(project.Id, number, cancellation);
            var now = clock.GetUtcNow();
            var next = change(read.Value, project, now);
            var said = next.Decisions.FirstOrDefault(decision => decision.By == actor.Email)?.Summary;
            var audit = Audit.Entry(
                actor, project.Id, action, $"{actor.Email} {words} {next.Revision}", now,
                ("review", $"{number}"), ("revision", $"{next.Revision}"), ("before", $"{read.Value.StatusNow()}"), ("after", $"{next.StatusNow()}"), ("summary", said));
            var told = kind is { } raised ? Outbox.Event(raised, project, actor.Email, now, $"{actor.Email} {words} {next.Revision}.{(said is null ? "" : $" {said}")}") : null;
            try
            {
                await reviews.WriteAsync(next, read.ETag, audit, told, cancellation);
                return next;
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale && attempt < Attempts)
            {
                // Another reviewer decided at the same moment; both decisions stand.
                project = (await projects.RequireAsync(project.Id, cancellation)).Project;
            }
        }
    }
}
