namespace Handover.LocalRuntime.Durable;

/// <summary>Something for an instance to take in, in order.</summary>
internal abstract record InstanceMessage
{
    /// <summary>Ends when what the message asks for is in storage; faults if it cannot be done.</summary>
    public TaskCompletionSource Recorded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <param name="ExecutionId">The execution that the event answers; null for an event from outside.</param>
internal sealed record Deliver(IncomingEvent Event, string? ExecutionId = null) : InstanceMessage;

internal sealed record Terminate(string? Output) : InstanceMessage;

internal sealed record Suspend(string? Reason) : InstanceMessage;

internal sealed record Resume(string? Reason) : InstanceMessage;

internal sealed record ForeignWorkSeen(string ExecutionId) : InstanceMessage;

/// <summary>Nothing new from outside: go on with what history holds.</summary>
internal sealed record Continue : InstanceMessage;
