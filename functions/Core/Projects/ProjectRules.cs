using System.Collections.Immutable;
using Handover.Core.Diagnostics;

namespace Handover.Core.Projects;

/// <summary>What may be changed in a project, and to what.</summary>
public static class ProjectRules
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 120;
    /// <summary>Longest description.</summary>
    public const int DescriptionLength = 20_000;
    /// <summary>Longest message of a revision.</summary>
    public const int MessageLength = 500;
    /// <summary>Most tags.</summary>
    public const int TagCount = 30;
    /// <summary>Longest tag.</summary>
    public const int TagLength = 50;
    /// <summary>Most collaborators.</summary>
    public const int CollaboratorCount = 500;
    /// <summary>How long a deleted project can be restored, in days.</summary>
    public const int RestoreDays = 30;

    /// <summary>The name without surrounding space.</summary>
    /// <exception cref="RefusalException"><c>project-name-invalid</c>.</exception>
    public static string Name(string? name)
    {
        var trimmed = name?.Trim() ?? "";
        return trimmed.Length is > 0 and <= NameLength && !trimmed.Any(char.IsControl)
            ? trimmed
            : throw Refusal.Invalid("project-name-invalid", $"A project needs a name of 1 to {NameLength} characters on one line.");
    }

    /// <summary>The description as given.</summary>
    /// <exception cref="RefusalException"><c>project-description-invalid</c>.</exception>
    public static string? Description(string? description) =>
        description is null || description.Length <= DescriptionLength
            ? description
            : throw Refusal.Invalid("project-description-invalid", $"A description may have at most {DescriptionLength:N0} characters.");

    /// <summary>What somebody says of a revision, without surrounding space; null if they say nothing.</summary>
    /// <exception cref="RefusalException"><c>message-invalid</c>.</exception>
    public static string? Message(string? message) => message?.Trim() switch
    {
        null or "" => null,
        { Length: > MessageLength } => throw InvalidMessage(),
        var said => said.Any(char.IsControl) ? throw InvalidMessage() : said,
    };

    /// <summary>The tags without surrounding space, each once.</summary>
    /// <exception cref="RefusalException"><c>project-tags-invalid</c>.</exception>
    public static ImmutableArray<string> Tags(IEnumerable<string> tags)
    {
        var clean = tags.Select(tag => tag.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        return clean.Length <= TagCount && clean.All(tag => tag.Length is > 0 and <= TagLength && !tag.Any(char.IsControl))
            ? clean
            : throw Refusal.Invalid("project-tags-invalid", $"A project may have {TagCount} tags of 1 to {TagLength} characters.");
    }

    /// <summary>A project with other collaborators; the owner is not among them.</summary>
    /// <exception cref="RefusalException"><c>collaborators-invalid</c>.</exception>
    public static Project WithCollaborators(Project project, IEnumerable<Collaborator> collaborators)
    {
        var list = collaborators.Select(one => one with { Email = one.Email.Trim().ToLowerInvariant() }).ToImmutableArray();
        if (list.Any(one => one.Role is ProjectRole.Owner))
        {
            throw Refusal.Invalid("collaborators-invalid", "A project has exactly one owner. Transfer the ownership instead.");
        }

        if (list.Any(one => one.Email == project.Owner))
        {
            throw Refusal.Invalid("collaborators-invalid", $"{project.Owner} owns the project and is not listed again.");
        }

        return list.Length <= CollaboratorCount && list.Select(one => one.Email).Distinct().Count() == list.Length
            ? project with { Collaborators = list }
            : throw Refusal.Invalid("collaborators-invalid", $"Name each of at most {CollaboratorCount} collaborators once.");
    }

    /// <summary>A project without somebody who worked on it.</summary>
    /// <exception cref="RefusalException"><c>owner-cannot-leave</c>, <c>not-a-collaborator</c>.</exception>
    public static Project Without(Project project, string email)
    {
        if (email == project.Owner)
        {
            throw Refusal.Conflict("owner-cannot-leave", "A project always has an owner. Hand it over to somebody else first.");
        }

        var others = project.Collaborators.RemoveAll(one => one.Email == email);
        return others.Length < project.Collaborators.Length
            ? project with { Collaborators = others }
            : throw Refusal.Conflict("not-a-collaborator", "You are not one of this project's collaborators.");
    }

    /// <summary>A project with another owner; the former one stays as editor unless removed. A locked project changes hands too: a lock keeps what was promoted, not who answers for it.</summary>
    /// <exception cref="RefusalException"><c>user-is-owner</c>.</exception>
    public static Project WithOwner(Project project, string owner, bool removeFormer)
    {
        if (owner == project.Owner)
        {
            throw Refusal.Unprocessable("user-is-owner", $"{owner} owns '{project.Name}' already. Name somebody else.");
        }

        var others = project.Collaborators.RemoveAll(one => one.Email == owner);
        return project with
        {
            Owner = owner,
            Collaborators = removeFormer ? others : others.Insert(0, new Collaborator(project.Owner, ProjectRole.Editor)),
        };
    }

    /// <summary>A project that takes changes again.</summary>
    /// <exception cref="RefusalException"><c>project-not-locked</c>.</exception>
    public static Project Unlocked(Project project) => project.Locked
        ? project with { Locked = false, LockReason = null }
        : throw Refusal.Conflict("project-not-locked", $"'{project.Name}' is not locked.");

    /// <summary>A project that was taken out of every list.</summary>
    public static Project Deleted(Project project, DateTimeOffset at)
    {
        project.RequireChangeable();
        return project with { DeletedAt = at };
    }

    /// <summary>A deleted project, back again.</summary>
    /// <exception cref="RefusalException"><c>project-not-deleted</c>, <c>project-restore-too-late</c>.</exception>
    public static Project Undeleted(Project project, DateTimeOffset at)
    {
        if (project.DeletedAt is not { } deleted)
        {
            throw Refusal.Conflict("project-not-deleted", $"'{project.Name}' is not deleted.");
        }

        return at - deleted <= TimeSpan.FromDays(RestoreDays)
            ? project with { DeletedAt = null }
            : throw Refusal.Conflict("project-restore-too-late", $"'{project.Name}' was deleted more than {RestoreDays} days ago.");
    }

    private static RefusalException InvalidMessage() => Refusal.Invalid("message-invalid", $"The message of a revision has at most {MessageLength} characters on one line. Say more in a comment.");
}
