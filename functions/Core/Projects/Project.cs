using System.Collections.Immutable;
using Handover.Core.Diagnostics;

namespace Handover.Core.Projects;

/// <summary>What a user is in a project.</summary>
public enum ProjectRole
{
    /// <summary>Sees it.</summary>
    Viewer,
    /// <summary>Comments, reviews, approves, previews and clones.</summary>
    Reviewer,
    /// <summary>Changes the flow, deploys to development, requests promotions.</summary>
    Editor,
    /// <summary>Exactly one: manages people, schedules and the project itself.</summary>
    Owner,
}

/// <summary>A user who works on a project, beside its owner.</summary>
/// <param name="Email">The user's email, lower case: the key of the user directory.</param>
/// <param name="Role">Viewer, reviewer or editor.</param>
public sealed record Collaborator(string Email, ProjectRole Role);

/// <summary>Where a flow is stored, and what is known ahead of it.</summary>
/// <param name="Hash">SHA-256 of its canonical JSON.</param>
/// <param name="CloneHash">SHA-256 of what a clone of it gets.</param>
/// <param name="ReadsHash">SHA-256 of the list of tables that it reads.</param>
/// <param name="WordsHash">SHA-256 of what a search looks at.</param>
/// <param name="CloneWordsHash">The same of what a clone gets.</param>
public sealed record FlowAddress(string Hash, string CloneHash, string ReadsHash, string WordsHash, string CloneWordsHash)
{
    /// <summary>Where what a clone gets is stored; its own clones get the same.</summary>
    public FlowAddress OfClone() => this with { Hash = CloneHash, WordsHash = CloneWordsHash };
}

/// <summary>Where a project's flow came from.</summary>
/// <param name="Project">Id of the project it was taken from.</param>
/// <param name="Revision">That project's revision.</param>
/// <param name="FlowHash">Hash of that revision's flow.</param>
/// <param name="Promotion">Id of the promotion that brought it; null for a clone.</param>
public sealed record Origin(string Project, int Revision, string FlowHash, string? Promotion = null);

/// <summary>The state of a project: everything but its flow's content, which <see cref="FlowHash"/> names.</summary>
public sealed record Project
{
    /// <summary>Id, unique in the workspace; never changes.</summary>
    public required string Id { get; init; }
    /// <summary>What people call it; need not be unique.</summary>
    public required string Name { get; init; }
    /// <summary>What it is about, as Markdown.</summary>
    public string? Description { get; init; }
    /// <summary>Tags, in the order given.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
    /// <summary>Custom properties by name.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    /// <summary>Id of the environment that it lives in.</summary>
    public required string Environment { get; init; }
    /// <summary>Email of the one owner.</summary>
    public required string Owner { get; init; }
    /// <summary>Who works on it beside the owner.</summary>
    public ImmutableArray<Collaborator> Collaborators { get; init; } = [];
    /// <summary>A locked project changes only through a promotion.</summary>
    public bool Locked { get; init; }
    /// <summary>Why it is locked.</summary>
    public string? LockReason { get; init; }
    /// <summary>Number of the newest revision; the first is 1.</summary>
    public required int Revision { get; init; }
    /// <summary>SHA-256 of the newest revision's canonical flow JSON.</summary>
    public string FlowHash { get; init; } = "";
    /// <summary>SHA-256 of what a clone of that flow gets: the flow without its deployments. Known ahead, so that a clone copies a hash.</summary>
    public string CloneHash { get; init; } = "";
    /// <summary>SHA-256 of the list of tables that the flow reads; a clone reads the same.</summary>
    public string ReadsHash { get; init; } = "";
    /// <summary>SHA-256 of what the flow's nodes and groups are called and what is said about them (<see cref="Annotations.FlowWords"/>).</summary>
    public string WordsHash { get; init; } = "";
    /// <summary>The same of what a clone gets.</summary>
    public string CloneWordsHash { get; init; } = "";
    /// <summary>The operation that changed deployments or flow last: tells an operation that it has been recorded.</summary>
    public string? LastOperation { get; init; }
    /// <summary>The project it was cloned from.</summary>
    public Origin? ClonedFrom { get; init; }
    /// <summary>The newest promotion that was applied to it.</summary>
    public Origin? PromotedFrom { get; init; }
    /// <summary>Email of who made it.</summary>
    public required string CreatedBy { get; init; }
    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>Email of who changed it last.</summary>
    public required string UpdatedBy { get; init; }
    /// <summary>When it was changed last, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    /// <summary>When it was deleted, UTC; it can be restored for 30 days.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The role of a user in this project, or null if they have none.</summary>
    public ProjectRole? RoleOf(string email)
    {
        if (string.Equals(Owner, email, StringComparison.OrdinalIgnoreCase))
        {
            return ProjectRole.Owner;
        }

        foreach (var collaborator in Collaborators)
        {
            if (string.Equals(collaborator.Email, email, StringComparison.OrdinalIgnoreCase))
            {
                return collaborator.Role;
            }
        }

        return null;
    }

    /// <summary>Where the newest revision's flow is stored, with what is derived from it.</summary>
    public FlowAddress Flow() => new(FlowHash, CloneHash, ReadsHash, WordsHash, CloneWordsHash);

    /// <summary>This state on another flow; the revision's number is the caller's.</summary>
    public Project On(FlowAddress flow) => this with
    {
        FlowHash = flow.Hash,
        CloneHash = flow.CloneHash,
        ReadsHash = flow.ReadsHash,
        WordsHash = flow.WordsHash,
        CloneWordsHash = flow.CloneWordsHash,
    };

    /// <summary>This state, written by a user now.</summary>
    public Project Touched(string by, DateTimeOffset at) => this with { UpdatedBy = by, UpdatedAt = at };

    /// <summary>Refuses if a change must not be made directly.</summary>
    /// <exception cref="RefusalException"><c>project-locked</c>, <c>project-deleted</c>.</exception>
    public void RequireChangeable()
    {
        if (DeletedAt is not null)
        {
            throw Refusal.Conflict("project-deleted", $"'{Name}' is deleted. Restore it first.");
        }

        if (Locked)
        {
            throw Refusal.Conflict(
                "project-locked",
                $"'{Name}' is locked ({LockReason ?? "no reason given"}). Change it through a promotion, or ask an administrator to unlock it.");
        }
    }
}

/// <summary>One saved state of a project's flow.</summary>
/// <param name="Number">1 for the first; without gaps.</param>
/// <param name="FlowHash">SHA-256 of the canonical flow JSON.</param>
/// <param name="Author">Email.</param>
/// <param name="At">UTC.</param>
/// <param name="Message">What was done, in words.</param>
/// <param name="Operation">The operation that wrote it, if it was not saved by hand.</param>
public sealed record Revision(int Number, string FlowHash, string Author, DateTimeOffset At, string Message, string? Operation = null);

/// <summary>Where a request came from, as far as the host knows it for certain.</summary>
/// <param name="Address">The client's network address; null where only a proxy's is known.</param>
/// <param name="UserAgent">What the client calls itself; it may say anything.</param>
public sealed record ClientOrigin(string? Address, string? UserAgent);

/// <summary>A value before and after a change.</summary>
/// <param name="Before">Null if there was none.</param>
/// <param name="After">Null if there is none.</param>
public sealed record AuditChange(string? Before, string? After);

/// <summary>One entry of a project's audit: written in the same transaction as the change that it tells of, and chained to the entry before it (<see cref="Governance.AuditChain"/>).</summary>
/// <param name="At">UTC.</param>
/// <param name="By">Email.</param>
/// <param name="Action">What was done, kebab-case (<c>flow-saved</c>).</param>
/// <param name="Project">Id of the project.</param>
/// <param name="Summary">The same in a sentence.</param>
/// <param name="Data">Names and values that tell the change: ids, hashes.</param>
/// <param name="Request">Correlation id of the HTTP request or operation.</param>
public sealed record AuditEntry(
    DateTimeOffset At,
    string By,
    string Action,
    string Project,
    string Summary,
    ImmutableSortedDictionary<string, string> Data,
    string? Request = null)
{
    /// <summary>What of the project's own state was changed, by name.</summary>
    public ImmutableSortedDictionary<string, AuditChange>? Changes { get; init; }
    /// <summary>Where the request came from; null for what no request did directly.</summary>
    public ClientOrigin? Client { get; init; }
    /// <summary>Place in the project's chain, 1 for the first; without gaps.</summary>
    public long Sequence { get; init; }
    /// <summary>Hash of the entry before it.</summary>
    public string? Previous { get; init; }
    /// <summary>Hash of everything above.</summary>
    public string? Hash { get; init; }
}
