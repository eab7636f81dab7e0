using System.Text.Json;
using Handover.Core.Diagnostics;
using Handover.Services.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace Handover.Services.Promotions;

/// <summary>Plans and backups as immutable values: the hash of a plan is the hash of what is stored.</summary>
public sealed class PlanStore(StorageClients clients) : IDisposable
{
    private const long ReadBytes = 64 * 1024 * 1024;

    // Each of an operation's steps reads its plan; one of a hundred deployments is long.
    private readonly MemoryCache read = new(new MemoryCacheOptions { SizeLimit = ReadBytes });
    private readonly ContentBlobs plans = new(clients, "plans/");
    private readonly ContentBlobs backups = new(clients, "backups/");

    /// <summary>The hash that a plan has, without storing it.</summary>
    public static string HashOf<T>(T plan) => ContentBlobs.HashOf(Bytes(plan));

    public Task<string> PutAsync<T>(T plan, CancellationToken cancellation) => plans.PutAsync(Bytes(plan), cancellation);

    /// <exception cref="RefusalException"><c>plan-not-found</c>.</exception>
    public async Task<T> GetAsync<T>(string hash, CancellationToken cancellation)
    {
        if (read.TryGetValue((typeof(T), hash), out T? known) && known is not null)
        {
            return known;
        }

        try
        {
            var bytes = await plans.GetAsync(hash, cancellation);
            var plan = Read<T>(bytes) ?? throw Refusal.NotFound("plan", hash);
            read.Set((typeof(T), hash), plan, new MemoryCacheEntryOptions { Size = bytes.Length, SlidingExpiration = TimeSpan.FromMinutes(10) });
            return plan;
        }
        catch (Exception absent) when (absent is StorageException { Kind: StorageFailure.NotFound or StorageFailure.InvalidKey } or JsonException)
        {
            throw Refusal.NotFound("plan", hash);
        }
    }

    /// <summary>Tells the collector that somebody is about to refer to a plan.</summary>
    /// <exception cref="RefusalException"><c>plan-not-found</c>: it was collected.</exception>
    public async Task KeepAsync(string hash, CancellationToken cancellation)
    {
        if (!await plans.KeepAsync(hash, cancellation))
        {
            throw Refusal.NotFound("plan", hash);
        }
    }

    internal IAsyncEnumerable<StoredContent> ListAsync(CancellationToken cancellation) => plans.ListAsync(cancellation);

    internal Task<bool> DeleteAsync(StoredContent plan, CancellationToken cancellation) => plans.DeleteAsync(plan, cancellation);

    /// <summary>Why a plan is not what was stored, as the end of a sentence; null if it is.</summary>
    public Task<string?> CheckAsync(string hash, CancellationToken cancellation) => plans.CheckAsync(hash, cancellation);

    /// <summary>Why a backup is not what was stored, as the end of a sentence; null if it is.</summary>
    public Task<string?> CheckBackupAsync(string hash, CancellationToken cancellation) => backups.CheckAsync(hash, cancellation);

    public Task<string> PutBackupAsync<T>(T backup, CancellationToken cancellation) => backups.PutAsync(Bytes(backup), cancellation);

    public async Task<T> GetBackupAsync<T>(string hash, CancellationToken cancellation) =>
        Read<T>(await backups.GetAsync(hash, cancellation)) ?? throw new JsonException($"The backup {hash} is empty.");

    public void Dispose() => read.Dispose();

    private static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, StorageJson.Options);

    private static T? Read<T>(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<T>(bytes.Span, StorageJson.Options);
}
