using System.Collections.Immutable;

namespace Handover.Core.Projects;

/// <summary>Says how two states of a project differ, for its audit.</summary>
public static class ProjectChanges
{
    private const int MaxLength = 1000;

    /// <summary>What people may change, by name, with the values before and after; null if nothing of it differs. Long texts are cut.</summary>
    public static ImmutableSortedDictionary<string, AuditChange>? Between(Project before, Project after)
    {
        var changes = ImmutableSortedDictionary.CreateBuilder<string, AuditChange>(StringComparer.Ordinal);
        Note("name", before.Name, after.Name);
        Note("description", before.Description, after.Description);
        Note("tags", string.Join(", ", before.Tags), string.Join(", ", after.Tags));
        Note("environment", before.Environment, after.Environment);
        Note("owner", before.Owner, after.Owner);
        Note("collaborators", People(before), People(after));
        Note("locked", before.Locked ? "true" : "false", after.Locked ? "true" : "false");
        Note("lockReason", before.LockReason, after.LockReason);
        Note("revision", $"{before.Revision}", $"{after.Revision}");
        Note("flow", before.FlowHash, after.FlowHash);
        Note("deletedAt", before.DeletedAt?.UtcDateTime.ToString("O"), after.DeletedAt?.UtcDateTime.ToString("O"));
        foreach (var name in before.Properties.Keys.Union(after.Properties.Keys, StringComparer.Ordinal))
        {
            Note("property " + name, before.Properties.GetValueOrDefault(name), after.Properties.GetValueOrDefault(name));
        }

        return changes.Count == 0 ? null : changes.ToImmutable();

        void Note(string name, string? old, string? now)
        {
            var (from, to) = (string.IsNullOrEmpty(old) ? null : old, string.IsNullOrEmpty(now) ? null : now);
            if (from != to)
            {
                changes[name] = new AuditChange(Cut(from), Cut(to));
            }
        }
    }

    private static string People(Project project) => string.Join(", ", project.Collaborators.Select(one => $"{one.Email} ({one.Role.ToString().ToLowerInvariant()})"));

    private static string? Cut(string? text) => text is { Length: > MaxLength } ? text[..MaxLength] + "…" : text;
}
