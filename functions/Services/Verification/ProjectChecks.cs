using System.Runtime.CompilerServices;
using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Services.Identity;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Storage;

namespace Handover.Services.Verification;

/// <summary>A project's rows fit together, and everything that they name is there.</summary>
public sealed class ProjectChecks(
    ProjectStore projects, ProjectIndex index, FlowStore flows, TableLists lists, WordStore words, UserDirectory users, OperationStore operations, ScheduleStore schedules)
{
    private const string RestoreBlob = "Restore the blob from its soft-deleted version, or the project from a backup (POST /api/backups/{backup}/restore).";

    public async IAsyncEnumerable<Violation> FindAsync(Verification run, string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await projects.FindAsync(id, cancellation) is not { Project: var project }
            || await projects.FindClaimAsync(id, cancellation) is { Operation: ProjectStore.PurgeClaim })
        {
            // It is gone, or is just going for good.
            yield break;
        }

        foreach (var check in new[]
        {
            OwnerAsync(project, cancellation), RevisionsAsync(run, project, cancellation), ClaimsAsync(run, project, cancellation),
            AuditAsync(project.Id, cancellation), RunsAsync(run, project, cancellation), IndexedAsync(id, cancellation),
        })
        {
            await foreach (var violation in check)
            {
                yield return violation;
            }
        }
    }

    /// <summary>The list of projects says of each what the project says itself, and knows no others.</summary>
    public async IAsyncEnumerable<Violation> IndexedAsync(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const string remedy = "MendProjectList puts it right within minutes: look into its log.";
        var loaded = await projects.FindAsync(id, cancellation);
        var entry = await index.EntryAsync(id, cancellation);
        if (loaded is null || entry is null)
        {
            if (loaded is not null || entry is not null)
            {
                yield return new Violation("index-differs", id, loaded is null ? "The list of projects shows a project that does not exist." : "The list of projects lacks it.", remedy);
            }

            yield break;
        }

        if (!Same(loaded.Project, entry.Project))
        {
            yield return new Violation("index-differs", id, "The list of projects shows an earlier state of it.", remedy);
        }

        var writes = (await projects.DeploymentsAsync(id, cancellation)).Value.Items.Values.Select(state => state.Target);
        if (!writes.ToHashSet().SetEquals(entry.Writes))
        {
            yield return new Violation("index-differs", id, "The list of projects names other tables than it has deployed.", remedy);
        }
    }

    private async IAsyncEnumerable<Violation> OwnerAsync(Project project, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(project.Owner) || await users.FindAsync(project.Owner, cancellation) is null)
        {
            yield return new Violation("owner-missing", project.Id, $"'{project.Name}' is owned by '{project.Owner}', who is not in the directory.", "Let an administrator transfer it: POST /api/projects/{id}/owner.");
        }

        if (project.Collaborators.Any(one => one.Role is ProjectRole.Owner || string.Equals(one.Email, project.Owner, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new Violation("owner-twice", project.Id, $"'{project.Name}' has an owner among its collaborators.", "Write the collaborators anew: PUT /api/projects/{id}/collaborators.");
        }
    }

    private async IAsyncEnumerable<Violation> RevisionsAsync(Verification run, Project project, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var expected = project.Revision;
        await foreach (var revision in projects.AllRevisionsAsync(project.Id, cancellation))
        {
            run.Revisions++;
            if (revision.Number > project.Revision)
            {
                continue;
            }

            if (revision.Number != expected)
            {
                yield return new Violation("revision-missing", project.Id, $"Revision {expected} is missing; the next one that is there is {revision.Number}.", "Restore the project from a backup.");
                expected = revision.Number;
            }

            if (revision.Number == project.Revision && revision.FlowHash != project.FlowHash)
            {
                yield return new Violation("revision-differs", project.Id, $"Revision {revision.Number} has another flow than the project.", "Restore the revision that is right: POST /api/projects/{id}/revisions/{n}/restore.");
            }

            if (await run.ContentAsync("flows", revision.FlowHash, flows.CheckAsync, cancellation) is { } problem)
            {
                yield return new Violation("content-lost", project.Id, $"Revision {revision.Number}: {problem}.", RestoreBlob);
            }

            expected--;
        }

        if (expected > 0)
        {
            yield return new Violation("revision-missing", project.Id, $"Revision {expected} is missing, and all before it.", "Restore the project from a backup.");
        }

        foreach (var hash in new[] { project.FlowHash, project.CloneHash })
        {
            if (await run.ContentAsync("flows", hash, flows.CheckAsync, cancellation) is { } problem)
            {
                yield return new Violation("content-lost", project.Id, $"The project's {(hash == project.FlowHash ? "flow" : "clone")}: {problem}.", RestoreBlob);
            }
        }

        if (await run.ContentAsync("reads", project.ReadsHash, async (hash, token) => await lists.HoldsAsync(hash, token) ? null : "is not stored whole", cancellation) is { } unread)
        {
            yield return new Violation("content-lost", project.Id, $"The list of tables that it reads: {unread}.", "Save its flow once more.");
        }

        foreach (var hash in new[] { project.WordsHash, project.CloneWordsHash }.Where(hash => hash.Length > 0).Distinct())
        {
            if (await run.ContentAsync("words", hash, words.CheckAsync, cancellation) is { } problem)
            {
                yield return new Violation("content-lost", project.Id, $"What a search finds in its {(hash == project.WordsHash ? "flow" : "clone")}: {problem}.", "Save its flow once more.");
            }
        }
    }

    /// <summary>Only an operation that has not ended has a project or a node for itself.</summary>
    private async IAsyncEnumerable<Violation> ClaimsAsync(Verification run, Project project, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var claim in projects.ClaimsAsync(project.Id, cancellation))
        {
            if (await operations.FindAsync(claim.Operation, cancellation) is not { Ended: false } && claim.At < run.SettledBefore)
            {
                yield return new Violation(
                    "claim-left", project.Id, $"It is kept busy by operation {claim.Operation}, which has ended or was never there.",
                    "RecoverOperations gives it free while the operation is listed as open; otherwise delete the claim's row of the project.");
            }
        }
    }

    /// <summary>A chain of audit entries: a project's, or the workspace's.</summary>
    public async IAsyncEnumerable<Violation> AuditAsync(string id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await projects.VerifyAuditAsync(id, cancellation) is { Valid: false } verdict)
        {
            yield return new Violation("audit-broken", id, $"Entry {verdict.Broken} of its audit: {verdict.Reason}", "Somebody has reached into storage: compare with the audit in a backup or an export.");
        }
    }

    /// <summary>A due time is decided once, and the executions that have not ended are those that somebody goes on with.</summary>
    private async IAsyncEnumerable<Violation> RunsAsync(Verification run, Project project, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var runs in schedules.RunsAsync(project.Id, cancellation))
        {
            var node = runs.Value.Node;
            var decided = new HashSet<DateTimeOffset>();
            var unended = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var execution in schedules.AllExecutionsAsync(project.Id, node, cancellation))
            {
                if (execution.Trigger is RunTrigger.Schedule && !decided.Add(execution.Due))
                {
                    yield return new Violation("due-twice", project.Id, $"{node} was run twice for {execution.Due.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.", "Look at both in its Execution History; the table has the later one's rows.");
                }

                if (!execution.Ended)
                {
                    unended.Add(execution.Id);
                }
            }

            foreach (var open in runs.Value.Open)
            {
                if (!unended.Remove(open.Execution))
                {
                    yield return new Violation("run-unknown", project.Id, $"{node} waits for execution {open.Execution}, which has ended or was never written.", "Ask for a run: the next one makes up for it.");
                }
                else if (open.RetryAt is null && open.Claimed < run.SettledBefore && await operations.FindAsync(open.Operation, cancellation) is not { Ended: false })
                {
                    yield return new Violation("run-forgotten", project.Id, $"Execution {open.Execution} of {node} has not ended, its operation {open.Operation} has or was never there.", "Ask for a run: the next one makes up for it.");
                }
            }

            foreach (var lost in unended)
            {
                yield return new Violation("run-forgotten", project.Id, $"Execution {lost} of {node} has not ended, and nothing goes on with it.", "Ask for a run, and take that one for the one that is lost.");
            }
        }
    }

    // Records compare their collections by reference; what is stored compares by its text.
    private static bool Same(Project one, Project other) =>
        System.Text.Json.JsonSerializer.Serialize(one, StorageJson.Options) == System.Text.Json.JsonSerializer.Serialize(other, StorageJson.Options);
}
