using System.Collections.Immutable;
using Handover.Core.Sql;

namespace Handover.Core.Deployments;

/// <summary>What a finished operation leaves in a project's deployments.</summary>
/// <param name="After">What is in the warehouse from now on.</param>
/// <param name="Versions">The new entries of the Deployment History.</param>
public sealed record DeploymentRecord(ProjectDeployments After, ImmutableArray<DeploymentVersion> Versions)
{
    /// <summary>Computes it from what was in place and what was done.</summary>
    /// <param name="before">What was in place.</param>
    /// <param name="set">What was done.</param>
    /// <param name="flowHash">The flow that was deployed.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="operation">Id of the operation.</param>
    /// <param name="by">Email of who asked for it.</param>
    /// <param name="at">UTC.</param>
    /// <param name="rows">Rows by node, for tables.</param>
    /// <param name="restores">The version that was restored.</param>
    public static DeploymentRecord Of(
        ProjectDeployments before, DeploymentSet set, string flowHash, int revision, string operation, string by, DateTimeOffset at,
        IReadOnlyDictionary<string, long> rows, int? restores = null)
    {
        var items = before.Items.ToBuilder();
        var gone = before.Gone.ToBuilder();
        var versions = ImmutableArray.CreateBuilder<DeploymentVersion>();
        foreach (var deployment in set.Deployments)
        {
            if (deployment.Action is DeploymentAction.Drop)
            {
                items.Remove(deployment.Node);
                gone[deployment.Node] = before.LatestOf(deployment.Node);
            }
            else if (deployment.Builds())
            {
                var number = before.LatestOf(deployment.Node) + 1;
                gone.Remove(deployment.Node);
                items[deployment.Node] = State(deployment, number, flowHash, operation, by, at);
                versions.Add(Version(deployment, set, number, flowHash, revision, operation, by, at) with
                {
                    Rows = rows.TryGetValue(deployment.Node, out var count) ? count : null,
                    Restored = restores,
                });
            }
        }

        return new DeploymentRecord(new ProjectDeployments(items.ToImmutable()) { Gone = gone.ToImmutable() }, versions.ToImmutable());
    }

    /// <summary>What is in place after an operation was taken back: what was there before it, with version numbers that are never given twice.</summary>
    public static ProjectDeployments TakenBack(ProjectDeployments before, ProjectDeployments now) =>
        new(before.Items.ToImmutableSortedDictionary(
            pair => pair.Key,
            pair => pair.Value with { Latest = Math.Max(pair.Value.Latest, now.LatestOf(pair.Key)) }))
        {
            Gone = now.Items.Keys.Concat(now.Gone.Keys).Concat(before.Gone.Keys).Distinct().Where(node => !before.Items.ContainsKey(node))
                .ToImmutableSortedDictionary(node => node, node => Math.Max(now.LatestOf(node), before.LatestOf(node))),
        };

    private static DeploymentState State(PlannedDeployment deployment, int number, string flowHash, string operation, string by, DateTimeOffset at) => new()
    {
        Node = deployment.Node,
        IsView = deployment.Type is Flows.DeploymentType.View,
        Target = deployment.Target,
        Role = deployment.Role,
        Warehouse = deployment.Warehouse,
        Version = number,
        Latest = number,
        FlowHash = flowHash,
        Fingerprint = deployment.Fingerprint,
        Columns = deployment.Output,
        DeployedBy = by,
        DeployedAt = at,
        Operation = operation,
    };

    private static DeploymentVersion Version(
        PlannedDeployment deployment, DeploymentSet set, int number, string flowHash, int revision, string operation, string by, DateTimeOffset at) => new()
        {
            Node = deployment.Node,
            Number = number,
            FlowHash = flowHash,
            Revision = revision,
            IsView = deployment.Type is Flows.DeploymentType.View,
            Target = deployment.Target,
            Role = deployment.Role,
            Warehouse = deployment.Warehouse,
            Sql = deployment.Sql!,
            Columns = deployment.Output,
            Previous = Previous(deployment, set.Swap),
            DeployedBy = by,
            DeployedAt = at,
            Operation = operation,
        };

    private static TableName? Previous(PlannedDeployment deployment, Swap swap) =>
        swap.Publications.FirstOrDefault(item => item.Publication.Target == deployment.Target)?.Moves
            .FirstOrDefault(move => move.From == deployment.Target)?.To;
}
