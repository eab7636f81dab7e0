using System.Text;
using System.Text.Json.Nodes;
using Handover.Core.Diagnostics;
using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Notifications;
using Handover.Services.Storage;
using Microsoft.AspNetCore.Http;

namespace Handover.Services.Tests.Notifications;

/// <summary>From a change to the receiver, on real storage and real HTTP.</summary>
public sealed class DeliveryTests : TellingTests
{
    private const string Key = "a-signing-key-of-more-than-32-characters";

    [Fact]
    public async Task A_change_is_told_once_signed_and_in_time_however_often_it_is_dispatched()
    {
        var channel = await Here.ChannelAsync(Receiver.Address, key: Key);
        var project = await Here.ProjectWithNewOwnerAsync();
        await using var other = NewProcess();
        await Task.WhenAll(Enumerable.Range(0, 4).SelectMany(_ => new[] { Here.Dispatcher.DispatchAsync(default), other.Dispatcher.DispatchAsync(default) }));
        await Task.WhenAll(Here.DeliverAsync(channel.Id), other.DeliverAsync(channel.Id));
        Assert.Empty(await Here.Dispatcher.SweepAsync(default));

        var request = Assert.Single(Receiver.Requests);
        var body = JsonNode.Parse(request.Body)!;
        Assert.Equal("ownershipChanged", body["event"]!.GetValue<string>());
        Assert.Equal(project.Id, body["project"]!.GetValue<string>());
        Assert.Equal($"https://handover.example.com/projects/{project.Id}", body["link"]!.GetValue<string>());
        Assert.Equal(request.Headers[WebhookSignature.DeliveryHeader], body["delivery"]!.GetValue<string>());
        Assert.True(WebhookSignature.IsValid(Key, request.Headers[WebhookSignature.TimestampHeader], request.Headers[WebhookSignature.SignatureHeader], request.Body, Clock.Now));
        Assert.Equal(DeliveryStatus.Delivered, Assert.Single(await Here.OfAsync(channel.Id)).Status);
    }

    [Fact]
    public async Task What_did_not_happen_is_not_told_and_what_happened_before_a_crash_is()
    {
        var channel = await Here.ChannelAsync(Receiver.Address);
        var project = await Here.ProjectWithNewOwnerAsync();
        var read = (await Here.Projects.FindAsync(project.Id, default))!;
        await Here.ChangeOwnerAsync(read, "somebody@example.com");
        // The version that was read is gone: neither the change nor its event is written.
        await Assert.ThrowsAsync<StorageException>(() => Here.ChangeOwnerAsync(read, "nobody@example.com"));
        // Nobody dispatched in the process that made the changes; another one's timer does.
        await using var later = NewProcess();
        Assert.Equal([channel.Id], await later.Dispatcher.SweepAsync(default));
        await later.DeliverAsync(channel.Id);
        var told = Receiver.Requests.Select(request => JsonNode.Parse(request.Body)!["detail"]!.GetValue<string>()).ToList();
        Assert.Equal(2, told.Count);
        Assert.DoesNotContain(told, detail => detail.Contains("nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_attempt_whose_process_ended_is_made_again_with_the_same_id()
    {
        var channel = await Here.ChannelAsync(Receiver.Address);
        await Here.RaiseAsync(ProjectEventKind.RunFailed);
        await Here.Dispatcher.DispatchAsync(default);
        using var end = new CancellationTokenSource();
        Receiver.Answer = async (context, number) =>
        {
            if (number == 1)
            {
                await end.CancelAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Here.Runner.NextAsync(channel.Id, end.Token));

        await using var next = NewProcess();
        Assert.True(await next.DeliverAsync(channel.Id) > Clock.Now, "the lease is not over");
        Clock.Now += Telling.Open.Lease;
        Assert.Equal([channel.Id], await next.Dispatcher.SweepAsync(default));
        await next.DeliverAsync(channel.Id);
        Assert.Equal(2, Receiver.Requests.Count);
        Assert.Single(Receiver.Requests.Select(request => request.Headers[WebhookSignature.DeliveryHeader]).Distinct());
        Assert.Equal((DeliveryStatus.Delivered, 2), (await Here.OfAsync(channel.Id)).Select(delivery => (delivery.Status, delivery.Attempts)).Single());
    }

    [Fact]
    public async Task What_fails_again_and_again_is_given_up_visible_and_can_be_tried_again()
    {
        Receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync("channel_is\narchived");
        };
        var channel = await Here.ChannelAsync(Receiver.Address, SubscriberKind.Slack);
        await Here.RaiseAsync(ProjectEventKind.RunFailed);
        await Here.Dispatcher.DispatchAsync(default);
        while (await Here.DeliverAsync(channel.Id) is { } next)
        {
            Clock.Now = next;
        }

        Assert.Equal(DeliveryRules.MaxAttempts, Receiver.Requests.Count);
        var dead = Assert.Single((await Here.Deliveries.ListAsync(channel.Id, DeliveryStatus.Dead, 10, null, default)).Items);
        Assert.Equal((503, "The receiver answered 503: channel_is archived"), (dead.Answer, dead.Problem));
        Assert.Empty(await Here.Dispatcher.SweepAsync(default));

        Receiver.Answer = (_, _) => Task.CompletedTask;
        await Here.Channels.RetryAsync(channel, dead.Id, default);
        await Here.DeliverAsync(channel.Id);
        Assert.Equal(DeliveryStatus.Delivered, Assert.Single(await Here.OfAsync(channel.Id)).Status);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => Here.Channels.RetryAsync(channel, dead.Id, default));
        Assert.Equal("delivery-not-dead", refused.Refusal.Code);
    }

    [Fact]
    public async Task Whoever_answers_429_is_left_alone_with_everything_as_long_as_they_ask()
    {
        Receiver.Answer = (context, number) =>
        {
            if (number == 1)
            {
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "120";
            }

            return Task.CompletedTask;
        };
        var channel = await Here.ChannelAsync(Receiver.Address, SubscriberKind.Slack);
        await Here.RaiseAsync(ProjectEventKind.RunFailed);
        await Here.RaiseAsync(ProjectEventKind.RunRecovered);
        await Here.Dispatcher.DispatchAsync(default);
        var next = await Here.DeliverAsync(channel.Id);
        Assert.Equal(Clock.Now.AddSeconds(120), next);
        Assert.Single(Receiver.Requests);
        Clock.Now = next!.Value;
        Assert.Null(await Here.DeliverAsync(channel.Id));
        Assert.Equal(3, Receiver.Requests.Count);
    }

    [Fact]
    public async Task A_channel_gets_its_messages_no_faster_than_it_takes_them()
    {
        var channel = await Here.ChannelAsync(Receiver.Address, SubscriberKind.Slack);
        for (var i = 0; i < 3; i++)
        {
            await Here.RaiseAsync(ProjectEventKind.RunFailed);
        }

        await Here.Dispatcher.DispatchAsync(default);
        await using var other = NewProcess();
        var rounds = await Task.WhenAll(Here.Runner.NextAsync(channel.Id, default), other.Runner.NextAsync(channel.Id, default), Here.Runner.NextAsync(channel.Id, default));
        Assert.Single(Receiver.Requests);
        Assert.NotEmpty(rounds);
        Assert.Equal(Clock.Now.AddSeconds(1), (await Here.Runner.NextAsync(channel.Id, default)).Next);
        await Here.DeliverAsync(channel.Id);
        Assert.Equal(3, Receiver.Requests.Count);
    }

    [Fact]
    public async Task Only_those_are_told_who_asked_for_it()
    {
        await using var second = await Receiver.StartAsync();
        var all = await Here.ChannelAsync(Receiver.Address);
        var some = (await Here.Channels.AddAsync(
            Telling.Administrator, new NewChannel("Some", SubscriberKind.Teams, second.Address, Events: [ProjectEventKind.DriftFound]), default)).Subscriber.Value;
        await Here.RaiseAsync(ProjectEventKind.RunFailed);
        await Here.RaiseAsync(ProjectEventKind.DriftFound);
        Assert.Equal(2, (await Here.Dispatcher.DispatchAsync(default)).Count);
        await Here.DeliverAsync(all.Id);
        await Here.DeliverAsync(some.Id);
        Assert.Equal(2, Receiver.Requests.Count);
        var card = JsonNode.Parse(Assert.Single(second.Requests).Body)!;
        Assert.Equal("AdaptiveCard", card["attachments"]![0]!["content"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_subscribed_workflow_is_told_only_what_its_user_may_see_when_it_is_delivered()
    {
        var user = (await Here.Users.AddAsync(new User("it@example.com", "Ivan", WorkspaceRole.Member, []), default)).Value;
        var webhook = (await Here.Channels.SubscribeAsync(
            new Actor(user, "r"), new NewWebhook(Receiver.Address, [ProjectEventKind.OwnershipChanged]), default)).Value;
        var mine = await Here.ProjectWithNewOwnerAsync("it@example.com");
        await Here.ProjectWithNewOwnerAsync("somebody@example.com");
        await Here.Dispatcher.DispatchAsync(default);
        Assert.Single(await Here.OfAsync(webhook.Id));
        // Between the event and its delivery the project goes to somebody else.
        await Here.ChangeOwnerAsync((await Here.Projects.FindAsync(mine.Id, default))!, "somebody@example.com");
        await Here.DeliverAsync(webhook.Id);
        Assert.Empty(Receiver.Requests);
        Assert.Empty(await Here.OfAsync(webhook.Id));

        var again = await Here.ProjectWithNewOwnerAsync("it@example.com");
        await Here.Dispatcher.DispatchAsync(default);
        await Here.DeliverAsync(webhook.Id);
        Assert.Equal(again.Id, JsonNode.Parse(Assert.Single(Receiver.Requests).Body)!["project"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_address_is_a_file_of_its_owner_and_nowhere_else()
    {
        var channel = await Here.ChannelAsync(Receiver.Address, key: Key);
        var file = new FileInfo(Assert.Single(Directory.GetFiles(Folder)));
        Assert.Contains("secret-part", await File.ReadAllTextAsync(file.FullName), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        }

        Assert.DoesNotContain("secret-part", channel.ToString(), StringComparison.Ordinal);
        Assert.Equal(("127.0.0.1", "part"), (channel.Host, channel.Ending));
        var stored = await Here.Subscribers.RequireAsync(SubscriberStore.ChannelPrefix, channel.Id, default);
        var changed = await Here.Channels.ChangeAsync(stored, new ChannelPatch(Address: Receiver.Address + "-new"), default);
        Assert.Equal("-new", changed.Value.Ending);
        Assert.Single(Directory.GetFiles(Folder));
        await Assert.ThrowsAsync<StorageException>(() => Here.Channels.ChangeAsync(stored, new ChannelPatch(Address: Receiver.Address + "-stale"), default));
        Assert.Single(Directory.GetFiles(Folder));
        Assert.Equal(DeliveryStatus.Delivered, (await Here.Channels.TestAsync(Telling.Administrator, changed.Value, default)).Status);
        Assert.EndsWith("-new", Assert.Single(Receiver.Requests).Path, StringComparison.Ordinal);
        await Here.Channels.RemoveAsync(changed, default);
        Assert.Empty(Directory.GetFiles(Folder));
        Assert.Empty(await Here.OfAsync(channel.Id));
    }

    [Fact]
    public async Task What_nobody_looks_at_any_more_is_deleted()
    {
        var channel = await Here.ChannelAsync(Receiver.Address);
        await Here.RaiseAsync(ProjectEventKind.RunFailed);
        await Here.Dispatcher.DispatchAsync(default);
        await Here.DeliverAsync(channel.Id);
        Clock.Now = Clock.Now.AddDays(DeliveryRules.KeptDays + 1);
        await Here.RaiseAsync(ProjectEventKind.RunRecovered);
        await Here.Dispatcher.DispatchAsync(default);
        await Here.Dispatcher.TidyAsync(default);
        Assert.Equal(ProjectEventKind.RunRecovered, Assert.Single(await Here.OfAsync(channel.Id)).Event.Kind);
        await Here.DeliverAsync(channel.Id);
        Assert.Contains("runRecovered", Encoding.UTF8.GetString(Receiver.Requests.Last().Body), StringComparison.Ordinal);
    }
}
