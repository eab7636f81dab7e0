using Handover.Core.Diagnostics;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Triggers.Http;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Governance;

/// <summary>Who did what, when.</summary>
public sealed class AuditFunctions(ProjectStore projects)
{
    [Function("ReadAudit"), Requires(Audience.User)]
    [Documented("A project's audit, newest first", Query = ["!project", "user", "from", "to", "limit", "continuation"])]
    public async Task<Ok<ListView<AuditEntry>>> Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audit")] HttpRequest request, CancellationToken cancellation)
    {
        var id = request.QueryText("project") ?? throw Refusal.Invalid("query-invalid", "Name the project whose audit you want: ?project=…");
        var found = await projects.FindAsync(id, cancellation);
        if (found is null || !Access.Allows(request.Caller().User, found.Project, Right.See))
        {
            throw Refusal.NotFound("project", id);
        }

        var (limit, continuation) = request.Paging();
        var filter = new AuditFilter(request.QueryText("user"), request.QueryTime("from"), request.QueryTime("to"));
        var page = await projects.AuditAsync(id, filter, limit, continuation, cancellation);
        return TypedResults.Ok(ListView.Of(page));
    }
}
