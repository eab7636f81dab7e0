using System.Text.Json;
using Azure.Data.Tables;

namespace Handover.LocalRuntime.Durable;

/// <summary>An instance's state as a table row, and back. A payload too long for a property goes to a blob that the row names.</summary>
internal sealed class InstanceRow(PayloadBlobs blobs)
{
    /// <summary>Half of the 64 KiB that a string property may take, three of which share a row with little else.</summary>
    private const int MaxInlineCharacters = 30_000;

    public async Task<TableEntity> FromState(InstanceState state, InstanceState? before, CancellationToken cancellation)
    {
        var entity = new TableEntity(StorageKeys.Encode(state.InstanceId), StorageKeys.StateRow)
        {
            ["Name"] = state.Name,
            ["ExecutionId"] = state.ExecutionId,
            ["Status"] = state.Status.ToString(),
            ["CreatedAt"] = state.CreatedAt,
            ["LastUpdatedAt"] = state.LastUpdatedAt,
            ["HistoryRows"] = state.HistoryRows,
            ["CommitId"] = state.CommitId,
        };
        if (before is null)
        {
            entity["StartAt"] = state.StartAt;
            entity["Parent"] = state.Parent is null ? null : JsonSerializer.Serialize(state.Parent);
        }

        if (state.Failure is not null)
        {
            await SetPayload(entity, "Failure", JsonSerializer.Serialize(state.Failure), cancellation);
        }

        if (before is null || !ReferenceEquals(before.Input, state.Input))
        {
            await SetPayload(entity, "Input", state.Input, cancellation);
        }

        if (before is null || !string.Equals(before.Output, state.Output, StringComparison.Ordinal))
        {
            await SetPayload(entity, "Output", state.Output, cancellation);
        }

        if (before is null || !string.Equals(before.CustomStatus, state.CustomStatus, StringComparison.Ordinal))
        {
            await SetPayload(entity, "CustomStatus", state.CustomStatus, cancellation);
        }

        return entity;
    }

    public async Task<InstanceState> ToState(TableEntity entity, bool withPayloads, CancellationToken cancellation) => new()
    {
        InstanceId = StorageKeys.Decode(entity.PartitionKey),
        Name = entity.GetString("Name"),
        ExecutionId = entity.GetString("ExecutionId"),
        Status = Enum.Parse<OrchestrationRuntimeStatus>(entity.GetString("Status")),
        CreatedAt = entity.GetDateTimeOffset("CreatedAt")!.Value,
        LastUpdatedAt = entity.GetDateTimeOffset("LastUpdatedAt")!.Value,
        StartAt = entity.GetDateTimeOffset("StartAt"),
        Parent = entity.GetString("Parent") is { } parent ? JsonSerializer.Deserialize<ParentTask>(parent) : null,
        HistoryRows = entity.GetInt32("HistoryRows")!.Value,
        ETag = entity.ETag,
        Input = withPayloads ? await GetPayload(entity, "Input", cancellation) : null,
        Output = withPayloads ? await GetPayload(entity, "Output", cancellation) : null,
        CustomStatus = withPayloads ? await GetPayload(entity, "CustomStatus", cancellation) : null,
        Failure = withPayloads && await GetPayload(entity, "Failure", cancellation) is { } failure
            ? JsonSerializer.Deserialize<TaskFailureDetails>(failure)
            : null,
    };

    /// <summary>A property is never left out once written: a merge keeps what it does not name, so absence is the empty string plus a flag.</summary>
    private async Task SetPayload(TableEntity entity, string property, string? value, CancellationToken cancellation)
    {
        var isLong = value?.Length > MaxInlineCharacters;
        entity[property + "In"] = value is null ? "none" : isLong ? "blob" : "row";
        entity[property] = isLong ? await blobs.Write(entity.PartitionKey, value!, cancellation) : value ?? "";
    }

    private async Task<string?> GetPayload(TableEntity entity, string property, CancellationToken cancellation) =>
        entity.GetString(property + "In") switch
        {
            "row" => entity.GetString(property),
            "blob" => await blobs.Read(entity.GetString(property), cancellation),
            _ => null,
        };
}
