using Handover.Core.Deployments;
using Handover.Core.Projects;
using Handover.Services.Deployments;
using Handover.Triggers.Http;
using Handover.Triggers.Operations;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Deployments;

/// <summary>A list without pages.</summary>
public sealed record DeploymentsView(IReadOnlyList<DeploymentEntry> Items);

/// <summary>Long work that was begun, with the plan that it carries out.</summary>
public sealed record StartedView(string Id, DeployPlan Plan);

/// <summary>How a version is restored.</summary>
public sealed record RestoreVersionRequest(bool DryRun = false);

/// <summary>Deployments, their history, and deploying.</summary>
public sealed class DeploymentFunctions(DeploymentService service)
{
    [Function("ListDeployments"), Requires(Right.See)]
    [Documented("The deployment nodes with what they have put into the warehouse")]
    public async Task<Ok<DeploymentsView>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/deployments")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(new DeploymentsView(await service.ListAsync(request.Project().Project, cancellation)));

    [Function("Deploy"), Requires(Right.Edit)]
    [Documented("Deploy all deployment nodes or those named", Body = typeof(DeployRequest), Answer = typeof(StartedView), OtherAnswer = typeof(DeployPlan), LongRunning = true)]
    public async Task<IResult> Deploy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/deploy")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var body = await request.ReadOrDefaultAsync(new DeployRequest(), cancellation);
        var started = await service.DeployAsync(request.Caller(), request.Project().Project, body, request.IdempotencyKey(), CancellationToken.None);
        return await AnswerAsync(request, client, started);
    }

    [Function("ListVersions"), Requires(Right.See)]
    [Documented("The Deployment History of a node, newest first", Query = ["limit", "continuation"])]
    public async Task<Ok<ListView<DeploymentVersion>>> Versions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/deployments/{node}/versions")] HttpRequest request,
        string node, CancellationToken cancellation)
    {
        var (limit, continuation) = request.Paging();
        var page = await service.VersionsAsync(request.Project().Project, node, limit, continuation, cancellation);
        return TypedResults.Ok(ListView.Of(page));
    }

    [Function("GetVersion"), Requires(Right.See)]
    [Documented("One version of a deployment")]
    public async Task<Ok<DeploymentVersion>> Version(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/deployments/{node}/versions/{n}")] HttpRequest request,
        string node, string n, CancellationToken cancellation) =>
        TypedResults.Ok(await service.VersionAsync(request.Project().Project, node, Conditional.RouteInt("version", n), cancellation));

    [Function("RestoreVersion"), Requires(Right.Edit)]
    [Documented("Deploy an earlier version again, with its settings", Body = typeof(RestoreVersionRequest), Answer = typeof(StartedView), OtherAnswer = typeof(DeployPlan), LongRunning = true)]
    public async Task<IResult> Restore(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/deployments/{node}/versions/{n}/restore")] HttpRequest request,
        string node, string n, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var body = await request.ReadOrDefaultAsync(new RestoreVersionRequest(), cancellation);
        var number = Conditional.RouteInt("version", n);
        var started = await service.RestoreAsync(
            request.Caller(), request.Project().Project, node, number, body.DryRun, request.IdempotencyKey(), CancellationToken.None);
        return await AnswerAsync(request, client, started);
    }

    [Function("TakeBackDeployment"), Requires(Right.Manage)]
    [Documented("Take a deployment back, with its schedule: its table or view goes with drop=true, kept aside for as long as the environment says, and is left in the warehouse otherwise",
        Query = ["drop", "dryRun"], Answer = typeof(StartedView), OtherAnswer = typeof(DeployPlan), LongRunning = true)]
    public async Task<IResult> TakeBack(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "projects/{id}/deployments/{node}")] HttpRequest request,
        string node, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var started = await service.TakeBackAsync(
            request.Caller(), request.Project().Project, node, request.QueryFlag("drop"), request.QueryFlag("dryRun"), request.IdempotencyKey(), CancellationToken.None);
        return await AnswerAsync(request, client, started);
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, DurableTaskClient client, StartedDeploy started)
    {
        if (started.Operation is not { } operation)
        {
            return TypedResults.Ok(started.Plan);
        }

        await client.StartAsync(operation);
        return TypedResults.Accepted(request.FollowOperation(operation), new StartedView(operation, started.Plan));
    }
}
