using System.Collections.Immutable;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Triggers.Http;

namespace Handover.Triggers.Projects;

/// <summary>A project as the API shows it.</summary>
public sealed record ProjectView(
    string Id,
    string Name,
    string? Description,
    ImmutableArray<string> Tags,
    ImmutableSortedDictionary<string, string> Properties,
    string Environment,
    string Owner,
    ImmutableArray<Collaborator> Collaborators,
    bool Locked,
    string? LockReason,
    int Revision,
    string FlowHash,
    Origin? ClonedFrom,
    Origin? PromotedFrom,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    string UpdatedBy,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? DeletedAt)
{
    public static ProjectView Of(Project project) => new(
        project.Id, project.Name, project.Description, project.Tags, project.Properties, project.Environment, project.Owner, project.Collaborators,
        project.Locked, project.LockReason, project.Revision, project.FlowHash, project.ClonedFrom, project.PromotedFrom,
        project.CreatedBy, project.CreatedAt, project.UpdatedBy, project.UpdatedAt, project.DeletedAt);

    /// <summary>The view, with the version in the answer's ETag.</summary>
    public static ProjectView Of(HttpRequest request, LoadedProject project)
    {
        request.SetETag(Versions.Of(project.ETag));
        return Of(project.Project);
    }
}

/// <summary>A page of a list.</summary>
public sealed record ListView<T>(IReadOnlyList<T> Items, string? Continuation);

/// <summary>Makes pages of lists.</summary>
public static class ListView
{
    public static ListView<T> Of<T>(Services.Storage.Page<T> page) => new(page.Items, page.Continuation);

    public static ListView<TView> Of<T, TView>(Services.Storage.Page<T> page, Func<T, TView> view) => new([.. page.Items.Select(view)], page.Continuation);
}
