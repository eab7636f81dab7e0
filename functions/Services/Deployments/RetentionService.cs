using Handover.Core.Deployments;
using Handover.Core.Governance;
using Handover.Core.Operations;
using Handover.Core.Sql;
using Handover.Services.Governance;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Services.Warehouse;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Deployments;

/// <summary>Keeps replaced tables and views for as long as the environment says, and drops them then.</summary>
public sealed class RetentionService(
    RetentionStore kept, ProjectStore projects, EnvironmentStore environments, IWarehouse warehouse, TimeProvider clock, ILogger<RetentionService> log)
{
    // Taking a promotion back is refused when the retention is over, the data goes this much later: what was begun in time never loses it.
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>Notes what a swap is about to put aside. Noted first: a note without an object costs nothing, an object without a note stays for ever.</summary>
    public Task KeepAsync(Operation operation, Swap swap, CancellationToken cancellation) =>
        KeepAsync(operation, swap, publication => publication.Moves.Select(move => move.To).Where(name => name != publication.Publication.Target), cancellation);

    /// <summary>Notes what undoing a swap is about to put aside again.</summary>
    public Task KeepAgainAsync(Operation operation, Swap swap, CancellationToken cancellation) =>
        KeepAsync(operation, swap, publication => publication.Moves.Select(move => move.From).Where(name => name == PublicationNames.Previous(publication.Publication.Target)), cancellation);

    /// <summary>Until when what an operation put aside at a time can be put back.</summary>
    public async Task<DateTimeOffset> EndsAsync(string project, DateTimeOffset keptAt, CancellationToken cancellation) =>
        keptAt + await RetentionOfAsync(project, cancellation);

    /// <summary>Drops what is due. What cannot be dropped now is tried again by the next call.</summary>
    /// <returns>How many objects were dropped.</returns>
    public async Task<int> DropDueAsync(CancellationToken cancellation)
    {
        var dropped = 0;
        await foreach (var due in kept.DueAsync(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancellation))
        {
            try
            {
                dropped += await DropAsync(due, cancellation) ? 1 : 0;
            }
            catch (WarehouseException refused)
            {
                log.LogWarning(refused, "{Object} was kept by {Operation} and cannot be dropped yet", due.Value.Name, due.Value.Operation);
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.NotFound)
            {
                // Another instance looks at the same object.
            }
        }

        return dropped;
    }

    private async Task<bool> DropAsync(Stored<KeptObject> due, CancellationToken cancellation)
    {
        var item = due.Value;
        if (!await kept.IsOwnAsync(item, cancellation))
        {
            await kept.ForgetAsync(due, cancellation);
            return false;
        }

        // The environment may keep for longer or shorter since.
        var ends = await EndsAsync(item.Project, item.KeptAt, cancellation) + Grace;
        if (clock.GetUtcNow() < ends)
        {
            await kept.MoveAsync(due, DateOnly.FromDateTime(ends.UtcDateTime), cancellation);
            return false;
        }

        if (await projects.FindClaimAsync(item.Project, cancellation) is not null)
        {
            // What runs may have planned with it.
            return false;
        }

        await warehouse.DropAsync(new Session(item.Role, item.Warehouse, "retention"), item.Name, cancellation);
        await kept.ForgetAsync(due, cancellation);
        return true;
    }

    private async Task KeepAsync(Operation operation, Swap swap, Func<PublicationSwap, IEnumerable<TableName>> names, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var day = DateOnly.FromDateTime((await EndsAsync(operation.Project, now, cancellation) + Grace).UtcDateTime);
        await kept.PutAsync(
            swap.Publications.SelectMany(item => names(item).Select(name =>
                (new KeptObject(name, operation.Id, operation.Project, item.Publication.Role, item.Publication.Warehouse, now), day))),
            cancellation);
    }

    private async Task<TimeSpan> RetentionOfAsync(string project, CancellationToken cancellation)
    {
        // A first promotion keeps before its project is there.
        var environment = (await projects.FindAsync(project, cancellation))?.Project.Environment;
        var policies = (await environments.ListAsync(cancellation)).FirstOrDefault(item => item.Value.Id == environment)?.Value.Policies ?? new EnvironmentPolicies();
        return TimeSpan.FromDays(policies.RetentionDays);
    }
}
