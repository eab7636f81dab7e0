using Handover.Core.Diagnostics;
using Handover.Services.Notifications.Secrets;
using Handover.Services.Storage;
using Handover.Services.Warehouse;
using Microsoft.AspNetCore.Mvc;

namespace Handover.Triggers.Http;

/// <summary>Turns what went wrong into RFC 9457 problem details: the only place that gives an error its HTTP status.</summary>
public static class ProblemAnswer
{
    public static IResult Of(Refusal refusal, string requestId)
    {
        var status = StatusOf(refusal.Kind);
        var problem = new ProblemDetails
        {
            Type = $"urn:handover:problem:{refusal.Code}",
            Title = TitleOf(refusal.Kind),
            Status = status,
            Detail = refusal.Detail,
            Extensions = { ["code"] = refusal.Code, ["requestId"] = requestId },
        };
        if (refusal.Diagnostics is { Count: > 0 })
        {
            problem.Extensions["diagnostics"] = refusal.Diagnostics;
        }

        return Results.Json(problem, Services.HandoverJson.Options, "application/problem+json", status);
    }

    /// <summary>What a failure of something Handover depends on means to the caller; null if it is our own fault.</summary>
    public static Refusal? Explain(Exception exception) => exception switch
    {
        RefusalException refused => refused.Refusal,
        WarehouseException warehouse => WarehouseRefusal.Of(warehouse),
        StorageException storage => OfStorage(storage),
        SecretStoreException secrets => new(RefusalKind.Unavailable, "secrets-unavailable", secrets.Message),
        _ => null,
    };

    private static Refusal? OfStorage(StorageException storage) => storage.Kind switch
    {
        StorageFailure.Stale => Refusal.Stale().Refusal,
        StorageFailure.InvalidContinuation => new(RefusalKind.Invalid, "continuation-invalid", "This continuation does not belong to this list. Start again without one."),
        StorageFailure.TooLarge => new(RefusalKind.TooLarge, "document-too-large", "This is more than one document can hold. Split it."),
        StorageFailure.Unavailable => new(RefusalKind.Unavailable, "storage-unavailable", "The storage does not answer. Try again in a moment; nothing was changed by halves."),
        _ => null,
    };

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
        RefusalKind.TooManyRequests => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string TitleOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => "The request is malformed",
        RefusalKind.Unauthenticated => "Sign in first",
        RefusalKind.Forbidden => "You may not do this",
        RefusalKind.NotFound => "Not found",
        RefusalKind.Conflict => "Not possible in the current state",
        RefusalKind.Stale => "Changed since you read it",
        RefusalKind.TooLarge => "Too large",
        RefusalKind.Unprocessable => "This cannot be done",
        RefusalKind.PreconditionRequired => "Say which version you read",
        RefusalKind.TooManyRequests => "Too many requests",
        RefusalKind.Unavailable => "Something Handover depends on does not answer",
        _ => "A fault of Handover",
    };
}
