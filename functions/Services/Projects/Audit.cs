using System.Collections.Immutable;
using Handover.Core.Governance;
using Handover.Core.Projects;
using Handover.Services.Identity;
using Handover.Services.Storage;

namespace Handover.Services.Projects;

/// <summary>Writes audit entries.</summary>
public static class Audit
{
    public static AuditEntry Entry(
        Actor actor, string project, string action, string summary, DateTimeOffset at, params ReadOnlySpan<(string Name, string? Value)> data) =>
        Entry(actor.Email, actor.RequestId, project, action, summary, at, data) with { Client = actor.Client };

    public static AuditEntry Entry(
        string by, string? request, string project, string action, string summary, DateTimeOffset at, params ReadOnlySpan<(string Name, string? Value)> data)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in data)
        {
            if (value is not null)
            {
                values[name] = value;
            }
        }

        return new AuditEntry(at, by, action, project, summary, values.ToImmutable(), request);
    }

    /// <summary>Puts an entry at the end of its project's chain, in the transaction of what it tells.</summary>
    public static DocumentBatch Append(this DocumentBatch batch, AuditEntry entry) =>
        batch.Follow<AuditHead, AuditEntry>(HeadRow, RowOf(entry), head => AuditChain.Append(head ?? AuditHead.None, entry));

    internal const string HeadRow = "audit-head";

    internal static string RowOf(AuditEntry audit) => RowKey.Of("audit") + ":" + RowKey.NewestFirst(audit.At, $"{audit.Action}-{audit.Request}");
}
