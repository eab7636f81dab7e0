using System.Runtime.CompilerServices;
using Handover.Core.Deployments;
using Handover.Core.Sql;
using Handover.Services.Deployments;
using Handover.Services.Projects;
using Handover.Services.Warehouse;

namespace Handover.Services.Verification;

/// <summary>What projects say that they have in the warehouse is there, and nothing of ours is there that nobody speaks of.</summary>
public sealed class DeploymentChecks(ProjectStore projects, FlowStore flows, RetentionStore retention, IWarehouse warehouse)
{
    private const string Redeploy = "Deploy or promote it again, or restore a version (POST …/versions/{n}/restore).";

    public async IAsyncEnumerable<Violation> FindAsync(Verification run, string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var busy = await projects.ClaimsAsync(id, cancellation).AnyAsync(cancellation);
        var deployments = (await projects.DeploymentsAsync(id, cancellation)).Value;
        var versions = await projects.AllVersionsAsync(id, cancellation).ToListAsync(cancellation);
        foreach (var version in versions)
        {
            run.Versions++;
            run.Writes(version.Target, version.Role, version.Warehouse);
            if (await run.ContentAsync("flows", version.FlowHash, flows.CheckAsync, cancellation) is { } problem)
            {
                yield return new Violation("content-lost", id, $"Version {version.Number} of {version.Node}: {problem}.", "Restore the blob from its soft-deleted version, or the project from a backup.");
            }
        }

        if (busy || await projects.FindAsync(id, cancellation) is not { Project: var project })
        {
            // An operation is just about to change all of it.
            yield break;
        }

        foreach (var unrecorded in versions.Where(one => deployments.LatestOf(one.Node) is > 0 and var latest && one.Number > latest))
        {
            yield return new Violation("version-unrecorded", id, $"Version {unrecorded.Number} of {unrecorded.Node}, of operation {unrecorded.Operation}, was written and never became one.", "Nobody sees it, and the next deploy replaces it.");
        }

        foreach (var (node, state) in deployments.Items)
        {
            var own = versions.Where(version => version.Node == node).ToList();
            foreach (var violation in Explained(id, state, own))
            {
                yield return violation;
            }

            if (project.DeletedAt is null && await MissingAsync(run, state, cancellation) is { } missing)
            {
                yield return new Violation("table-differs", id, $"{node}: {missing}", Redeploy);
            }
        }
    }

    /// <summary>Staging objects and replaced ones belong to something that is under way or to the retention.</summary>
    public async IAsyncEnumerable<Violation> StraysAsync(Verification run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var seen = new HashSet<TableName>();
        foreach (var ((database, schema), sessions) in run.Schemas)
        {
            foreach (var session in sessions)
            {
                foreach (var table in (await TablesAsync(session, database, schema, cancellation)).Select(table => table.Name))
                {
                    if (PublicationNames.IsInternal(table.Name) && seen.Add(table) && !run.IsUnderWay(table.Name)
                        && await retention.FindAsync(table, cancellation) is null)
                    {
                        yield return new Violation("stray-table", table.ToString(), "Nothing that is under way uses it and no retention will drop it.", "Drop it, once you know that no operation began while this was looked at.");
                    }
                }
            }
        }
    }

    private static IEnumerable<Violation> Explained(string id, DeploymentState state, List<DeploymentVersion> versions)
    {
        var version = versions.FirstOrDefault(one => one.Number == state.Version);
        if (version is null)
        {
            yield return new Violation("version-missing", id, $"{state.Node} is at version {state.Version}, which is not in its history.", Redeploy);
        }
        else if (version.Target != state.Target || version.IsView != state.IsView || version.FlowHash != state.FlowHash || !version.Columns.SequenceEqual(state.Columns))
        {
            yield return new Violation("version-differs", id, $"{state.Node} is not what its version {state.Version} says.", Redeploy);
        }
    }

    private async Task<string?> MissingAsync(Verification run, DeploymentState state, CancellationToken cancellation)
    {
        run.Tables++;
        var found = await DescribedAsync(state, cancellation);
        if (found is null)
        {
            return $"{state.Target} does not exist, or {state.Role} may not see it.";
        }

        if (found.IsView != state.IsView)
        {
            return $"{state.Target} is a {(found.IsView ? "view" : "table")}.";
        }

        // Names alone: a warehouse may widen a type.
        return found.Columns.Select(column => column.Name).SequenceEqual(state.Columns.Select(column => column.Name))
            ? null
            : $"{state.Target} has the columns {string.Join(", ", found.Columns.Select(column => column.Name))}, version {state.Version} has {string.Join(", ", state.Columns.Select(column => column.Name))}.";
    }

    private async Task<TableDescription?> DescribedAsync(DeploymentState state, CancellationToken cancellation)
    {
        try
        {
            return await warehouse.DescribeAsync(new Session(state.Role, state.Warehouse, "verify"), state.Target, cancellation);
        }
        catch (WarehouseException refused) when (refused.Failure is WarehouseFailure.NotFound or WarehouseFailure.NotAuthorized)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<CatalogTable>> TablesAsync(Session session, string database, string schema, CancellationToken cancellation)
    {
        try
        {
            return await warehouse.TablesAsync(session, database, schema, cancellation);
        }
        catch (WarehouseException refused) when (refused.Failure is WarehouseFailure.NotFound or WarehouseFailure.NotAuthorized)
        {
            // The schema has gone, or the role that wrote it once.
            return [];
        }
    }
}
