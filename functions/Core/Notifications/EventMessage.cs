using System.Collections.Immutable;

namespace Handover.Core.Notifications;

/// <summary>How a message wants to be taken.</summary>
public enum MessageTone
{
    /// <summary>For information.</summary>
    Neutral,
    /// <summary>Something went well.</summary>
    Good,
    /// <summary>Somebody should look.</summary>
    Attention,
    /// <summary>Something is broken.</summary>
    Bad,
}

/// <summary>An event in words, before it takes the form of a channel.</summary>
/// <param name="Title">One line.</param>
/// <param name="Text">A sentence or two.</param>
/// <param name="Facts">Names and values.</param>
/// <param name="Link">Address of the page that shows it; null if the installation does not know its own.</param>
/// <param name="Tone">How it wants to be taken.</param>
public sealed record EventMessage(string Title, string Text, ImmutableArray<(string Name, string Value)> Facts, string? Link, MessageTone Tone)
{
    /// <summary>An event in words.</summary>
    /// <param name="told">The event.</param>
    /// <param name="page">Base address of the page.</param>
    public static EventMessage Of(ProjectEvent told, Uri? page)
    {
        var (what, tone) = Words(told.Kind);
        var subject = told.ProjectName.Length == 0 ? what : $"{what}: {told.ProjectName}";
        (string Name, string? Value)[] facts =
            [("Project", told.ProjectName), ("Environment", told.Environment), ("Deployment", told.Node), ("By", told.By), ("At", $"{told.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")];
        return new EventMessage(
            subject, told.Detail,
            [.. facts.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => (fact.Name, fact.Value!))],
            told.LinkFrom(page), tone);
    }

    private static (string What, MessageTone Tone) Words(ProjectEventKind kind) => kind switch
    {
        ProjectEventKind.RunFailed => ("Run failed", MessageTone.Bad),
        ProjectEventKind.RunRecovered => ("Runs succeed again", MessageTone.Good),
        ProjectEventKind.DeploymentLate => ("Late", MessageTone.Attention),
        ProjectEventKind.ScheduleSuspended => ("Schedule suspended", MessageTone.Bad),
        ProjectEventKind.PromotionRequested => ("Promotion requested", MessageTone.Attention),
        ProjectEventKind.PromotionApproved => ("Promotion approved", MessageTone.Neutral),
        ProjectEventKind.PromotionRejected => ("Promotion refused", MessageTone.Attention),
        ProjectEventKind.PromotionCancelled => ("Promotion called off", MessageTone.Neutral),
        ProjectEventKind.PromotionExpired => ("Promotion expired", MessageTone.Attention),
        ProjectEventKind.PromotionApplied => ("Promotion applied", MessageTone.Good),
        ProjectEventKind.PromotionCompensated => ("Promotion failed and was put back", MessageTone.Bad),
        ProjectEventKind.PromotionFailed => ("Promotion failed", MessageTone.Bad),
        ProjectEventKind.PromotionRolledBack => ("Promotion rolled back", MessageTone.Attention),
        ProjectEventKind.OwnershipChanged => ("New owner", MessageTone.Neutral),
        ProjectEventKind.DriftFound => ("The warehouse has changed", MessageTone.Attention),
        ProjectEventKind.ReviewRequested => ("Review requested", MessageTone.Attention),
        ProjectEventKind.ReviewDecided => ("Review decided", MessageTone.Neutral),
        ProjectEventKind.CommentAdded => ("Comment", MessageTone.Neutral),
        ProjectEventKind.Test => ("Test message from Handover", MessageTone.Neutral),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An event without words."),
    };
}
