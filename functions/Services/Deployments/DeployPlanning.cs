using System.Collections.Immutable;
using Handover.Core.Compilation;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Core.Sql;
using Handover.Services.Projects;
using Handover.Services.Warehouse;

namespace Handover.Services.Deployments;

/// <summary>Plans deploying a project's nodes in its own environment. The same inputs give the same plan.</summary>
public sealed class DeployPlanning(ProjectStore projects, ProjectIndex index, FlowStore flows, IWarehouse warehouse, DeploymentSteps steps)
{
    /// <summary>Plans deploying the newest revision.</summary>
    /// <exception cref="RefusalException"><c>flow-has-errors</c>, <c>node-not-found</c>, <c>deployments-none</c>, <c>target-not-writable</c>.</exception>
    public async Task<DeployPlan> DeployAsync(Project project, ImmutableArray<string>? nodes, CancellationToken cancellation)
    {
        var compiled = await flows.CompiledAsync(project.FlowHash, cancellation);
        if (nodes is { } asked)
        {
            RequireDeployments(compiled, asked);
            foreach (var node in asked)
            {
                _ = FlowService.TextOf(compiled.Sql(node, warehouse.Dialect));
            }
        }
        else
        {
            FlowService.RequireNoErrors(compiled);
        }

        return await PlanAsync(project, compiled, nodes, null, project.Revision, project.FlowHash, cancellation);
    }

    /// <summary>Plans deploying an earlier version again, with its own flow and settings.</summary>
    public async Task<DeployPlan> RestoreAsync(Project project, DeploymentVersion version, CancellationToken cancellation)
    {
        if ((await index.UsersOfAsync(new HashSet<TableName> { version.Target }, project.Id, cancellation)).Writers.ContainsKey(version.Target))
        {
            throw Refusal.Conflict("target-taken", $"Another project deploys {version.Target} now: restoring this version would overwrite it. Deploy the node to a target of its own.");
        }

        var compiled = await BoundAsync(version, cancellation);
        _ = FlowService.TextOf(compiled.Sql(version.Node, warehouse.Dialect));
        return await PlanAsync(project, compiled, [version.Node], version.Number, version.Revision, version.FlowHash, cancellation);
    }

    /// <summary>Plans taking back what a node has deployed, whether the node is still in the flow or not.</summary>
    /// <param name="project">The project.</param>
    /// <param name="node">The deployment.</param>
    /// <param name="drop">Whether the object goes from the warehouse; otherwise it stays there and is nobody's.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="RefusalException"><c>deployment-not-found</c>, <c>target-not-writable</c>.</exception>
    public async Task<DeployPlan> TakeBackAsync(Project project, string node, bool drop, CancellationToken cancellation)
    {
        var current = (await projects.DeploymentsAsync(project.Id, cancellation)).Value;
        var state = current.Items.GetValueOrDefault(node)
            ?? throw Refusal.NotFound("deployment", node);
        var (readers, _) = await index.UsersOfAsync(new HashSet<TableName> { state.Target }, project.Id, cancellation);
        var deployment = DeploymentPlanner.Drop(state) with { Readers = [.. readers.GetValueOrDefault(state.Target) ?? []], Breaking = drop };
        var token = PlanToken.Of(project.Id, "take back", node, $"{state.Latest}", $"{drop}");
        if (drop)
        {
            await RequireWritableAsync([deployment], cancellation);
        }

        ImmutableArray<PlannedDeployment> deployments = [deployment];
        var swap = await steps.PlanSwapAsync("plan", drop ? DeploymentSet.PublicationsOf(deployments, token) : [], token, cancellation);
        return new DeployPlan
        {
            Project = project.Id,
            Revision = project.Revision,
            FlowHash = project.FlowHash,
            Nodes = [node],
            Drops = drop,
            Token = token,
            Deployments = deployments,
            Swap = swap,
            Steps = PlanStatements.Of(deployments, swap, warehouse.Dialect),
        };
    }

    /// <summary>Plans computing a deployed table anew: its definition and settings as they are.</summary>
    /// <param name="project">The project.</param>
    /// <param name="version">The version that is in place.</param>
    /// <param name="token">Names the run's staging objects.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<DeployPlan> RefreshAsync(Project project, DeploymentVersion version, string token, CancellationToken cancellation)
    {
        var compiled = await BoundAsync(version, cancellation);
        _ = FlowService.TextOf(compiled.Sql(version.Node, warehouse.Dialect));
        var plan = await PlanAsync(project, compiled, [version.Node], null, version.Revision, version.FlowHash, cancellation, token);
        var swap = plan.Swap with { Publications = [.. plan.Swap.Publications.Select(RefreshSwap.Of)] };
        // The rows in place are this very version's, so a deployment that says how goes on from them.
        var deployments = plan.Deployments.Select(item => item with { Continues = item.Materialization is null ? null : true }).ToImmutableArray();
        return plan with { Deployments = deployments, Swap = swap, Steps = PlanStatements.Of(deployments, swap, warehouse.Dialect) };
    }

    /// <summary>A version's flow with the version's own settings.</summary>
    public async Task<CompiledFlow> BoundAsync(DeploymentVersion version, CancellationToken cancellation)
    {
        var settings = new Dictionary<string, DeploymentBinding>
        {
            [version.Node] = new(version.Target, version.Role, version.Warehouse),
        };
        return FlowCompiler.Compile(FlowBinding.Apply(await flows.GetAsync(version.FlowHash, cancellation), TableMap.Empty, settings));
    }

    private async Task<DeployPlan> PlanAsync(
        Project project, CompiledFlow compiled, ImmutableArray<string>? nodes, int? restores, int revision, string flowHash, CancellationToken cancellation, string? given = null)
    {
        var current = (await projects.DeploymentsAsync(project.Id, cancellation)).Value;
        var state = string.Join(',', current.Items.Values.Select(item => $"{item.Node}={item.Latest}").Concat(current.Gone.Select(gone => $"{gone.Key}={gone.Value}")));
        var token = given ?? PlanToken.Of(project.Id, flowHash, state, nodes is { } some ? string.Join(',', some) : "*", $"{restores}");
        var planned = DeploymentPlanner.Plan(compiled, current, warehouse.Dialect, token, DeploymentPlanner.Scope.Rebuild(nodes?.ToHashSet()));
        if (planned.Problems.Any(problem => problem.Severity is Severity.Error))
        {
            throw Refusal.Unprocessable("deployments-have-errors", "These deployments cannot be planned. Mend the problems first.", planned.Problems);
        }

        if (planned.Deployments.IsEmpty)
        {
            throw Refusal.Unprocessable("deployments-none", "The flow has no deployment with a target. Add one, then deploy.");
        }

        await RequireWritableAsync(planned.Deployments, cancellation);
        var swap = await steps.PlanSwapAsync("plan", DeploymentSet.PublicationsOf(planned.Deployments, token), token, cancellation);
        return new DeployPlan
        {
            Project = project.Id,
            Revision = revision,
            FlowHash = flowHash,
            Nodes = nodes,
            Restores = restores,
            Token = token,
            Deployments = planned.Deployments,
            Swap = swap,
            Steps = PlanStatements.Of(planned.Deployments, swap, warehouse.Dialect),
        };
    }

    private async Task RequireWritableAsync(ImmutableArray<PlannedDeployment> deployments, CancellationToken cancellation)
    {
        foreach (var place in deployments.Select(item => (item.Role, item.Warehouse, item.Target.Database, item.Target.Schema)).Distinct())
        {
            if (!await warehouse.CanWriteAsync(new Session(place.Role, place.Warehouse, "plan"), place.Database, place.Schema, cancellation))
            {
                throw Refusal.Forbidden(
                    "target-not-writable",
                    $"{place.Role} cannot write to {place.Database}.{place.Schema}, or the schema does not exist. Choose another target or role, or ask for the grant.");
            }
        }
    }

    private static void RequireDeployments(CompiledFlow compiled, ImmutableArray<string> nodes)
    {
        var known = compiled.Flow.Deployments.Select(node => node.Id).ToHashSet();
        foreach (var node in nodes.Where(node => !known.Contains(node)))
        {
            throw Refusal.Unprocessable("deployment-not-found", $"The flow has no deployment '{node}'.");
        }
    }
}
