using System.Collections.Immutable;
using Handover.Core.Findings;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Services.Reviews;
using Handover.Triggers.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Reviews;

/// <summary>What a reviewer should look at.</summary>
public sealed record FindingsView(int Revision, ImmutableArray<Finding> Items);

/// <summary>The finding to fix.</summary>
public sealed record FixRequest(string Code, string Node);

/// <summary>Automatic findings and their fixes.</summary>
public sealed class FindingFunctions(FindingService service)
{
    [Function("ListFindings"), Requires(Right.See)]
    [Documented("What a reviewer should look at in the flow")]
    public async Task<Ok<FindingsView>> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/findings")] HttpRequest request, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        request.SetETag(FlowService.ETagOf(project));
        return TypedResults.Ok(new FindingsView(project.Revision, await service.ListAsync(project, cancellation)));
    }

    [Function("FixFinding"), Requires(Right.Edit)]
    [Documented("Fix a finding, as a revision; no deployment's rows change", Body = typeof(FixRequest), Conditional = true)]
    public async Task<Ok<SavedFlow>> Fix(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "projects/{id}/findings/fix")] HttpRequest request, CancellationToken cancellation)
    {
        var ifMatch = request.RequireIfMatch();
        var body = await request.ReadAsync<FixRequest>(cancellation);
        var saved = await service.FixAsync(request.Caller(), request.Project(), body.Code, body.Node, ifMatch, cancellation);
        request.SetETag(saved.ETag);
        return TypedResults.Ok(saved);
    }
}
