using Handover.Core.Diagnostics;
using Handover.Core.Promotions;

namespace Handover.Core.Tests.Promotions;

public sealed class PromotionTests
{
    private const string Plan = "plan-hash";
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static Promotion Requested(int approvals = 1, bool notByRequester = true) => new()
    {
        Id = "promotion-1",
        Plan = Plan,
        Operation = "op-1",
        SourceProject = "p-1",
        SourceName = "One",
        SourceRevision = 3,
        TargetProject = "p-2",
        Environment = "production",
        RequestedBy = "requester@example.com",
        RequestedAt = Now,
        ExpiresAt = Now.AddHours(24),
        RequiredApprovals = approvals,
        NotByRequester = notByRequester,
    };

    [Fact]
    public void The_last_approval_that_is_needed_approves_it()
    {
        var one = Requested(approvals: 2).Approve("a@example.com", Now, Plan, null);
        Assert.Equal(PromotionStatus.Requested, one.Status);
        Assert.Equal(PromotionStatus.Requested, one.Approve("a@example.com", Now, Plan, "again").Status);
        Assert.Equal(PromotionStatus.Approved, one.Approve("b@example.com", Now, Plan, null).Status);
    }

    [Fact]
    public void An_approval_names_exactly_this_plan() => Refused("plan-mismatch", () => Requested().Approve("a@example.com", Now, "another", null));

    [Fact]
    public void The_requester_does_not_approve_where_the_policy_says_so()
    {
        Refused("approval-by-requester", () => Requested().Approve("requester@example.com", Now, Plan, null));
        Assert.Equal(PromotionStatus.Approved, Requested(notByRequester: false).Approve("requester@example.com", Now, Plan, null).Status);
    }

    [Fact]
    public void Nothing_is_decided_after_it_has_expired()
    {
        var late = Now.AddHours(24);
        Refused("promotion-expired", () => Requested().Approve("a@example.com", late, Plan, null));
        Assert.Equal(PromotionStatus.Expired, Requested().ExpireIfDue(late).Status);
        Assert.Equal(PromotionStatus.Requested, Requested().ExpireIfDue(late.AddTicks(-1)).Status);
    }

    [Fact]
    public void A_rejected_one_is_neither_approved_nor_cancelled()
    {
        var rejected = Requested().Reject("a@example.com", Now, "no");
        Refused("promotion-not-waiting", () => rejected.Approve("b@example.com", Now, Plan, null));
        Refused("promotion-ended", () => rejected.Cancel());
    }

    [Fact]
    public void Only_an_applied_one_is_rolled_back_and_by_one_operation()
    {
        Refused("promotion-not-applied", () => Requested().BeginRollback("op-2"));
        var rolling = (Requested() with { Status = PromotionStatus.Applied }).BeginRollback("op-2");
        Assert.Same(rolling, rolling.BeginRollback("op-2"));
        Refused("promotion-not-applied", () => rolling.BeginRollback("op-3"));
    }

    private static void Refused(string code, Func<object?> act) => Assert.Equal(code, Assert.Throws<RefusalException>(act).Refusal.Code);
}
