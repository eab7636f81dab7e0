using Handover.Services.Projects;

namespace Handover.Triggers.Projects;

/// <summary>Puts the list of projects right where something failed between a change and the list.</summary>
public sealed class ProjectListTimers(ProjectListMending mending)
{
    [Function("MendProjectList")]
    public Task Run([TimerTrigger("45 * * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellation) => mending.RunAsync(cancellation);
}
