using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Projects;

namespace Handover.Core.Reviews;

/// <summary>Who may be asked, and what may be decided when.</summary>
public static class ReviewRules
{
    /// <summary>Most reviewers of one review.</summary>
    public const int MostReviewers = 20;
    /// <summary>Longest message or summary.</summary>
    public const int TextLength = 4000;

    /// <summary>A new review of the newest revision.</summary>
    /// <param name="project">The project.</param>
    /// <param name="latest">Its latest review; null for none.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="reviewers">Users of the directory who are asked.</param>
    /// <param name="message">What to look at.</param>
    /// <param name="at">Now, UTC.</param>
    /// <exception cref="RefusalException"><c>reviewers-invalid</c>, <c>reviewer-is-requester</c>, <c>reviewer-right-missing</c>, <c>review-open</c>, <c>review-text-invalid</c>.</exception>
    public static Review Request(Project project, Review? latest, string by, IReadOnlyList<User> reviewers, string? message, DateTimeOffset at)
    {
        var emails = reviewers.Select(static reviewer => reviewer.Email).ToImmutableArray();
        if (emails.Length is 0 or > MostReviewers || emails.Distinct().Count() != emails.Length)
        {
            throw Refusal.Invalid("reviewers-invalid", $"Name each of 1 to {MostReviewers} reviewers once.");
        }

        if (emails.Contains(by))
        {
            throw Refusal.Unprocessable("reviewer-is-requester", "Nobody reviews what they ask to be reviewed. Name somebody else.");
        }

        if (reviewers.FirstOrDefault(reviewer => !Access.Allows(reviewer, project, Right.Review)) is { } outside)
        {
            throw Refusal.Unprocessable("reviewer-right-missing", $"{outside.Email} may not review '{project.Name}'. Make them a collaborator with the role reviewer first.");
        }

        if (latest is not null && !latest.IsOutdated(project.Revision) && latest.StatusNow() is ReviewStatus.Open)
        {
            throw Refusal.Conflict("review-open", $"Review {latest.Number} of revision {latest.Revision} is open. Withdraw it before you ask anew.");
        }

        return new Review
        {
            Number = (latest?.Number ?? 0) + 1,
            Project = project.Id,
            Revision = project.Revision,
            FlowHash = project.FlowHash,
            RequestedBy = by,
            RequestedAt = at,
            Message = Text(message),
            Reviewers = emails,
        };
    }

    /// <summary>The review with a reviewer's decision.</summary>
    /// <exception cref="RefusalException"><c>review-withdrawn</c>, <c>review-outdated</c>, <c>review-not-asked</c>, <c>review-summary-missing</c>, <c>review-text-invalid</c>.</exception>
    public static Review Decide(Review review, Project project, string by, Verdict verdict, string? summary, DateTimeOffset at)
    {
        if (review.WithdrawnAt is not null)
        {
            throw Refusal.Conflict("review-withdrawn", $"Review {review.Number} was called off.");
        }

        if (review.IsOutdated(project.Revision))
        {
            throw Refusal.Conflict("review-outdated", $"Review {review.Number} is of revision {review.Revision}; the project is at {project.Revision}. Ask for a new review.");
        }

        if (!review.Reviewers.Contains(by))
        {
            throw Refusal.Forbidden("review-not-asked", $"Review {review.Number} waits for {string.Join(", ", review.Reviewers)}. Comment instead, or be named as a reviewer.");
        }

        var said = Text(summary);
        if (verdict is Verdict.RequestChanges && said is null)
        {
            throw Refusal.Invalid("review-summary-missing", "Say in 'summary' what is to be changed.");
        }

        return review with { Decisions = [.. review.Decisions.Where(decision => decision.By != by), new ReviewDecision(by, verdict, said, at)] };
    }

    /// <summary>The review, called off by who asked or by who manages the project.</summary>
    /// <exception cref="RefusalException"><c>review-withdrawn</c>, <c>review-not-yours</c>.</exception>
    public static Review Withdraw(Review review, Project project, User by, DateTimeOffset at)
    {
        if (review.WithdrawnAt is not null)
        {
            throw Refusal.Conflict("review-withdrawn", $"Review {review.Number} was called off already.");
        }

        return review.RequestedBy == by.Email || Access.Allows(by, project, Right.Manage)
            ? review with { WithdrawnAt = at }
            : throw Refusal.Forbidden("review-not-yours", $"{review.RequestedBy} asked for this review; only they or the owner may call it off.");
    }

    private static string? Text(string? text) => text?.Trim() switch
    {
        null or "" => null,
        { Length: > TextLength } => throw Refusal.Invalid("review-text-invalid", $"A message or summary may have at most {TextLength:N0} characters."),
        var said => said,
    };
}
