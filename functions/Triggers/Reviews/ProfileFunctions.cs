using Handover.Core.Diagnostics;
using Handover.Core.Projects;
using Handover.Services.Reviews;
using Handover.Triggers.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Reviews;

/// <summary>What the data of nodes is like.</summary>
public sealed class ProfileFunctions(ProfileService service)
{
    [Function("ProfileNode"), Requires(Right.Preview)]
    [Documented("Rows of a node, and nulls, distinct values, least, greatest and mean of its columns, on the full data", Query = ["role", "warehouse"])]
    public async Task<Ok<NodeProfile>> Profile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/nodes/{node}/profile")] HttpRequest request, string node, CancellationToken cancellation) =>
        TypedResults.Ok(await service.ProfileAsync(
            request.Caller(), request.Project().Project, node, request.QueryText("role"), request.QueryText("warehouse"), cancellation));

    [Function("ProfileColumn"), Requires(Right.Preview)]
    [Documented("The most frequent values of a column of a node, and how many lie in each part of its range", Query = ["!column", "role", "warehouse"])]
    public async Task<Ok<ColumnDistribution>> Distribution(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/nodes/{node}/distribution")] HttpRequest request, string node, CancellationToken cancellation) =>
        TypedResults.Ok(await service.DistributionAsync(
            request.Caller(), request.Project().Project, node, request.QueryText("column") ?? throw Refusal.Invalid("query-invalid", "Name a 'column'."),
            request.QueryText("role"), request.QueryText("warehouse"), cancellation));
}
