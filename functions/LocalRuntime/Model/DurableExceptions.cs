namespace Handover.LocalRuntime;

/// <summary>
/// A management call that cannot be done: no such instance, or not in its present status. The Azure host throws
/// <c>Grpc.Core.RpcException</c> in the same places, so shared code may rely on a throw but not on its type.
/// </summary>
public class OrchestrationCallException(string message) : InvalidOperationException(message);

public sealed class OrchestrationNotFoundException(string instanceId)
    : OrchestrationCallException($"No instance with ID '{instanceId}' was found.");

/// <summary>A start of an id whose instance has not finished (or has a status that the start lists for deduplication).</summary>
public sealed class OrchestrationAlreadyExistsException(string instanceId)
    : OrchestrationCallException($"An Orchestration instance with the ID {instanceId} already exists.");

/// <summary>The orchestrator's code no longer agrees with the history that it is replayed from.</summary>
public sealed class NonDeterministicOrchestrationException(string message)
    : InvalidOperationException("Non-Deterministic workflow detected: " + message);

/// <summary>The orchestrator awaited or ran something that is not durable (Task.Delay, Task.Run, I/O), which a replay cannot repeat.</summary>
public sealed class ForeignAwaitException(string message) : InvalidOperationException(message);

/// <summary>This process does not own the task hub (any more), so it may not run or change its instances.</summary>
public sealed class TaskHubOwnershipException(string message, Exception? inner = null) : InvalidOperationException(message, inner);

/// <summary>A function, or the way it is declared, that this host refuses to start with.</summary>
public sealed class FunctionDefinitionException(string message) : InvalidOperationException(message);

/// <summary>A parameter of a function that could not be given a value.</summary>
public sealed class FunctionInputConverterException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
