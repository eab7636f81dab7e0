using System.Diagnostics;
using Handover.Core.Operations;

namespace Handover.Services.Telemetry;

/// <summary>
/// Spans from the function that was called to the statement in the warehouse. An operation remembers the span that began it, so that its steps
/// belong to the same trace, however much later and on whatever machine they run.
/// </summary>
public static class Traces
{
    private static readonly ActivitySource Source = new(Signals.Name);

    /// <summary>A piece of work, beneath what called it.</summary>
    public static Activity? Work(string name) => Source.StartActivity(name);

    /// <summary>A step of an operation, in the trace of whatever began the operation.</summary>
    public static Activity? Step(Operation operation, string step)
    {
        var began = ActivityContext.TryParse(operation.Trace, null, isRemote: true, out var parent) ? parent : default;
        var span = Source.StartActivity($"{operation.Kind} {step}", ActivityKind.Internal, began);
        span?.SetTag("handover.operation", operation.Id).SetTag("handover.step", step).SetTag("handover.project", operation.Project);
        if (operation.Execution is { } execution)
        {
            span?.SetTag("handover.node", operation.Node).SetTag("handover.execution", execution);
        }

        return span;
    }

    /// <summary>What an operation remembers of what begins it; null where nobody traces.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>A statement in the warehouse: timed always, traced where somebody listens. Its text is not exported: it may hold data.</summary>
    internal static StatementSpan Statement(string system, string sql) => new(Source, system, OperationOf(sql));

    private static string OperationOf(string sql)
    {
        var text = sql.AsSpan().TrimStart();
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
        {
            length++;
        }

        return length is 0 or > 20 ? "OTHER" : text[..length].ToString().ToUpperInvariant();
    }
}

/// <summary>One statement; it has failed unless it is said that it succeeded.</summary>
internal sealed class StatementSpan : IDisposable
{
    private readonly long since = Stopwatch.GetTimestamp();
    private readonly string system;
    private readonly string operation;
    private readonly Activity? span;
    private bool succeeded;

    public StatementSpan(ActivitySource source, string system, string operation)
    {
        (this.system, this.operation) = (system, operation);
        span = source.StartActivity($"{system} {operation}", ActivityKind.Client);
        span?.SetTag("db.system.name", system).SetTag("db.operation.name", operation);
    }

    public void Succeeded(string? queryId = null)
    {
        succeeded = true;
        if (queryId is not null)
        {
            span?.SetTag("handover.query_id", queryId);
        }
    }

    public void Tagged(string? tag) => span?.SetTag("handover.query_tag", tag);

    public void Dispose()
    {
        if (!succeeded)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }

        span?.Dispose();
        Signals.StatementEnded(since, system, operation, succeeded);
    }
}
