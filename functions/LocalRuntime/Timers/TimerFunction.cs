using System.Reflection;
using Handover.LocalRuntime.Hosting;
using Microsoft.Extensions.Configuration;

namespace Handover.LocalRuntime.Timers;

/// <summary>A timer function with its schedule read and its settings resolved.</summary>
internal sealed record TimerFunction(FunctionDescriptor Function, TimerSchedule Schedule, bool UseMonitor, bool RunOnStartup, bool IsDisabled)
{
    /// <summary>Whether runs are recorded and made up for: not for schedules shorter than a minute.</summary>
    public bool IsMonitored => UseMonitor && Schedule.IsAMinuteOrLonger;

    public static TimerFunction From(FunctionDescriptor function, IConfiguration configuration, bool isDisabled)
    {
        var trigger = function.Trigger.GetCustomAttribute<TimerTriggerAttribute>()!;
        if (function.Trigger.ParameterType != typeof(TimerInfo))
        {
            throw function.Refuse($"binds its timer trigger to {function.Trigger.ParameterType.Name}; use TimerInfo.");
        }

        foreach (var parameter in function.Parameters.Where(p => p != function.Trigger))
        {
            var isClient = parameter.GetCustomAttribute<DurableClientAttribute>() is not null;
            if (!isClient && parameter.ParameterType != typeof(FunctionContext) && parameter.ParameterType != typeof(CancellationToken))
            {
                throw function.Refuse($"has a parameter '{parameter.Name}' that a timer cannot bind.");
            }
        }

        try
        {
            return new TimerFunction(
                function, TimerSchedule.Parse(Resolve(trigger.Schedule, configuration)), trigger.UseMonitor, trigger.RunOnStartup, isDisabled);
        }
        catch (FormatException e)
        {
            throw function.Refuse($"has a schedule that cannot be read, '{trigger.Schedule}': {e.Message}");
        }
    }

    private static string Resolve(string schedule, IConfiguration configuration)
    {
        if (schedule is not ['%', .. var name, '%'])
        {
            return schedule;
        }

        return configuration[name] is { Length: > 0 } value
            ? value
            : throw new FormatException($"the setting '{name}' is missing.");
    }
}
