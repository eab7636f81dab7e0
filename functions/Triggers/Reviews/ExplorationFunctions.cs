using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Services.Reviews;
using Handover.Triggers.Catalog;
using Handover.Triggers.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Reviews;

/// <summary>A saved exploration by its id, or a node and a query; under which warehouse role it runs.</summary>
public sealed record ExplorationRequest(
    string? Id = null, string? Node = null, ExplorationQueryRequest? Query = null, string? Role = null, string? Warehouse = null);

/// <summary>What is asked.</summary>
public sealed record ExplorationQueryRequest(
    IReadOnlyList<string>? Dimensions = null,
    IReadOnlyList<ExplorationMeasure>? Measures = null,
    string? Filter = null,
    IReadOnlyList<SortColumn>? Sort = null,
    long? Limit = null)
{
    internal ExplorationQuery ToQuery() => Limit is < 0
        ? throw Refusal.Invalid("exploration-invalid", "A limit is 0 or more.")
        : new([.. Dimensions ?? []], [.. Measures ?? []], string.IsNullOrWhiteSpace(Filter) ? null : Filter, [.. Sort ?? []], Limit);
}

/// <summary>Ad-hoc queries on nodes.</summary>
public sealed class ExplorationFunctions(ExplorationService service)
{
    [Function("RunExploration"), Requires(Right.Preview)]
    [Documented("Run a saved exploration, or a query on a node, on the full data", Body = typeof(ExplorationRequest))]
    public async Task<Ok<DataView>> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/explorations/run")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadAsync<ExplorationRequest>(cancellation);
        var (actor, project) = (request.Caller(), request.Project().Project);
        var data = (body.Id, body.Node, body.Query) switch
        {
            ({ } id, null, null) => await service.RunAsync(actor, project, id, body.Role, body.Warehouse, cancellation),
            (null, { } node, { } query) => await service.RunAsync(actor, project, node, query.ToQuery(), body.Role, body.Warehouse, cancellation),
            _ => throw Refusal.Invalid("exploration-invalid", "Name the 'id' of a saved exploration, or a 'node' and a 'query'."),
        };
        return TypedResults.Ok(DataView.Of(data));
    }
}
