namespace Handover.Core.Notifications;

/// <summary>How far a delivery is.</summary>
public enum DeliveryStatus
{
    /// <summary>Waits for its first or its next attempt.</summary>
    Pending,
    /// <summary>The receiver took it.</summary>
    Delivered,
    /// <summary>Given up; an administrator (or who subscribed) can have it tried again.</summary>
    Dead,
}

/// <summary>One event for one subscriber.</summary>
public sealed record Delivery
{
    /// <summary>Id, the same at every attempt: a receiver that sees it again has it already.</summary>
    public required string Id { get; init; }
    /// <summary>Id of the subscriber.</summary>
    public required string Subscriber { get; init; }
    /// <summary>What is told.</summary>
    public required ProjectEvent Event { get; init; }
    /// <summary>How far it is.</summary>
    public DeliveryStatus Status { get; init; } = DeliveryStatus.Pending;
    /// <summary>How many times it was tried. Counted before the attempt, so that one which ends the process counts too.</summary>
    public int Attempts { get; init; }
    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>When it was tried last, UTC.</summary>
    public DateTimeOffset? AttemptedAt { get; init; }
    /// <summary>When it is tried next, UTC; null when it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }
    /// <summary>HTTP status of the last answer; null if there was none.</summary>
    public int? Answer { get; init; }
    /// <summary>Why the last attempt did not succeed.</summary>
    public string? Problem { get; init; }

    /// <summary>This delivery with what became of its latest attempt.</summary>
    public Delivery After(AttemptResult result, DateTimeOffset now)
    {
        var done = this with { Answer = result.Answer, Problem = result.Problem, NextAttemptAt = null };
        return result.Kind switch
        {
            AttemptKind.Taken => done with { Status = DeliveryStatus.Delivered },
            AttemptKind.Refused => done with { Status = DeliveryStatus.Dead },
            _ when Attempts >= DeliveryRules.AttemptsOf(Event.Kind) => done with { Status = DeliveryStatus.Dead },
            _ => done with { Status = DeliveryStatus.Pending, NextAttemptAt = now + DeliveryRules.Wait(Attempts, result.RetryAfter) },
        };
    }
}

/// <summary>What became of an attempt.</summary>
public enum AttemptKind
{
    /// <summary>The receiver took it.</summary>
    Taken,
    /// <summary>It did not, but may the next time.</summary>
    Passing,
    /// <summary>It will not, however often it is asked.</summary>
    Refused,
}

/// <param name="Kind">What became of it.</param>
/// <param name="Answer">HTTP status; null without an answer.</param>
/// <param name="Problem">In words.</param>
/// <param name="RetryAfter">How long the receiver wants to be left alone.</param>
public sealed record AttemptResult(AttemptKind Kind, int? Answer = null, string? Problem = null, TimeSpan? RetryAfter = null)
{
    /// <summary>What an HTTP answer means.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="said">The beginning of its body, if it says something.</param>
    /// <param name="retryAfter">Its Retry-After.</param>
    public static AttemptResult Of(int status, string? said, TimeSpan? retryAfter) => status switch
    {
        >= 200 and < 300 => new(AttemptKind.Taken, status),
        >= 300 and < 400 => new(AttemptKind.Refused, status, "The receiver redirects elsewhere; redirects are not followed. Set the address that it redirects to."),
        408 or 425 or 429 or >= 500 => new(AttemptKind.Passing, status, Words($"The receiver answered {status}", said), retryAfter),
        _ => new(AttemptKind.Refused, status, Words($"The receiver refused it with {status}", said)),
    };

    private static string Words(string what, string? said) => string.IsNullOrWhiteSpace(said) ? $"{what}." : $"{what}: {said}";
}

/// <summary>How often and how long deliveries are tried.</summary>
public static class DeliveryRules
{
    /// <summary>Attempts before a delivery is given up; with <see cref="Wait"/> about nine hours.</summary>
    public const int MaxAttempts = 8;

    /// <summary>How long deliveries are kept to be looked at, in days.</summary>
    public const int KeptDays = 30;

    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(6);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
    ];

    /// <summary>Attempts for a kind: somebody waits for the answer of a test, so it is tried once.</summary>
    public static int AttemptsOf(ProjectEventKind kind) => kind is ProjectEventKind.Test ? 1 : MaxAttempts;

    /// <summary>How long to wait after this many attempts; as long as the receiver asks for, if that is longer (up to six hours).</summary>
    public static TimeSpan Wait(int attempts, TimeSpan? retryAfter)
    {
        var wait = Waits[Math.Clamp(attempts - 1, 0, Waits.Length - 1)];
        var asked = retryAfter is { } given && given > LongestRetryAfter ? LongestRetryAfter : retryAfter ?? TimeSpan.Zero;
        return asked > wait ? asked : wait;
    }
}
