using Handover.Core.Projects;

namespace Handover.Triggers.Http;

/// <summary>Who may call a function at all. A function without a requirement answers 403.</summary>
public enum Audience
{
    /// <summary>Anyone, signed in or not.</summary>
    Anyone,
    /// <summary>Any active user; the service decides what they get to see.</summary>
    User,
    /// <summary>Administrators.</summary>
    Administrator,
    /// <summary>Users with a right in the project of the route's <c>id</c>.</summary>
    ProjectMember,
}

/// <summary>The access requirement of an HTTP function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresAttribute : Attribute
{
    public RequiresAttribute(Audience audience) => Audience = audience;

    public RequiresAttribute(Right right)
    {
        Audience = Audience.ProjectMember;
        Right = right;
    }

    public Audience Audience { get; }
    public Right Right { get; }

    /// <summary>Whether the project may be a deleted one.</summary>
    public bool IncludeDeleted { get; init; }

    /// <summary>Whether administrators may ask for what is left of a project that was deleted for good; the function then has no project.</summary>
    public bool IncludePurged { get; init; }
}

/// <summary>What the OpenAPI document says of a function beyond its signature.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DocumentedAttribute(string summary) : Attribute
{
    public string Summary { get; } = summary;

    /// <summary>The JSON body that it reads.</summary>
    public Type? Body { get; init; }

    /// <summary>Query parameters that it reads, by name; a leading <c>!</c> marks a required one.</summary>
    public string[] Query { get; init; } = [];

    /// <summary>Whether it answers 202 with an operation to follow.</summary>
    public bool LongRunning { get; init; }

    /// <summary>Whether <c>If-Match</c> is required.</summary>
    public bool Conditional { get; init; }

    /// <summary>What it answers, where its signature does not say.</summary>
    public Type? Answer { get; init; }

    /// <summary>What it answers with 200 as well: long work to a dry run, others depending on the query.</summary>
    public Type? OtherAnswer { get; init; }
}
