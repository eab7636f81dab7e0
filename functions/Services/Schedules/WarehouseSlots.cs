using Handover.Services.Operations;
using Handover.Services.Storage;

namespace Handover.Services.Schedules;

/// <summary>
/// How many runs compute on one virtual warehouse at once. A slot is a row that a run inserts; one whose holder has ended, because a process
/// broke off before it could give it back, is given back by whoever finds none free.
/// </summary>
public sealed class WarehouseSlots(StorageClients clients, OperationStore operations, RunLimits limits, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly DocumentTable table = new(clients, "Slots");

    /// <summary>Takes a slot; taking one again for the same operation succeeds.</summary>
    public async Task<bool> TryTakeAsync(string warehouse, string operation, CancellationToken cancellation)
    {
        var partition = RowKey.Of(warehouse);
        var taken = await table.ScanAsync<Holder>(partition, RowRange.All, cancellation).ToListAsync(cancellation);
        if (taken.Any(slot => slot.Value.Operation == operation))
        {
            return true;
        }

        for (var number = 0; number < limits.PerWarehouse; number++)
        {
            var row = RowKey.Number(number);
            if (taken.All(slot => slot.Row != row) && await InsertAsync(partition, row, operation, cancellation))
            {
                return true;
            }
        }

        foreach (var slot in taken.Where(slot => clock.GetUtcNow() - slot.Value.At > Patience))
        {
            if (await operations.FindAsync(slot.Value.Operation, cancellation) is null or { Ended: true })
            {
                await table.DeleteAsync(partition, slot.Row, slot.ETag, cancellation);
            }
        }

        return false;
    }

    /// <summary>Gives back what an operation holds.</summary>
    public async Task ReleaseAsync(string warehouse, string operation, CancellationToken cancellation)
    {
        var partition = RowKey.Of(warehouse);
        await foreach (var slot in table.ScanAsync<Holder>(partition, RowRange.All, cancellation))
        {
            if (slot.Value.Operation == operation)
            {
                await table.DeleteAsync(partition, slot.Row, slot.ETag, cancellation);
            }
        }
    }

    private async Task<bool> InsertAsync(string partition, string row, string operation, CancellationToken cancellation)
    {
        try
        {
            await table.InsertAsync(partition, row, new Holder(operation, clock.GetUtcNow()), cancellation);
            return true;
        }
        catch (StorageException taken) when (taken.Kind is StorageFailure.Conflict)
        {
            return false;
        }
    }

    private sealed record Holder(string Operation, DateTimeOffset At);
}
