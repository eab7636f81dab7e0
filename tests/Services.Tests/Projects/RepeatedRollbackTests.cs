using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Core.Promotions;
using Handover.Services.Identity;
using Handover.Services.Operations;
using Handover.Services.Promotions;
using Handover.Services.Tests.Storage;
using Handover.Services.Tests.Verification;
using Handover.Services.Tests.Warehouse;

namespace Handover.Services.Tests.Projects;

/// <summary>A rollback whose host died between its operation and the promotion's mark: who asks again learns what was begun.</summary>
public sealed class RepeatedRollbackTests(StorageFixture storage, WarehouseFixture warehouse) : IClassFixture<StorageFixture>, IClassFixture<WarehouseFixture>
{
    private static readonly Actor Administrator = new(new User("admin@example.com", "A", WorkspaceRole.Administrator, ["*"]), "request");

    [Fact]
    public async Task The_answer_names_the_rollback_and_the_promotion_is_left_to_the_workflow()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        await BegunAsync(place, "op-1");
        var again = await place.Get<PromotionService>().RollbackAsync(Administrator, Premises.Promotion, "key", default);
        Assert.Equal(("op-1", "op-1", PromotionStatus.RollingBack), (again.Operation, again.Promotion.Value.RollbackOperation, again.Promotion.Value.Status));
        Assert.Equal(PromotionStatus.Applied, (await place.Get<PromotionStore>().RequireAsync(Premises.Promotion, default)).Value.Status);
    }

    [Fact]
    public async Task A_rollback_that_has_ended_meanwhile_is_told_as_it_is()
    {
        await using var place = await Premises.OpenAsync(storage.Connection, warehouse);
        await BegunAsync(place, "op-1");
        await place.Get<OperationStore>().EndAsync("op-1", state => state with { Status = OperationStatus.Compensated }, default);
        var again = await place.Get<PromotionService>().RollbackAsync(Administrator, Premises.Promotion, "key", default);
        Assert.Equal(("op-1", PromotionStatus.Applied), (again.Operation, again.Promotion.Value.Status));
    }

    private static async Task BegunAsync(Premises place, string id)
    {
        var operations = place.Get<OperationStore>();
        await operations.ClaimAsync(Administrator.Email, "key", new { rollback = Premises.Promotion }, id, default);
        await operations.AddAsync(
            new Operation
            {
                Id = id,
                Kind = OperationKind.Rollback,
                Project = Premises.Target,
                RequestedBy = Administrator.Email,
                Plan = "",
                Promotion = Premises.Promotion,
                Steps = [],
                CreatedAt = place.Now,
            },
            default);
    }
}
