using System.Collections.Immutable;
using Handover.Core.Deployments;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;
using Handover.Core.Projects;

namespace Handover.Core.Promotions;

/// <summary>What is promoted.</summary>
/// <param name="Project">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="Environment">The environment that it lives in.</param>
/// <param name="Revision">The revision that is promoted.</param>
/// <param name="Head">The newest revision when the plan was made: if it has moved, the plan is stale.</param>
/// <param name="FlowHash">Hash of the promoted revision's flow.</param>
public sealed record PlanSource(string Project, string Name, string Environment, int Revision, int Head, string FlowHash);

/// <summary>Where it goes.</summary>
/// <param name="Environment">Id of the environment.</param>
/// <param name="Project">Id of the project there: made by the first promotion, updated by later ones.</param>
/// <param name="Name">Its name.</param>
/// <param name="Exists">Whether it is there already.</param>
/// <param name="Revision">Its newest revision; 0 if it is not there.</param>
/// <param name="FlowHash">Hash of its flow; null if it is not there.</param>
public sealed record PlanTarget(string Environment, string Project, string Name, bool Exists, int Revision, string? FlowHash);

/// <summary>How a node differs.</summary>
/// <param name="Node">Id.</param>
/// <param name="Name">Title.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Change">What happens to it.</param>
/// <param name="Weight">How much that weighs.</param>
/// <param name="Fields">The fields that differ.</param>
public sealed record NodeChange(string Node, string Name, string Kind, PartChange Change, ChangeWeight Weight, ImmutableArray<FieldDiff> Fields)
{
    /// <summary>The id that a renamed node had before; null if it kept its id.</summary>
    public string? Was { get; init; }

    /// <summary>The node changes of a difference.</summary>
    public static ImmutableArray<NodeChange> Of(FlowDiff diff, Flow after)
    {
        var titles = after.Nodes.DistinctBy(node => node.Id).ToDictionary(node => node.Id, node => node.Title, StringComparer.Ordinal);
        return [.. diff.Nodes.Select(part => new NodeChange(part.Id, titles.GetValueOrDefault(part.Id, part.Id), part.Kind, part.Change, part.Weight, part.Fields.Items) { Was = part.Was })];
    }
}

/// <summary>Before and after.</summary>
/// <typeparam name="T">Of what.</typeparam>
/// <param name="Before">As it is.</param>
/// <param name="After">As it will be.</param>
public sealed record Change<T>(T? Before, T After);

/// <summary>What an environment's policy says about a plan. A plan holds what is demanded; whether it is fulfilled is looked at whenever somebody asks.</summary>
/// <param name="Code">Stable name, kebab-case.</param>
/// <param name="Blocking">Whether the promotion cannot be requested or applied without it.</param>
/// <param name="Satisfied">Whether it is fulfilled now.</param>
/// <param name="Message">What it demands.</param>
/// <param name="Remedy">What would fulfil it, where it is not.</param>
public sealed record PolicyResult(string Code, bool Blocking, bool Satisfied, string Message, string? Remedy = null);

/// <summary>What a promotion would do, as a value: equal inputs give an equal plan, and its hash is what people approve.</summary>
public record PromotionPlan
{
    /// <summary>True if the target already is what the source says.</summary>
    public required bool Empty { get; init; }
    /// <summary>What is promoted.</summary>
    public required PlanSource Source { get; init; }
    /// <summary>Where it goes.</summary>
    public required PlanTarget Target { get; init; }
    /// <summary>Hash of the flow that the target project will have; null where problems leave none.</summary>
    public string? FlowHash { get; init; }
    /// <summary>Nodes that differ between the target's flow and the one to come.</summary>
    public required ImmutableArray<NodeChange> Nodes { get; init; }
    /// <summary>Sources that are exchanged, with the comparison of columns.</summary>
    public required ImmutableArray<SourceChange> Sources { get; init; }
    /// <summary>Sources that nothing needs and that are left behind.</summary>
    public required ImmutableArray<string> RemovedSources { get; init; }
    /// <summary>What happens to each deployment.</summary>
    public required ImmutableArray<PlannedDeployment> Deployments { get; init; }
    /// <summary>What happens to each schedule.</summary>
    public ImmutableArray<PlannedSchedule> Schedules { get; init; } = [];
    /// <summary>The target project's owner.</summary>
    public required Change<string> Ownership { get; init; }
    /// <summary>The target project's collaborators.</summary>
    public required Change<IReadOnlyList<Collaborator>> Collaborators { get; init; }
    /// <summary>Whether the target project is locked afterwards.</summary>
    public required bool LockedAfter { get; init; }
    /// <summary>What the environment demands: whether it is fulfilled is no part of what people approve.</summary>
    public required ImmutableArray<PolicyResult> Policies { get; init; }
    /// <summary>What stands in the way; an error forbids requesting it.</summary>
    public required ImmutableArray<Diagnostic> Problems { get; init; }
    /// <summary>How many people must approve.</summary>
    public required int RequiredApprovals { get; init; }
    /// <summary>Names the staging objects.</summary>
    public required string Token { get; init; }
    /// <summary>The renames.</summary>
    public Swap? Swap { get; init; }
    /// <summary>The statements that run, by step.</summary>
    public required ImmutableArray<PlanStep> Steps { get; init; }

    /// <summary>Whether something forbids requesting it.</summary>
    public bool HasErrors() => Problems.Any(problem => problem.Severity is Severity.Error);

    /// <summary>The target's revision afterwards: one that changes nothing of the flow makes none.</summary>
    public int RevisionAfter() => FlowHash == Target.FlowHash ? Target.Revision : Target.Revision + 1;

    /// <summary>The part that happens in the warehouse.</summary>
    public DeploymentSet Set() => new() { Token = Token, Deployments = Deployments, Swap = Swap ?? new Swap(Token, []) };
}
