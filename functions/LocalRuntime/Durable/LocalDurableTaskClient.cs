using System.Text.Json;

namespace Handover.LocalRuntime.Durable;

internal sealed class LocalDurableTaskClient(string hubName, DurableEngine engine, InstanceQueries queries, JsonSerializerOptions json)
    : DurableTaskClient(hubName)
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var instanceId = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        if (instanceId.Length == 0 || instanceId.StartsWith('@'))
        {
            throw new ArgumentException($"'{instanceId}' cannot be an instance id: it is empty or starts with '@'.", nameof(options));
        }

        var serialized = Serialize(input);
        var state = engine.NewInstance(instanceId, orchestratorName.Name, serialized) with { StartAt = options?.StartAt };
        var dedupe = options?.DedupeStatuses ?? [];
        var existing = await engine.Create(
            state, serialized, finished => dedupe.Contains(finished.Status.ToString(), StringComparer.OrdinalIgnoreCase), cancellation);
        return existing is null ? instanceId : throw new OrchestrationAlreadyExistsException(instanceId);
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return Tell(instanceId, new Deliver(new EventRaised(eventName, Serialize(eventPayload))), cancellation);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitUntil(instanceId, found => found.RuntimeStatus != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitUntil(instanceId, found => found.IsCompleted, getInputsAndOutputs, cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        Tell(instanceId, new Terminate(Serialize(options?.Output)), cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        Tell(instanceId, new Suspend(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        Tell(instanceId, new Resume(reason), cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        engine.EnsureOwned();
        return queries.Get(instanceId, getInputsAndOutputs, cancellation);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        engine.EnsureOwned();
        return filter?.TaskHubNames is null
            ? queries.All(filter ?? new OrchestrationQuery())
            : throw new NotSupportedException("This host has one task hub; a query cannot name others.");
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        engine.EnsureOwned();
        if (await engine.Store.Find(instanceId, withPayloads: false, cancellation) is not { } state)
        {
            return new PurgeResult(0);
        }

        if (!state.IsFinished)
        {
            throw new InvalidOperationException(
                "Only orchestrations in a terminal state can be purged, but the orchestration with instance ID "
                + $"{instanceId} has status {state.Status}.");
        }

        return new PurgeResult(await engine.Purge(state, cancellation) ? 1 : 0);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        engine.EnsureOwned();
        var statuses = InstanceQueries.Finished.Where(s => filter.Statuses?.Contains(s) ?? true).ToList();
        if (statuses.Count == 0)
        {
            return new PurgeResult(0, true);
        }

        var count = 0;
        var wanted = InstanceQueries.Filter(statuses, filter.CreatedFrom, filter.CreatedTo, null);
        await foreach (var (states, _) in engine.Store.Query(wanted, withPayloads: false, null, null, cancellation))
        {
            foreach (var state in states)
            {
                count += await engine.Purge(state, cancellation) ? 1 : 0;
            }
        }

        return new PurgeResult(count, true);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task Tell(string instanceId, InstanceMessage message, CancellationToken cancellation)
    {
        var instance = await engine.FindUnfinished(instanceId, cancellation);
        instance.Post(message);
        await message.Recorded.Task.WaitAsync(cancellation);
    }

    private async Task<OrchestrationMetadata> WaitUntil(
        string instanceId, Func<OrchestrationMetadata, bool> reached, bool withPayloads, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, engine.Closed);
        while (true)
        {
            engine.EnsureOwned();
            var change = engine.Watch.NextChange(instanceId);
            if (await queries.Get(instanceId, withPayloads, cancellation) is { } found && reached(found))
            {
                return found;
            }

            await change.WaitAsync(either.Token);
        }
    }

    private string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), json);
}
