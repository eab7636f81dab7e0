using Handover.Services.Projects;
using Handover.Services.Promotions;

namespace Handover.Triggers.Projects;

/// <summary>Puts right what failed between a change and what follows from it: the list of projects, and the audit's word of decisions.</summary>
public sealed class ProjectListTimers(ProjectListMending mending, PromotionNotes notes)
{
    [Function("MendProjectList")]
    public Task Run([TimerTrigger("45 * * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellation) =>
        Task.WhenAll(mending.RunAsync(cancellation), notes.WriteAsync(null, cancellation));
}
