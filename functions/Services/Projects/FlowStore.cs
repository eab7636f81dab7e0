using Handover.Core.Compilation;
using Handover.Core.Flows;
using Handover.Core.Projects;
using Handover.Services.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace Handover.Services.Projects;

/// <summary>Flows as immutable, content-addressed documents. Equal flows are one blob, so a clone or a revision copies a hash.</summary>
public sealed class FlowStore(StorageClients clients, TableLists reads, WordStore words) : IDisposable
{
    private const long CompiledNodes = 200_000;
    private readonly ContentBlobs blobs = new(clients, "flows/");
    private readonly MemoryCache compiled = new(new MemoryCacheOptions { SizeLimit = CompiledNodes });

    /// <summary>Stores a flow, and what its clones will get.</summary>
    public async Task<FlowAddress> PutAsync(Flow flow, CancellationToken cancellation)
    {
        var cloned = FlowClone.Of(flow);
        var (bytes, clone) = (FlowJson.Write(flow), FlowJson.Write(cloned));
        var same = clone.AsSpan().SequenceEqual(bytes);
        var hash = blobs.PutAsync(bytes, cancellation);
        var cloneHash = same ? hash : blobs.PutAsync(clone, cancellation);
        var readsHash = reads.PutAsync(flow.Sources.Select(source => source.Table), cancellation);
        var wordsHash = words.PutAsync(flow, cancellation);
        var cloneWordsHash = same ? wordsHash : words.PutAsync(cloned, cancellation);
        await Task.WhenAll(hash, cloneHash, readsHash, wordsHash, cloneWordsHash);
        return new FlowAddress(await hash, await cloneHash, await readsHash, await wordsHash, await cloneWordsHash);
    }

    /// <summary>Why a flow's document is not what was stored, as the end of a sentence; null if it is.</summary>
    public Task<string?> CheckAsync(string hash, CancellationToken cancellation) => blobs.CheckAsync(hash, cancellation);

    /// <summary>Tells collectors that somebody is about to refer to a flow that is stored: whoever copies a hash keeps it first.</summary>
    /// <returns>False if not all of it is there any more.</returns>
    public async Task<bool> KeepAsync(FlowAddress flow, CancellationToken cancellation)
    {
        var kept = await Task.WhenAll([
            .. new[] { flow.Hash, flow.CloneHash }.Distinct().Select(hash => blobs.KeepAsync(hash, cancellation)),
            .. new[] { flow.WordsHash, flow.CloneWordsHash }.Distinct().Select(hash => words.KeepAsync(hash, cancellation)),
            reads.KeepAsync(flow.ReadsHash, cancellation)]);
        return kept.All(there => there);
    }

    /// <summary>All stored flows, for a collector.</summary>
    public IAsyncEnumerable<StoredContent> ListAsync(CancellationToken cancellation) => blobs.ListAsync(cancellation);

    /// <summary>Deletes a flow in the version that <see cref="ListAsync"/> showed.</summary>
    /// <returns>False if it was put or kept since, or is gone.</returns>
    public Task<bool> DeleteAsync(StoredContent flow, CancellationToken cancellation) => blobs.DeleteAsync(flow, cancellation);

    /// <summary>A flow's canonical JSON.</summary>
    public Task<ReadOnlyMemory<byte>> BytesAsync(string hash, CancellationToken cancellation) => blobs.GetAsync(hash, cancellation);

    public async Task<Flow> GetAsync(string hash, CancellationToken cancellation) => (await CompiledAsync(hash, cancellation)).Flow;

    /// <summary>A flow and what the compiler says of it: the same for the same hash, so it is kept.</summary>
    public async Task<CompiledFlow> CompiledAsync(string hash, CancellationToken cancellation)
    {
        if (compiled.TryGetValue(hash, out CompiledFlow? known) && known is not null)
        {
            return known;
        }

        var parsed = FlowJson.Parse(await blobs.GetAsync(hash, cancellation));
        var flow = parsed.Flow ?? throw new StorageException(StorageFailure.Corrupt, $"flows/{hash} is not a flow: {parsed.Problems[0].Message}");
        var result = FlowCompiler.Compile(flow);
        compiled.Set(hash, result, new MemoryCacheEntryOptions { Size = flow.Nodes.Count + 1, SlidingExpiration = TimeSpan.FromMinutes(30) });
        return result;
    }

    public void Dispose() => compiled.Dispose();
}
