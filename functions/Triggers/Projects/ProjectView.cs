using System.Collections.Immutable;
using Handover.Core.Annotations;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Services.Reviews;
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
    /// <summary>Nodes and groups in which a search has found its text; absent where nobody searched, and where it is in the project itself alone.</summary>
    public IReadOnlyList<FoundNode>? Found { get; init; }

    /// <summary>The view, without values of custom properties that are no longer defined.</summary>
    public static ProjectView Of(Project project, IEnumerable<PropertyDefinition> definitions) => new(
        project.Id, project.Name, project.Description, project.Tags, PropertyRules.Visible(definitions, PropertySubject.Project, project.Properties), project.Environment, project.Owner, project.Collaborators,
        project.Locked, project.LockReason, project.Revision, project.FlowHash, project.ClonedFrom, project.PromotedFrom,
        project.CreatedBy, project.CreatedAt, project.UpdatedBy, project.UpdatedAt, project.DeletedAt);
}

/// <summary>Shows projects.</summary>
public sealed class ProjectViews(PropertyStore properties)
{
    /// <summary>A view, with the version in the answer's ETag.</summary>
    public async Task<ProjectView> OfAsync(HttpRequest request, LoadedProject project, CancellationToken cancellation)
    {
        request.SetETag(Versions.Of(project.ETag));
        return ProjectView.Of(project.Project, await DefinitionsAsync([project.Project], cancellation));
    }

    public async Task<ListView<ProjectView>> OfAsync(Services.Storage.Page<FoundProject> page, CancellationToken cancellation)
    {
        var definitions = await DefinitionsAsync([.. page.Items.Select(item => item.Project)], cancellation);
        return ListView.Of(page, item => ProjectView.Of(item.Project, definitions) with { Found = item.Found.Count == 0 ? null : item.Found });
    }

    // Most projects have no custom properties, and then nobody needs to know which there are.
    private async Task<IReadOnlyList<PropertyDefinition>> DefinitionsAsync(IReadOnlyList<Project> projects, CancellationToken cancellation) =>
        projects.All(project => project.Properties.IsEmpty) ? [] : (await properties.ReadAsync(cancellation)).Definitions;
}

/// <summary>A page of a list.</summary>
public sealed record ListView<T>(IReadOnlyList<T> Items, string? Continuation);

/// <summary>Makes pages of lists.</summary>
public static class ListView
{
    public static ListView<T> Of<T>(Services.Storage.Page<T> page) => new(page.Items, page.Continuation);

    public static ListView<TView> Of<T, TView>(Services.Storage.Page<T> page, Func<T, TView> view) => new([.. page.Items.Select(view)], page.Continuation);
}
