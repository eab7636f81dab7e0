using System.Collections.Immutable;
using Handover.Core.Projects;
using Handover.Services.Identity;

namespace Handover.Services.Projects;

/// <summary>Writes audit entries.</summary>
public static class Audit
{
    public static AuditEntry Entry(
        Actor actor, string project, string action, string summary, DateTimeOffset at, params ReadOnlySpan<(string Name, string? Value)> data) =>
        Entry(actor.Email, actor.RequestId, project, action, summary, at, data);

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
}
