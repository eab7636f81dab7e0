using System.Diagnostics;
using System.Net;
using Handover.Core.Diagnostics;
using Handover.Core.Projects;
using Handover.Services.Telemetry;

namespace Handover.Triggers.Http;

/// <summary>The door of every HTTP function: lets in who may come in, and is the one way out for what went wrong.</summary>
public sealed class RequestDoor(AccessCheck access, HostTrust trust, ILogger<RequestDoor> log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        using var span = Traces.Work(context.FunctionDefinition.Name);
        var requestId = Activity.Current?.TraceId.ToString() ?? context.InvocationId;
        http.Response.Headers["x-request-id"] = requestId;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            trust.Require();
            await access.LetInAsync(http, context.FunctionDefinition.Name, requestId, context.CancellationToken);
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
            context.GetInvocationResult().Value = Results.StatusCode(499);
        }
        catch (Exception problem)
        {
            var refusal = Explain(problem, context.FunctionDefinition.Name, requestId);
            span?.SetTag("handover.problem", refusal.Code).SetStatus(refusal.Kind is RefusalKind.Internal ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            context.GetInvocationResult().Value = ProblemAnswer.Of(refusal, requestId);
        }
    }

    private Refusal Explain(Exception problem, string function, string requestId)
    {
        if (ProblemAnswer.Explain(problem) is { } refusal)
        {
            log.LogDebug("{Function} refused {RequestId}: {Code}", function, requestId, refusal.Code);
            return refusal;
        }

        log.LogError(problem, "{Function} failed {RequestId}", function, requestId);
        return new Refusal(RefusalKind.Internal, "internal-error", $"This is a fault of Handover, not of yours. Nothing was saved by halves. Tell an administrator the request id {requestId}.");
    }
}

/// <summary>What this host may believe of what a request says.</summary>
/// <param name="Reason">Null if the header that names the caller may be believed; else what is missing.</param>
/// <param name="FrontEnd">Whether every request comes through a front end that adds the address of who called it to <c>X-Forwarded-For</c>.</param>
public sealed record HostTrust(string? Reason, bool FrontEnd = false)
{
    private const int MaxUserAgent = 200;

    public void Require()
    {
        if (Reason is not null)
        {
            throw new Refusal(RefusalKind.Unavailable, "authentication-not-configured", Reason).ToException();
        }
    }

    /// <summary>Where a request came from.</summary>
    public ClientOrigin ClientOf(HttpContext http)
    {
        var agent = new string([.. http.Request.Headers.UserAgent.ToString().Where(letter => !char.IsControl(letter)).Take(MaxUserAgent)]);
        return new ClientOrigin(FrontEnd ? Forwarded(http) : http.Connection.RemoteIpAddress?.ToString(), agent.Length == 0 ? null : agent);
    }

    // The last address is the one that the front end has seen; whatever stands before it anybody may have sent.
    private static string? Forwarded(HttpContext http)
    {
        var last = http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        return IPEndPoint.TryParse(last, out var seen) ? seen.Address.ToString() : null;
    }
}
