using Handover.Core.Projects;
using Handover.Services.Promotions;
using Handover.Triggers.Http;

namespace Handover.Triggers.Projects;

/// <summary>What IT receives of a project as it is now; that of a promotion is the promotion's.</summary>
public sealed class HandoverFunctions(HandoverPack packs)
{
    [Function("GetProjectHandover"), Requires(Right.See)]
    [Documented("What IT receives: a zip with full SQL, DDL, grants, tasks, lineage, documentation and a dbt project", Answer = typeof(byte[]))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/handover")] HttpRequest request, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        return TypedResults.Bytes(await packs.BuildAsync(project, cancellation), "application/zip", $"handover-{project.Id}-r{project.Revision}.zip");
    }
}
