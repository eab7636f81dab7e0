using Handover.Core.Diagnostics;
using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Core.Reviews;
using Handover.Services.Notifications;
using Handover.Services.Projects;
using Handover.Services.Storage;
using ETag = Azure.ETag;

namespace Handover.Services.Reviews;

/// <summary>
/// Reviews and comments: rows of the project's partition, each written in one transaction with its audit entry and its event. For the
/// reviews that wait for somebody there is a partition a reviewer with a hint for each. A hint is written before the review, and whoever
/// reads it looks the review up, so it may be wrong but is never missing.
/// </summary>
public sealed class ReviewStore(StorageClients clients, ProjectStore projects, Outbox outbox, TimeProvider clock)
{
    // Longer than a transaction can take: a hint whose review is not there may still be about to get it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly DocumentTable hints = new(clients, "ReviewHints");

    public Task<Page<Stored<Review>>> ListAsync(string project, int limit, string? continuation, CancellationToken cancellation) =>
        projects.Rows.QueryAsync<Review>(project, RowRange.Prefix("review:"), limit, continuation, cancellation);

    /// <exception cref="RefusalException"><c>review-not-found</c>.</exception>
    public async Task<Stored<Review>> RequireAsync(string project, int number, CancellationToken cancellation) =>
        await projects.Rows.GetAsync<Review>(project, ReviewRow(number), cancellation) ?? throw Refusal.NotFound("review", $"{number}");

    /// <summary>Writes a review that is new, or the next state of one that was read.</summary>
    public async Task<ETag> WriteAsync(Review review, ETag? read, AuditEntry audit, ProjectEvent? told, CancellationToken cancellation)
    {
        var row = ReviewRow(review.Number);
        var batch = projects.Rows.Batch(review.Project).Append(audit).Tell(outbox, told);
        if (read is { } etag)
        {
            batch.Replace(row, review, etag);
        }
        else
        {
            foreach (var reviewer in review.Reviewers)
            {
                await hints.Batch(RowKey.Of(reviewer)).Upsert(HintRow(review), new Hint(review.Project, review.Number, clock.GetUtcNow())).SubmitAsync(cancellation);
            }

            batch.Insert(row, review);
        }

        return (await batch.SubmitAsync(cancellation))[row];
    }

    /// <summary>A page of the reviews that wait for a user, with their projects. Hints that were settled meanwhile are taken away.</summary>
    public async Task<Page<(Review Review, Project Project)>> WaitingAsync(User user, int limit, string? continuation, CancellationToken cancellation)
    {
        var partition = RowKey.Of(user.Email);
        var waiting = new List<(Review, Project)>();
        do
        {
            var page = await hints.QueryAsync<Hint>(partition, RowRange.All, limit - waiting.Count, continuation, cancellation);
            foreach (var hint in page.Items)
            {
                var project = (await projects.FindAsync(hint.Value.Project, cancellation))?.Project;
                var review = (await projects.Rows.GetAsync<Review>(hint.Value.Project, ReviewRow(hint.Value.Number), cancellation))?.Value;
                if (review is not null && project is not null && review.WaitsFor(user.Email, project.Revision))
                {
                    if (project.DeletedAt is null && Access.Allows(user, project, Right.Review))
                    {
                        waiting.Add((review, project));
                    }
                }
                else if (review is not null || clock.GetUtcNow() - hint.Value.At > Patience)
                {
                    await ForgetAsync(partition, hint, cancellation);
                }
            }

            continuation = page.Continuation;
        }
        while (continuation is not null && waiting.Count < limit);
        return new Page<(Review, Project)>(waiting, continuation);
    }

    /// <summary>A page of the comments that are asked for, newest first.</summary>
    public Task<Page<Stored<Comment>>> CommentsAsync(string project, Func<Comment, bool> asked, int limit, string? continuation, CancellationToken cancellation) =>
        projects.Rows.FindAsync(project, RowRange.Prefix("comment:"), asked, limit, continuation, cancellation);

    /// <exception cref="RefusalException"><c>comment-not-found</c>.</exception>
    public async Task<Stored<Comment>> CommentAsync(string project, string id, CancellationToken cancellation) =>
        (id.Length is > 0 and <= 64 ? await projects.Rows.GetAsync<Comment>(project, CommentRow(id), cancellation) : null) ?? throw Refusal.NotFound("comment", id);

    /// <summary>Writes a comment that is new, or the next state of one that was read.</summary>
    public async Task<Stored<Comment>> WriteAsync(string project, Comment comment, ETag? read, AuditEntry audit, ProjectEvent? told, CancellationToken cancellation)
    {
        var row = CommentRow(comment.Id);
        var batch = projects.Rows.Batch(project).Append(audit).Tell(outbox, told);
        batch = read is { } etag ? batch.Replace(row, comment, etag) : batch.Insert(row, comment);
        return new Stored<Comment>(comment, (await batch.SubmitAsync(cancellation))[row]);
    }

    private async Task ForgetAsync(string partition, Stored<Hint> hint, CancellationToken cancellation)
    {
        try
        {
            await hints.DeleteAsync(partition, hint.Row, hint.ETag, cancellation);
        }
        catch (StorageException renewed) when (renewed.Kind is StorageFailure.Stale)
        {
            // Written anew meanwhile: the review is on its way.
        }
    }

    // Newest first.
    private static string ReviewRow(int number) => RowKey.Of("review", RowKey.LargestFirst(number));

    private static string CommentRow(string id) => RowKey.Of("comment", id);

    private static string HintRow(Review review) => RowKey.Of(review.Project, RowKey.LargestFirst(review.Number));

    private sealed record Hint(string Project, int Number, DateTimeOffset At);
}
