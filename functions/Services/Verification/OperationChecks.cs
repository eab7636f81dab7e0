using System.Runtime.CompilerServices;
using Handover.Services.Operations;

namespace Handover.Services.Verification;

/// <summary>Nothing that was begun is forgotten, nothing that has ended holds anything.</summary>
public sealed class OperationChecks(OperationStore operations, IEnumerable<IOperationKind> kinds)
{
    /// <summary>An entry of the list of open operations leads to an operation that has not ended.</summary>
    public async IAsyncEnumerable<Violation> OpenEntryAsync(Verification run, OpenOperation entry, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (entry.At >= run.SettledBefore || !await operations.IsOpenAsync(entry.Operation, cancellation))
        {
            yield break;
        }

        var operation = await operations.FindAsync(entry.Operation, cancellation);
        if (operation is null or { Ended: true })
        {
            yield return new Violation(
                "open-without-operation", entry.Operation,
                operation is null ? "It is listed as open and was never written." : "It is listed as open and has ended.",
                "RecoverOperations tidies this up within minutes: look into its log.");
        }
    }

    /// <summary>An operation that has not ended is in the list of open ones, where recovery finds it.</summary>
    public async IAsyncEnumerable<Violation> FindAsync(Verification run, string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await operations.FindAsync(id, cancellation) is { Ended: false } operation
            && operation.CreatedAt < run.SettledBefore && !await operations.IsOpenAsync(id, cancellation))
        {
            yield return new Violation(
                "operation-forgotten", id, $"The {operation.Kind.ToString().ToLowerInvariant()} of project {operation.Project} has not ended and is not listed as open.",
                "Nothing will go on with it: call it off (POST /api/operations/{id}/cancel), then start it anew.");
        }
    }

    /// <summary>What names the staging objects of an operation that has not ended.</summary>
    internal async Task<string?> TokenAsync(string id, CancellationToken cancellation) =>
        await operations.FindAsync(id, cancellation) is { Ended: false } operation
            ? (await kinds.Single(kind => kind.Kind == operation.Kind).SetAsync(operation, cancellation)).Token
            : null;
}
