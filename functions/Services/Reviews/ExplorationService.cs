using Handover.Core.Diagnostics;
using Handover.Core.Explorations;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Services.Catalog;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Projects;
using Handover.Services.Warehouse;

namespace Handover.Services.Reviews;

/// <summary>Runs ad-hoc queries on a node's full data.</summary>
public sealed class ExplorationService(FlowStore flows, CatalogService catalog, EnvironmentStore environments, IWarehouse warehouse)
{
    /// <summary>Most rows of a result; a longer one is cut off and says so.</summary>
    public const int MostRows = 10_000;

    /// <summary>Runs an exploration that is saved in the flow.</summary>
    /// <exception cref="RefusalException"><c>exploration-not-found</c>, and what <see cref="RunAsync(Actor, Project, string, ExplorationQuery, string?, string?, CancellationToken)"/> refuses.</exception>
    public async Task<DataSet> RunAsync(Actor actor, Project project, string exploration, string? role, string? virtualWarehouse, CancellationToken cancellation)
    {
        var flow = await flows.GetAsync(project.FlowHash, cancellation);
        var saved = flow.Explorations.FirstOrDefault(one => one.Id == exploration) ?? throw Refusal.NotFound("exploration", exploration);
        return await RunAsync(actor, project, saved.Node, saved.Query, role, virtualWarehouse, cancellation);
    }

    /// <summary>Runs a query on a node.</summary>
    /// <exception cref="RefusalException"><c>node-not-found</c>, <c>exploration-invalid</c> with the problems, and what the warehouse refuses.</exception>
    public async Task<DataSet> RunAsync(
        Actor actor, Project project, string node, ExplorationQuery query, string? role, string? virtualWarehouse, CancellationToken cancellation)
    {
        var compiled = await flows.CompiledAsync(project.FlowHash, cancellation);
        if (compiled.Find(node) is null)
        {
            throw Refusal.NotFound("node", node);
        }

        var exploration = ExplorationCompiler.Compile(compiled, node, query);
        var sql = exploration.Sql(warehouse.Dialect);
        if (sql.Text is null)
        {
            throw Refusal.Unprocessable("exploration-invalid", $"This cannot be asked: {sql.Problems[0].Message}", sql.Problems);
        }

        var environment = (await environments.RequireAsync(project.Environment, cancellation)).Value;
        var session = await catalog.SessionAsync(actor, role, cancellation, environment, virtualWarehouse);
        return await warehouse.QueryAsync(session, sql.Text, MostRows, Limits.PreviewTimeout, cancellation);
    }
}
