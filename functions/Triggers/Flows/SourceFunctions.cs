using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Triggers.Http;
using Handover.Triggers.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Flows;

/// <summary>Which tables stand for which.</summary>
/// <param name="Map">The map.</param>
/// <param name="DryRun">Only say what would happen.</param>
/// <param name="Nodes">Ids of the sources to exchange; absent: all that the map speaks of.</param>
/// <param name="Role">The warehouse role under which to look at the tables; absent: the environment's, or one of yours.</param>
public sealed record ExchangeRequest(IReadOnlyList<MapEntryRequest> Map, bool DryRun = false, IReadOnlyList<string>? Nodes = null, string? Role = null)
{
    internal SourcesToExchange ToService()
    {
        if (Map is not { Count: > 0 and <= 1000 })
        {
            throw Refusal.Invalid("map-invalid", "Name 1 to 1,000 entries in 'map'.");
        }

        if (Map.SelectMany(entry => new[] { entry.From, entry.To }).FirstOrDefault(pattern => pattern is { Schema: null, Name: not null }) is { } vague)
        {
            throw Refusal.Invalid("map-invalid", $"Name the schema of {vague.Name} too: a map is of databases, of schemas, or of tables.");
        }

        var map = new TableMap([.. Map.Select(entry => new TableMapEntry(entry.From, entry.To, [.. entry.Columns ?? []]))]);
        return new SourcesToExchange(map, Nodes is null ? null : Nodes.ToHashSet(StringComparer.Ordinal), Role, DryRun);
    }
}

/// <summary>A table, schema or database, and what stands for it.</summary>
public sealed record MapEntryRequest(TablePattern From, TablePattern To, IReadOnlyList<ColumnAlias>? Columns = null);

/// <summary>Whether refreshing only says what it would do, and under which warehouse role it looks.</summary>
public sealed record RefreshRequest(bool DryRun = false, string? Role = null);

/// <summary>Exchanging what sources read, refreshing what is known of it, and removing those that nothing needs.</summary>
public sealed class SourceFunctions(SourceService service, EventTelling telling)
{
    [Function("ExchangeSources"), Requires(Right.Edit)]
    [Documented("Exchange sources by a map of tables, schemas or databases: all or none, as one revision", Body = typeof(ExchangeRequest))]
    public async Task<Ok<ExchangedSources>> Exchange(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/sources/exchange")] HttpRequest request, CancellationToken cancellation)
    {
        var asked = (await request.ReadAsync<ExchangeRequest>(cancellation)).ToService();
        return TypedResults.Ok(await service.ExchangeAsync(request.Caller(), request.Project(), asked, IfMatch(request), cancellation));
    }

    [Function("RemoveUnusedSources"), Requires(Right.Edit)]
    [Documented("Remove every source that no deployment needs, or with dryRun=true say which", Query = ["dryRun"])]
    public async Task<Ok<RemovedSources>> RemoveUnused(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/sources/remove-unused")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(await service.RemoveUnusedAsync(request.Caller(), request.Project(), request.QueryFlag("dryRun"), IfMatch(request), cancellation));

    [Function("RefreshSources"), Requires(Right.Edit)]
    [Documented("Look what columns the tables of the sources have now, and bring the flow up to date as one revision", Body = typeof(RefreshRequest))]
    public async Task<Ok<RefreshedSources>> Refresh(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/sources/refresh")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var body = await request.ReadOrDefaultAsync(new RefreshRequest(), cancellation);
        var refreshed = await service.RefreshAsync(request.Caller(), request.Project(), body.Role, body.DryRun, IfMatch(request), cancellation);
        await telling.NowAsync(client, cancellation);
        return TypedResults.Ok(refreshed);
    }

    private static string? IfMatch(HttpRequest request) => request.Headers.IfMatch.ToString() is { Length: > 0 } named ? named : null;
}
