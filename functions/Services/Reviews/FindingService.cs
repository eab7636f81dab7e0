using System.Collections.Immutable;
using Handover.Core.Findings;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Projects;

namespace Handover.Services.Reviews;

/// <summary>What helps a reviewer, and its fixes.</summary>
public sealed class FindingService(FlowStore flows, FlowService service)
{
    public async Task<ImmutableArray<Finding>> ListAsync(Project project, CancellationToken cancellation) =>
        FlowFindings.Of(await flows.CompiledAsync(project.FlowHash, cancellation));

    /// <summary>Fixes a finding as a revision.</summary>
    public async Task<SavedFlow> FixAsync(Actor actor, LoadedProject project, string code, string node, string ifMatch, CancellationToken cancellation)
    {
        FlowService.RequireCurrent(project.Project, ifMatch);
        var flow = await flows.CompiledAsync(project.Project.FlowHash, cancellation);
        return await service.WriteAsync(
            actor, project, FindingFixes.Apply(flow, code, node), FlowService.ETagOf(project.Project), "finding-fixed", FindingFixes.Words(flow, code, node), cancellation);
    }
}
