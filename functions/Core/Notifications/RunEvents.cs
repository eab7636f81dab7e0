using Handover.Core.Schedules;

namespace Handover.Core.Notifications;

/// <summary>What runs are told as.</summary>
public static class RunEvents
{
    /// <summary>The kind and the words of what an execution gives occasion to tell.</summary>
    /// <param name="execution">The execution that has ended.</param>
    /// <param name="signal">The occasion.</param>
    public static (ProjectEventKind Kind, string Detail) Of(Execution execution, RunSignal signal)
    {
        var deployment = execution.Target is { } target ? $"{execution.Node} ({target})" : execution.Node;
        return signal switch
        {
            RunSignal.RunFailed => (ProjectEventKind.RunFailed, $"{deployment}, due {Time(execution.Due)}: {execution.Problem?.Detail ?? "it failed."}"),
            RunSignal.RunRecovered => (ProjectEventKind.RunRecovered, $"{deployment} succeeded again, due {Time(execution.Due)}{(execution.Rows is { } rows ? $", with {rows:N0} rows" : "")}."),
            RunSignal.RunSuspended => (ProjectEventKind.ScheduleSuspended, $"{deployment} failed too often and runs no more. Mend it, then resume its schedule."),
            _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "An occasion without words."),
        };
    }

    /// <summary>The words for a deployment whose data is late.</summary>
    /// <param name="node">The deployment.</param>
    /// <param name="status">What its freshness is.</param>
    public static string Late(string node, FreshnessStatus status) =>
        $"{node} should have been fresh by {(status.Deadline is { } deadline ? Time(deadline) : "now")}; its data is {(status.DataFrom is { } data ? $"of {Time(data)}" : "not there yet")}.";

    private static string Time(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
