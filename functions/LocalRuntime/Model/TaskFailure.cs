namespace Handover.LocalRuntime;

/// <summary>An activity or sub-orchestration that failed, as the orchestrator that awaits it sees it.</summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails.ErrorMessage}")
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : this(taskName, taskId, TaskFailureDetails.FromException(innerException))
    {
    }

    public string TaskName { get; }

    /// <summary>The number of the action in the orchestrator: activities, timers, sub-orchestrations and sent events count together.</summary>
    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }
}

/// <param name="ErrorType">The full CLR type name of the exception (the worker's <c>EnableUserCodeException</c> is off).</param>
public record TaskFailureDetails(
    string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure, IDictionary<string, object?>? Properties)
{
    public bool IsCausedBy<T>() where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the exception was of this type or of one derived from it; inner failures do not count.</summary>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly.GetType(ErrorType, throwOnError: false) is { } type)
            {
                return targetBaseExceptionType.IsAssignableFrom(type);
            }
        }

        return false;
    }

    public static TaskFailureDetails FromException(Exception exception) => new(
        exception.GetType().FullName ?? exception.GetType().Name,
        exception.Message,
        exception.StackTrace,
        exception switch
        {
            TaskFailedException failed => failed.FailureDetails,
            { InnerException: { } inner } => FromException(inner),
            _ => null,
        },
        Properties: null);

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";
}
