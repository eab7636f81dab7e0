using System.Text;
using Azure;
using Handover.Core.Sql;
using Handover.Services.Storage;

namespace Handover.Services.Deployments;

/// <summary>A replaced object that is kept under a name of ours.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Operation">The operation that put it aside; the last one that used the name decides about it.</param>
/// <param name="Project">The project that the operation changed; its environment says how long.</param>
/// <param name="Role">Role that may drop it.</param>
/// <param name="Warehouse">Virtual warehouse of that role.</param>
/// <param name="KeptAt">When it was put aside, UTC.</param>
public sealed record KeptObject(TableName Name, string Operation, string Project, string Role, string Warehouse, DateTimeOffset KeptAt);

/// <summary>
/// What is kept until when: a row an object that says whose it is, and a row under the day on which it is looked at, so that a tick reads what
/// is due and nothing else. A name is used again by later operations; the due row of an earlier one then finds another owner and goes.
/// </summary>
public sealed class RetentionStore(StorageClients clients)
{
    private const string Partition = "kept";
    private const string Due = "due";
    private readonly DocumentTable table = new(clients, "Retention");

    /// <summary>Keeps objects, each until a day. Keeping the same again changes nothing.</summary>
    public async Task PutAsync(IEnumerable<(KeptObject Object, DateOnly Day)> objects, CancellationToken cancellation)
    {
        foreach (var chunk in objects.Chunk(DocumentBatch.MaxRows / 2))
        {
            var batch = table.Batch(Partition);
            foreach (var (kept, day) in chunk)
            {
                batch.Upsert(OwnerRow(kept), kept).Upsert(DueRow(kept, day), kept);
            }

            await batch.SubmitAsync(cancellation);
        }
    }

    /// <summary>What is to be looked at on a day or should have been before.</summary>
    public IAsyncEnumerable<Stored<KeptObject>> DueAsync(DateOnly today, CancellationToken cancellation) =>
        table.ScanAsync<KeptObject>(Partition, RowRange.Between(RowKey.Prefix(Due), RowKey.Of(Due, Text(today.AddDays(1)))), cancellation);

    /// <summary>Whose an object is that was put aside; null if nobody has noted it.</summary>
    public async Task<KeptObject?> FindAsync(TableName name, CancellationToken cancellation) =>
        (await table.GetAsync<KeptObject>(Partition, RowKey.Of("object", Key(name)), cancellation))?.Value;

    /// <summary>Whether the object is still the one that this operation put aside.</summary>
    public async Task<bool> IsOwnAsync(KeptObject kept, CancellationToken cancellation) =>
        (await table.GetAsync<KeptObject>(Partition, OwnerRow(kept), cancellation))?.Value.Operation == kept.Operation;

    /// <summary>Looks at it on a later day.</summary>
    public async Task MoveAsync(Stored<KeptObject> due, DateOnly day, CancellationToken cancellation)
    {
        var row = DueRow(due.Value, day);
        if (row != due.Row)
        {
            await table.Batch(Partition).Upsert(row, due.Value).Delete(due.Row, due.ETag).SubmitAsync(cancellation);
        }
    }

    /// <summary>Forgets an object that was dropped: first whose it was, so that what is cut off here is tidied up by the next look.</summary>
    public async Task ForgetAsync(Stored<KeptObject> due, CancellationToken cancellation)
    {
        var owner = await table.GetAsync<KeptObject>(Partition, OwnerRow(due.Value), cancellation);
        if (owner?.Value.Operation == due.Value.Operation)
        {
            await table.DeleteAsync(Partition, OwnerRow(due.Value), owner.ETag, cancellation);
        }

        await table.DeleteAsync(Partition, due.Row, ETag.All, cancellation);
    }

    private static string OwnerRow(KeptObject kept) => RowKey.Of("object", Key(kept.Name));

    private static string DueRow(KeptObject kept, DateOnly day) => RowKey.Of(Due, Text(day), Key(kept.Name), kept.Operation);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd");

    // Three names of 255 characters are longer than a key may be.
    private static string Key(TableName name) =>
        ContentBlobs.HashOf(Encoding.UTF8.GetBytes(RowKey.Of(name.Database, name.Schema, name.Name)));
}
