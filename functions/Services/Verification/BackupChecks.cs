using System.Runtime.CompilerServices;
using Handover.Core.Diagnostics;
using Handover.Services.Backups;
using Handover.Services.Storage;

namespace Handover.Services.Verification;

/// <summary>What a backup lists can be restored.</summary>
public sealed class BackupChecks(BackupStore backups)
{
    public async IAsyncEnumerable<Violation> FindAsync(BackupEntry backup, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await ProblemAsync(backup, cancellation) is { } problem)
        {
            yield return new Violation(
                "backup-damaged", backup.Id, $"The backup of project {backup.Project} at revision {backup.Revision} cannot be restored: {problem}",
                "Take a new one (POST /api/backups) and restore the blob from its soft-deleted version if that state is needed.");
        }
    }

    private async Task<string?> ProblemAsync(BackupEntry backup, CancellationToken cancellation)
    {
        try
        {
            var flows = new HashSet<string>(StringComparer.Ordinal);
            var needed = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var line in BackupDocument.ReadAsync(await backups.BytesAsync(backup, cancellation), backup.Hash, cancellation))
            {
                needed.UnionWith(new[] { line.Header?.Project.FlowHash, line.Revision?.FlowHash, line.Version?.FlowHash }.OfType<string>());
                if (line.Flow is { } flow && ContentBlobs.HashOf(System.Text.Encoding.UTF8.GetBytes(flow.Json)) == flow.Hash)
                {
                    flows.Add(flow.Hash);
                }
            }

            return needed.IsSubsetOf(flows) ? null : $"it lacks flow {needed.Except(flows).First()}.";
        }
        catch (RefusalException damaged)
        {
            return damaged.Refusal.Detail;
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or InvalidDataException or InvalidOperationException)
        {
            return "it cannot be read.";
        }
    }
}
