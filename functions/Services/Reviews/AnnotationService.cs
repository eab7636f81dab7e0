using System.Collections.Immutable;
using Handover.Core.Annotations;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Projects;

namespace Handover.Services.Reviews;

/// <summary>What people say about a project, a node or a deployment.</summary>
public sealed record AnnotationDocument(string? Description = null, IReadOnlyList<string>? Tags = null, ImmutableSortedDictionary<string, string>? Properties = null);

/// <summary>Describing projects, nodes and deployments. What is set replaces what was there; values of properties that are no longer defined stay, hidden.</summary>
public sealed class AnnotationService(ProjectStore projects, FlowStore flows, FlowService service, PropertyStore properties, TimeProvider clock)
{
    private const int NodeDescription = 10_000;

    public async Task<LoadedProject> SetAsync(Actor actor, LoadedProject read, AnnotationDocument said, CancellationToken cancellation)
    {
        read.Project.RequireChangeable();
        var now = clock.GetUtcNow();
        var definitions = (await properties.ReadAsync(cancellation)).Definitions;
        var next = read.Project with
        {
            Description = ProjectRules.Description(Given(said.Description)),
            Tags = ProjectRules.Tags(said.Tags ?? []),
            Properties = PropertyRules.Set(definitions, PropertySubject.Project, read.Project.Properties, Values(said)),
        };
        var audit = Audit.Entry(actor, next.Id, "project-annotated", "Changed description, tags or properties", now, ("tags", string.Join(", ", next.Tags)), ("properties", Words(next.Properties)));
        return await projects.SaveAsync(read, next.Touched(actor.Email, now), audit, cancellation);
    }

    /// <summary>What is said about a project, without properties that are no longer defined.</summary>
    public async Task<AnnotationDocument> OfAsync(Project project, CancellationToken cancellation) => new(
        project.Description, project.Tags,
        PropertyRules.Visible((await properties.ReadAsync(cancellation)).Definitions, PropertySubject.Project, project.Properties));

    /// <summary>Describes a node as a revision of the flow; tags and properties are for deployments alone.</summary>
    /// <exception cref="RefusalException"><c>node-not-found</c>, <c>annotation-not-on-node</c>, <c>annotation-description-invalid</c>.</exception>
    public async Task<SavedFlow> SetAsync(Actor actor, LoadedProject read, string node, AnnotationDocument said, string ifMatch, CancellationToken cancellation)
    {
        FlowService.RequireCurrent(read.Project, ifMatch);
        var flow = await flows.GetAsync(read.Project.FlowHash, cancellation);
        var found = flow.Nodes.FirstOrDefault(one => one.Id == node) ?? throw Refusal.NotFound("node", node);
        var description = Given(said.Description);
        if (description?.Length > NodeDescription)
        {
            throw Refusal.Invalid("annotation-description-invalid", $"A description may have at most {NodeDescription:N0} characters.");
        }

        FlowNode next;
        if (found is DeploymentNode deployment)
        {
            var definitions = (await properties.ReadAsync(cancellation)).Definitions;
            var before = deployment.Annotation.Properties.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
            var values = PropertyRules.Set(definitions, PropertySubject.Deployment, before, Values(said));
            next = deployment with
            {
                Annotation = new Annotation(
                    description, [.. ProjectRules.Tags(said.Tags ?? [])], [.. values.Select(value => new AnnotationProperty(value.Key, value.Value))]),
            };
        }
        else
        {
            next = said.Tags is { Count: > 0 } || said.Properties is { Count: > 0 }
                ? throw Refusal.Unprocessable("annotation-not-on-node", "Tags and properties are for projects and deployments; other nodes have a description.")
                : found with { Description = description };
        }

        return await service.WriteAsync(actor, read, flow.MapNodes(one => one.Id == node ? next : one), FlowService.ETagOf(read.Project), "node-annotated", $"Described '{found.Title}'", cancellation);
    }

    private static string? Given(string? description) => string.IsNullOrWhiteSpace(description) ? null : description;

    private static ImmutableSortedDictionary<string, string> Values(AnnotationDocument said) => said.Properties ?? ImmutableSortedDictionary<string, string>.Empty;

    private static string Words(IEnumerable<KeyValuePair<string, string>> properties) => string.Join("; ", properties.Select(one => $"{one.Key}: {one.Value}"));
}
