using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Core.Reviews;
using Handover.Services.Identity;
using Handover.Services.Notifications;
using Handover.Services.Projects;
using Handover.Services.Storage;

namespace Handover.Services.Reviews;

/// <summary>What is said.</summary>
/// <param name="Text">Markdown; <c>@email</c> mentions somebody.</param>
/// <param name="Node">The node that it is about.</param>
/// <param name="Group">The group that it is about.</param>
/// <param name="Parent">The comment that it answers.</param>
public sealed record NewComment(string Text, string? Node = null, string? Group = null, string? Parent = null);

/// <summary>What changes of a comment; what is absent stays.</summary>
public sealed record CommentPatch(string? Text = null, bool? Resolved = null);

/// <summary>Commenting on projects, nodes and groups.</summary>
public sealed class CommentService(ReviewStore store, FlowStore flows, UserDirectory users, TimeProvider clock)
{
    private const int Shown = 300;

    public async Task<Stored<Comment>> AddAsync(Actor actor, Project project, NewComment said, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var text = CommentRules.Text(said.Text);
        var comment = new Comment
        {
            Id = Ids.NewestFirst("c", now),
            Node = said.Node,
            Group = said.Group,
            Revision = project.Revision,
            Text = text,
            Mentions = await MentionedAsync(project, text, cancellation),
            By = actor.Email,
            At = now,
        };
        if (said.Parent is { } parent)
        {
            if (said.Node is not null || said.Group is not null)
            {
                throw Refusal.Invalid("comment-subject-invalid", "An answer is about what its thread is about: name the parent alone.");
            }

            comment = CommentRules.InThread(comment, (await store.CommentAsync(project.Id, parent, cancellation)).Value);
        }
        else
        {
            CommentRules.RequireSubject(await flows.GetAsync(project.FlowHash, cancellation), said.Node, said.Group);
        }

        var audit = Audit.Entry(actor, project.Id, "comment-added", $"Commented on {Subject(comment)}", now, ("comment", comment.Id), ("text", Short(text)));
        return await store.WriteAsync(project.Id, comment, null, audit, Told(project, comment, now, "commented on", comment.Mentions), cancellation);
    }

    /// <summary>Changes an own comment's text, or settles or reopens a thread.</summary>
    public async Task<Stored<Comment>> ChangeAsync(Actor actor, Project project, Stored<Comment> read, CommentPatch patch, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var next = read.Value;
        if (patch.Text is { } text)
        {
            next = CommentRules.Edit(next, text, await MentionedAsync(project, text, cancellation), actor.Email, now);
        }

        if (patch.Resolved is { } resolved)
        {
            next = CommentRules.Resolve(next, resolved, actor.Email, now);
        }

        if (next == read.Value)
        {
            return read;
        }

        var (action, words) = (patch.Text, patch.Resolved) switch
        {
            (not null, _) => ("comment-edited", "Changed a comment on"),
            (_, true) => ("comment-resolved", "Resolved a thread on"),
            _ => ("comment-reopened", "Reopened a thread on"),
        };
        var audit = Audit.Entry(
            actor, project.Id, action, $"{words} {Subject(next)}", now, ("comment", next.Id), ("before", Short(read.Value.Text)), ("after", Short(next.Text)), ("resolved", $"{next.Resolved}"));
        // Only who was not mentioned before hears of a change.
        var added = next.Mentions.RemoveRange(read.Value.Mentions);
        return await store.WriteAsync(project.Id, next, read.ETag, audit, added.IsEmpty ? null : Told(project, next, now, "mentions you in a comment on", added), cancellation);
    }

    private async Task<ImmutableArray<string>> MentionedAsync(Project project, string text, CancellationToken cancellation)
    {
        var mentioned = ImmutableArray.CreateBuilder<string>();
        foreach (var email in CommentRules.Mentions(text))
        {
            if (await users.FindAsync(email, cancellation) is { } user && Access.Allows(user.Value, project, Right.See))
            {
                mentioned.Add(email);
            }
        }

        return mentioned.ToImmutable();
    }

    private static ProjectEvent Told(Project project, Comment comment, DateTimeOffset now, string words, ImmutableArray<string> mentions) =>
        Outbox.Event(
            ProjectEventKind.CommentAdded, project, comment.By, now,
            $"{comment.By} {words} {Subject(comment)}{(mentions.IsEmpty ? "" : $", for {string.Join(", ", mentions)}")}: {Short(comment.Text)}");

    private static string Subject(Comment comment) =>
        comment.Node is { } node ? $"the node '{node}'" : comment.Group is { } group ? $"the group '{group}'" : "the project";

    private static string Short(string text) => text.Length <= Shown ? text : text[..Shown] + "…";
}
