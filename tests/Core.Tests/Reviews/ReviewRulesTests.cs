using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Core.Reviews;

namespace Handover.Core.Tests.Reviews;

public sealed class ReviewRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Project Project = new()
    {
        Id = "p-1",
        Name = "Shop",
        Environment = "development",
        Owner = "owner@x.com",
        Collaborators = [new("ada@x.com", ProjectRole.Reviewer), new("bo@x.com", ProjectRole.Editor), new("cy@x.com", ProjectRole.Viewer)],
        Revision = 3,
        FlowHash = "f",
        CloneHash = "c",
        ReadsHash = "r",
        CreatedBy = "owner@x.com",
        CreatedAt = Now,
        UpdatedBy = "owner@x.com",
        UpdatedAt = Now,
    };

    private static Review Asked => ReviewRules.Request(Project, null, "owner@x.com", [Person("ada@x.com"), Person("bo@x.com")], " look ", Now);

    [Fact]
    public void A_review_is_approved_once_all_have_approved_and_one_who_wants_changes_outweighs_them()
    {
        Assert.Equal((1, 3, "look", ReviewStatus.Open), (Asked.Number, Asked.Revision, Asked.Message, Asked.StatusNow()));
        var one = ReviewRules.Decide(Asked, Project, "ada@x.com", Verdict.Approve, null, Now);
        Assert.Equal(ReviewStatus.Open, one.StatusNow());
        Assert.False(one.WaitsFor("ada@x.com", 3));
        Assert.True(one.WaitsFor("bo@x.com", 3));
        var changes = ReviewRules.Decide(one, Project, "bo@x.com", Verdict.RequestChanges, "Name it.", Now);
        Assert.Equal(ReviewStatus.ChangesRequested, changes.StatusNow());
        Assert.Equal(ReviewStatus.Approved, ReviewRules.Decide(changes, Project, "bo@x.com", Verdict.Approve, null, Now).StatusNow());
    }

    [Fact]
    public void A_later_revision_makes_it_outdated()
    {
        var later = Project with { Revision = 4 };
        Assert.True(Asked.IsOutdated(4));
        Assert.False(Asked.WaitsFor("ada@x.com", 4));
        Refused("review-outdated", () => ReviewRules.Decide(Asked, later, "ada@x.com", Verdict.Approve, null, Now));
        Assert.Equal(2, ReviewRules.Request(later, Asked, "owner@x.com", [Person("ada@x.com")], null, Now).Number);
    }

    [Fact]
    public void Who_is_asked_may_review_and_did_not_ask()
    {
        Refused("reviewers-invalid", () => ReviewRules.Request(Project, null, "owner@x.com", [], null, Now));
        Refused("reviewers-invalid", () => ReviewRules.Request(Project, null, "owner@x.com", [Person("ada@x.com"), Person("ada@x.com")], null, Now));
        Refused("reviewer-is-requester", () => ReviewRules.Request(Project, null, "bo@x.com", [Person("bo@x.com")], null, Now));
        Refused("reviewer-right-missing", () => ReviewRules.Request(Project, null, "owner@x.com", [Person("cy@x.com")], null, Now));
        Refused("review-open", () => ReviewRules.Request(Project, Asked, "owner@x.com", [Person("ada@x.com")], null, Now));
    }

    [Fact]
    public void Only_who_is_asked_decides_and_changes_need_a_summary()
    {
        Refused("review-not-asked", () => ReviewRules.Decide(Asked, Project, "owner@x.com", Verdict.Approve, null, Now));
        Refused("review-summary-missing", () => ReviewRules.Decide(Asked, Project, "ada@x.com", Verdict.RequestChanges, " ", Now));
        Refused("review-text-invalid", () => ReviewRules.Decide(Asked, Project, "ada@x.com", Verdict.Approve, new string('x', 4001), Now));
    }

    [Fact]
    public void Who_asked_or_manages_withdraws_and_then_nobody_decides()
    {
        Refused("review-not-yours", () => ReviewRules.Withdraw(Asked, Project, Person("bo@x.com"), Now));
        var withdrawn = ReviewRules.Withdraw(Asked, Project, Person("owner@x.com"), Now);
        Assert.Equal(ReviewStatus.Withdrawn, withdrawn.StatusNow());
        Refused("review-withdrawn", () => ReviewRules.Decide(withdrawn, Project, "ada@x.com", Verdict.Approve, null, Now));
        Refused("review-withdrawn", () => ReviewRules.Withdraw(withdrawn, Project, Person("owner@x.com"), Now));
    }

    [Theory]
    [InlineData("@Ada@x.com, look. And @bo@x.com!", "ada@x.com bo@x.com")]
    [InlineData("mail me at ada@x.com", "")]
    [InlineData("(@ada@x.co.uk). @ada@x.co.uk", "ada@x.co.uk")]
    public void Mentions_are_emails_behind_an_at(string text, string expected) => Assert.Equal(expected, string.Join(' ', CommentRules.Mentions(text)));

    [Fact]
    public void Answers_belong_to_the_first_comment_and_threads_are_resolved_there()
    {
        var first = Comment("c-1") with { Node = "n" };
        var answer = CommentRules.InThread(Comment("c-2"), first);
        Assert.Equal(("c-1", "n"), (answer.Parent, answer.Node));
        Assert.Equal("c-1", CommentRules.InThread(Comment("c-3"), answer).Parent);
        Refused("comment-not-thread", () => CommentRules.Resolve(answer, true, "bo@x.com", Now));
        var resolved = CommentRules.Resolve(first, true, "bo@x.com", Now);
        Assert.Equal((true, "bo@x.com"), (resolved.Resolved, resolved.ResolvedBy));
        Assert.False(CommentRules.Resolve(resolved, false, "ada@x.com", Now).Resolved);
        Refused("comment-not-yours", () => CommentRules.Edit(first, "mine", [], "bo@x.com", Now));
        Refused("comment-invalid", () => CommentRules.Edit(first, " ", [], "ada@x.com", Now));
        Refused("node-not-found", () => CommentRules.RequireSubject(Flow.Empty, "n", null));
        Refused("group-not-found", () => CommentRules.RequireSubject(Flow.Empty, null, "g"));
    }

    private static Comment Comment(string id) => new() { Id = id, Revision = 3, Text = "?", By = "ada@x.com", At = Now };

    private static User Person(string email) => new(email, email, WorkspaceRole.Member, []);

    private static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RefusalException>(act).Refusal.Code);
}
