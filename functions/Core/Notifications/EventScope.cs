using Handover.Core.Flows;

namespace Handover.Core.Notifications;

/// <summary>What somebody wants to be told of; an empty list stands for all.</summary>
public sealed record EventScope
{
    /// <summary>Kinds of events.</summary>
    public ValueList<ProjectEventKind> Events { get; init; } = [];
    /// <summary>Ids of projects; a promotion concerns its source and its target.</summary>
    public ValueList<string> Projects { get; init; } = [];
    /// <summary>Ids of environments.</summary>
    public ValueList<string> Environments { get; init; } = [];

    /// <summary>Whether an event belongs to it. A test belongs to none: it goes to the one channel that is tried.</summary>
    public bool Covers(ProjectEvent told) =>
        told.Kind is not ProjectEventKind.Test
        && (Events.Count == 0 || Events.Contains(told.Kind))
        && (Projects.Count == 0 || Projects.Contains(told.Project) || (told.SourceProject is { } source && Projects.Contains(source)))
        && (Environments.Count == 0 || Environments.Contains(told.Environment));
}
