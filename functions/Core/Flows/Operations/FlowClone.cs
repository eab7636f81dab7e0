namespace Handover.Core.Flows;

/// <summary>What a clone of a project starts with.</summary>
public static class FlowClone
{
    /// <summary>
    /// The flow without deployments and explorations, and without groups that held only deployments. With <paramref name="keepDeployments"/>
    /// deployments and groups stay, pointing nowhere (no target, role and warehouse), annotations included; explorations go all the same.
    /// </summary>
    public static Flow Of(Flow flow, bool keepDeployments = false)
    {
        if (keepDeployments)
        {
            return flow.MapNodes(static node => node is DeploymentNode deployment ? deployment.Unpointed() : node) with { Explorations = [] };
        }

        var dropped = flow.Deployments.Select(static deployment => deployment.Id).ToHashSet(StringComparer.Ordinal);
        return dropped.Count == 0 ? flow with { Explorations = [] } : FlowParts.Without(flow, dropped) with { Explorations = [] };
    }
}
