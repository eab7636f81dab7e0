using System.Collections.Immutable;

namespace Handover.Core.Projects;

/// <summary>Says in a sentence what was changed of a project itself, for its audit.</summary>
public static class ProjectWords
{
    private const int NameLength = 60;

    /// <summary>What became of name, description and tags, without a full stop.</summary>
    public static string OfDescription(Project before, Project after)
    {
        var parts = new List<string>();
        if (before.Name != after.Name)
        {
            parts.Add($"renamed '{ShortText.Of(before.Name, NameLength)}' to '{ShortText.Of(after.Name, NameLength)}'");
        }

        if ((before.Description ?? "") != (after.Description ?? ""))
        {
            parts.Add(string.IsNullOrEmpty(after.Description) ? "removed the description" : string.IsNullOrEmpty(before.Description) ? "described it" : "changed the description");
        }

        if (!before.Tags.SequenceEqual(after.Tags))
        {
            parts.Add(after.Tags.IsEmpty ? "removed the tags" : $"tagged it {string.Join(", ", after.Tags)}");
        }

        return Sentence(parts, "Left everything as it was");
    }

    /// <summary>Who came, went, or is something else now, without a full stop.</summary>
    public static string OfPeople(ImmutableArray<Collaborator> before, ImmutableArray<Collaborator> after)
    {
        var (was, now) = (ByEmail(before), ByEmail(after));
        var parts = new List<string>();
        Add("added", after.Where(one => !was.ContainsKey(one.Email)).Select(one => $"{one.Email} as {Word(one.Role)}"));
        Add("made", after.Where(one => was.TryGetValue(one.Email, out var role) && role != one.Role).Select(one => $"{one.Email} {Word(one.Role)} instead of {Word(was[one.Email])}"));
        Add("removed", before.Where(one => !now.ContainsKey(one.Email)).Select(one => $"{one.Email} ({Word(one.Role)})"));
        return Sentence(parts, "Left the collaborators as they were");

        void Add(string what, IEnumerable<string> whom)
        {
            if (whom.ToList() is { Count: > 0 } names)
            {
                parts.Add($"{what} {string.Join(", ", names)}");
            }
        }
    }

    private static Dictionary<string, ProjectRole> ByEmail(ImmutableArray<Collaborator> people) =>
        people.DistinctBy(static one => one.Email).ToDictionary(static one => one.Email, static one => one.Role, StringComparer.Ordinal);

    private static string Word(ProjectRole role) => role.ToString().ToLowerInvariant();

    private static string Sentence(List<string> parts, string otherwise)
    {
        var sentence = parts.Count == 0 ? otherwise : string.Join("; ", parts);
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }
}
