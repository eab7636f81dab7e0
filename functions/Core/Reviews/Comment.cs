using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;

namespace Handover.Core.Reviews;

/// <summary>What somebody says about a project, a node or a group. The first comment of a thread has no parent and carries whether the thread is resolved.</summary>
public sealed record Comment
{
    /// <summary>Id; newer ones sort first.</summary>
    public required string Id { get; init; }
    /// <summary>Id of the comment that began the thread; null for that one.</summary>
    public string? Parent { get; init; }
    /// <summary>The node that it is about.</summary>
    public string? Node { get; init; }
    /// <summary>The group that it is about; without node and group it is about the project.</summary>
    public string? Group { get; init; }
    /// <summary>The revision that its author saw.</summary>
    public required int Revision { get; init; }
    /// <summary>What is said, as Markdown.</summary>
    public required string Text { get; init; }
    /// <summary>Emails that are mentioned and may see the project.</summary>
    public ImmutableArray<string> Mentions { get; init; } = [];
    /// <summary>Email of the author.</summary>
    public required string By { get; init; }
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>When its author changed it last, UTC.</summary>
    public DateTimeOffset? EditedAt { get; init; }
    /// <summary>Whether the thread is settled.</summary>
    public bool Resolved { get; init; }
    /// <summary>Email of who settled or reopened it last.</summary>
    public string? ResolvedBy { get; init; }
    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }
}

/// <summary>What may be said and changed.</summary>
public static partial class CommentRules
{
    /// <summary>Longest comment.</summary>
    public const int TextLength = 10_000;
    /// <summary>Most people that one comment can mention.</summary>
    public const int MostMentions = 20;

    /// <summary>The text without surrounding space.</summary>
    /// <exception cref="RefusalException"><c>comment-invalid</c>.</exception>
    public static string Text(string? text) => text?.Trim() is { Length: > 0 and <= TextLength } said
        ? said
        : throw Refusal.Invalid("comment-invalid", $"A comment has 1 to {TextLength:N0} characters.");

    /// <summary>The emails behind an @, lower case, each once, in the order of the text.</summary>
    /// <exception cref="RefusalException"><c>comment-mentions-invalid</c>.</exception>
    public static ImmutableArray<string> Mentions(string text)
    {
        var emails = Mention.Matches(text).Select(static match => match.Groups[1].Value.ToLowerInvariant()).Distinct().ToImmutableArray();
        return emails.Length <= MostMentions
            ? emails
            : throw Refusal.Invalid("comment-mentions-invalid", $"A comment may mention at most {MostMentions} people.");
    }

    /// <summary>Refuses a subject that the flow does not have.</summary>
    /// <exception cref="RefusalException"><c>comment-subject-invalid</c>, <c>node-not-found</c>, <c>group-not-found</c>.</exception>
    public static void RequireSubject(Flow flow, string? node, string? group)
    {
        if (node is not null && group is not null)
        {
            throw Refusal.Invalid("comment-subject-invalid", "A comment is about a node or about a group, not about both.");
        }

        if (node is not null && flow.Nodes.All(one => one.Id != node))
        {
            throw Refusal.NotFound("node", node);
        }

        if (group is not null && flow.Groups.All(one => one.Id != group))
        {
            throw Refusal.NotFound("group", group);
        }
    }

    /// <summary>A comment as the first of its thread has it: an answer to an answer belongs to the same thread, and an answer is about what the thread is about.</summary>
    public static Comment InThread(Comment answer, Comment parent) =>
        answer with { Parent = parent.Parent ?? parent.Id, Node = parent.Node, Group = parent.Group };

    /// <summary>The comment with another text.</summary>
    /// <exception cref="RefusalException"><c>comment-not-yours</c>, <c>comment-invalid</c>.</exception>
    public static Comment Edit(Comment comment, string text, ImmutableArray<string> mentions, string by, DateTimeOffset at) => comment.By == by
        ? comment with { Text = Text(text), Mentions = mentions, EditedAt = at }
        : throw Refusal.Forbidden("comment-not-yours", $"{comment.By} wrote this comment; only they may change it.");

    /// <summary>The comment with its thread settled or open again.</summary>
    /// <exception cref="RefusalException"><c>comment-not-thread</c>.</exception>
    public static Comment Resolve(Comment comment, bool resolved, string by, DateTimeOffset at) =>
        comment.Parent is { } first ? throw Refusal.Conflict("comment-not-thread", $"Threads are resolved at their first comment, {first}.")
        : comment.Resolved == resolved ? comment
        : comment with { Resolved = resolved, ResolvedBy = by, ResolvedAt = at };

    [GeneratedRegex(@"(?<![\w.@%+-])@([A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)", RegexOptions.CultureInvariant)]
    private static partial Regex Mention { get; }
}
