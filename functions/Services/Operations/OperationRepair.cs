using System.Runtime.CompilerServices;
using Handover.Core.Operations;
using Handover.Services.Projects;
using Handover.Services.Promotions;

namespace Handover.Services.Operations;

/// <summary>Finds operations that a crash may have left behind.</summary>
public sealed class OperationRepair(OperationStore operations, ProjectStore projects, PromotionStarting promotions, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    // Longer than a request to storage with all its repetitions takes: until then the operation may still be on its way.
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(4);

    /// <summary>Operations that have not ended, a little after they were begun. Entries whose operation was never written or has ended are tidied up.</summary>
    public async IAsyncEnumerable<Operation> UnfinishedAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var open in operations.OpenAsync(cancellation))
        {
            if (clock.GetUtcNow() - open.Value.At < Patience)
            {
                continue;
            }

            var operation = await operations.FindAsync(open.Value.Operation, cancellation) ?? await promotions.MendAsync(open.Value.Operation, cancellation);
            if (operation is { Ended: false })
            {
                yield return operation;
                continue;
            }

            if (operation is null && clock.GetUtcNow() - open.Value.At < LongestWrite)
            {
                continue;
            }

            await projects.ReleaseAsync(open.Value.Project, open.Value.Operation, cancellation);
            await (operation is null ? operations.ForgetAsync(open, cancellation) : operations.ForgetOpenAsync(operation, cancellation));
        }
    }
}
