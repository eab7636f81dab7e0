using System.Collections.Immutable;

namespace Handover.Core.Reviews;

/// <summary>What a reviewer says.</summary>
public enum Verdict
{
    /// <summary>It is good as it is.</summary>
    Approve,
    /// <summary>It is not yet.</summary>
    RequestChanges,
}

/// <summary>How far a review is.</summary>
public enum ReviewStatus
{
    /// <summary>Waits for a reviewer.</summary>
    Open,
    /// <summary>All reviewers approved.</summary>
    Approved,
    /// <summary>A reviewer wants changes.</summary>
    ChangesRequested,
    /// <summary>Called off by who asked, or by an owner.</summary>
    Withdrawn,
}

/// <summary>A reviewer's decision; a later one of the same reviewer replaces it.</summary>
/// <param name="By">Email.</param>
/// <param name="Verdict">What they say.</param>
/// <param name="Summary">Why.</param>
/// <param name="At">UTC.</param>
public sealed record ReviewDecision(string By, Verdict Verdict, string? Summary, DateTimeOffset At);

/// <summary>A request to look at one revision of a project, and what came of it.</summary>
public sealed record Review
{
    /// <summary>1 for the project's first; without gaps.</summary>
    public required int Number { get; init; }
    /// <summary>Id of the project.</summary>
    public required string Project { get; init; }
    /// <summary>The revision that is looked at.</summary>
    public required int Revision { get; init; }
    /// <summary>SHA-256 of its flow.</summary>
    public required string FlowHash { get; init; }
    /// <summary>Email of who asked.</summary>
    public required string RequestedBy { get; init; }
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset RequestedAt { get; init; }
    /// <summary>What to look at.</summary>
    public string? Message { get; init; }
    /// <summary>Emails of who is asked.</summary>
    public required ImmutableArray<string> Reviewers { get; init; }
    /// <summary>The newest decision of each reviewer who made one.</summary>
    public ImmutableArray<ReviewDecision> Decisions { get; init; } = [];
    /// <summary>When it was called off, UTC.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>How far it is. One reviewer who wants changes outweighs all others.</summary>
    public ReviewStatus StatusNow() =>
        WithdrawnAt is not null ? ReviewStatus.Withdrawn
        : Decisions.Any(static decision => decision.Verdict is Verdict.RequestChanges) ? ReviewStatus.ChangesRequested
        : Decisions.Length == Reviewers.Length ? ReviewStatus.Approved
        : ReviewStatus.Open;

    /// <summary>Whether the project has a later revision than the one that was looked at.</summary>
    public bool IsOutdated(int newestRevision) => newestRevision != Revision;

    /// <summary>Whether it waits for this reviewer's first decision.</summary>
    public bool WaitsFor(string reviewer, int newestRevision) =>
        WithdrawnAt is null && !IsOutdated(newestRevision) && Reviewers.Contains(reviewer) && Decisions.All(decision => decision.By != reviewer);
}
