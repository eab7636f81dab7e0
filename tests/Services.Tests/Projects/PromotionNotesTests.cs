using Handover.Core.Promotions;
using Handover.Services.Projects;
using Handover.Services.Promotions;
using Handover.Services.Tests.Storage;
using Handover.Services.Tests.Verification;
using Handover.Services.Tests.Warehouse;

namespace Handover.Services.Tests.Projects;

/// <summary>A decision and what the audit says of it are in different partitions: whatever comes between, the audit has it, once.</summary>
public sealed class PromotionNotesTests(StorageFixture storage, WarehouseFixture warehouse) : IClassFixture<StorageFixture>, IClassFixture<WarehouseFixture>
{
    [Fact]
    public async Task A_decision_whose_host_died_before_the_audit_knew_is_in_it_after_the_next_mending_and_only_once()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        var (promotions, notes) = (place.Get<PromotionStore>(), place.Get<PromotionNotes>());
        // The host dies here: the decision is written, and nothing after it is.
        await promotions.ChangeAsync(
            Premises.Promotion, promotion => promotion with { Status = PromotionStatus.Cancelled }, default,
            next => Audit.Entry(Premises.Owner, "request/1", next.SourceProject, "promotion-cancelled", "Cancelled", place.Now));
        Assert.DoesNotContain("promotion-cancelled", await ActionsAsync(place));

        await notes.WriteAsync(null, default);
        await notes.WriteAsync(null, default);
        Assert.Single(await ActionsAsync(place), "promotion-cancelled");
        Assert.Empty(await promotions.OwedAsync(null, default).ToListAsync());
        Assert.True((await place.Get<ProjectStore>().VerifyAuditAsync(place.Project, default)).Valid);
    }

    [Fact]
    public async Task A_mending_that_died_before_it_forgot_what_was_owed_writes_it_no_second_time()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        var promotions = place.Get<PromotionStore>();
        await promotions.ChangeAsync(
            Premises.Promotion, promotion => promotion with { Status = PromotionStatus.Cancelled }, default,
            next => Audit.Entry(Premises.Owner, "request", next.SourceProject, "promotion-cancelled", "Cancelled", place.Now));
        await place.Get<ProjectStore>().NoteAsync((await promotions.OwedAsync(Premises.Promotion, default).SingleAsync()).Value, default);
        await place.Get<PromotionNotes>().WriteAsync(Premises.Promotion, default);
        Assert.Single(await ActionsAsync(place), "promotion-cancelled");
        Assert.Empty(await promotions.OwedAsync(null, default).ToListAsync());
    }

    [Fact]
    public async Task A_change_that_changes_nothing_owes_nothing()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        var promotions = place.Get<PromotionStore>();
        await promotions.ChangeAsync(Premises.Promotion, promotion => promotion, default, _ => throw new InvalidOperationException("Nothing was decided."));
        Assert.Empty(await promotions.OwedAsync(null, default).ToListAsync());
        Assert.Equal(Premises.Promotion, (await promotions.AllAsync(default).SingleAsync()).Id);
    }

    private static async Task<List<string>> ActionsAsync(Premises place) =>
        [.. (await place.Get<ProjectStore>().AuditAsync(place.Project, new AuditFilter(), 100, null, default)).Items.Select(entry => entry.Action)];
}
