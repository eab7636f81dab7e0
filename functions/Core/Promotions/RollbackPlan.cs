using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Projects;
using Handover.Core.Schedules;

namespace Handover.Core.Promotions;

/// <summary>A project with what it has in the warehouse, as it was before a promotion.</summary>
/// <param name="Target">The target project; null if the promotion made it.</param>
/// <param name="Deployments">What it had in the warehouse.</param>
/// <param name="Source">The promoted project.</param>
/// <param name="Schedules">The target's schedules, by deployment node; null in a backup from before they were kept.</param>
public sealed record PromotionBackup(Project? Target, ProjectDeployments Deployments, Project Source, ImmutableSortedDictionary<string, NodeSchedule>? Schedules = null);

/// <summary>What taking a promotion back does.</summary>
public sealed record RollbackPlan
{
    /// <summary>The promotion.</summary>
    public required string Promotion { get; init; }
    /// <summary>The operation that applied it.</summary>
    public required string Operation { get; init; }
    /// <summary>The project in the target environment.</summary>
    public required string Project { get; init; }
    /// <summary>Whether the project goes, because the promotion made it.</summary>
    public required bool RemovesProject { get; init; }
    /// <summary>The revision that the promotion wrote; anything newer stands in the way.</summary>
    public required int Revision { get; init; }
    /// <summary>Hash of the backup that it goes back to.</summary>
    public required string Backup { get; init; }
    /// <summary>Hash of the flow that the project has afterwards; null if it goes.</summary>
    public string? FlowHash { get; init; }
    /// <summary>The owner.</summary>
    public required Change<string> Ownership { get; init; }
    /// <summary>Objects that go back to what they were, or that go.</summary>
    public required ImmutableArray<string> Restores { get; init; }
    /// <summary>The deployments that the promotion made.</summary>
    public required ImmutableArray<PlannedDeployment> Deployments { get; init; }
    /// <summary>The renames that are undone.</summary>
    public required Swap Swap { get; init; }
    /// <summary>The statements that run, by step.</summary>
    public required ImmutableArray<PlanStep> Steps { get; init; }

    /// <summary>The part that happens in the warehouse; nothing is built.</summary>
    public DeploymentSet Set() => new() { Token = Swap.Token, Deployments = [], Swap = Swap };
}
