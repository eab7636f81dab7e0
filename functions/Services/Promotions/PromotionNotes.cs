using Handover.Core.Projects;
using Handover.Services.Operations;
using Handover.Services.Projects;

namespace Handover.Services.Promotions;

/// <summary>
/// Brings what was decided about promotions into the audits of their projects. A promotion and a project are different partitions, so the entry is
/// first written with the decision itself; whatever comes between the two, it reaches the audit, and only once.
/// </summary>
public sealed class PromotionNotes(PromotionStore promotions, ProjectStore projects, StepProbe? probe = null)
{
    /// <summary>What a <see cref="StepProbe"/> is told: before, the audit does not know what was decided; after, it does and is owed it all the same.</summary>
    public const string Step = "audit";

    /// <summary>Writes what is owed.</summary>
    /// <param name="promotion">Id of the one promotion to look at; null for all.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task WriteAsync(string? promotion, CancellationToken cancellation)
    {
        await foreach (var owed in promotions.OwedAsync(promotion, cancellation))
        {
            await ProbeAsync(owed.Value, before: true);
            await projects.NoteAsync(owed.Value, cancellation);
            await ProbeAsync(owed.Value, before: false);
            await promotions.PaidAsync(owed, cancellation);
        }
    }

    private Task ProbeAsync(AuditEntry note, bool before) => probe?.Invoke(note.Action, Step, before) ?? Task.CompletedTask;
}
