using System.Collections.Concurrent;

namespace Handover.Bench.Soak;

/// <summary>What was asked and what was acknowledged.</summary>
internal sealed class SoakLedger
{
    private readonly Lock gate = new();
    private List<double> times = [];

    /// <summary>Answers of 5xx, and requests without an answer.</summary>
    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>How often each refusal was given: who works on one thing with others is refused now and then.</summary>
    public ConcurrentDictionary<string, int> Refusals { get; } = [];

    /// <summary>Deploys that were begun.</summary>
    public ConcurrentBag<string> Deploys { get; } = [];

    /// <summary>Promotions that were requested.</summary>
    public ConcurrentBag<string> Promotions { get; } = [];

    /// <summary>The operations of those.</summary>
    public ConcurrentBag<string> PromotionOperations { get; } = [];

    /// <summary>Acknowledged writes by the action that the audit calls them.</summary>
    public ConcurrentDictionary<string, int> Actions { get; } = [];

    public int Requests { get; private set; }

    /// <summary>Forgets what belonged to the preparation.</summary>
    public void Begin()
    {
        Actions.Clear();
        Deploys.Clear();
        Promotions.Clear();
        PromotionOperations.Clear();
    }

    public void Did(string action) => Actions.AddOrUpdate(action, 1, (_, known) => known + 1);

    public int Count(string action) => Actions.GetValueOrDefault(action);

    public void Answered(string asked, int status, string? code, TimeSpan took)
    {
        lock (gate)
        {
            times.Add(took.TotalMilliseconds);
            Requests++;
        }

        if (status is 0 or >= 500)
        {
            Errors.Enqueue($"{DateTime.UtcNow:HH:mm:ss} {asked}: {status} {code}");
        }
        else if (status >= 400)
        {
            Refusals.AddOrUpdate(code ?? $"{status}", 1, (_, known) => known + 1);
        }
    }

    /// <summary>The times of all requests since the last call, sorted.</summary>
    public List<double> TakeTimes()
    {
        List<double> taken;
        lock (gate)
        {
            (taken, times) = (times, []);
        }

        taken.Sort();
        return taken;
    }
}
