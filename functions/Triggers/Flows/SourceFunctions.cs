using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Triggers.Http;
using Handover.Triggers.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Flows;

/// <summary>Which tables stand for which.</summary>
public sealed record ExchangeRequest(IReadOnlyList<MapEntryRequest> Map, bool DryRun = false)
{
    internal TableMap ToMap() => new([.. Map.Select(entry => new TableMapEntry(entry.From, entry.To, [.. entry.Columns ?? []]))]);
}

/// <summary>A table, schema or database, and what stands for it.</summary>
public sealed record MapEntryRequest(TablePattern From, TablePattern To, IReadOnlyList<ColumnAlias>? Columns = null);

/// <summary>Whether refreshing only says what it would do.</summary>
public sealed record RefreshRequest(bool DryRun = false);

/// <summary>Exchanging what sources read, refreshing what is known of it, and removing those that nothing needs.</summary>
public sealed class SourceFunctions(FlowService service, EventTelling telling)
{
    [Function("ExchangeSources"), Requires(Right.Edit)]
    [Documented("Exchange sources by a map of tables, schemas or databases: all or none, as one revision", Body = typeof(ExchangeRequest))]
    public async Task<Ok<ExchangedSources>> Exchange(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/sources/exchange")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<ExchangeRequest>(cancellation);
        if (body.Map is not { Count: > 0 and <= 1000 })
        {
            throw Refusal.Invalid("map-invalid", "Name 1 to 1,000 entries in 'map'.");
        }

        return TypedResults.Ok(await service.ExchangeAsync(request.Caller(), request.Project(), body.ToMap(), body.DryRun, IfMatch(request), cancellation));
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
        var refreshed = await service.RefreshAsync(request.Caller(), request.Project(), body.DryRun, IfMatch(request), cancellation);
        await telling.NowAsync(client, cancellation);
        return TypedResults.Ok(refreshed);
    }

    private static string? IfMatch(HttpRequest request) => request.Headers.IfMatch.ToString() is { Length: > 0 } named ? named : null;
}
