using Handover.Core.Projects;

namespace Handover.Core.Tests.Projects;

public sealed class AccessTableTests
{
    private static readonly Project Project = Projects.Of("owner@example.com") with
    {
        Collaborators =
        [
            new Collaborator("editor@example.com", ProjectRole.Editor),
            new Collaborator("reviewer@example.com", ProjectRole.Reviewer),
            new Collaborator("viewer@example.com", ProjectRole.Viewer),
        ],
    };

    [Theory]
    [InlineData(Right.See, "viewer, reviewer, editor, owner, administrator")]
    [InlineData(Right.Review, "reviewer, editor, owner, administrator")]
    [InlineData(Right.Preview, "reviewer, editor, owner, administrator")]
    [InlineData(Right.Edit, "editor, owner, administrator")]
    [InlineData(Right.Manage, "owner, administrator")]
    [InlineData(Right.Administer, "administrator")]
    public void A_row_of_the_table_lets_these_through_and_nobody_else(Right right, string allowed) => Assert.Equal(
        allowed,
        string.Join(", ", new[] { "stranger", "viewer", "reviewer", "editor", "owner", "administrator" }.Where(who => Access.Allows(
            new User($"{who}@example.com", who, who == "administrator" ? WorkspaceRole.Administrator : WorkspaceRole.Member, []), Project, right))));

    [Fact]
    public void An_administrator_may_do_everything_unless_inactive()
    {
        var administrator = new User("admin@example.com", "Admin", WorkspaceRole.Administrator, ["*"]);
        Assert.All(Enum.GetValues<Right>(), right => Assert.True(Access.Allows(administrator, Project, right)));
        Assert.All(Enum.GetValues<Right>(), right => Assert.False(Access.Allows(administrator with { Active = false }, Project, right)));
    }

    [Fact]
    public void An_email_is_the_same_in_any_case() => Assert.Equal(ProjectRole.Owner, Project.RoleOf("Owner@Example.com"));
}

/// <summary>Projects to test rules on.</summary>
internal static class Projects
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static Project Of(string owner) => new()
    {
        Id = "p-1",
        Name = "One",
        Environment = "development",
        Owner = owner,
        Revision = 1,
        FlowHash = new string('a', 64),
        CloneHash = new string('b', 64),
        ReadsHash = new string('c', 64),
        CreatedBy = owner,
        CreatedAt = Now,
        UpdatedBy = owner,
        UpdatedAt = Now,
    };
}
