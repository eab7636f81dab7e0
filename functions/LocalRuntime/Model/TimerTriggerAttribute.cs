namespace Handover.LocalRuntime;

/// <summary>A function that runs by a schedule: 5 or 6 cron fields (UTC), <c>%SETTING%</c>, or a <see cref="TimeSpan"/> from the start.</summary>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; } = schedule;

    /// <summary>Whether runs are recorded, so that a run missed while the host was down is made up (schedules of a minute or longer).</summary>
    public bool UseMonitor { get; set; } = true;

    public bool RunOnStartup { get; set; }
}

public class TimerInfo
{
    /// <summary>The status before this run; null for schedules shorter than a minute and unmonitored ones.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    public bool IsPastDue { get; set; }
}

/// <summary>Local times, as the Functions host gives them.</summary>
public class ScheduleStatus
{
    /// <summary>The run before this one; <see cref="DateTime.MinValue"/> before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>The occurrence that this run is for.</summary>
    public DateTime Next { get; set; }

    public DateTime LastUpdated { get; set; }
}
