using System.Collections.Immutable;
using Handover.Core.Flows;

namespace Handover.Core.Annotations;

/// <summary>What one node or group of a flow is called, and what people say about it.</summary>
/// <param name="Kind">Word of the node's kind, or <c>group</c>.</param>
/// <param name="Id">Id of the node or group.</param>
/// <param name="Name">Title; null where it is the id.</param>
/// <param name="Description">Description; a deployment's annotation is part of it.</param>
/// <param name="Tags">Tags; null for none.</param>
/// <param name="Properties">Custom properties by name, also those whose definitions are gone; null for none.</param>
public sealed record NodeWords(
    string Kind, string Id, string? Name = null, string? Description = null, IReadOnlyList<string>? Tags = null, IReadOnlyDictionary<string, string>? Properties = null);

/// <summary>What of a node or group a search has found.</summary>
public enum FoundIn
{
    /// <summary>Its id or title.</summary>
    Name,
    /// <summary>Its description.</summary>
    Description,
    /// <summary>A tag.</summary>
    Tag,
    /// <summary>The value of a custom property.</summary>
    Property,
}

/// <summary>A node or group that a search has found.</summary>
/// <param name="Kind">Word of the node's kind, or <c>group</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its title.</param>
/// <param name="In">The first of its texts that has what was looked for.</param>
public sealed record FoundNode(string Kind, string Id, string Name, FoundIn In);

/// <summary>The texts of a flow that a search over projects looks at.</summary>
public static class FlowWords
{
    /// <summary>Most characters of all texts of a flow: a search reads those of every project that the caller may see.</summary>
    public const int Most = 500_000;

    /// <summary>What the nodes and groups say. Texts that are longer together than <see cref="Most"/> lose their ends, the longest first, until they fit.</summary>
    public static ImmutableArray<NodeWords> Of(Flow flow)
    {
        ImmutableArray<NodeWords> all = [.. flow.Nodes.Select(Of), .. flow.Groups.Select(static group => new NodeWords("group", group.Id, group.Name, group.Description))];
        var lengths = all.SelectMany(Texts).Select(static text => text.Length).ToList();
        if (Together(lengths, int.MaxValue) <= Most)
        {
            return all;
        }

        var longest = Longest(lengths);
        return [.. all.Select(words => words with
        {
            Name = Cut(words.Name, longest),
            Description = Cut(words.Description, longest),
            Tags = words.Tags?.Select(tag => Cut(tag, longest)!).ToList(),
            Properties = words.Properties?.ToDictionary(one => one.Key, one => Cut(one.Value, longest)!),
        })];
    }

    /// <summary>The nodes and groups that have a text, whatever its case; values of properties that are no longer defined are not found.</summary>
    public static IEnumerable<FoundNode> Find(IEnumerable<NodeWords> words, string search, IEnumerable<PropertyDefinition> definitions)
    {
        var visible = definitions.Where(static one => one.On is PropertySubject.Deployment).Select(static one => one.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var one in words)
        {
            FoundIn? found = one switch
            {
                _ when Has(one.Id) || Has(one.Name) => FoundIn.Name,
                _ when Has(one.Description) => FoundIn.Description,
                _ when one.Tags?.Any(Has) is true => FoundIn.Tag,
                _ when one.Properties?.Any(property => visible.Contains(property.Key) && Has(property.Value)) is true => FoundIn.Property,
                _ => null,
            };
            if (found is { } place)
            {
                yield return new FoundNode(one.Kind, one.Id, one.Name ?? one.Id, place);
            }
        }

        bool Has(string? text) => text?.Contains(search, StringComparison.OrdinalIgnoreCase) is true;
    }

    /// <summary>The titles of a flow's deployments by their ids, of those that have one.</summary>
    public static IReadOnlyDictionary<string, string> TitlesOfDeployments(IEnumerable<NodeWords> words) =>
        words.Where(static one => one is { Kind: DeploymentNode.Word, Name: not null }).ToDictionary(static one => one.Id, static one => one.Name!);

    private static NodeWords Of(FlowNode node)
    {
        var words = new NodeWords(node.Kind, node.Id, node.Name, node.Description);
        return node is DeploymentNode { Annotation: { IsEmpty: false } said }
            ? words with
            {
                Description = node.Description is null || said.Description is null ? node.Description ?? said.Description : $"{node.Description}\n{said.Description}",
                Tags = said.Tags.Count == 0 ? null : said.Tags,
                Properties = said.Properties.Count == 0 ? null : said.Properties.ToDictionary(static one => one.Name, static one => one.Value),
            }
            : words;
    }

    private static IEnumerable<string> Texts(NodeWords words) =>
        new[] { words.Name, words.Description }.OfType<string>().Concat(words.Tags ?? []).Concat(words.Properties?.Values ?? []);

    /// <summary>The greatest length to which all texts can be cut so that they fit.</summary>
    private static int Longest(List<int> lengths)
    {
        var (fits, tooLong) = (0, Most);
        while (tooLong - fits > 1)
        {
            var between = (fits + tooLong) / 2;
            (fits, tooLong) = Together(lengths, between) <= Most ? (between, tooLong) : (fits, between);
        }

        return fits;
    }

    private static long Together(List<int> lengths, int most) => lengths.Sum(length => (long)Math.Min(length, most));

    private static string? Cut(string? text, int most) => text is null || text.Length <= most
        ? text
        : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
