namespace Handover.Core.Projects;

/// <summary>Workspace-wide standing of a user.</summary>
public enum WorkspaceRole
{
    /// <summary>May make projects and work in those where they have a role.</summary>
    Member,
    /// <summary>May do everything that an owner may, in every project, and run the workspace.</summary>
    Administrator,
}

/// <summary>A person or application in the directory.</summary>
/// <param name="Email">Key, lower case; for an application its object id.</param>
/// <param name="Name">Display name.</param>
/// <param name="Role">Workspace role.</param>
/// <param name="WarehouseRoles">Warehouse roles that they may use; <c>*</c> stands for all.</param>
/// <param name="Active">False: may not sign in.</param>
public sealed record User(
    string Email,
    string Name,
    WorkspaceRole Role,
    IReadOnlyList<string> WarehouseRoles,
    bool Active = true)
{
    /// <summary>Whether they may run statements under a warehouse role.</summary>
    public bool MayUse(string warehouseRole) =>
        WarehouseRoles.Contains("*") || WarehouseRoles.Contains(warehouseRole, StringComparer.Ordinal);

    /// <summary>Whether they run the workspace.</summary>
    public bool IsAdministrator => Role is WorkspaceRole.Administrator;
}

/// <summary>What can be done in a project, from least to most; the rows of the access table.</summary>
public enum Right
{
    /// <summary>See project, flow, SQL and history.</summary>
    See,
    /// <summary>Comment, review and approve.</summary>
    Review,
    /// <summary>Preview data (under a warehouse role that may read it) and clone.</summary>
    Preview,
    /// <summary>Edit the flow, annotate, deploy, request a promotion.</summary>
    Edit,
    /// <summary>Manage collaborators, transfer ownership, delete, schedule.</summary>
    Manage,
    /// <summary>Environments, policies, users, channels, unlock.</summary>
    Administer,
}

/// <summary>The access table.</summary>
public static class Access
{
    /// <summary>Whether a user may do something in a project.</summary>
    public static bool Allows(User user, Project project, Right right) =>
        user.Active && (user.IsAdministrator || (project.RoleOf(user.Email) is { } role && Allows(role, right)));

    /// <summary>Whether a role includes a right.</summary>
    public static bool Allows(ProjectRole role, Right right) => right switch
    {
        Right.See => true,
        Right.Review or Right.Preview => role >= ProjectRole.Reviewer,
        Right.Edit => role >= ProjectRole.Editor,
        Right.Manage => role >= ProjectRole.Owner,
        _ => false,
    };
}
