namespace Handover.Core.Flows;

/// <summary>What people say about a deployment.</summary>
/// <param name="Description">Description, or null.</param>
/// <param name="Tags">Tags in the order given.</param>
/// <param name="Properties">Custom properties, ordered by name; names are unique.</param>
public sealed record Annotation(string? Description, ValueList<string> Tags, ValueList<AnnotationProperty> Properties)
{
    /// <summary>Nothing said.</summary>
    public static readonly Annotation Empty = new(null, [], []);

    /// <summary>Whether nothing is said.</summary>
    public bool IsEmpty => Description is null && Tags.Count == 0 && Properties.Count == 0;
}

/// <summary>A custom property.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value.</param>
public sealed record AnnotationProperty(string Name, string Value);
