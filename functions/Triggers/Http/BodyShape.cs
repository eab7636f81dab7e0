using System.Text.Json;
using System.Text.RegularExpressions;
using Handover.Services;

namespace Handover.Triggers.Http;

/// <summary>Says what JSON a request takes at a place of its body.</summary>
internal static partial class BodyShape
{
    /// <summary>What is taken there in words, such as <c>one of viewer, editor</c>; null where it is more than a word can say.</summary>
    /// <param name="type">What the whole body becomes.</param>
    /// <param name="path">The place as the serializer names it: <c>$.collaborators[0].role</c>.</param>
    public static string? At(Type type, string? path)
    {
        var at = type;
        foreach (Match step in Steps.Matches(path ?? ""))
        {
            var shape = HandoverJson.Options.GetTypeInfo(Plain(at));
            var next = step.Groups["name"].Success ? shape.Properties.FirstOrDefault(property => property.Name == step.Groups["name"].Value)?.PropertyType : null;
            if ((next ?? shape.ElementType) is not { } inner)
            {
                return null;
            }

            at = inner;
        }

        at = Plain(at);
        return at.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(at).Select(JsonNamingPolicy.CamelCase.ConvertName))}"
            : at == typeof(string) ? "a text"
            : at == typeof(bool) ? "true or false"
            : at == typeof(int) || at == typeof(long) || at == typeof(decimal) || at == typeof(double) ? "a number"
            : at == typeof(DateTimeOffset) ? "a time such as \"2026-01-31T12:00:00Z\""
            : null;
    }

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    [GeneratedRegex(@"\.(?<name>[^.\[\]]+)|\['(?<name>[^']*)'\]|\[\d+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Steps { get; }
}
