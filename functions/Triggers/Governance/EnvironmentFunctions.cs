using Handover.Core.Diagnostics;
using Handover.Core.Governance;
using Handover.Services.Governance;
using Handover.Services.Projects;
using Handover.Services.Storage;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Governance;

/// <summary>The environments of the workspace.</summary>
public sealed class EnvironmentFunctions(EnvironmentStore environments, WorkspaceAudit audit)
{
    [Function("ListEnvironments"), Requires(Audience.User)]
    [Documented("The environments")]
    public async Task<Ok<ListView<DeploymentEnvironment>>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "environments")] HttpRequest request, CancellationToken cancellation) =>
        TypedResults.Ok(new ListView<DeploymentEnvironment>([.. (await environments.ListAsync(cancellation)).Select(stored => stored.Value)], null));

    [Function("AddEnvironment"), Requires(Audience.Administrator)]
    [Documented("Add an environment", Body = typeof(DeploymentEnvironment))]
    public async Task<Created<DeploymentEnvironment>> Add(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "environments")] HttpRequest request, CancellationToken cancellation)
    {
        var added = await environments.AddAsync(await request.ReadAsync<DeploymentEnvironment>(cancellation), cancellation);
        await audit.NoteAsync(request.Caller(), "environment-added", $"Added environment {added.Value.Id}", null, added.Value, cancellation);
        return TypedResults.Created($"/api/environments/{added.Value.Id}", View(request, added));
    }

    [Function("GetEnvironment"), Requires(Audience.User)]
    [Documented("An environment")]
    public async Task<Ok<DeploymentEnvironment>> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "environments/{environment}")] HttpRequest request, string environment, CancellationToken cancellation) =>
        TypedResults.Ok(View(request, await environments.RequireAsync(environment, cancellation)));

    [Function("ReplaceEnvironment"), Requires(Audience.Administrator)]
    [Documented("Change an environment", Body = typeof(DeploymentEnvironment), Conditional = true)]
    public async Task<Ok<DeploymentEnvironment>> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "environments/{environment}")] HttpRequest request, string environment, CancellationToken cancellation)
    {
        var found = await environments.RequireAsync(environment, cancellation);
        request.RequireVersion(found.ETag);
        var body = await request.ReadAsync<DeploymentEnvironment>(cancellation);
        if (body.Id != environment)
        {
            throw Refusal.Invalid("environment-invalid", "The id of an environment cannot change.");
        }

        var changed = await environments.ReplaceAsync(body, found.ETag, cancellation);
        await audit.NoteAsync(request.Caller(), "environment-changed", $"Changed environment {environment}", found.Value, body, cancellation);
        return TypedResults.Ok(View(request, changed));
    }

    [Function("DeleteEnvironment"), Requires(Audience.Administrator)]
    [Documented("Remove an environment that no project lives in", Conditional = true)]
    public async Task<NoContent> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "environments/{environment}")] HttpRequest request, string environment, CancellationToken cancellation)
    {
        var found = await environments.RequireAsync(environment, cancellation);
        request.RequireVersion(found.ETag);
        await environments.DeleteAsync(environment, found.ETag, cancellation);
        await audit.NoteAsync(request.Caller(), "environment-removed", $"Removed environment {environment}", found.Value, null, cancellation);
        return TypedResults.NoContent();
    }

    private static DeploymentEnvironment View(HttpRequest request, Stored<DeploymentEnvironment> stored)
    {
        request.SetETag(Versions.Of(stored.ETag));
        return stored.Value;
    }
}
