using System.Diagnostics.Metrics;
using Handover.Core.Schedules;

namespace Handover.Services.Schedules;

/// <summary>What runs count: <c>handover.executions</c> by outcome, and <c>handover.freshness.late</c>.</summary>
public sealed class RunSignals : IDisposable
{
    private readonly Meter meter = new("Handover");
    private readonly Counter<long> executions;
    private int late;

    public RunSignals()
    {
        executions = meter.CreateCounter<long>("handover.executions", "{execution}", "Executions that have ended");
        meter.CreateObservableGauge("handover.freshness.late", () => late, "{deployment}", "Deployments whose data is older than it may be");
    }

    /// <summary>An execution has ended.</summary>
    public void Ended(ExecutionStatus outcome, int count = 1)
    {
        if (count > 0)
        {
            executions.Add(count, new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant()));
        }
    }

    /// <summary>So many deployments are late now.</summary>
    public void Late(int count) => late = count;

    public void Dispose() => meter.Dispose();
}
