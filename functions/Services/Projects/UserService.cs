using Handover.Core.Diagnostics;
using Handover.Core.Projects;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Storage;

namespace Handover.Services.Projects;

/// <summary>What changes of a user; what is absent stays.</summary>
public sealed record UserPatch(string? Name = null, WorkspaceRole? Role = null, IReadOnlyList<string>? WarehouseRoles = null, bool? Active = null);

/// <summary>Who is to own what a user owns.</summary>
/// <param name="To">Email of the new owner.</param>
/// <param name="Projects">Ids of the projects; absent: all of theirs.</param>
/// <param name="RemoveFormer">Whether the former owner leaves the projects; otherwise they stay as editor.</param>
public sealed record HandOnRequest(string To, IReadOnlyList<string>? Projects = null, bool RemoveFormer = true);

/// <summary>A project that has changed hands.</summary>
public sealed record HandedOnProject(string Id, string Name);

/// <summary>What changed hands.</summary>
public sealed record HandedOn(string From, string To, IReadOnlyList<HandedOnProject> Projects);

/// <summary>Changing and removing users, who must have handed on what they own first.</summary>
public sealed class UserService(UserDirectory users, ProjectStore projects, ProjectIndex index, ProjectService service, EnvironmentStore environments)
{
    private const int Attempts = 10;

    /// <exception cref="RefusalException"><c>user-not-found</c>.</exception>
    public async Task<Stored<User>> RequireAsync(string email, CancellationToken cancellation) =>
        await users.FindAsync(email, cancellation) ?? throw Refusal.NotFound("user", email);

    /// <exception cref="RefusalException"><c>user-is-yourself</c>, <c>user-owns-projects</c>, <c>user-owns-environment</c>.</exception>
    public async Task<Stored<User>> ChangeAsync(Actor actor, Stored<User> read, UserPatch patch, CancellationToken cancellation)
    {
        var user = read.Value;
        if (user.Email == actor.Email && (patch.Active is false || patch.Role is WorkspaceRole.Member))
        {
            throw Refusal.Conflict("user-is-yourself", "You cannot take your own administration away. Ask another administrator.");
        }

        if (patch.Active is false && user.Active)
        {
            await RequireNothingOwnedAsync(user.Email, cancellation);
        }

        var next = user with
        {
            Name = patch.Name ?? user.Name,
            Role = patch.Role ?? user.Role,
            WarehouseRoles = patch.WarehouseRoles ?? user.WarehouseRoles,
            Active = patch.Active ?? user.Active,
        };
        return await users.ReplaceAsync(next, read.ETag, cancellation);
    }

    /// <summary>
    /// Takes a user out of the directory and out of the projects that they work on, each with its own audit: whoever gets their address one day is somebody else. What they did
    /// keeps their name. Asked again, it goes on where it broke off.
    /// </summary>
    /// <exception cref="RefusalException"><c>user-is-yourself</c>, <c>user-owns-projects</c>, <c>user-owns-environment</c>.</exception>
    public async Task RemoveAsync(Actor actor, Stored<User> read, CancellationToken cancellation)
    {
        if (read.Value.Email == actor.Email)
        {
            throw Refusal.Conflict("user-is-yourself", "You cannot remove yourself. Ask another administrator.");
        }

        await RequireNothingOwnedAsync(read.Value.Email, cancellation);
        foreach (var id in await index.WorkedOnByAsync(read.Value.Email, cancellation).ToListAsync(cancellation))
        {
            await ChangeAsync(
                id, project => project.RoleOf(read.Value.Email) is not null, project => service.TakeOffAsync(actor, project, read.Value.Email, cancellation), cancellation);
        }

        await users.RemoveAsync(read, cancellation);
    }

    /// <summary>Gives projects of a user to another one. Each is a transfer of its own with its own audit; asked again, it goes on where it broke off.</summary>
    /// <exception cref="RefusalException"><c>user-unknown</c>, <c>project-not-theirs</c>.</exception>
    public async Task<HandedOn> HandOnAsync(Actor actor, string email, HandOnRequest request, CancellationToken cancellation)
    {
        var from = (await RequireAsync(email, cancellation)).Value.Email;
        var to = await users.RequireAsync(request.To, cancellation);
        if (to.Email == from)
        {
            throw Refusal.Unprocessable("user-is-owner", $"{from} owns them already. Name somebody else.");
        }

        var owned = await index.OwnedByAsync(from, cancellation).ToHashSetAsync(cancellationToken: cancellation);
        if (request.Projects?.FirstOrDefault(id => !owned.Contains(id)) is { } other)
        {
            throw Refusal.Unprocessable("project-not-theirs", $"{from} does not own the project '{other}'. Nothing was handed on.");
        }

        var handed = new List<HandedOnProject>();
        foreach (var id in request.Projects?.Distinct() ?? owned)
        {
            if (await ChangeAsync(
                id, project => project.Owner == from, project => service.TransferAsync(actor, project, to.Email, request.RemoveFormer, cancellation), cancellation) is { } project)
            {
                handed.Add(new HandedOnProject(project.Id, project.Name));
            }
        }

        return new HandedOn(from, to.Email, handed);
    }

    /// <summary>Changes a project as it is now, however many others change it meanwhile.</summary>
    /// <returns>Null if there was nothing to change.</returns>
    private async Task<Project?> ChangeAsync(string id, Func<Project, bool> concerns, Func<LoadedProject, Task<LoadedProject>> change, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await projects.FindAsync(id, cancellation) is not { } read || !concerns(read.Project))
            {
                return null;
            }

            try
            {
                return (await change(read)).Project;
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale && attempt < Attempts)
            {
                // Somebody works in the project: decide again from what is there now.
            }
        }
    }

    private async Task RequireNothingOwnedAsync(string email, CancellationToken cancellation)
    {
        var owned = new List<string>();
        await foreach (var id in index.OwnedByAsync(email, cancellation))
        {
            // The index may be behind.
            if (await projects.FindAsync(id, cancellation) is { } found && found.Project.Owner == email)
            {
                owned.Add($"'{found.Project.Name}'");
            }
        }

        if (owned.Count > 0)
        {
            throw Refusal.Conflict(
                "user-owns-projects",
                $"{email} owns {string.Join(", ", owned.Take(5))}{(owned.Count > 5 ? $" and {owned.Count - 5} more" : "")}. Hand the projects on first.");
        }

        if ((await environments.ListAsync(cancellation)).FirstOrDefault(item => string.Equals(item.Value.Owner, email, StringComparison.OrdinalIgnoreCase)) is { } environment)
        {
            throw Refusal.Conflict("user-owns-environment", $"What is promoted into {environment.Value.Name} goes to {email}. Name another owner in the environment first.");
        }
    }
}
