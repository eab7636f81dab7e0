using Handover.Core.Diagnostics;
using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Projects;

namespace Handover.Services.Operations;

/// <summary>Who may see and call off long work.</summary>
public sealed class OperationService(OperationStore operations, ProjectStore projects)
{
    /// <exception cref="RefusalException"><c>operation-not-found</c>, also for one that the user may not see.</exception>
    public async Task<Operation> FindAsync(Actor actor, string id, CancellationToken cancellation)
    {
        var operation = id.Length is 0 or > 64 ? null : await operations.FindAsync(id, cancellation);
        return operation is not null && await AllowsAsync(actor, operation, Right.See, cancellation)
            ? operation
            : throw Refusal.NotFound("operation", id);
    }

    /// <summary>Everything that is under way or waits for a decision.</summary>
    public async Task<IReadOnlyList<Operation>> OpenAsync(CancellationToken cancellation)
    {
        var found = new List<Operation>();
        await foreach (var open in operations.OpenAsync(cancellation))
        {
            if (await operations.FindAsync(open.Value.Operation, cancellation) is { Ended: false } operation)
            {
                found.Add(operation);
            }
        }

        return found;
    }

    /// <summary>Asks an operation to stop. What it computes is interrupted within seconds, and everything is put back.</summary>
    /// <exception cref="RefusalException"><c>operation-ended</c>, <c>project-right-missing</c>.</exception>
    public async Task<Operation> CancelAsync(Actor actor, string id, CancellationToken cancellation)
    {
        var operation = await FindAsync(actor, id, cancellation);
        if (operation.RequestedBy != actor.Email && !await AllowsAsync(actor, operation, Right.Manage, cancellation))
        {
            throw Refusal.Forbidden("project-right-missing", "Only whoever began this, an owner of the project or an administrator may call it off.");
        }

        return await operations.ChangeAsync(
            operation.Id,
            state => state.Ended
                ? throw Refusal.Conflict("operation-ended", "It has ended already. A finished promotion can be rolled back.")
                : state with { CancelRequestedBy = state.CancelRequestedBy ?? actor.Email },
            cancellation);
    }

    private async Task<bool> AllowsAsync(Actor actor, Operation operation, Right right, CancellationToken cancellation)
    {
        if (actor.User.IsAdministrator || (right is Right.See && operation.RequestedBy == actor.Email))
        {
            return true;
        }

        foreach (var id in new[] { operation.Project, operation.SourceProject }.OfType<string>())
        {
            if (await projects.FindAsync(id, cancellation) is { } found && Access.Allows(actor.User, found.Project, right))
            {
                return true;
            }
        }

        return false;
    }
}
