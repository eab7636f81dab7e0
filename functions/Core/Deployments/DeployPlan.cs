using System.Collections.Immutable;

namespace Handover.Core.Deployments;

/// <summary>What deploying nodes of a project, restoring a version of one, or taking a deployment back will do.</summary>
public sealed record DeployPlan
{
    /// <summary>Id of the project.</summary>
    public required string Project { get; init; }
    /// <summary>The revision whose flow is deployed.</summary>
    public required int Revision { get; init; }
    /// <summary>Hash of that flow.</summary>
    public required string FlowHash { get; init; }
    /// <summary>The nodes that were asked for; null for all.</summary>
    public ImmutableArray<string>? Nodes { get; init; }
    /// <summary>The version that is restored, if that is what it does.</summary>
    public int? Restores { get; init; }
    /// <summary>Whether a deployment is taken back from the warehouse (true), or only given up and its object left there (false); null for a deploy.</summary>
    public bool? Drops { get; init; }
    /// <summary>Names the staging objects.</summary>
    public required string Token { get; init; }
    /// <summary>What happens to each deployment.</summary>
    public required ImmutableArray<PlannedDeployment> Deployments { get; init; }
    /// <summary>The renames.</summary>
    public required Swap Swap { get; init; }
    /// <summary>The statements that run, by step.</summary>
    public required ImmutableArray<PlanStep> Steps { get; init; }

    /// <summary>The part that happens in the warehouse.</summary>
    public DeploymentSet Set() => new() { Token = Token, Deployments = Deployments, Swap = Swap };
}
