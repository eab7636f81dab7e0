using System.Collections.Immutable;
using Handover.Core.Diagnostics;
using Handover.Core.Flows;

namespace Handover.Core.Annotations;

/// <summary>What values a custom property takes.</summary>
public enum PropertyKind
{
    /// <summary>One line, up to 100 characters.</summary>
    Text,
    /// <summary>Up to 400 characters.</summary>
    LongText,
    /// <summary>One of the definition's choices.</summary>
    Choice,
    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,
}

/// <summary>What has a custom property.</summary>
public enum PropertySubject
{
    /// <summary>Projects.</summary>
    Project,
    /// <summary>Deployments.</summary>
    Deployment,
}

/// <summary>A custom property that an administrator defined.</summary>
/// <param name="Name">Name, unique for its subject.</param>
/// <param name="On">What has it.</param>
/// <param name="Kind">What values it takes.</param>
public sealed record PropertyDefinition(string Name, PropertySubject On, PropertyKind Kind)
{
    /// <summary>What it is for.</summary>
    public string? Description { get; init; }
    /// <summary>The values of a choice, in the order to show them.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];
}

/// <summary>What may be defined, and which values fit a definition.</summary>
public static class PropertyRules
{
    /// <summary>Most definitions of a workspace.</summary>
    public const int MostDefinitions = 100;
    /// <summary>Most choices of one definition.</summary>
    public const int MostChoices = 50;
    /// <summary>Longest name, choice and short text.</summary>
    public const int TextLength = 100;
    /// <summary>Longest long text.</summary>
    public const int LongTextLength = 400;

    /// <summary>The definitions, names and choices without surrounding space.</summary>
    /// <exception cref="RefusalException"><c>properties-invalid</c>.</exception>
    public static ImmutableArray<PropertyDefinition> Definitions(IEnumerable<PropertyDefinition> definitions)
    {
        var clean = definitions.Select(static one => one with { Name = one.Name.Trim(), Choices = [.. one.Choices.Select(static choice => choice.Trim())] }).ToImmutableArray();
        Require(clean.Length <= MostDefinitions, $"A workspace has at most {MostDefinitions} custom properties.");
        foreach (var one in clean)
        {
            Require(IsLine(one.Name), $"A custom property needs a name of 1 to {TextLength} characters on one line.");
            Require(one.Description is not { Length: > LongTextLength }, $"The description of '{one.Name}' may have at most {LongTextLength} characters.");
            Require(
                one.Kind is PropertyKind.Choice ? one.Choices.Length is > 0 and <= MostChoices && one.Choices.All(IsLine) && one.Choices.Distinct().Count() == one.Choices.Length : one.Choices.IsEmpty,
                one.Kind is PropertyKind.Choice ? $"'{one.Name}' needs 1 to {MostChoices} different choices of at most {TextLength} characters." : $"'{one.Name}' is no choice and has no choices.");
        }

        Require(clean.DistinctBy(static one => (one.On, one.Name)).Count() == clean.Length, "Two custom properties of the same subject have one name.");
        return clean;
    }

    /// <summary>
    /// What a subject has after its properties are set: the values that were given, and those of definitions that are gone, which stay hidden
    /// until the definition is back.
    /// </summary>
    /// <exception cref="RefusalException"><c>property-undefined</c>, <c>property-value-invalid</c>.</exception>
    public static ImmutableSortedDictionary<string, string> Set(
        IEnumerable<PropertyDefinition> definitions, PropertySubject on, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> given)
    {
        var known = Of(definitions, on);
        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        result.AddRange(before.Where(value => !known.ContainsKey(value.Key)));
        foreach (var (name, value) in given)
        {
            var definition = known.GetValueOrDefault(name)
                ?? throw Refusal.Unprocessable("property-undefined", $"There is no custom property '{name}' for a {on.ToString().ToLowerInvariant()}. An administrator defines them.");
            if (!Fits(definition, value))
            {
                throw Refusal.Unprocessable("property-value-invalid", $"'{name}' takes {Words(definition)}.");
            }

            result[name] = value;
        }

        return result.ToImmutable();
    }

    /// <summary>Refuses values of deployments that fit no definition; those that a deployment had before stay as they are, since their definition may be gone.</summary>
    /// <exception cref="RefusalException"><c>property-undefined</c>, <c>property-value-invalid</c>.</exception>
    public static void Check(IEnumerable<PropertyDefinition> definitions, Flow before, Flow after)
    {
        var known = before.Deployments.DistinctBy(static node => node.Id).ToDictionary(static node => node.Id, static node => node.Annotation.Properties, StringComparer.Ordinal);
        foreach (var node in after.Deployments)
        {
            var had = known.GetValueOrDefault(node.Id) ?? [];
            Set(
                definitions, PropertySubject.Deployment, ImmutableDictionary<string, string>.Empty,
                node.Annotation.Properties.Where(one => !had.Contains(one)).DistinctBy(static one => one.Name).ToDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal));
        }
    }

    /// <summary>The values whose definitions there are.</summary>
    public static ImmutableSortedDictionary<string, string> Visible(
        IEnumerable<PropertyDefinition> definitions, PropertySubject on, IEnumerable<KeyValuePair<string, string>> values)
    {
        var known = Of(definitions, on);
        return values.Where(value => known.ContainsKey(value.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static Dictionary<string, PropertyDefinition> Of(IEnumerable<PropertyDefinition> definitions, PropertySubject on) =>
        definitions.Where(one => one.On == on).ToDictionary(static one => one.Name, StringComparer.Ordinal);

    private static bool Fits(PropertyDefinition definition, string value) => definition.Kind switch
    {
        PropertyKind.Text => value.Length <= TextLength && !value.Any(char.IsControl),
        PropertyKind.LongText => value.Length <= LongTextLength,
        PropertyKind.Choice => definition.Choices.Contains(value),
        _ => value is "yes" or "no",
    };

    private static string Words(PropertyDefinition definition) => definition.Kind switch
    {
        PropertyKind.Text => $"one line of at most {TextLength} characters",
        PropertyKind.LongText => $"at most {LongTextLength} characters",
        PropertyKind.Choice => $"one of {string.Join(", ", definition.Choices)}",
        _ => "yes or no",
    };

    private static bool IsLine(string text) => text.Length is > 0 and <= TextLength && !text.Any(char.IsControl);

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw Refusal.Invalid("properties-invalid", what);
        }
    }
}
