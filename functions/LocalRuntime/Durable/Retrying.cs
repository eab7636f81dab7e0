namespace Handover.LocalRuntime.Durable;

/// <summary>Attempts of one call: by a policy, with durable timers between them, or by a handler that decides inside the orchestrator.</summary>
internal static class Retrying
{
    public static Task<T> Run<T>(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> attempt) => retry switch
    {
        { Policy: { } policy } => ByPolicy(context, policy, attempt),
        { Handler: { } handler } => ByHandler(context, handler, attempt),
        _ => attempt(),
    };

    private static async Task<T> ByPolicy<T>(TaskOrchestrationContext context, RetryPolicy policy, Func<Task<T>> attempt)
    {
        var start = context.CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            TimeSpan delay;
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e)
            {
                if (policy.DelayAfter(number, context.CurrentUtcDateTime - start, e.FailureDetails) is not { } wait)
                {
                    throw;
                }

                delay = wait;
            }

            await context.CreateTimer(delay, CancellationToken.None);
        }
    }

    private static async Task<T> ByHandler<T>(TaskOrchestrationContext context, AsyncRetryHandler handler, Func<Task<T>> attempt)
    {
        var start = context.CurrentUtcDateTime;
        for (var number = 1; ; number++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException e)
            {
                var elapsed = context.CurrentUtcDateTime - start;
                if (!await handler(new RetryContext(context, number, e.FailureDetails, elapsed, CancellationToken.None)))
                {
                    throw;
                }
            }
        }
    }
}
