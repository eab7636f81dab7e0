using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace Handover.LocalRuntime.Durable;

/// <summary>
/// The task hub's rows. A partition is an instance: its state row and its history rows. Every write of history is one
/// entity-group transaction with the state row under its ETag, so an owner that lost the hub can never append.
/// </summary>
internal sealed class HubStore(TableClient table, PayloadBlobs blobs)
{
    private const int BatchSize = 100;
    private readonly InstanceRow instanceRow = new(blobs);
    private readonly HistoryRow historyRow = new(blobs);

    /// <summary>Writes a new instance with its first events; null if the id is taken.</summary>
    public async Task<InstanceState?> TryInsert(InstanceState state, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation)
    {
        var created = state with { HistoryRows = 1, CommitId = NewCommitId() };
        var row = await instanceRow.FromState(created, null, cancellation);
        var history = await historyRow.FromEvents(row.PartitionKey, state.ExecutionId, 0, events, cancellation);
        try
        {
            return created with { ETag = await Submit(TableTransactionActionType.Add, row, default, history, cancellation) };
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return await AlreadyWritten(row.PartitionKey, created, cancellation);
        }
    }

    /// <summary>Puts a new execution in the place of a finished one; null if the row changed meanwhile.</summary>
    public async Task<InstanceState?> TryReplace(
        InstanceState finished, InstanceState state, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation)
    {
        var created = state with { HistoryRows = 1, CommitId = NewCommitId() };
        var row = await instanceRow.FromState(created, null, cancellation);
        var history = await historyRow.FromEvents(row.PartitionKey, state.ExecutionId, 0, events, cancellation);
        try
        {
            return created with { ETag = await Submit(TableTransactionActionType.UpdateReplace, row, finished.ETag, history, cancellation) };
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return await AlreadyWritten(row.PartitionKey, created, cancellation);
        }
    }

    /// <summary>Appends events and moves the state on, both or neither.</summary>
    /// <exception cref="TaskHubOwnershipException">Another owner wrote since.</exception>
    public async Task<InstanceState> Append(
        InstanceState before, InstanceState after, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation)
    {
        var number = after.ExecutionId == before.ExecutionId ? before.HistoryRows : 0;
        var written = after with { HistoryRows = number + 1, CommitId = NewCommitId() };
        var row = await instanceRow.FromState(written, before, cancellation);
        var history = await historyRow.FromEvents(row.PartitionKey, after.ExecutionId, number, events, cancellation);
        try
        {
            return written with { ETag = await Submit(TableTransactionActionType.UpdateMerge, row, before.ETag, history, cancellation) };
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return await AlreadyWritten(row.PartitionKey, written, cancellation) ?? throw new TaskHubOwnershipException(
                $"The instance '{before.InstanceId}' was written by another owner of its task hub.", e);
        }
    }

    /// <summary>Takes an instance over from an earlier owner, whose writes fail from here on, and reads it whole.</summary>
    public async Task<(InstanceState State, List<HistoryEvent> History)> TakeOver(string instanceKey, string owner, CancellationToken cancellation)
    {
        var mark = new TableEntity(instanceKey, StorageKeys.StateRow) { ["Owner"] = owner };
        await table.UpdateEntityAsync(mark, ETag.All, TableUpdateMode.Merge, cancellation);
        TableEntity? stateRow = null;
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {instanceKey}"), cancellationToken: cancellation))
        {
            if (row.RowKey == StorageKeys.StateRow)
            {
                stateRow = row;
            }
            else
            {
                rows.Add(row);
            }
        }

        var state = await instanceRow.ToState(stateRow!, withPayloads: true, cancellation);
        var inForce = StorageKeys.HistoryRow(state.ExecutionId, 0)[..^8];
        var history = new List<HistoryEvent>();
        foreach (var row in rows.Where(r => r.RowKey.StartsWith(inForce, StringComparison.Ordinal)).OrderBy(r => r.RowKey, StringComparer.Ordinal))
        {
            history.AddRange(await historyRow.ToEvents(row, cancellation));
        }

        await Delete(rows.Where(r => !r.RowKey.StartsWith(inForce, StringComparison.Ordinal)), cancellation);
        return (state, history);
    }

    public async Task<InstanceState?> Find(string instanceId, bool withPayloads, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            StorageKeys.Encode(instanceId), StorageKeys.StateRow, cancellationToken: cancellation);
        return row.HasValue ? await instanceRow.ToState(row.Value!, withPayloads, cancellation) : null;
    }

    /// <summary>State rows by instance id, as pages of storage.</summary>
    public async IAsyncEnumerable<(IReadOnlyList<InstanceState> States, string? Continuation)> Query(
        string? filter, bool withPayloads, string? continuation, int? pageSize, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var all = $"RowKey eq '{StorageKeys.StateRow}'";
        var pages = table.QueryAsync<TableEntity>(filter is null ? all : $"{all} and ({filter})", cancellationToken: cancellation);
        await foreach (var page in pages.AsPages(continuation, pageSize).WithCancellation(cancellation))
        {
            var states = new List<InstanceState>(page.Values.Count);
            foreach (var row in page.Values)
            {
                states.Add(await instanceRow.ToState(row, withPayloads, cancellation));
            }

            yield return (states, string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }
    }

    /// <summary>Deletes the history of an execution that another has replaced.</summary>
    public async Task DeleteHistory(InstanceState execution, CancellationToken cancellation)
    {
        var key = StorageKeys.Encode(execution.InstanceId);
        var rows = Enumerable.Range(0, execution.HistoryRows)
            .Select(n => new TableEntity(key, StorageKeys.HistoryRow(execution.ExecutionId, n)));
        await Delete(rows, cancellation);
    }

    public async Task Purge(string instanceId, CancellationToken cancellation)
    {
        var key = StorageKeys.Encode(instanceId);
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            rows.Add(row);
        }

        await Delete(rows.Where(r => r.RowKey != StorageKeys.StateRow), cancellation);
        await blobs.DeleteAll(key, cancellation);
        await Delete(rows.Where(r => r.RowKey == StorageKeys.StateRow), cancellation);
    }

    private static string NewCommitId() => Guid.NewGuid().ToString("N");

    private async Task<ETag> Submit(
        TableTransactionActionType action, TableEntity state, ETag etag, TableEntity history, CancellationToken cancellation)
    {
        var answers = await table.SubmitTransactionAsync(
            [new TableTransactionAction(action, state, etag), new TableTransactionAction(TableTransactionActionType.Add, history)], cancellation);
        return answers.Value[0].Headers.ETag
            ?? throw new InvalidDataException("Table storage answered a transaction without an ETag.");
    }

    /// <summary>A transaction that the storage client repeated after a lost answer conflicts with itself: then the row is what we wrote.</summary>
    private async Task<InstanceState?> AlreadyWritten(string instanceKey, InstanceState written, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(instanceKey, StorageKeys.StateRow, cancellationToken: cancellation);
        return row.HasValue
            && row.Value!.GetString("CommitId") == written.CommitId
            ? written with { ETag = row.Value.ETag }
            : null;
    }

    private async Task Delete(IEnumerable<TableEntity> rows, CancellationToken cancellation)
    {
        foreach (var batch in rows.Chunk(BatchSize))
        {
            try
            {
                await table.SubmitTransactionAsync(
                    batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellation);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                foreach (var row in batch)
                {
                    await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
                }
            }
        }
    }
}
