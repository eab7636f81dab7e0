namespace Handover.LocalRuntime;

public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The orchestrator's name where it differs from the function's.</summary>
    public string? Orchestration { get; set; }
}

public sealed class ActivityTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The activity's name where it differs from the function's.</summary>
    public string? Activity { get; set; }
}

/// <summary>Binds a <see cref="DurableTaskClient"/> of this host's own task hub; naming another hub or connection is refused at start.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    public string? TaskHub { get; set; }

    public string? ConnectionName { get; set; }
}
