using System.Diagnostics.Metrics;
using Handover.Core.Schedules;
using Microsoft.Extensions.Logging;

namespace Handover.Services.Schedules;

/// <summary>The one place from which runs tell of themselves: metrics, and what people are told.</summary>
public sealed class RunSignals : IDisposable
{
    private readonly Meter meter = new("Handover");
    private readonly Counter<long> executions;
    private readonly ILogger<RunSignals> log;
    private int late;

    public RunSignals(ILogger<RunSignals> log)
    {
        this.log = log;
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

    /// <summary>Tells people of an execution. May be called again for the same one.</summary>
    public Task RaiseAsync(Execution execution, RunSignal signal, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        log.LogInformation("{Signal}: {Project}/{Node}, execution {Execution}", signal, execution.Project, execution.Node, execution.Id);
        return Task.CompletedTask;
    }

    /// <summary>Tells people that a deployment's data is late.</summary>
    public Task RaiseLateAsync(string project, string node, FreshnessStatus status, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        log.LogInformation("{Signal}: {Project}/{Node} since {Deadline}", RunSignal.RunLate, project, node, status.Deadline);
        return Task.CompletedTask;
    }

    public void Dispose() => meter.Dispose();
}
