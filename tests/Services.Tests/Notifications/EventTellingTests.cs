using Handover.LocalRuntime;
using Handover.Triggers.Notifications;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace Handover.Services.Tests.Notifications;

/// <summary>Telling at once is a courtesy: nothing depends on it.</summary>
public sealed class EventTellingTests : TellingTests
{
    [Fact]
    public async Task What_is_not_told_at_once_fails_nobody_and_is_told_by_the_timer()
    {
        var channel = await Here.ChannelAsync(Receiver.Address);
        await Here.ProjectWithNewOwnerAsync();
        var engine = new Mock<DurableTaskClient>("hub");
        engine.Setup(client => client.GetInstanceAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("The engine is out of reach."));
        await TellAsync(engine.Object, default);
        engine.Verify(client => client.GetInstanceAsync($"deliver-{channel.Id}", It.IsAny<CancellationToken>()), Times.Once);
        Assert.Empty(Receiver.Requests);

        await using var later = NewProcess();
        Assert.Equal([channel.Id], await later.Dispatcher.SweepAsync(default));
        await later.DeliverAsync(channel.Id);
        Assert.Single(Receiver.Requests);
        Assert.Empty(await later.Dispatcher.SweepAsync(default));
    }

    [Fact]
    public async Task Whoever_has_gone_is_not_made_to_wait_for_it()
    {
        await Here.ChannelAsync(Receiver.Address);
        await Here.ProjectWithNewOwnerAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TellAsync(new Mock<DurableTaskClient>("hub").Object, new CancellationToken(canceled: true)));
        Assert.Single(await Here.Dispatcher.SweepAsync(default));
    }

    private Task TellAsync(DurableTaskClient engine, CancellationToken cancellation) =>
        new EventTelling(Here.Dispatcher, NullLogger<EventTelling>.Instance).NowAsync(engine, cancellation);
}
