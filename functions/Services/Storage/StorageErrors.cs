using System.Text.Json;
using Azure;
using Azure.Identity;

namespace Handover.Services.Storage;

/// <summary>Turns what the storage SDK throws into a <see cref="StorageException"/>, in one place.</summary>
internal static class StorageErrors
{
    /// <summary>Null for what is not storage's failure: the caller's own cancellation, a mistake in our code.</summary>
    public static StorageException? Map(Exception error, string subject, CancellationToken cancellation) => error switch
    {
        RequestFailedException refused => Refused(refused, subject),
        JsonException => new StorageException(StorageFailure.Corrupt, $"{subject} holds JSON that does not fit what is read from it.", error),
        OperationCanceledException when !cancellation.IsCancellationRequested => Unavailable(subject, "did not answer in time", error),
        AuthenticationFailedException => Unavailable(subject, "cannot be reached: this process has no identity that signs in", error),
        IOException or HttpRequestException => Unavailable(subject, "cannot be reached", error),
        // The SDK's retry policy, at its end, wraps every attempt's failure.
        AggregateException all when all.InnerExceptions.Count > 0 => Map(all.InnerExceptions[^1], subject, cancellation),
        _ => null,
    };

    private static StorageException Refused(RequestFailedException refused, string subject) => (refused.Status, refused.ErrorCode) switch
    {
        (409, "EntityAlreadyExists" or "BlobAlreadyExists") => new(StorageFailure.Conflict, $"{subject} exists already.", refused),
        (412, _) => new(StorageFailure.Stale, $"{subject} has changed since it was read: read it again.", refused),
        (404, "TableNotFound" or "ContainerNotFound") => Unavailable(subject, "is in a table or container that was deleted while this process ran", refused),
        (404, _) => new(StorageFailure.NotFound, $"{subject} does not exist.", refused),
        (413, _) or (400, "EntityTooLarge" or "PropertyValueTooLarge" or "RequestBodyTooLarge" or "TooManyProperties") =>
            new(StorageFailure.TooLarge, $"{subject} is larger than Azure Storage takes.", refused),
        (400, "KeyValueTooLarge" or "OutOfRangeInput" or "PropertyNameInvalid" or "InvalidDuplicateRow") =>
            new(StorageFailure.InvalidKey, $"{subject} has a key that Azure Storage does not take.", refused),
        (401 or 403, _) => Unavailable(subject, "refuses this process's identity: check its role assignments on the storage account", refused),
        (0, _) => Unavailable(subject, "cannot be reached", refused),
        var (status, code) => Unavailable(subject, $"is not available ({status} {code})", refused),
    };

    private static StorageException Unavailable(string subject, string why, Exception inner) =>
        new(StorageFailure.Unavailable, $"{subject} {why}.", inner);
}
