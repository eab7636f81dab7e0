namespace Handover.Services.Projects;

/// <summary>Puts the list of projects right where a change was written and its row in the list was not, because the process or storage failed between the two.</summary>
public sealed class ProjectListMending(ProjectStore projects, ProjectIndex index, TimeProvider clock)
{
    // Longer than a transaction can take: one that was announced may still be on its way.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Looks at every project that was announced to change: soon after, and once more when nothing can be on its way any more.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var looked = 0;
        await foreach (var changing in index.ChangingAsync(cancellation))
        {
            var over = clock.GetUtcNow() - changing.WrittenAt > Patience;
            if (changing.Value.Looked && !over)
            {
                continue;
            }

            await projects.ShowAsync(changing.Value.Project, cancellation);
            await index.LookedAtAsync(changing, forget: over, cancellation);
            looked++;
        }

        return looked;
    }
}
