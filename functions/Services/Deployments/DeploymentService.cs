using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Operations;
using Handover.Core.Projects;
using Handover.Core.Schedules;
using Handover.Core.Sql;
using Handover.Services.Catalog;
using Handover.Services.Governance;
using Handover.Services.Identity;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Promotions;
using Handover.Services.Schedules;
using Handover.Services.Storage;

namespace Handover.Services.Deployments;

/// <summary>What to deploy.</summary>
/// <param name="Nodes">Deployment nodes; absent for all.</param>
/// <param name="DryRun">Only say what would happen.</param>
public sealed record DeployRequest(IReadOnlyList<string>? Nodes = null, bool DryRun = false);

/// <summary>A deployment node with what it has put into the warehouse.</summary>
/// <param name="Node">Id.</param>
/// <param name="Name">Title.</param>
/// <param name="Type">View or table.</param>
/// <param name="Target">Where it is published; null as long as it points nowhere.</param>
/// <param name="Role">Role.</param>
/// <param name="Warehouse">Virtual warehouse.</param>
/// <param name="InFlow">False if the node is gone, and only what it deployed is still there.</param>
/// <param name="State">What is in the warehouse; null if it was never deployed.</param>
/// <param name="LastRun">How its last run ended.</param>
/// <param name="NextRun">When it is due next, UTC.</param>
public sealed record DeploymentEntry(
    string Node, string Name, DeploymentType Type, TableName? Target, string? Role, string? Warehouse, bool InFlow, DeploymentState? State,
    LastRun? LastRun = null, DateTimeOffset? NextRun = null)
{
    internal static DeploymentEntry Of(DeploymentNode node, DeploymentState? state) =>
        new(node.Id, node.Title, node.Type, node.Target, node.Role, node.Warehouse, true, state);

    internal static DeploymentEntry Of(DeploymentState state) =>
        new(state.Node, state.Node, state.IsView ? DeploymentType.View : DeploymentType.Table, state.Target, state.Role, state.Warehouse, false, state);
}

/// <summary>A plan, and the operation that carries it out unless it was only asked for.</summary>
public sealed record StartedDeploy(DeployPlan Plan, string? Operation);

/// <summary>Deploying nodes in a project's own environment, their history, and restoring a version.</summary>
public sealed class DeploymentService(
    DeployPlanning planning, PlanStore plans, ProjectStore projects, FlowStore flows, EnvironmentStore environments, OperationStore operations, ScheduleStore schedules,
    TimeProvider clock)
{
    public async Task<IReadOnlyList<DeploymentEntry>> ListAsync(Project project, CancellationToken cancellation)
    {
        var nodes = (await flows.GetAsync(project.FlowHash, cancellation)).Deployments.ToList();
        var states = (await projects.DeploymentsAsync(project.Id, cancellation)).Value.Items;
        var gone = states.Values.Where(state => nodes.All(node => node.Id != state.Node));
        var runs = await schedules.RunsAsync(project.Id, cancellation).ToDictionaryAsync(item => item.Value.Node, item => item.Value, cancellationToken: cancellation);
        return
        [
            .. nodes.Select(node => DeploymentEntry.Of(node, states.GetValueOrDefault(node.Id))).Concat(gone.Select(DeploymentEntry.Of))
                .Select(entry => entry with { LastRun = runs.GetValueOrDefault(entry.Node)?.Last, NextRun = runs.GetValueOrDefault(entry.Node)?.NextDue }),
        ];
    }

    /// <summary>The Deployment History of a node, newest first.</summary>
    public async Task<Page<DeploymentVersion>> VersionsAsync(Project project, string node, int limit, string? continuation, CancellationToken cancellation)
    {
        var latest = await LatestAsync(project, node, cancellation);
        var page = await projects.VersionsAsync(project.Id, node, limit, continuation, cancellation);
        return new Page<DeploymentVersion>([.. page.Items.Select(item => item.Value).Where(version => version.Number <= latest)], page.Continuation);
    }

    /// <exception cref="RefusalException"><c>version-not-found</c>.</exception>
    public async Task<DeploymentVersion> VersionAsync(Project project, string node, int number, CancellationToken cancellation) =>
        (number <= await LatestAsync(project, node, cancellation) ? await projects.FindVersionAsync(project.Id, node, number, cancellation) : null)
        ?? throw Refusal.NotFound("version", $"{node}/{number}");

    public Task<StartedDeploy> DeployAsync(Actor actor, Project project, DeployRequest request, string? key, CancellationToken cancellation)
    {
        var content = new { deploy = project.Id, request };
        return OperationStore.OnceAsync(key, () => RepeatedAsync(actor, key, content, cancellation), async () =>
        {
            await RequireDirectAsync(project, cancellation);
            var nodes = request.Nodes?.Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
            if (nodes is { IsEmpty: true })
            {
                throw Refusal.Invalid("nodes-invalid", "Name at least one deployment node, or leave 'nodes' out for all.");
            }

            var plan = await planning.DeployAsync(project, nodes, cancellation);
            return await StartAsync(actor, project, plan, request.DryRun, key, content, cancellation);
        });
    }

    /// <summary>Deploys an earlier version again, with its own flow and settings.</summary>
    public Task<StartedDeploy> RestoreAsync(
        Actor actor, Project project, string node, int number, bool dryRun, string? key, CancellationToken cancellation)
    {
        var content = new { restore = project.Id, node, number };
        return OperationStore.OnceAsync(key, () => RepeatedAsync(actor, key, content, cancellation), async () =>
        {
            await RequireDirectAsync(project, cancellation);
            var version = await VersionAsync(project, node, number, cancellation);
            var plan = await planning.RestoreAsync(project, version, cancellation);
            return await StartAsync(actor, project, plan, dryRun, key, content, cancellation);
        });
    }

    /// <summary>Takes back what a node has deployed, with its schedule. Its history stays, and goes on if it is deployed again.</summary>
    public Task<StartedDeploy> TakeBackAsync(Actor actor, Project project, string node, bool drop, bool dryRun, string? key, CancellationToken cancellation)
    {
        var content = new { takeBack = project.Id, node, drop };
        return OperationStore.OnceAsync(key, () => RepeatedAsync(actor, key, content, cancellation), async () =>
        {
            await RequireDirectAsync(project, cancellation);
            var plan = await planning.TakeBackAsync(project, node, drop, cancellation);
            return await StartAsync(actor, project, plan, dryRun, key, content, cancellation);
        });
    }

    private async Task<StartedDeploy> StartAsync<T>(
        Actor actor, Project project, DeployPlan plan, bool dryRun, string? key, T content, CancellationToken cancellation)
    {
        foreach (var role in plan.Deployments.Select(item => item.Role).Distinct().Where(role => !actor.User.MayUse(role)))
        {
            throw CatalogService.RoleNotAllowed(role);
        }

        if (dryRun)
        {
            return new StartedDeploy(plan, null);
        }

        await projects.RequireFreeAsync(project.Id, cancellation);
        var now = clock.GetUtcNow();
        var id = await operations.ClaimAsync(actor.Email, key, content, Ids.NewestFirst("op", now), cancellation);
        await operations.AddAsync(
            new Operation
            {
                Id = id,
                Kind = OperationKind.Deploy,
                Project = project.Id,
                RequestedBy = actor.Email,
                Plan = await plans.PutAsync(plan, cancellation),
                Steps = [.. StepNames.Deploy.Select(name => new OperationStep { Name = name })],
                CreatedAt = now,
                Request = actor.RequestId,
            },
            cancellation);
        return new StartedDeploy(plan, id);
    }

    /// <summary>What the first request with this key began.</summary>
    private async Task<StartedDeploy?> RepeatedAsync<T>(Actor actor, string? key, T content, CancellationToken cancellation)
    {
        var id = await operations.KnownAsync(actor.Email, key, content, cancellation);
        var operation = id is null ? null : await operations.FindAsync(id, cancellation);
        return operation is null ? null : new StartedDeploy(await plans.GetAsync<DeployPlan>(operation.Plan, cancellation), operation.Id);
    }

    private async Task RequireDirectAsync(Project project, CancellationToken cancellation)
    {
        project.RequireChangeable();
        var environment = (await environments.RequireAsync(project.Environment, cancellation)).Value;
        if (!environment.Policies.DirectDeploy)
        {
            throw Refusal.Conflict("promotion-required", $"Nothing is deployed to {environment.Name} by hand. Promote the project instead.");
        }
    }

    private async Task<int> LatestAsync(Project project, string node, CancellationToken cancellation) =>
        (await projects.DeploymentsAsync(project.Id, cancellation)).Value.LatestOf(node);
}
