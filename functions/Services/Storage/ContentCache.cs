namespace Handover.Services.Storage;

/// <summary>The contents used last, up to a number of bytes. Safe to share, because a content never changes under its hash.</summary>
internal sealed class ContentCache(long maxBytes)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Hash, byte[] Content)>> byHash = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Hash, byte[] Content)> newestFirst = new();
    private long bytes;

    public byte[]? Find(string hash)
    {
        lock (gate)
        {
            if (!byHash.TryGetValue(hash, out var node))
            {
                return null;
            }
            newestFirst.Remove(node);
            newestFirst.AddFirst(node);
            return node.Value.Content;
        }
    }

    public void Add(string hash, byte[] content)
    {
        // One content never takes more than a quarter, so that it does not push out everything else.
        if (content.Length > maxBytes / 4)
        {
            return;
        }
        lock (gate)
        {
            if (byHash.ContainsKey(hash))
            {
                return;
            }
            byHash.Add(hash, newestFirst.AddFirst((hash, content)));
            bytes += content.Length;
            while (bytes > maxBytes && newestFirst.Last is { } oldest)
            {
                RemoveNode(oldest);
            }
        }
    }

    public void Remove(string hash)
    {
        lock (gate)
        {
            if (byHash.TryGetValue(hash, out var node))
            {
                RemoveNode(node);
            }
        }
    }

    private void RemoveNode(LinkedListNode<(string Hash, byte[] Content)> node)
    {
        newestFirst.Remove(node);
        byHash.Remove(node.Value.Hash);
        bytes -= node.Value.Content.Length;
    }
}
