namespace Handover.Core.Diagnostics;

/// <summary>The families of refusals; each has one HTTP status, given by the one place that answers errors.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is malformed.</summary>
    Invalid,
    /// <summary>Nobody is signed in.</summary>
    Unauthenticated,
    /// <summary>The user is known and may not do this.</summary>
    Forbidden,
    /// <summary>It does not exist, or the user may not know that it does.</summary>
    NotFound,
    /// <summary>The state it is in does not allow this now.</summary>
    Conflict,
    /// <summary>Somebody else changed it since it was read.</summary>
    Stale,
    /// <summary>More bytes than are accepted.</summary>
    TooLarge,
    /// <summary>Well-formed, but what it asks for cannot be done.</summary>
    Unprocessable,
    /// <summary>The version that was read must be named.</summary>
    PreconditionRequired,
    /// <summary>Too many requests from one user.</summary>
    TooManyRequests,
    /// <summary>Something Handover depends on does not answer.</summary>
    Unavailable,
    /// <summary>A fault of Handover itself.</summary>
    Internal,
}

/// <summary>Why something was not done. The same words reach the HTTP client, the step of an operation and the audit.</summary>
/// <param name="Kind">The family.</param>
/// <param name="Code">Stable name, kebab-case; safe to branch on.</param>
/// <param name="Detail">What happened and what to do next, in a sentence or two for the user.</param>
/// <param name="Diagnostics">Problems found in a flow, where that is the reason.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Detail, IReadOnlyList<Diagnostic>? Diagnostics = null)
{
    /// <summary>This refusal as an exception, for a place that cannot answer with a value.</summary>
    public RefusalException ToException(Exception? inner = null) => new(this, inner);

    /// <summary>What was asked for does not exist or may not be seen.</summary>
    public static RefusalException NotFound(string what, string id) =>
        new Refusal(RefusalKind.NotFound, $"{what}-not-found", $"There is no {what} '{id}' that you may see.").ToException();

    /// <summary>The request is malformed.</summary>
    public static RefusalException Invalid(string code, string detail) => new Refusal(RefusalKind.Invalid, code, detail).ToException();

    /// <summary>The user may not do this.</summary>
    public static RefusalException Forbidden(string code, string detail) => new Refusal(RefusalKind.Forbidden, code, detail).ToException();

    /// <summary>The current state does not allow this.</summary>
    public static RefusalException Conflict(string code, string detail) => new Refusal(RefusalKind.Conflict, code, detail).ToException();

    /// <summary>Well-formed, but impossible.</summary>
    public static RefusalException Unprocessable(string code, string detail, IReadOnlyList<Diagnostic>? diagnostics = null) =>
        new Refusal(RefusalKind.Unprocessable, code, detail, diagnostics).ToException();

    /// <summary>Somebody else changed it since it was read.</summary>
    public static RefusalException Stale(string detail = "It was changed since you read it. Read it again, then repeat your change.") =>
        new Refusal(RefusalKind.Stale, "etag-stale", detail).ToException();
}

/// <summary>Carries a <see cref="Refusal"/> to the one place that answers errors.</summary>
public sealed class RefusalException(Refusal refusal, Exception? inner = null) : Exception(refusal.Detail, inner)
{
    /// <summary>Why it was not done.</summary>
    public Refusal Refusal { get; } = refusal;
}
