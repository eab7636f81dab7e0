using Handover.Core.Diagnostics;
using Handover.Services.Backups;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Promotions;

namespace Handover.Services.Verification;

/// <summary>
/// Looks at everything that is stored, and at the warehouse, and says what does not fit together. It changes nothing and stops nobody: what
/// looks wrong is looked at again a little later, so that what is just being written is no violation.
/// </summary>
public sealed class Verifier(
    ProjectStore projects, ProjectIndex index, OperationStore operations, PromotionStore promotions, BackupStore backups, ProjectChecks ofProject,
    DeploymentChecks ofDeployments, OperationChecks ofOperation, PromotionStanding ofPromotion, BackupChecks ofBackup, VerifyOptions options, TimeProvider clock)
{
    private delegate IAsyncEnumerable<Violation> Look(Verification run, CancellationToken cancellation);

    /// <param name="only">A project, with its operations, promotions and backups; null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RefusalException"><c>project-not-found</c>.</exception>
    public async Task<VerifyReport> RunAsync(string? only, CancellationToken cancellation)
    {
        var run = new Verification(clock.GetUtcNow(), options.Patience);
        if (only is not null)
        {
            _ = await projects.RequireAsync(only, cancellation);
        }

        var suspicious = new List<(Look Look, List<Violation> Found)>();
        await foreach (var look in LooksAsync(run, only, cancellation))
        {
            var found = await look(run, cancellation).ToListAsync(cancellation);
            if (found.Count > 0)
            {
                suspicious.Add((look, found));
            }
        }

        var violations = new List<Violation>();
        if (suspicious.Count > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(options.SecondLookSeconds), clock, cancellation);
            foreach (var (look, found) in suspicious)
            {
                violations.AddRange((await look(run, cancellation).ToListAsync(cancellation)).Intersect(found));
            }
        }

        return new VerifyReport(
            run.Begun, violations.Count == 0, run.Counts(),
            [.. violations.OrderBy(item => item.Rule, StringComparer.Ordinal).ThenBy(item => item.Subject, StringComparer.Ordinal)]);
    }

    private async IAsyncEnumerable<Look> LooksAsync(
        Verification run, string? only, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var open in operations.OpenAsync(cancellation))
        {
            var entry = open.Value;
            await run.OpenedAsync(entry, ofOperation, cancellation);
            if (only is null || entry.Project == only)
            {
                yield return (_, token) => ofOperation.OpenEntryAsync(run, entry, token);
            }
        }

        await foreach (var operation in operations.AllAsync(cancellation))
        {
            if (only is null || operation.Project == only)
            {
                run.Operations++;
                yield return (_, token) => ofOperation.FindAsync(run, operation.Id, token);
            }
        }

        await foreach (var promotion in promotions.AllAsync(cancellation))
        {
            if (only is null || promotion.TargetProject == only || promotion.SourceProject == only)
            {
                run.Promotions++;
                yield return (_, token) => ofPromotion.FindAsync(run, promotion.Id, token);
            }
        }

        await foreach (var project in projects.AllAsync(cancellation))
        {
            if (only is null || project.Id == only)
            {
                run.Projects++;
                yield return (_, token) => ofProject.FindAsync(run, project.Id, token);
                yield return (_, token) => ofDeployments.FindAsync(run, project.Id, token);
            }
        }

        // The schemas that deployments write are known by now.
        yield return ofDeployments.StraysAsync;
        await foreach (var backup in backups.AllAsync(cancellation))
        {
            if (only is null || backup.Value.Project == only)
            {
                run.Backups++;
                yield return (_, token) => ofBackup.FindAsync(backup.Value, token);
            }
        }

        if (only is null)
        {
            yield return (_, token) => ofProject.AuditAsync(WorkspaceAudit.Id, token);
            await foreach (var entry in index.EntriesAsync(cancellation))
            {
                yield return (_, token) => ofProject.IndexedAsync(entry.Project.Id, token);
            }
        }
    }
}
