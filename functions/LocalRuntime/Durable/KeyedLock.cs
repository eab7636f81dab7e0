namespace Handover.LocalRuntime.Durable;

/// <summary>Lets one at a time work on a key; keys may share a lock.</summary>
internal sealed class KeyedLock
{
    private readonly SemaphoreSlim[] stripes = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> Enter(string key, CancellationToken cancellation)
    {
        var stripe = stripes[(uint)StringComparer.Ordinal.GetHashCode(key) % (uint)stripes.Length];
        await stripe.WaitAsync(cancellation);
        return new Release(stripe);
    }

    private sealed class Release(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
