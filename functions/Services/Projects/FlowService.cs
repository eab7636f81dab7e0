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

/// <summary>Reading and changing a project's flow. Every change is a revision.</summary>
public sealed class FlowService(
    ProjectStore projects, FlowStore flows, EnvironmentStore environments, CatalogService catalog, PropertyStore properties, IWarehouse warehouse, TimeProvider clock)
{
    private const int Attempts = 10;

    /// <summary>The version of a project's flow: it moves with the revision alone, so that renaming a project disturbs nobody's edit.</summary>
    public static string ETagOf(Project project) => $"\"r{project.Revision}-{project.FlowHash[..16]}\"";

    /// <summary>Saves a flow that was edited as a whole. Without a message, the revision says itself what has changed.</summary>
    /// <exception cref="RefusalException">The JSON is not a flow; <c>etag-stale</c>; <c>project-locked</c>; <c>message-invalid</c>; with <paramref name="strict"/> <c>flow-has-errors</c>.</exception>
    public async Task<SavedFlow> SaveAsync(
        Actor actor, LoadedProject project, ReadOnlyMemory<byte> json, string ifMatch, string? message, bool strict, CancellationToken cancellation)
    {
        project.Project.RequireChangeable();
        RequireCurrent(project.Project, ifMatch);
        var said = ProjectRules.Message(message);
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

        return await WriteAsync(actor, project, flow, ifMatch, "flow-saved", said ?? ChangeWords.Of(before, flow), cancellation);
    }

    /// <summary>Makes an earlier revision the newest one again.</summary>
    public async Task<SavedFlow> RestoreAsync(Actor actor, LoadedProject project, int revision, string ifMatch, CancellationToken cancellation)
    {
        var earlier = await projects.RevisionAsync(project.Project.Id, revision, cancellation);
        var flow = await flows.GetAsync(earlier.FlowHash, cancellation);
        return await WriteAsync(actor, project, flow, ifMatch, "revision-restored", $"Restored revision {revision}", cancellation);
    }

    /// <summary>Compiles a flow that is not saved.</summary>
    public async Task<CompiledFlow> CompileAsync(Actor actor, ReadOnlyMemory<byte> json, CancellationToken cancellation) =>
        FlowCompiler.Compile(await FilledAsync(await catalog.SessionAsync(actor, null, cancellation), Parse(json), cancellation));

    /// <summary>Runs a node's SQL and returns its first rows.</summary>
    /// <exception cref="RefusalException"><c>flow-has-errors</c>, and what the warehouse refuses.</exception>
    public async Task<DataSet> PreviewAsync(
        Actor actor, Project project, string node, int limit, string? role, string? virtualWarehouse, CancellationToken cancellation)
    {
        var session = await SessionAsync(actor, project, role, cancellation, virtualWarehouse);
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

        return await FilledAsync(await SessionAsync(actor, project, null, cancellation), flow, cancellation);
    }

    /// <summary>A session in the environment of a project, under a role that the user may use.</summary>
    internal async Task<Session> SessionAsync(Actor actor, Project project, string? role, CancellationToken cancellation, string? virtualWarehouse = null) =>
        await catalog.SessionAsync(actor, role, cancellation, (await environments.RequireAsync(project.Environment, cancellation)).Value, virtualWarehouse);

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
