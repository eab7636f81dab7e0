namespace Handover.Core.Notifications;

/// <summary>
/// Everything that people can be told of. The names are part of the API (in camelCase): channels and webhooks are stored with them, so a
/// name is never changed or used anew.
/// </summary>
public enum ProjectEventKind
{
    /// <summary>A run of a deployment failed.</summary>
    RunFailed,
    /// <summary>The first run that succeeded after a failed one.</summary>
    RunRecovered,
    /// <summary>A deployment is not as fresh as its agreement says.</summary>
    DeploymentLate,
    /// <summary>A schedule was suspended after failing again and again.</summary>
    ScheduleSuspended,
    /// <summary>Somebody asked for a promotion.</summary>
    PromotionRequested,
    /// <summary>Somebody approved a promotion; the detail says how many approvals it has.</summary>
    PromotionApproved,
    /// <summary>Somebody refused a promotion: it has ended.</summary>
    PromotionRejected,
    /// <summary>A promotion was called off before it was applied: it has ended.</summary>
    PromotionCancelled,
    /// <summary>Nobody decided in time: the promotion has ended.</summary>
    PromotionExpired,
    /// <summary>A promotion is live: it has ended.</summary>
    PromotionApplied,
    /// <summary>A promotion failed and everything is as it was before: it has ended.</summary>
    PromotionCompensated,
    /// <summary>A promotion failed and left something that needs a person: it has ended.</summary>
    PromotionFailed,
    /// <summary>An applied promotion was taken back.</summary>
    PromotionRolledBack,
    /// <summary>A project has another owner.</summary>
    OwnershipChanged,
    /// <summary>Tables that a project reads have other columns than it knew, or are gone.</summary>
    DriftFound,
    /// <summary>Somebody asked for a review.</summary>
    ReviewRequested,
    /// <summary>A review was decided.</summary>
    ReviewDecided,
    /// <summary>Somebody commented.</summary>
    CommentAdded,
    /// <summary>Somebody tries a channel.</summary>
    Test,
}

/// <summary>Something that happened in a project and that people asked to be told of.</summary>
public sealed record ProjectEvent
{
    /// <summary>Id, unique; newer events sort first. A receiver that sees it again has been told already.</summary>
    public required string Id { get; init; }
    /// <summary>What happened.</summary>
    public required ProjectEventKind Kind { get; init; }
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Id of the project that it happened in; for a promotion the target. Empty for a test.</summary>
    public required string Project { get; init; }
    /// <summary>The project's name.</summary>
    public required string ProjectName { get; init; }
    /// <summary>The environment that it happened in; empty for a test.</summary>
    public required string Environment { get; init; }
    /// <summary>Id of another project whose people are concerned: a promotion's source.</summary>
    public string? SourceProject { get; init; }
    /// <summary>Email of who did it; null for what happened by itself.</summary>
    public string? By { get; init; }
    /// <summary>What happened, in a sentence or two.</summary>
    public required string Detail { get; init; }
    /// <summary>The deployment node.</summary>
    public string? Node { get; init; }
    /// <summary>Id of the promotion.</summary>
    public string? Promotion { get; init; }
    /// <summary>Id of the operation or run.</summary>
    public string? Operation { get; init; }

    /// <summary>Where the page shows it, below the page's base address.</summary>
    public string Path => (Promotion, Project) switch
    {
        ({ } promotion, _) => $"/promotions/{promotion}",
        (null, "") => "/projects",
        _ => $"/projects/{Project}",
    };

    /// <summary>Address of the page that shows it; null if the installation does not know its own.</summary>
    /// <param name="page">Base address of the page.</param>
    public string? LinkFrom(Uri? page) => page is null ? null : new Uri(page, Path).AbsoluteUri;
}
