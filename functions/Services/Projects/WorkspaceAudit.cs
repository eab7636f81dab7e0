using System.Collections.Immutable;
using System.Text.Json;
using Handover.Core.Projects;
using Handover.Services.Identity;

namespace Handover.Services.Projects;

/// <summary>
/// What administrators change for all: environments with their policies, users, custom properties, channels. It is a chain like a project's, under an id that no
/// project has. The change is in another partition than the chain: it is written first, and a crash in the instant between the two loses the entry.
/// </summary>
public sealed class WorkspaceAudit(ProjectStore projects, TimeProvider clock)
{
    /// <summary>Stands where the id of a project stands.</summary>
    public const string Id = "workspace";

    /// <summary>Notes a change field by field.</summary>
    /// <param name="actor">Who made it.</param>
    /// <param name="action">Kebab-case.</param>
    /// <param name="summary">The same in a sentence.</param>
    /// <param name="before">As it was; null if it was not there.</param>
    /// <param name="after">As it is; null if it is gone.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task NoteAsync<T>(Actor actor, string action, string summary, T? before, T? after, CancellationToken cancellation)
        where T : class =>
        projects.NoteAsync(Audit.Entry(actor, Id, action, summary, clock.GetUtcNow()) with { Changes = Between(Fields(before), Fields(after)) }, cancellation);

    private static ImmutableSortedDictionary<string, AuditChange> Between(Dictionary<string, string> before, Dictionary<string, string> after) =>
        before.Keys.Union(after.Keys).Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
            .ToImmutableSortedDictionary(static name => name, name => new AuditChange(before.GetValueOrDefault(name), after.GetValueOrDefault(name)), StringComparer.Ordinal);

    private static Dictionary<string, string> Fields<T>(T? value)
        where T : class
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (value is not null)
        {
            Add(fields, "", JsonSerializer.SerializeToElement(value, HandoverJson.Options));
        }

        return fields;
    }

    // Objects are told field by field, lists as a whole.
    private static void Add(Dictionary<string, string> fields, string name, JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            fields[name] = value.ToString();
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            Add(fields, name.Length == 0 ? property.Name : $"{name}.{property.Name}", property.Value);
        }
    }
}
