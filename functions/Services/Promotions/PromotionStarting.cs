using Handover.Core.Operations;
using Handover.Core.Promotions;
using Handover.Services.Operations;

namespace Handover.Services.Promotions;

/// <summary>Makes the operations of promotions. Their ids follow from the promotion, so that none is made twice.</summary>
public sealed class PromotionStarting(PromotionStore promotions, OperationStore operations)
{
    private const string Prefix = "op-";

    public static string OperationOf(string promotion) => Prefix + promotion;

    /// <summary>Writes the operation of a promotion, if a crash kept it from being written.</summary>
    public async Task EnsureAsync(Promotion promotion, CancellationToken cancellation)
    {
        if (await operations.FindAsync(promotion.Operation, cancellation) is not null)
        {
            return;
        }

        await operations.AddAsync(
            new Operation
            {
                Id = promotion.Operation,
                Kind = OperationKind.Promotion,
                Project = promotion.TargetProject,
                SourceProject = promotion.SourceProject,
                RequestedBy = promotion.RequestedBy,
                Plan = promotion.Plan,
                Promotion = promotion.Id,
                Steps = [.. StepNames.Promotion.Select(name => new OperationStep { Name = name })],
                CreatedAt = promotion.RequestedAt,
                Request = promotion.Id,
            },
            cancellation);
    }

    /// <summary>Makes the operation that was announced, if its promotion was written.</summary>
    /// <returns>The operation; null if there is no such promotion.</returns>
    public async Task<Operation?> MendAsync(string operation, CancellationToken cancellation)
    {
        if (!operation.StartsWith(Prefix, StringComparison.Ordinal) || await promotions.FindAsync(operation[Prefix.Length..], cancellation) is not { } promotion)
        {
            return null;
        }

        await EnsureAsync(promotion.Value, cancellation);
        return await operations.FindAsync(operation, cancellation);
    }
}
