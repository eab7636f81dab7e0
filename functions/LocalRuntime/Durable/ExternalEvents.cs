namespace Handover.LocalRuntime.Durable;

/// <summary>
/// Events that came and waits for them, by name without regard to case. Events wait in order; of several waits on one name the
/// last one made gets the next event, as Durable Task has it.
/// </summary>
internal sealed class ExternalEvents
{
    private readonly Dictionary<string, LinkedList<EventRaised>> arrived = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, LinkedList<IEventWait>> waits = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> order = [];

    public bool AnyWaits => waits.Values.Any(w => w.Count > 0);

    /// <summary>What nobody has taken, in order of arrival.</summary>
    public IReadOnlyList<EventRaised> Unprocessed => order;

    public void Raise(EventRaised raised)
    {
        if (waits.TryGetValue(raised.Name, out var waiting) && waiting.Last is { } last)
        {
            waiting.RemoveLast();
            last.Value.Deliver(raised.Payload);
            return;
        }

        if (!arrived.TryGetValue(raised.Name, out var queue))
        {
            arrived[raised.Name] = queue = new LinkedList<EventRaised>();
        }

        queue.AddLast(raised);
        order.Add(raised);
    }

    public void Wait(string name, IEventWait wait)
    {
        if (arrived.TryGetValue(name, out var queue) && queue.First is { } first)
        {
            queue.RemoveFirst();
            order.Remove(first.Value);
            wait.Deliver(first.Value.Payload);
            return;
        }

        if (!waits.TryGetValue(name, out var waiting))
        {
            waits[name] = waiting = new LinkedList<IEventWait>();
        }

        waiting.AddLast(wait);
    }

    public void Cancel(string name, IEventWait wait)
    {
        if (waits.TryGetValue(name, out var waiting))
        {
            waiting.Remove(wait);
        }
    }
}

internal interface IEventWait
{
    void Deliver(string? payload);
}
