namespace Handover.LocalRuntime.Durable;

/// <summary>Where tests look in, or kill the process: around every write of history and before every activity.</summary>
internal sealed class EngineProbe
{
    public Action<string, HistoryEvent> BeforeCommit { get; init; } = (_, _) => { };

    public Action<string, HistoryEvent> AfterCommit { get; init; } = (_, _) => { };

    /// <summary>Asked before each commit; a test makes storage fail or an owner stall here.</summary>
    public Func<string, Task> Committing { get; init; } = _ => Task.CompletedTask;
}
