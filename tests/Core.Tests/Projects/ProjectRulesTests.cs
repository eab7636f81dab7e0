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
