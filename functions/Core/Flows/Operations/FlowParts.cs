namespace Handover.Core.Flows;

/// <summary>Takes nodes out of a flow together with what refers to them.</summary>
internal static class FlowParts
{
    /// <summary>The flow without some nodes; groups lose them, a group that held nothing else goes, and so do explorations of them. An empty group stays: someone made it so.</summary>
    public static Flow Without(Flow flow, HashSet<string> ids) => new(
        ValueList.From(flow.Nodes.Where(node => !ids.Contains(node.Id))),
        ValueList.From(flow.Groups.Select(group => Trim(group, ids)).OfType<FlowGroup>()),
        ValueList.From(flow.Explorations.Where(exploration => !ids.Contains(exploration.Node))));

    private static FlowGroup? Trim(FlowGroup group, HashSet<string> ids)
    {
        if (!group.Nodes.Any(ids.Contains))
        {
            return group;
        }

        var kept = ValueList.From(group.Nodes.Where(id => !ids.Contains(id)));
        return kept.Count == 0 ? null : group with { Nodes = kept };
    }
}
