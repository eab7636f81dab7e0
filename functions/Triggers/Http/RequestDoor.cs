using System.Diagnostics;
using Handover.Core.Diagnostics;

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
            context.GetInvocationResult().Value = ProblemAnswer.Of(Explain(problem, context.FunctionDefinition.Name, requestId), requestId);
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

/// <summary>Whether this host may believe the header that names the caller.</summary>
/// <param name="Reason">Null if it may; else what is missing.</param>
public sealed record HostTrust(string? Reason)
{
    public void Require()
    {
        if (Reason is not null)
        {
            throw new Refusal(RefusalKind.Unavailable, "authentication-not-configured", Reason).ToException();
        }
    }
}
