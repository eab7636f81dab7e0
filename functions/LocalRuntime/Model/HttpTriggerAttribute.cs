using System.Diagnostics.CodeAnalysis;

namespace Handover.LocalRuntime;

/// <summary>An HTTP function. Only <see cref="AuthorizationLevel.Anonymous"/> starts here: this host has no function keys.</summary>
[SuppressMessage("Design", "CA1019", Justification = "The attribute's shape is the Functions worker's.")]
[SuppressMessage("Performance", "CA1819", Justification = "The attribute's shape is the Functions worker's.")]
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The path below the route prefix; the function's name where it is not given.</summary>
    public string? Route { get; set; }

    /// <summary>The verbs it answers; every verb where none is given.</summary>
    public string[]? Methods { get; }

    public AuthorizationLevel AuthLevel { get; }
}

public enum AuthorizationLevel
{
    Anonymous = 0,
    User = 1,
    Function = 2,
    System = 3,
    Admin = 4,
}
