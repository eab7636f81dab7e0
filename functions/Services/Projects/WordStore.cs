using System.Collections.Immutable;
using System.Text.Json;
using Handover.Core.Annotations;
using Handover.Core.Flows;
using Handover.Services.Storage;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Projects;

/// <summary>
/// What a search looks at in flows (<see cref="FlowWords"/>), as immutable documents under their hash. It is put before the transaction that writes
/// a revision, and the project's row in it names the hash: so what is found is what the flow says. Revisions that change no words, and clones,
/// share a document; a row would be too small for it.
/// </summary>
public sealed class WordStore(StorageClients clients, ILogger<WordStore> log)
{
    private readonly ContentBlobs blobs = new(clients, "words/");

    /// <summary>Stores what a flow says.</summary>
    /// <returns>Its hash.</returns>
    public Task<string> PutAsync(Flow flow, CancellationToken cancellation) =>
        blobs.PutAsync(JsonSerializer.SerializeToUtf8Bytes(FlowWords.Of(flow), StorageJson.Options), cancellation);

    /// <summary>What a flow says; nothing if it is lost, so that one project does not keep others from being found.</summary>
    /// <param name="hash">Its hash; empty for a flow that was saved before words were stored.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ImmutableArray<NodeWords>> GetAsync(string hash, CancellationToken cancellation)
    {
        if (hash.Length == 0)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<ImmutableArray<NodeWords>>((await blobs.GetAsync(hash, cancellation)).Span, StorageJson.Options);
        }
        catch (StorageException lost) when (lost.Kind is StorageFailure.NotFound or StorageFailure.Corrupt)
        {
            log.LogError(lost, "What a flow says is lost: save the flow once more");
            return [];
        }
    }

    /// <summary>Tells collectors that somebody is about to refer to a document.</summary>
    /// <returns>False if it is not there.</returns>
    public async Task<bool> KeepAsync(string hash, CancellationToken cancellation) => hash.Length > 0 && await blobs.KeepAsync(hash, cancellation);

    /// <summary>Why a document is not what was stored, as the end of a sentence; null if it is.</summary>
    public Task<string?> CheckAsync(string hash, CancellationToken cancellation) => blobs.CheckAsync(hash, cancellation);

    /// <summary>All documents, for a collector.</summary>
    public IAsyncEnumerable<StoredContent> ListAsync(CancellationToken cancellation) => blobs.ListAsync(cancellation);

    /// <summary>Deletes a document in the version that <see cref="ListAsync"/> showed.</summary>
    /// <returns>False if it was put or kept since, or is gone.</returns>
    public Task<bool> DeleteAsync(StoredContent words, CancellationToken cancellation) => blobs.DeleteAsync(words, cancellation);
}
