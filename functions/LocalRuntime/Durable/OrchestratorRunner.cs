using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Durable;

/// <summary>Runs one episode of an instance with the function that its name stands for.</summary>
internal sealed class OrchestratorRunner(
    DurableFunctions functions, IServiceScopeFactory scopes, JsonSerializerOptions json, ILoggerFactory loggers)
{
    public async Task<EpisodeResult> Run(OrchestrationInstance instance, InstanceState state, IReadOnlyList<HistoryEvent> history)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (functions.Orchestrator(state.Name, scope.ServiceProvider, CancellationToken.None) is not { } orchestrator)
        {
            return Unknown(state.Name);
        }

        var executionId = state.ExecutionId;
        var foreignWork = new ForeignWork(() => instance.Post(new ForeignWorkSeen(executionId)));
        return new Episode(state, orchestrator, json, loggers, foreignWork.Seen).Run(history);
    }

    private static EpisodeResult Unknown(string name)
    {
        var message = $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function.";
        var failure = new TaskFailureDetails(typeof(InvalidOperationException).FullName!, message, null, null, null);
        var output = JsonSerializer.Serialize(new { message });
        return new EpisodeResult(new OrchestratorFailed(failure, output), [], new HashSet<int>(), null);
    }

    /// <summary>Reports once an episode, however much of it turns up.</summary>
    private sealed class ForeignWork(Action report)
    {
        private int seen;

        public void Seen()
        {
            if (Interlocked.Exchange(ref seen, 1) == 0)
            {
                report();
            }
        }
    }
}
