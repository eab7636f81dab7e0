using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;

namespace Handover.LocalRuntime.Durable;

/// <summary>Queries as table filters, and state rows as the metadata that clients see.</summary>
internal sealed class InstanceQueries(HubStore store, JsonSerializerOptions json)
{
    public static readonly IReadOnlyList<OrchestrationRuntimeStatus> Unfinished =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    public static readonly IReadOnlyList<OrchestrationRuntimeStatus> Finished =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private HubStore Rows => store;

    public async Task<OrchestrationMetadata?> Get(string instanceId, bool withPayloads, CancellationToken cancellation) =>
        await store.Find(instanceId, withPayloads, cancellation) is { } state ? ToMetadata(state) : null;

    public AsyncPageable<OrchestrationMetadata> All(OrchestrationQuery query) => new QueryPages(this, query);

    public static string? Filter(
        IEnumerable<OrchestrationRuntimeStatus>? statuses, DateTimeOffset? from, DateTimeOffset? to, string? idPrefix)
    {
        var parts = new List<string>();
        if (statuses?.Distinct().ToList() is { Count: > 0 } wanted)
        {
            parts.Add("(" + string.Join(" or ", wanted.Select(s => $"Status eq '{s}'")) + ")");
        }

        if (from is { } first)
        {
            parts.Add(TableClient.CreateQueryFilter($"CreatedAt ge {first}"));
        }

        if (to is { } last)
        {
            parts.Add(TableClient.CreateQueryFilter($"CreatedAt le {last}"));
        }

        if (!string.IsNullOrEmpty(idPrefix))
        {
            var start = StorageKeys.Encode(idPrefix);
            parts.Add(TableClient.CreateQueryFilter($"PartitionKey ge {start} and PartitionKey lt {start + '~'}"));
        }

        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }

    private OrchestrationMetadata ToMetadata(InstanceState state) => new(state.Name, state.InstanceId)
    {
        RuntimeStatus = state.Status,
        CreatedAt = state.CreatedAt,
        LastUpdatedAt = state.LastUpdatedAt,
        SerializedInput = state.Input,
        SerializedOutput = state.Output,
        SerializedCustomStatus = state.CustomStatus,
        SerializerOptions = json,
    };

    private sealed class QueryPages(InstanceQueries queries, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
    {
        public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
            Pages(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize, CancellationToken.None);

        private async IAsyncEnumerable<Page<OrchestrationMetadata>> Pages(
            string? continuation, int pageSize, [EnumeratorCancellation] CancellationToken cancellation)
        {
            var filter = Filter(query.Statuses, query.CreatedFrom, query.CreatedTo, query.InstanceIdPrefix);
            await foreach (var (states, next) in queries.Rows.Query(filter, query.FetchInputsAndOutputs, continuation, pageSize, cancellation))
            {
                yield return new Page<OrchestrationMetadata>([.. states.Select(queries.ToMetadata)], next);
            }
        }
    }
}
