using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Notifications;
using Handover.Services.Identity;
using Handover.Services.Notifications;
using Handover.Services.Warehouse;

namespace Handover.Services.Projects;

/// <summary>What exchanging sources answers.</summary>
/// <param name="Applied">False for a dry run, and where no source reads anything that the map speaks of.</param>
/// <param name="Changes">One a source that is exchanged.</param>
/// <param name="Diagnostics">What forbids it, and what is worth knowing.</param>
/// <param name="Saved">The revision that was written.</param>
/// <param name="Role">The warehouse role under which the tables were looked at.</param>
public sealed record ExchangedSources(
    bool Applied, IReadOnlyList<SourceChange> Changes, IReadOnlyList<Diagnostic> Diagnostics, SavedFlow? Saved, string Role);

/// <summary>Which sources are to read what.</summary>
/// <param name="Map">Which tables stand for which.</param>
/// <param name="Nodes">Ids of the sources to exchange; null for all that the map speaks of.</param>
/// <param name="Role">The warehouse role under which to look at the tables; null for the environment's, or one of the caller's.</param>
/// <param name="DryRun">Only say what would happen.</param>
public sealed record SourcesToExchange(TableMap Map, IReadOnlySet<string>? Nodes, string? Role, bool DryRun);

/// <summary>What refreshing sources answers.</summary>
/// <param name="Applied">False for a dry run.</param>
/// <param name="Drift">The sources whose tables differ from what the flow knew.</param>
/// <param name="Saved">The revision that was written; null if there was nothing to write.</param>
/// <param name="Role">The warehouse role under which the tables were looked at.</param>
public sealed record RefreshedSources(bool Applied, IReadOnlyList<SourceDrift> Drift, SavedFlow? Saved, string Role);

/// <summary>What removing unused sources answers.</summary>
/// <param name="Removed">Ids of the nodes that went.</param>
/// <param name="Saved">The revision that was written; null if there was nothing to remove.</param>
public sealed record RemovedSources(IReadOnlyList<string> Removed, SavedFlow? Saved);

/// <summary>Exchanging what a project's sources read, looking what has become of their tables, and removing those that nothing needs. Each is one revision.</summary>
public sealed class SourceService(FlowService service, ProjectStore projects, FlowStore flows, IWarehouse warehouse, TimeProvider clock)
{
    /// <summary>Swaps what sources read, all or none, as one revision.</summary>
    /// <exception cref="RefusalException"><c>exchange-refused</c> with the columns that are missing or do not fit; <c>source-not-found</c>; <c>role-not-allowed</c>.</exception>
    public async Task<ExchangedSources> ExchangeAsync(Actor actor, LoadedProject project, SourcesToExchange asked, string? ifMatch, CancellationToken cancellation)
    {
        var flow = await flows.GetAsync(project.Project.FlowHash, cancellation);
        if (asked.Nodes?.FirstOrDefault(id => flow.Sources.All(source => source.Id != id)) is { } unknown)
        {
            throw Refusal.NotFound("source", unknown);
        }

        var session = await service.SessionAsync(actor, project.Project, asked.Role, cancellation);
        var tables = await warehouse.ColumnsOfAsync(session, SourceExchange.Targets(flow, asked.Map, asked.Nodes), cancellation);
        var result = SourceExchange.Apply(flow, asked.Map, tables.GetValueOrDefault, asked.Nodes);
        var diagnostics = result.Diagnostics.AddRange(SourceExchange.Idle(flow, asked.Map, tables.GetValueOrDefault, asked.Nodes));
        if (asked.DryRun)
        {
            return new ExchangedSources(false, result.Changes, diagnostics, null, session.Role);
        }

        if (result.Flow is null)
        {
            throw Refusal.Unprocessable(
                "exchange-refused",
                $"Nothing was exchanged, because the flow would not work afterwards, seen as {session.Role}. See the diagnostics: map the columns, or choose other tables or another role.",
                diagnostics);
        }

        if (result.Changes.IsEmpty)
        {
            return new ExchangedSources(false, result.Changes, diagnostics, null, session.Role);
        }

        var saved = await service.WriteAsync(
            actor, project, result.Flow, ifMatch ?? FlowService.ETagOf(project.Project), "sources-exchanged", SourceWords.Exchanged(flow, result.Changes), cancellation);
        return new ExchangedSources(true, result.Changes, diagnostics, saved, session.Role);
    }

    /// <summary>Looks what columns the tables of all sources have now, and brings the flow up to date as one revision. People are told of drift.</summary>
    /// <exception cref="RefusalException"><c>role-not-allowed</c>.</exception>
    public async Task<RefreshedSources> RefreshAsync(Actor actor, LoadedProject project, string? role, bool dryRun, string? ifMatch, CancellationToken cancellation)
    {
        var compiled = await flows.CompiledAsync(project.Project.FlowHash, cancellation);
        var session = await service.SessionAsync(actor, project.Project, role, cancellation);
        var tables = await warehouse.ColumnsOfAsync(session, compiled.Flow.Sources.Select(source => source.Table).Distinct(), cancellation);
        var (flow, drift) = SourceRefresh.Apply(compiled, tables.GetValueOrDefault);
        if (dryRun)
        {
            return new RefreshedSources(false, drift, null, session.Role);
        }

        var told = drift.IsEmpty ? null : Outbox.Event(ProjectEventKind.DriftFound, project.Project, actor.Email, clock.GetUtcNow(), DriftWords.Of(drift));
        var saved = await service.WriteAsync(
            actor, project, flow, ifMatch ?? FlowService.ETagOf(project.Project), "sources-refreshed", drift.IsEmpty ? "Refreshed sources" : DriftWords.Of(drift), cancellation, told);
        if (saved.Unchanged && told is not null)
        {
            // A table that is gone changes nothing in the flow; people want to know all the same.
            await projects.NoteAsync(Audit.Entry(actor, project.Project.Id, "drift-found", told.Detail, told.At), cancellation, told);
        }

        return new RefreshedSources(true, drift, saved.Unchanged ? null : saved, session.Role);
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

        var saved = await service.WriteAsync(
            actor, project, UnusedSources.Remove(before), ifMatch ?? FlowService.ETagOf(project.Project), "sources-removed", SourceWords.Removed(before, removed), cancellation);
        return new RemovedSources(removed, saved);
    }
}
