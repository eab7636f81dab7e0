using Azure.Data.Tables;

namespace Handover.LocalRuntime.Timers;

/// <summary>When a timer last ran and is next due, all UTC.</summary>
internal sealed record TimerStatus(DateTime Last, DateTime Next, DateTime LastUpdated);

internal sealed class TimerStatusStore(string connectionString, string hubName)
{
    private const string Partition = "timers";
    private readonly TableClient table = new(connectionString, hubName + "Timers");

    public Task Create(CancellationToken cancellation) => table.CreateIfNotExistsAsync(cancellation);

    public async Task<TimerStatus?> Read(string function, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Key(function), cancellationToken: cancellation);
        return row.HasValue
            ? new TimerStatus(Moment(row.Value!, "Last"), Moment(row.Value!, "Next"), Moment(row.Value!, "LastUpdated"))
            : null;
    }

    public Task Write(string function, TimerStatus status, CancellationToken cancellation) => table.UpsertEntityAsync(
        new TableEntity(Partition, Key(function)) { ["Last"] = status.Last.Ticks, ["Next"] = status.Next.Ticks, ["LastUpdated"] = status.LastUpdated.Ticks },
        TableUpdateMode.Replace, cancellation);

    private static string Key(string function) => Durable.StorageKeys.Encode(function);

    /// <summary>Ticks, as a table's own dates begin in 1601 and the time before the first run is year one.</summary>
    private static DateTime Moment(TableEntity row, string property) => new(row.GetInt64(property)!.Value, DateTimeKind.Utc);
}
