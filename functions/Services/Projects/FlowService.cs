using System.Collections.Immutable;
using Handover.Core.Annotations;
using Handover.Core.Compilation;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Notifications;
using Handover.Core.Projects;
using Handover.Core.Sql;
using Handover.Services.Catalog;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Notifications;
using Handover.Services.Reviews;
using Handover.Services.Storage;
using Handover.Services.Warehouse;

namespace Handover.Services.Projects;

/// <summary>What saving a flow answers.</summary>
/// <param name="Revision">Number of the newest revision.</param>
/// <param name="Hash">Hash of the flow.</param>
/// <param name="Unchanged">True if the flow was already so and no revision was written.</param>
/// <param name="ETag">The flow's version.</param>
/// <param name="Diagnostics">All problems of the flow; it is saved in spite of them.</param>
public sealed record SavedFlow(int Revision, string Hash, bool Unchanged, string ETag, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>What exchanging sources answers.</summary>
/// <param name="Applied">False for a dry run.</param>
/// <param name="Changes">One a source that is exchanged.</param>
/// <param name="Diagnostics">What forbids it, and what is worth knowing.</param>
/// <param name="Saved">The revision that was written.</param>
public sealed record ExchangedSources(
    bool Applied, IReadOnlyList<SourceChange> Changes, IReadOnlyList<Diagnostic> Diagnostics, SavedFlow? Saved);

/// <summary>What refreshing sources answers.</summary>
/// <param name="Applied">False for a dry run.</param>
/// <param name="Drift">The sources whose tables differ from what the flow knew.</param>
/// <param name="Saved">The revision that was written; null if there was nothing to write.</param>
public sealed record RefreshedSources(bool Applied, IReadOnlyList<SourceDrift> Drift, SavedFlow? Saved);

/// <summary>What removing unused sources answers.</summary>
/// <param name="Removed">Ids of the nodes that went.</param>
/// <param name="Saved">The revision that was written; null if there was nothing to remove.</param>
public sealed record RemovedSources(IReadOnlyList<string> Removed, SavedFlow? Saved);

/// <summary>Reading and changing a project's flow. Every change is a revision.</summary>
public sealed class FlowService(
    ProjectStore projects, FlowStore flows, EnvironmentStore environments, CatalogService catalog, PropertyStore properties, IWarehouse warehouse, TimeProvider clock)
{
    private const int Attempts = 10;

    /// <summary>The version of a project's flow: it moves with the revision alone, so that renaming a project disturbs nobody's edit.</summary>
    public static string ETagOf(Project project) => $"\"r{project.Revision}-{project.FlowHash[..16]}\"";

    /// <summary>Saves a flow that was edited as a whole. Without a message, the revision says itself what has changed.</summary>
    /// <exception cref="RefusalException">The JSON is not a flow; <c>etag-stale</c>; <c>project-locked</c>; with <paramref name="strict"/> <c>flow-has-errors</c>.</exception>
    public async Task<SavedFlow> SaveAsync(
        Actor actor, LoadedProject project, ReadOnlyMemory<byte> json, string ifMatch, string? message, bool strict, CancellationToken cancellation)
    {
        project.Project.RequireChangeable();
        RequireCurrent(project.Project, ifMatch);
        var before = await flows.GetAsync(project.Project.FlowHash, cancellation);
        var flow = await WithKnownColumnsAsync(actor, project.Project, Parse(json), cancellation);
        if (flow.Deployments.Any(node => node.Annotation.Properties.Count > 0))
        {
            PropertyRules.Check((await properties.ReadAsync(cancellation)).Definitions, before, flow);
        }

        if (strict)
        {
            RequireNoErrors(FlowCompiler.Compile(flow));
        }

        return await WriteAsync(actor, project, flow, ifMatch, "flow-saved", message ?? ChangeWords.Of(before, flow), cancellation);
    }

    /// <summary>Makes an earlier revision the newest one again.</summary>
    public async Task<SavedFlow> RestoreAsync(Actor actor, LoadedProject project, int revision, string ifMatch, CancellationToken cancellation)
    {
        var earlier = await projects.RevisionAsync(project.Project.Id, revision, cancellation);
        var flow = await flows.GetAsync(earlier.FlowHash, cancellation);
        return await WriteAsync(actor, project, flow, ifMatch, "revision-restored", $"Restored revision {revision}", cancellation);
    }

    /// <summary>Swaps what sources read, all or none, as one revision.</summary>
    /// <exception cref="RefusalException"><c>exchange-refused</c> with the columns that are missing or do not fit; <c>exchange-matches-nothing</c>.</exception>
    public async Task<ExchangedSources> ExchangeAsync(
        Actor actor, LoadedProject project, TableMap map, bool dryRun, string? ifMatch, CancellationToken cancellation)
    {
        var flow = await flows.GetAsync(project.Project.FlowHash, cancellation);
        var environment = (await environments.RequireAsync(project.Project.Environment, cancellation)).Value;
        var session = await catalog.SessionAsync(actor, null, cancellation, environment);
        var tables = await warehouse.ColumnsOfAsync(session, SourceExchange.Targets(flow, map), cancellation);
        var result = SourceExchange.Apply(flow, map, tables.GetValueOrDefault);
        if (dryRun)
        {
            return new ExchangedSources(false, result.Changes, result.Diagnostics, null);
        }

        if (result.Flow is null)
        {
            throw Refusal.Unprocessable(
                "exchange-refused", "Nothing was exchanged, because the flow would not work afterwards. See the diagnostics: map the columns, or choose other tables.", result.Diagnostics);
        }

        var saved = await WriteAsync(
            actor, project, result.Flow, ifMatch ?? ETagOf(project.Project), "sources-exchanged", result.Changes.Length == 1 ? "Exchanged a source" : $"Exchanged {result.Changes.Length} sources", cancellation);
        return new ExchangedSources(true, result.Changes, result.Diagnostics, saved);
    }

    /// <summary>Looks what columns the tables of all sources have now, and brings the flow up to date as one revision. People are told of drift.</summary>
    public async Task<RefreshedSources> RefreshAsync(Actor actor, LoadedProject project, bool dryRun, string? ifMatch, CancellationToken cancellation)
    {
        var compiled = await flows.CompiledAsync(project.Project.FlowHash, cancellation);
        var environment = (await environments.RequireAsync(project.Project.Environment, cancellation)).Value;
        var session = await catalog.SessionAsync(actor, null, cancellation, environment);
        var tables = await warehouse.ColumnsOfAsync(session, compiled.Flow.Sources.Select(source => source.Table).Distinct(), cancellation);
        var (flow, drift) = SourceRefresh.Apply(compiled, tables.GetValueOrDefault);
        if (dryRun)
        {
            return new RefreshedSources(false, drift, null);
        }

        var told = drift.IsEmpty ? null : Outbox.Event(ProjectEventKind.DriftFound, project.Project, actor.Email, clock.GetUtcNow(), DriftWords.Of(drift));
        var saved = await WriteAsync(
            actor, project, flow, ifMatch ?? ETagOf(project.Project), "sources-refreshed", drift.IsEmpty ? "Refreshed sources" : DriftWords.Of(drift), cancellation, told);
        if (saved.Unchanged && told is not null)
        {
            // A table that is gone changes nothing in the flow; people want to know all the same.
            await projects.NoteAsync(Audit.Entry(actor, project.Project.Id, "drift-found", told.Detail, told.At), cancellation, told);
        }

        return new RefreshedSources(true, drift, saved.Unchanged ? null : saved);
    }

    /// <summary>Removes the sources that nothing needs, as one revision; as a dry run it says which.</summary>
    public async Task<RemovedSources> RemoveUnusedAsync(Actor actor, LoadedProject project, bool dryRun, string? ifMatch, CancellationToken cancellation)
    {
        var before = await flows.GetAsync(project.Project.FlowHash, cancellation);
        var removed = UnusedSources.Find(before);
        if (dryRun || removed.Count == 0)
        {
            return new RemovedSources(removed, null);
        }

        var saved = await WriteAsync(
            actor, project, UnusedSources.Remove(before), ifMatch ?? ETagOf(project.Project), "sources-removed", removed.Count == 1 ? "Removed an unused source" : $"Removed {removed.Count} unused sources", cancellation);
        return new RemovedSources(removed, saved);
    }

    /// <summary>Compiles a flow that is not saved.</summary>
    public async Task<CompiledFlow> CompileAsync(Actor actor, ReadOnlyMemory<byte> json, CancellationToken cancellation) =>
        FlowCompiler.Compile(await FilledAsync(await catalog.SessionAsync(actor, null, cancellation), Parse(json), cancellation));

    /// <summary>Runs a node's SQL and returns its first rows.</summary>
    /// <exception cref="RefusalException"><c>flow-has-errors</c>, and what the warehouse refuses.</exception>
    public async Task<DataSet> PreviewAsync(
        Actor actor, Project project, string node, int limit, string? role, string? virtualWarehouse, CancellationToken cancellation)
    {
        var environment = (await environments.RequireAsync(project.Environment, cancellation)).Value;
        var session = await catalog.SessionAsync(actor, role, cancellation, environment, virtualWarehouse);
        var sql = await SqlAsync(project, node, warehouse.Dialect, cancellation);
        return await warehouse.QueryAsync(session, sql, limit, Limits.PreviewTimeout, cancellation);
    }

    /// <summary>One statement for a node, with everything upstream of it.</summary>
    /// <exception cref="RefusalException"><c>node-not-found</c>, <c>flow-has-errors</c>.</exception>
    public async Task<string> SqlAsync(Project project, string node, SqlDialectKind dialect, CancellationToken cancellation)
    {
        var compiled = await flows.CompiledAsync(project.FlowHash, cancellation);
        RequireNode(compiled, node);
        return TextOf(compiled.Sql(node, dialect));
    }

    /// <summary>The output columns of a node.</summary>
    /// <exception cref="RefusalException"><c>node-not-found</c>.</exception>
    public async Task<(IReadOnlyList<Column> Columns, IReadOnlyList<Diagnostic> Diagnostics)> ColumnsAsync(Project project, string node, CancellationToken cancellation)
    {
        var compiled = await flows.CompiledAsync(project.FlowHash, cancellation);
        var found = RequireNode(compiled, node);
        return (found.Columns, found.Diagnostics);
    }

    /// <summary>Writes a flow as the newest revision, unless somebody else has changed the flow since it was read.</summary>
    public async Task<SavedFlow> WriteAsync(
        Actor actor, LoadedProject project, Flow flow, string ifMatch, string action, string message, CancellationToken cancellation, ProjectEvent? told = null)
    {
        var stored = await flows.PutAsync(flow, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            project.Project.RequireChangeable();
            RequireCurrent(project.Project, ifMatch);
            var diagnostics = (await flows.CompiledAsync(stored.Hash, cancellation)).Diagnostics;
            if (stored.Hash == project.Project.FlowHash)
            {
                return new SavedFlow(project.Project.Revision, stored.Hash, true, ETagOf(project.Project), diagnostics);
            }

            var (next, revision, audit) = Revise(actor, project.Project, stored, action, message);
            try
            {
                await projects.SaveAsync(project, next, audit, cancellation, revision, told);
                return new SavedFlow(next.Revision, stored.Hash, false, ETagOf(next), diagnostics);
            }
            catch (StorageException raced) when (raced.Kind is StorageFailure.Stale or StorageFailure.Conflict && attempt < Attempts)
            {
                // Something of the project has changed meanwhile. If it was the flow, the next round refuses; if not, it goes through.
                project = await projects.RequireAsync(project.Project.Id, cancellation);
            }
        }
    }

    private (Project Next, Revision Revision, AuditEntry Audit) Revise(Actor actor, Project project, FlowAddress stored, string action, string message)
    {
        var now = clock.GetUtcNow();
        var next = (project.On(stored) with { Revision = project.Revision + 1 }).Touched(actor.Email, now);
        var audit = Audit.Entry(actor, project.Id, action, message, now, ("revision", $"{next.Revision}"), ("before", project.FlowHash), ("after", next.FlowHash));
        return (next, new Revision(next.Revision, stored.Hash, actor.Email, now, message), audit);
    }

    private async Task<Flow> WithKnownColumnsAsync(Actor actor, Project project, Flow flow, CancellationToken cancellation)
    {
        if (flow.Sources.All(source => source.Columns.Count > 0))
        {
            return flow;
        }

        var environment = (await environments.RequireAsync(project.Environment, cancellation)).Value;
        return await FilledAsync(await catalog.SessionAsync(actor, null, cancellation, environment), flow, cancellation);
    }

    /// <summary>Fills in what the catalogue knows of sources that come without columns; a source that it does not know stays without, and is diagnosed.</summary>
    private async Task<Flow> FilledAsync(Session session, Flow flow, CancellationToken cancellation)
    {
        var unknown = flow.Sources.Where(source => source.Columns.Count == 0).Select(source => source.Table).Distinct().ToList();
        var tables = await warehouse.ColumnsOfAsync(session, unknown, cancellation);
        return flow.MapNodes(node => node is SourceNode { Columns.Count: 0 } source && tables.TryGetValue(source.Table, out var columns)
            ? source with { Columns = [.. columns] }
            : node);
    }

    internal static void RequireCurrent(Project project, string ifMatch)
    {
        if (ifMatch != "*" && ifMatch != ETagOf(project))
        {
            throw Refusal.Stale($"The flow is at revision {project.Revision} now, written by {project.UpdatedBy}. Read it again, then repeat your change.");
        }
    }

    private static CompiledNode RequireNode(CompiledFlow compiled, string node) => compiled.Find(node) ?? throw Refusal.NotFound("node", node);

    /// <summary>Refuses a flow with errors.</summary>
    /// <exception cref="RefusalException"><c>flow-has-errors</c>.</exception>
    public static void RequireNoErrors(CompiledFlow compiled)
    {
        if (compiled.HasErrors)
        {
            throw Errors(compiled.Diagnostics);
        }
    }

    /// <summary>The SQL of a node, unless the node or what it needs has errors.</summary>
    /// <exception cref="RefusalException"><c>flow-has-errors</c>.</exception>
    public static string TextOf(FlowSql sql) => sql.Text ?? throw Errors(sql.Problems);

    private static RefusalException Errors(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(problem => problem.Severity is Severity.Error).ToList();
        return Refusal.Unprocessable(
            "flow-has-errors", $"The flow has {(errors.Count == 1 ? "an error" : $"{errors.Count} errors")}: {errors[0].Message} Mend {(errors.Count == 1 ? "it" : "them")} first.", errors);
    }

    private static Flow Parse(ReadOnlyMemory<byte> json)
    {
        var parsed = FlowJson.Parse(json);
        if (parsed.Flow is { } flow)
        {
            return flow;
        }

        var first = parsed.Problems[0];
        throw new Refusal(
            RefusalKind.Invalid,
            first.Code,
            $"This is not a flow: {first.Message} (at {first.Path})",
            [.. parsed.Problems.Select(problem => new Diagnostic(problem.Code, Severity.Error, problem.Message, Field: problem.Path))]).ToException();
    }
}
