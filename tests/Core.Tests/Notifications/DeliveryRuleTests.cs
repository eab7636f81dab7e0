using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Handover.Core.Notifications;
using Handover.Core.Promotions;

namespace Handover.Core.Tests.Notifications;

/// <summary>Whom to tell, in which words, where to, how often.</summary>
public sealed class DeliveryRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private static readonly ProjectEvent Applied = new()
    {
        Id = "event-1",
        Kind = ProjectEventKind.PromotionApplied,
        At = Now,
        Project = "p-target",
        ProjectName = "Orders <& more>",
        Environment = "production",
        SourceProject = "p-source",
        By = "analyst@example.com",
        Detail = "Revision 3 is live. <!channel> [link](https://example.com)",
        Promotion = "promotion-7",
    };

    [Fact]
    public void The_names_of_events_are_a_contract()
    {
        Assert.Equal(
            "runFailed runRecovered deploymentLate scheduleSuspended promotionRequested promotionApproved promotionRejected promotionCancelled promotionExpired "
            + "promotionApplied promotionCompensated promotionFailed promotionRolledBack ownershipChanged driftFound reviewRequested reviewDecided commentAdded test",
            string.Join(' ', Enum.GetNames<ProjectEventKind>().Select(JsonNamingPolicy.CamelCase.ConvertName)));
        Assert.All(Enum.GetValues<ProjectEventKind>(), kind => Assert.NotEmpty(EventMessage.Of(Applied with { Kind = kind }, null).Title));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    public void An_address_inside_is_not_public(string address) => Assert.False(NetworkAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("168.63.129.17")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    [InlineData("2002:808:808::")]
    [InlineData("64:ff9b::808:808")]
    public void An_address_outside_is(string address) => Assert.True(NetworkAddresses.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void A_scope_covers_what_it_names_and_nothing_else()
    {
        Assert.True(new EventScope().Covers(Applied));
        Assert.False(new EventScope().Covers(Applied with { Kind = ProjectEventKind.Test }));
        Assert.True(new EventScope { Projects = ["p-source"], Environments = ["production"], Events = [ProjectEventKind.PromotionApplied] }.Covers(Applied));
        Assert.True(new EventScope { Projects = ["p-target"] }.Covers(Applied));
        Assert.False(new EventScope { Projects = ["p-other"] }.Covers(Applied));
        Assert.False(new EventScope { Environments = ["development"] }.Covers(Applied));
        Assert.False(new EventScope { Events = [ProjectEventKind.RunFailed] }.Covers(Applied));
    }

    [Fact]
    public void A_receiver_recognises_what_is_ours_and_new()
    {
        const string key = "0123456789abcdef0123456789abcdef";
        var body = Encoding.UTF8.GetBytes("""{"event":"runFailed"}""");
        var timestamp = WebhookSignature.Timestamp(Now);
        // Computed with `printf '1772600767.{"event":"runFailed"}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef`.
        var signature = WebhookSignature.Of(key, timestamp, body);
        Assert.Equal("1772600767", timestamp);
        Assert.Equal("v1=5cd09ab55c9eec2f4788eb146584830fef263a130cb2e357befb0d8b74e22955", signature);
        Assert.True(WebhookSignature.IsValid(key, timestamp, signature, body, Now.AddMinutes(5)));
        Assert.False(WebhookSignature.IsValid(key, timestamp, signature, body, Now.AddMinutes(5).AddSeconds(1)));
        Assert.False(WebhookSignature.IsValid(key, timestamp, signature, body, Now.AddMinutes(-6)));
        Assert.False(WebhookSignature.IsValid(key, WebhookSignature.Timestamp(Now.AddMinutes(4)), signature, body, Now));
        Assert.False(WebhookSignature.IsValid(key + "x", timestamp, signature, body, Now));
        Assert.False(WebhookSignature.IsValid(key, timestamp, signature, "{}"u8, Now));
        Assert.False(WebhookSignature.IsValid(key, "soon", signature, body, Now));
        Assert.False(WebhookSignature.IsValid(key, "-9223372036854775808", signature, body, Now));
    }

    [Fact]
    public void A_comment_cannot_mention_a_channel_or_hide_a_link()
    {
        var message = EventMessage.Of(Applied, new Uri("https://handover.example.com/"));
        var slack = MessageForms.Slack(message);
        Assert.Equal("header section section actions", string.Join(' ', slack["blocks"]!.AsArray().Select(block => block!["type"]!.GetValue<string>())));
        var said = slack["blocks"]![1]!["text"]!["text"]!.GetValue<string>();
        Assert.Contains("&lt;!channel&gt;", said, StringComparison.Ordinal);
        Assert.DoesNotContain("<", said, StringComparison.Ordinal);
        Assert.Equal("https://handover.example.com/promotions/promotion-7", slack["blocks"]![3]!["elements"]![0]!["url"]!.GetValue<string>());

        var teams = MessageForms.Teams(message);
        var card = teams["attachments"]![0]!["content"]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", teams["attachments"]![0]!["contentType"]!.GetValue<string>());
        Assert.Equal("AdaptiveCard", card["type"]!.GetValue<string>());
        Assert.Contains("\\[link\\]", card["body"]![1]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Action.OpenUrl", card["actions"]![0]!["type"]!.GetValue<string>());
        Assert.Null(MessageForms.Teams(EventMessage.Of(Applied, null))["attachments"]![0]!["content"]!["actions"]);
    }

    [Fact]
    public void A_message_stays_within_what_slack_takes()
    {
        var message = EventMessage.Of(Applied with { ProjectName = new string('n', 200), Detail = string.Concat(Enumerable.Repeat("😀", 4000)) }, null);
        var blocks = MessageForms.Slack(message)["blocks"]!.AsArray();
        Assert.True(blocks[0]!["text"]!["text"]!.GetValue<string>().Length <= 150);
        var text = blocks[1]!["text"]!["text"]!.GetValue<string>();
        Assert.True(text.Length <= 3000);
        Assert.True(JsonNode.DeepEquals(blocks, JsonNode.Parse(Encoding.UTF8.GetBytes(blocks.ToJsonString()))), "half a character was sent");
    }

    [Theory]
    [InlineData(200, AttemptKind.Taken)]
    [InlineData(204, AttemptKind.Taken)]
    [InlineData(301, AttemptKind.Refused)]
    [InlineData(307, AttemptKind.Refused)]
    [InlineData(400, AttemptKind.Refused)]
    [InlineData(404, AttemptKind.Refused)]
    [InlineData(410, AttemptKind.Refused)]
    [InlineData(408, AttemptKind.Passing)]
    [InlineData(429, AttemptKind.Passing)]
    [InlineData(500, AttemptKind.Passing)]
    [InlineData(503, AttemptKind.Passing)]
    public void An_answer_says_whether_asking_again_is_of_use(int status, AttemptKind kind) => Assert.Equal(kind, AttemptResult.Of(status, null, null).Kind);

    [Fact]
    public void A_delivery_is_tried_eight_times_within_nine_hours_and_then_given_up()
    {
        var delivery = new Delivery { Id = "d", Subscriber = "channel-1", Event = Applied, CreatedAt = Now };
        var waits = new List<TimeSpan>();
        while (delivery.Status is DeliveryStatus.Pending)
        {
            delivery = (delivery with { Attempts = delivery.Attempts + 1 }).After(AttemptResult.Of(500, "no", null), Now);
            waits.Add((delivery.NextAttemptAt ?? Now) - Now);
        }

        Assert.Equal((DeliveryStatus.Dead, 8), (delivery.Status, delivery.Attempts));
        Assert.Equal("The receiver answered 500: no", delivery.Problem);
        Assert.Equal(waits[..^1].Order(), waits[..^1]);
        Assert.InRange(waits.Aggregate((a, b) => a + b), TimeSpan.FromHours(8), TimeSpan.FromHours(10));
        var test = new Delivery { Id = "d", Subscriber = "channel-1", Event = Applied with { Kind = ProjectEventKind.Test }, CreatedAt = Now, Attempts = 1 };
        Assert.Equal(DeliveryStatus.Dead, test.After(AttemptResult.Of(500, null, null), Now).Status);
    }

    [Fact]
    public void Whoever_asks_for_time_gets_it_up_to_six_hours()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), DeliveryRules.Wait(1, TimeSpan.FromMinutes(5)));
        Assert.Equal(TimeSpan.FromSeconds(10), DeliveryRules.Wait(1, TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromHours(6), DeliveryRules.Wait(1, TimeSpan.FromDays(400)));
    }

    [Fact]
    public void Every_change_of_a_promotion_is_told_as_what_it_is()
    {
        var requested = new Promotion
        {
            Id = "promotion-7",
            Plan = "h",
            Operation = "op-1",
            SourceProject = "p-source",
            SourceName = "Orders",
            SourceRevision = 3,
            TargetProject = "p-target",
            Environment = "production",
            RequestedBy = "analyst@example.com",
            RequestedAt = Now,
            ExpiresAt = Now.AddDays(1),
            RequiredApprovals = 2,
            NotByRequester = true,
        };
        var once = requested.Approve("a@example.com", Now, "h", "fine");
        var approved = once.Approve("b@example.com", Now, "h", null);
        Assert.Equal(ProjectEventKind.PromotionRequested, Told(null, requested)!.Kind);
        Assert.Equal("Approval 1 of 2 by a@example.com: fine", Told(requested, once)!.Detail);
        Assert.Equal((ProjectEventKind.PromotionApproved, "b@example.com"), (Told(once, approved)!.Kind, Told(once, approved)!.By));
        Assert.Null(Told(approved, approved with { Status = PromotionStatus.Applying }));
        Assert.Equal(ProjectEventKind.PromotionRejected, Told(once, once.Reject("c@example.com", Now, "no"))!.Kind);
        Assert.Equal(ProjectEventKind.PromotionCancelled, Told(once, once.Cancel())!.Kind);
        Assert.Equal(ProjectEventKind.PromotionExpired, Told(once, once.ExpireIfDue(Now.AddDays(2)))!.Kind);
        var applying = approved with { Status = PromotionStatus.Applying };
        var applied = applying with { Status = PromotionStatus.Applied };
        Assert.Equal(ProjectEventKind.PromotionApplied, Told(applying, applied)!.Kind);
        Assert.Equal(ProjectEventKind.PromotionCompensated, Told(applying, applying with { Status = PromotionStatus.Compensated })!.Kind);
        Assert.Equal(ProjectEventKind.PromotionFailed, Told(applying, applying with { Status = PromotionStatus.Failed })!.Kind);
        var rolling = applied.BeginRollback("op-2");
        Assert.Null(Told(applied, rolling));
        Assert.Null(Told(rolling, rolling with { Status = PromotionStatus.Applied }));
        var back = Told(rolling, rolling with { Status = PromotionStatus.RolledBack })!;
        Assert.Equal((ProjectEventKind.PromotionRolledBack, "op-2", "p-target", "p-source"), (back.Kind, back.Operation, back.Project, back.SourceProject));

        static ProjectEvent? Told(Promotion? before, Promotion after) => PromotionEvents.Of(before, after, "event-1", Now);
    }
}
