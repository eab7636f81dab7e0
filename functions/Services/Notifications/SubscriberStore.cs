using Handover.Core.Diagnostics;
using Handover.Core.Notifications;
using Handover.Services.Storage;
using ETag = Azure.ETag;

namespace Handover.Services.Notifications;

/// <summary>Who is told of events: channels and subscribed workflows, each in a table of their own. Their addresses are in the store of secrets.</summary>
public sealed class SubscriberStore(StorageClients clients)
{
    private const string Partition = "workspace";
    private readonly DocumentTable channels = new(clients, "Channels");
    private readonly DocumentTable webhooks = new(clients, "Webhooks");

    /// <summary>How ids of channels begin.</summary>
    public const string ChannelPrefix = "channel";

    /// <summary>How ids of subscribed workflows begin.</summary>
    public const string WebhookPrefix = "webhook";

    public async Task<Stored<Subscriber>?> FindAsync(string id, CancellationToken cancellation) => id switch
    {
        { Length: > 64 } => null,
        _ when id.StartsWith(ChannelPrefix + "-", StringComparison.Ordinal) => await channels.GetAsync<Subscriber>(Partition, RowKey.Of(id), cancellation),
        _ when id.StartsWith(WebhookPrefix + "-", StringComparison.Ordinal) => await webhooks.GetAsync<Subscriber>(Partition, RowKey.Of(id), cancellation),
        _ => null,
    };

    /// <exception cref="RefusalException"><c>channel-not-found</c>, <c>webhook-not-found</c>.</exception>
    public async Task<Stored<Subscriber>> RequireAsync(string prefix, string id, CancellationToken cancellation) =>
        (id.StartsWith(prefix + "-", StringComparison.Ordinal) ? await FindAsync(id, cancellation) : null) ?? throw Refusal.NotFound(prefix, id);

    public Task<Page<Stored<Subscriber>>> ListAsync(string prefix, int limit, string? continuation, CancellationToken cancellation) =>
        TableOf(prefix).QueryAsync<Subscriber>(Partition, RowRange.All, limit, continuation, cancellation);

    /// <summary>All of both kinds.</summary>
    public async Task<IReadOnlyList<Subscriber>> AllAsync(CancellationToken cancellation)
    {
        var all = new List<Subscriber>();
        foreach (var table in new[] { channels, webhooks })
        {
            await foreach (var item in table.ScanAsync<Subscriber>(Partition, RowRange.All, cancellation))
            {
                all.Add(item.Value);
            }
        }

        return all;
    }

    public async Task<Stored<Subscriber>> AddAsync(Subscriber subscriber, CancellationToken cancellation) =>
        new(subscriber, await TableOf(subscriber.Id).InsertAsync(Partition, subscriber.Id, subscriber, cancellation));

    public async Task<Stored<Subscriber>> ReplaceAsync(Subscriber subscriber, ETag etag, CancellationToken cancellation) =>
        new(subscriber, await TableOf(subscriber.Id).ReplaceAsync(Partition, subscriber.Id, subscriber, etag, cancellation));

    public Task DeleteAsync(string id, ETag etag, CancellationToken cancellation) => TableOf(id).DeleteAsync(Partition, id, etag, cancellation);

    private DocumentTable TableOf(string id) => id.StartsWith(WebhookPrefix, StringComparison.Ordinal) ? webhooks : channels;
}
