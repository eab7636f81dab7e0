using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Schedules;

namespace Handover.Services.Projects;

/// <summary>What a new project is made of.</summary>
public sealed record NewProject(string Name, string Environment, string? Description = null, IReadOnlyList<string>? Tags = null);

/// <summary>What changes of a project; what is absent stays.</summary>
public sealed record ProjectPatch(string? Name = null, string? Description = null, IReadOnlyList<string>? Tags = null);

/// <summary>How a project is cloned.</summary>
/// <param name="Name">Name of the clone; absent: the project's with "(copy)".</param>
/// <param name="KeepDeployments">Keeps deployment nodes (pointing nowhere), their schedules (paused), and what is said about project and deployments.</param>
/// <param name="Environment">Where the clone lives; absent: where the project does. Another environment's source map says what its sources read.</param>
public sealed record CloneRequest(string? Name = null, bool KeepDeployments = false, string? Environment = null);

/// <summary>Making, changing, cloning and deleting projects, and who works on them.</summary>
public sealed class ProjectService(
    ProjectStore projects, FlowStore flows, EnvironmentStore environments, UserDirectory users, ScheduleBinding schedules, TimeProvider clock)
{
    public async Task<LoadedProject> CreateAsync(Actor actor, NewProject request, CancellationToken cancellation)
    {
        var environment = await environments.RequireAsync(request.Environment, cancellation);
        var stored = await flows.PutAsync(Flow.Empty, cancellation);
        var project = Fresh(actor, ProjectRules.Name(request.Name), environment.Value.Id, stored) with
        {
            Description = ProjectRules.Description(request.Description),
            Tags = ProjectRules.Tags(request.Tags ?? []),
        };
        return await CreateAsync(actor, project, "project-created", "Created", cancellation);
    }

    /// <summary>A new project on the same flow without its deployments, owned by whoever asks. Copies a hash, not a graph.</summary>
    public async Task<LoadedProject> CloneAsync(Actor actor, Project source, CloneRequest request, CancellationToken cancellation)
    {
        var name = ProjectRules.Name(request.Name ?? Shortened(source.Name) + " (copy)");
        var environment = request.Environment is { } other && other != source.Environment ? (await environments.RequireAsync(other, cancellation)).Value : null;
        var stored = source.Flow().OfClone();
        // Kept first: the source may change while this goes on, and then nobody else refers to what is copied.
        if (request.KeepDeployments || environment is not null || !await flows.KeepAsync(stored, cancellation))
        {
            var flow = FlowClone.Of(await flows.GetAsync(source.FlowHash, cancellation), request.KeepDeployments);
            stored = await flows.PutAsync(environment is null ? flow : FlowBinding.Apply(flow, environment.Sources(), new Dictionary<string, DeploymentBinding>()), cancellation);
        }

        var clone = Fresh(actor, name, environment?.Id ?? source.Environment, stored) with
        {
            ClonedFrom = new Origin(source.Id, source.Revision, source.FlowHash),
        };
        var message = $"Cloned from {source.Name}, revision {source.Revision}{(environment is null ? "" : $", into {environment.Name}")}";
        return request.KeepDeployments
            ? await CreateWithSchedulesAsync(
                actor, clone with { Description = source.Description, Tags = source.Tags, Properties = source.Properties }, source.Id, message, cancellation)
            : await CreateAsync(actor, clone, "project-cloned", message, cancellation);
    }

    /// <summary>Makes a clone with the schedules of its source, which do nothing until somebody resumes them. What follows a deployment of the source follows the clone's.</summary>
    private async Task<LoadedProject> CreateWithSchedulesAsync(Actor actor, Project clone, string source, string message, CancellationToken cancellation)
    {
        var kept = (await schedules.OfAsync(source, cancellation)).ToDictionary(pair => pair.Key, pair => pair.Value with
        {
            By = actor.Email,
            At = clone.CreatedAt,
            Schedule = pair.Value.Schedule with
            {
                Paused = true,
                After = pair.Value.Schedule.After is { } after && after.Project == source ? after with { Project = clone.Id } : pair.Value.Schedule.After,
            },
        });
        await projects.RecordAsync(
            new RecordedChange(
                clone, null, ProjectDeployments.None, null, new Revision(1, clone.FlowHash, actor.Email, clone.CreatedAt, message),
                Audit.Entry(actor, clone.Id, "project-cloned", message, clone.CreatedAt, ("name", clone.Name), ("flow", clone.FlowHash)), null,
                await schedules.PrepareAsync(clone.Id, kept, cancellation)),
            cancellation);
        return await projects.RequireAsync(clone.Id, cancellation);
    }

    public Task<LoadedProject> ChangeAsync(Actor actor, LoadedProject project, ProjectPatch patch, CancellationToken cancellation)
    {
        project.Project.RequireChangeable();
        var next = project.Project with
        {
            Name = patch.Name is null ? project.Project.Name : ProjectRules.Name(patch.Name),
            Description = patch.Description is null ? project.Project.Description : ProjectRules.Description(patch.Description),
            Tags = patch.Tags is null ? project.Project.Tags : ProjectRules.Tags(patch.Tags),
        };
        return SaveAsync(actor, project, next, "project-changed", ProjectWords.OfDescription(project.Project, next), cancellation);
    }

    public Task<LoadedProject> DeleteAsync(Actor actor, LoadedProject project, CancellationToken cancellation) =>
        SaveAsync(actor, project, ProjectRules.Deleted(project.Project, clock.GetUtcNow()), "project-deleted", "Deleted; can be restored for 30 days", cancellation);

    public Task<LoadedProject> UndeleteAsync(Actor actor, LoadedProject project, CancellationToken cancellation) =>
        SaveAsync(actor, project, ProjectRules.Undeleted(project.Project, clock.GetUtcNow()), "project-restored", "Restored after deletion", cancellation);

    public Task<LoadedProject> LockAsync(Actor actor, LoadedProject project, string? reason, CancellationToken cancellation) =>
        SaveAsync(actor, project, project.Project with { Locked = true, LockReason = Reason(reason) }, "project-locked", $"Locked: {Reason(reason)}", cancellation);

    public Task<LoadedProject> UnlockAsync(Actor actor, LoadedProject project, string? reason, CancellationToken cancellation) =>
        SaveAsync(actor, project, ProjectRules.Unlocked(project.Project), "project-unlocked", $"Unlocked: {Reason(reason)}", cancellation);

    public async Task<LoadedProject> SetCollaboratorsAsync(Actor actor, LoadedProject project, IReadOnlyList<Collaborator> collaborators, CancellationToken cancellation)
    {
        var next = ProjectRules.WithCollaborators(project.Project, collaborators);
        foreach (var added in next.Collaborators.Except(project.Project.Collaborators))
        {
            await users.RequireAsync(added.Email, cancellation);
        }

        return await SaveAsync(actor, project, next, "collaborators-changed", ProjectWords.OfPeople(project.Project.Collaborators, next.Collaborators), cancellation);
    }

    /// <summary>Takes the caller off the collaborators.</summary>
    /// <exception cref="RefusalException"><c>owner-cannot-leave</c>, <c>not-a-collaborator</c>.</exception>
    public Task<LoadedProject> LeaveAsync(Actor actor, LoadedProject project, CancellationToken cancellation) =>
        SaveAsync(actor, project, ProjectRules.Without(project.Project, actor.Email), "collaborator-left", $"{actor.Email} left", cancellation);

    /// <summary>Takes somebody off the collaborators who goes for good.</summary>
    public Task<LoadedProject> TakeOffAsync(Actor actor, LoadedProject project, string email, CancellationToken cancellation) =>
        SaveAsync(actor, project, ProjectRules.Without(project.Project, email), "collaborator-removed", $"{email} was taken out of the directory", cancellation);

    public async Task<LoadedProject> TransferAsync(Actor actor, LoadedProject project, string owner, bool removeFormer, CancellationToken cancellation)
    {
        var user = await users.RequireAsync(owner, cancellation);
        return await SaveAsync(
            actor, project, ProjectRules.WithOwner(project.Project, user.Email, removeFormer), "ownership-transferred", $"From {project.Project.Owner} to {user.Email}", cancellation);
    }

    private Project Fresh(Actor actor, string name, string environment, FlowAddress flow)
    {
        var now = clock.GetUtcNow();
        return new Project
        {
            Id = Ids.New("p"),
            Name = name,
            Environment = environment,
            Owner = actor.Email,
            Revision = 1,
            CreatedBy = actor.Email,
            CreatedAt = now,
            UpdatedBy = actor.Email,
            UpdatedAt = now,
        }.On(flow);
    }

    private Task<LoadedProject> CreateAsync(
        Actor actor, Project project, string action, string message, CancellationToken cancellation) =>
        projects.CreateAsync(
            project,
            new Revision(1, project.FlowHash, actor.Email, project.CreatedAt, message),
            Audit.Entry(actor, project.Id, action, message, project.CreatedAt, ("name", project.Name), ("flow", project.FlowHash)),
            cancellation);

    private Task<LoadedProject> SaveAsync(Actor actor, LoadedProject read, Project next, string action, string summary, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return projects.SaveAsync(read, next.Touched(actor.Email, now), Audit.Entry(actor, next.Id, action, summary, now), cancellation);
    }

    private static string Shortened(string name) => name.Length <= ProjectRules.NameLength - 7 ? name : name[..(ProjectRules.NameLength - 7)];

    private static string Reason(string? reason) => reason?.Trim() is { Length: > 0 and <= 500 } given
        ? given
        : throw Refusal.Invalid("reason-missing", "Give a reason of at most 500 characters.");
}
