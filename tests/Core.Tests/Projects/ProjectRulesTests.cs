using Handover.Core.Diagnostics;
using Handover.Core.Projects;

namespace Handover.Core.Tests.Projects;

public sealed class ProjectRulesTests
{
    private static readonly Project Project = Projects.Of("owner@example.com") with { Collaborators = [new Collaborator("editor@example.com", ProjectRole.Editor)] };

    [Fact]
    public void Ownership_moves_and_the_former_owner_stays_as_editor()
    {
        var moved = ProjectRules.WithOwner(Project, "editor@example.com", removeFormer: false);
        Assert.Equal("editor@example.com", moved.Owner);
        Assert.Equal([new Collaborator("owner@example.com", ProjectRole.Editor)], moved.Collaborators.AsEnumerable());
    }

    [Fact]
    public void Ownership_moves_and_the_former_owner_goes_if_wished() =>
        Assert.Empty(ProjectRules.WithOwner(Project, "editor@example.com", removeFormer: true).Collaborators);

    [Fact]
    public void Who_owns_a_project_is_not_made_its_owner() =>
        Refused("user-is-owner", () => ProjectRules.WithOwner(Project, "owner@example.com", removeFormer: true));

    [Fact]
    public void A_locked_project_changes_hands_and_what_is_not_locked_is_not_unlocked()
    {
        Assert.Equal("editor@example.com", ProjectRules.WithOwner(Project with { Locked = true }, "editor@example.com", removeFormer: false).Owner);
        Assert.False(ProjectRules.Unlocked(Project with { Locked = true, LockReason = "It is live" }).Locked);
        Refused("project-not-locked", () => ProjectRules.Unlocked(Project));
    }

    [Fact]
    public void What_was_changed_is_told_in_words()
    {
        Assert.Equal(
            "Renamed 'Name' to 'Other'; described it; tagged it one, two",
            ProjectWords.OfDescription(Project with { Name = "Name" }, Project with { Name = "Other", Description = "About", Tags = ["one", "two"] }));
        Assert.Equal("Changed the description; removed the tags", ProjectWords.OfDescription(Project with { Description = "A", Tags = ["one"] }, Project with { Description = "B" }));
        Assert.Equal("Removed the description", ProjectWords.OfDescription(Project with { Description = "A" }, Project));
        Assert.Equal("Left everything as it was", ProjectWords.OfDescription(Project, Project));
    }

    [Fact]
    public void Who_came_went_and_is_something_else_is_told_in_words()
    {
        Collaborator a = new("a@example.com", ProjectRole.Viewer), b = new("b@example.com", ProjectRole.Editor);
        Assert.Equal("Added b@example.com as editor; removed a@example.com (viewer)", ProjectWords.OfPeople([a], [b]));
        Assert.Equal("Made a@example.com reviewer instead of viewer", ProjectWords.OfPeople([a, b], [a with { Role = ProjectRole.Reviewer }, b]));
        Assert.Equal("Left the collaborators as they were", ProjectWords.OfPeople([a, b], [b, a]));
    }

    [Fact]
    public void A_message_is_one_short_line_or_none()
    {
        Assert.Equal("Why not", ProjectRules.Message(" Why not "));
        Assert.Null(ProjectRules.Message("  "));
        Refused("message-invalid", () => ProjectRules.Message(new string('x', 501)));
        Refused("message-invalid", () => ProjectRules.Message("one\nanother"));
    }

    [Fact]
    public void A_project_has_exactly_one_owner() =>
        Refused("collaborators-invalid", () => ProjectRules.WithCollaborators(Project, [new Collaborator("x@example.com", ProjectRole.Owner)]));

    [Fact]
    public void Nobody_is_named_twice() =>
        Refused("collaborators-invalid", () => ProjectRules.WithCollaborators(Project, [new("x@example.com", ProjectRole.Editor), new("X@example.com ", ProjectRole.Viewer)]));

    [Fact]
    public void A_deleted_project_comes_back_within_thirty_days_and_not_later()
    {
        var deleted = ProjectRules.Deleted(Project, Projects.Now);
        Assert.Null(ProjectRules.Undeleted(deleted, Projects.Now.AddDays(30)).DeletedAt);
        Refused("project-restore-too-late", () => ProjectRules.Undeleted(deleted, Projects.Now.AddDays(31)));
        Refused("project-not-deleted", () => ProjectRules.Undeleted(Project, Projects.Now));
    }

    [Fact]
    public void A_locked_project_is_not_deleted() =>
        Refused("project-locked", () => ProjectRules.Deleted(Project with { Locked = true, LockReason = "production" }, Projects.Now));

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("two\nlines")]
    public void A_name_is_one_line_of_text(string? name) => Refused("project-name-invalid", () => ProjectRules.Name(name));

    [Fact]
    public void Tags_are_trimmed_and_each_once() => Assert.Equal(["a", "b"], ProjectRules.Tags([" a ", "A", "b"]).AsEnumerable());

    private static void Refused(string code, Func<object?> act) => Assert.Equal(code, Assert.Throws<RefusalException>(act).Refusal.Code);
}
