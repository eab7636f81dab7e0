using Handover.Core.Diagnostics;
using Handover.Core.Lineage;
using Handover.Core.Projects;
using Handover.Services.Projects;
using Handover.Triggers.Http;

namespace Handover.Triggers.Flows;

/// <summary>Where every column of a node comes from.</summary>
public sealed record NodeLineageView(string Node, IReadOnlyList<ColumnLineage> Columns);

/// <summary>Where columns come from and what they reach.</summary>
public sealed class LineageFunctions(LineageService lineage)
{
    [Function("GetLineage"), Requires(Right.See)]
    [Documented(
        "Where a column comes from and what it reaches, through other projects too; without 'column' the sources of every column of the node",
        Query = ["!node", "column"], Answer = typeof(LineageAnswer), OtherAnswer = typeof(NodeLineageView))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "projects/{id}/lineage")] HttpRequest request, CancellationToken cancellation)
    {
        var project = request.Project().Project;
        var node = request.QueryText("node") ?? throw Refusal.Invalid("query-invalid", "Name the node: ?node=…");
        return request.QueryText("column") is { } column
            ? TypedResults.Ok(await lineage.FollowAsync(request.Caller().User, project, node, column, cancellation))
            : TypedResults.Ok(new NodeLineageView(node, await lineage.ColumnsAsync(project, node, cancellation)));
    }
}
