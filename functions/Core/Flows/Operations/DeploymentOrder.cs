using System.Collections.Immutable;
using Handover.Core.Diagnostics;

namespace Handover.Core.Flows;

/// <summary>In which order deployments are made.</summary>
/// <param name="Waves">Ids of deployment nodes: all of a wave are independent of each other, and each needs only earlier waves. Document order within a wave.</param>
/// <param name="Diagnostics">Deployments that need each other (<c>deployment-cycle</c>); they are in no wave.</param>
public sealed record DeploymentOrder(ImmutableArray<ImmutableArray<string>> Waves, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Orders the deployments of a flow: one that reads, through a source node, the target of another comes after it.</summary>
    public static DeploymentOrder Of(Flow flow) => throw new NotSupportedException(flow.ToString());
}
