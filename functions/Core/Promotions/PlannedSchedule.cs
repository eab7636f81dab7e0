using System.Collections.Immutable;
using Handover.Core.Flows;
using Handover.Core.Schedules;

namespace Handover.Core.Promotions;

/// <summary>What happens to a schedule.</summary>
public enum ScheduleAction
{
    /// <summary>The target project keeps its own.</summary>
    Keep,
    /// <summary>The deployment is new there and brings the source's.</summary>
    Add,
    /// <summary>The deployment goes, and its schedule with it.</summary>
    Remove,
}

/// <summary>What a promotion does with the schedule of a deployment.</summary>
/// <param name="Node">Id of the deployment node.</param>
/// <param name="Action">What happens.</param>
/// <param name="Schedule">The schedule that is kept, added or removed.</param>
public sealed record PlannedSchedule(string Node, ScheduleAction Action, Schedule Schedule)
{
    /// <summary>
    /// A project's schedules are its own: what its deployments have stays. A deployment that it did not have brings the source's schedule, unless
    /// that follows a deployment of yet another project, which would tie the target to the source's environment.
    /// </summary>
    public static ImmutableArray<PlannedSchedule> Of(PromotionInputs inputs, Flow? flow)
    {
        var planned = ImmutableArray.CreateBuilder<PlannedSchedule>();
        var tables = flow?.Deployments.Where(node => node.Type is DeploymentType.Table).Select(node => node.Id).ToHashSet() ?? [];
        foreach (var (node, schedule) in inputs.TargetSchedules)
        {
            planned.Add(new PlannedSchedule(node, tables.Contains(node) ? ScheduleAction.Keep : ScheduleAction.Remove, schedule));
        }

        foreach (var (node, schedule) in inputs.SourceSchedules)
        {
            if (!tables.Contains(node) || inputs.TargetSchedules.ContainsKey(node) || inputs.TargetDeployments.Items.ContainsKey(node))
            {
                continue;
            }

            if (schedule.After is not { } after)
            {
                planned.Add(new PlannedSchedule(node, ScheduleAction.Add, schedule));
            }
            else if (after.Project == inputs.Source.Id)
            {
                planned.Add(new PlannedSchedule(node, ScheduleAction.Add, schedule with { After = after with { Project = inputs.TargetId } }));
            }
        }

        return planned.ToImmutable();
    }
}
