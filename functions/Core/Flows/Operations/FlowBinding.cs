using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>Where a deployment publishes in one environment.</summary>
/// <param name="Target">The object, or null for nowhere yet.</param>
/// <param name="Role">The role, or null.</param>
/// <param name="Warehouse">The virtual warehouse, or null.</param>
public sealed record DeploymentBinding(TableName? Target, string? Role, string? Warehouse);

/// <summary>Brings a flow into an environment: what it reads and where it publishes, nothing else.</summary>
public static class FlowBinding
{
    /// <summary>Replaces source tables by a map and the settings of the deployments that are named; nodes that neither speaks of stay as they are.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="sources">What source tables become; a source keeps its known columns and takes the entry's column names.</param>
    /// <param name="deployments">Settings by node id.</param>
    public static Flow Apply(Flow flow, TableMap sources, IReadOnlyDictionary<string, DeploymentBinding> deployments) => flow.MapNodes(node => node switch
    {
        SourceNode source when sources.Find(source.Table) is { } entry => SourceExchange.Rebind(source, entry, source.Columns),
        DeploymentNode deployment when deployments.TryGetValue(deployment.Id, out var binding) =>
            deployment with { Target = binding.Target, Role = binding.Role, Warehouse = binding.Warehouse },
        _ => node,
    });

    /// <summary>The settings of a flow's deployments by node id: what <see cref="Apply"/> takes to bring them back.</summary>
    public static IReadOnlyDictionary<string, DeploymentBinding> Of(Flow flow)
    {
        var bindings = new Dictionary<string, DeploymentBinding>(StringComparer.Ordinal);
        foreach (var deployment in flow.Deployments)
        {
            bindings[deployment.Id] = new DeploymentBinding(deployment.Target, deployment.Role, deployment.Warehouse);
        }

        return bindings;
    }
}
