using Handover.Core.Operations;
using Handover.Services.Operations;
using Handover.Services.Schedules;
using Handover.Services.Tests.Storage;

namespace Handover.Services.Tests.Schedules;

/// <summary>What is over goes after its time, and what is not over or belongs to a promotion stays; what waits too long is told.</summary>
public sealed class OperationRetentionTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task Operations_go_after_their_time_but_for_promotions_and_what_is_under_way()
    {
        await using var shop = new Workshop(storage.Connection);
        var operations = shop.Get<OperationStore>();
        foreach (var (id, promotion, ends) in new[] { ("o-run", null, true), ("o-promotion", "promo-1", true), ("o-open", null, false) })
        {
            await operations.AddAsync(OperationOf(id, promotion), default);
            if (ends)
            {
                await operations.EndAsync(id, state => state with { Status = OperationStatus.Succeeded }, default);
            }
        }

        Assert.Equal("o-key", await operations.ClaimAsync("a@example.com", "key", "content", "o-key", default));
        var retention = shop.Get<OperationRetention>();
        shop.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal((0, 0), await retention.RunAsync(default));
        shop.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal((0, 1), await retention.RunAsync(default));
        Assert.Null(await operations.KnownAsync("a@example.com", "key", "content", default));
        shop.Clock.Advance(TimeSpan.FromDays(84));
        Assert.Equal((1, 0), await retention.RunAsync(default));
        Assert.Null(await operations.FindAsync("o-run", default));
        Assert.NotNull(await operations.FindAsync("o-promotion", default));
        Assert.NotNull(await operations.FindAsync("o-open", default));
        Assert.Equal((0, 0), await retention.RunAsync(default));
    }

    [Fact]
    public async Task An_operation_that_is_written_while_its_entry_is_being_forgotten_stays_in_the_list()
    {
        await using var shop = new Workshop(storage.Connection);
        var operations = shop.Get<OperationStore>();
        await operations.AnnounceAsync("o-late", "p", default);
        var entry = Assert.Single(await operations.OpenAsync(default).ToListAsync());
        // Somebody else makes up for what a crash has cut off, just when this one was found to have no operation.
        await operations.AddAsync(OperationOf("o-late", null), default);
        await operations.ForgetAsync(entry, default);
        Assert.True(await operations.IsOpenAsync("o-late", default));
    }

    [Fact]
    public async Task An_entry_waits_for_its_operation_as_long_as_a_write_may_take()
    {
        await using var shop = new Workshop(storage.Connection);
        var operations = shop.Get<OperationStore>();
        var repair = shop.Get<OperationRepair>();
        await operations.AnnounceAsync("o-slow", "p", default);
        shop.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Empty(await repair.UnfinishedAsync(default).ToListAsync());
        Assert.True(await operations.IsOpenAsync("o-slow", default));
        shop.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(await repair.UnfinishedAsync(default).ToListAsync());
        Assert.False(await operations.IsOpenAsync("o-slow", default));
    }

    [Fact]
    public async Task What_waits_longer_than_it_should_is_counted()
    {
        await using var shop = new Workshop(storage.Connection);
        var backlog = shop.Get<Backlog>();
        Assert.Equal(new BacklogView("up", 0, 0, 0, 0, 0), await backlog.LookAsync(default));
        await shop.Get<DueIndex>().PutAsync(new DueEntry(DueKind.Schedule, "p", "n", shop.Clock.GetUtcNow()), default);
        await shop.Get<OperationStore>().AddAsync(OperationOf("o-stuck", null), default);
        var decision = OperationOf("o-decision", "promo-1");
        await shop.Get<OperationStore>().AddAsync(decision with { Steps = [new OperationStep { Name = StepNames.Approval, Status = StepStatus.Running }] }, default);
        shop.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(new BacklogView("behind", 1, 0, 0, 0, 1), await backlog.LookAsync(default));
    }

    private static Operation OperationOf(string id, string? promotion) => new()
    {
        Id = id,
        Kind = promotion is null ? OperationKind.Deploy : OperationKind.Promotion,
        Project = "p",
        Promotion = promotion,
        RequestedBy = "a@example.com",
        Plan = "",
        Steps = [new OperationStep { Name = StepNames.Stage, Status = StepStatus.Running }],
        CreatedAt = Workshop.Begin,
    };
}
