using Microsoft.AspNetCore.Routing.Patterns;

namespace Handover.LocalRuntime.Http;

/// <summary>Whether some request could match both of two routes. Constraints do not tell routes apart: the host does not go by them.</summary>
internal static class RouteOverlap
{
    public static bool MethodsMeet(IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        a.Count == 0 || b.Count == 0 || a.Intersect(b, StringComparer.OrdinalIgnoreCase).Any();

    public static bool PathsMeet(RoutePattern a, RoutePattern b) => Meet(a, 0, b, 0);

    private static bool Meet(RoutePattern a, int i, RoutePattern b, int j)
    {
        if (i == a.PathSegments.Count)
        {
            return CanBeAbsent(b, j);
        }

        if (j == b.PathSegments.Count)
        {
            return CanBeAbsent(a, i);
        }

        if (Parameter(a, i) is { IsCatchAll: true } || Parameter(b, j) is { IsCatchAll: true })
        {
            return true;
        }

        return SegmentsMeet(a.PathSegments[i], b.PathSegments[j]) && Meet(a, i + 1, b, j + 1);
    }

    private static bool SegmentsMeet(RoutePatternPathSegment a, RoutePatternPathSegment b) =>
        a is not { IsSimple: true, Parts: [RoutePatternLiteralPart left] }
        || b is not { IsSimple: true, Parts: [RoutePatternLiteralPart right] }
        || string.Equals(left.Content, right.Content, StringComparison.OrdinalIgnoreCase);

    private static bool CanBeAbsent(RoutePattern pattern, int from) => Enumerable.Range(from, pattern.PathSegments.Count - from)
        .All(n => Parameter(pattern, n) is { } parameter
            && (parameter.IsOptional || parameter.IsCatchAll || pattern.Defaults.ContainsKey(parameter.Name)));

    private static RoutePatternParameterPart? Parameter(RoutePattern pattern, int segment) =>
        pattern.PathSegments[segment] is { IsSimple: true, Parts: [RoutePatternParameterPart parameter] } ? parameter : null;
}
