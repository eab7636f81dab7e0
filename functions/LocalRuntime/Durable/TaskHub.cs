using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handover.LocalRuntime.Durable;

/// <summary>The parts of the engine put together over one hub's table and container.</summary>
internal sealed partial class TaskHub : IDisposable
{
    private const int DefaultConcurrency = 20;
    private readonly TableClient table;
    private readonly BlobContainerClient container;
    private readonly ActivityRunner activities;

    public TaskHub(
        LocalDurableOptions options, string connectionString, DurableFunctions functions, JsonSerializerOptions json,
        TimeProvider time, IServiceScopeFactory scopes, ILoggerFactory loggers)
    {
        if (!HubNames().IsMatch(options.HubName))
        {
            throw new FunctionDefinitionException(
                $"'{options.HubName}' cannot be a task hub name: 3 to 40 letters and digits, a letter first.");
        }

        var logger = loggers.CreateLogger("Handover.LocalRuntime.Durable");
        table = new TableClient(connectionString, options.HubName + "Instances");
        container = new BlobContainerClient(connectionString, $"{options.HubName.ToLowerInvariant()}-durable");
        var store = new HubStore(table, new PayloadBlobs(container));
        var lease = new HubLease(container.GetBlobClient("owner"), options.OwnershipConflict, logger);
        activities = new ActivityRunner(functions, options.MaxConcurrentActivityFunctions ?? DefaultConcurrency, logger);
        var runner = new OrchestratorRunner(functions, scopes, json, loggers);
        Engine = new DurableEngine(store, lease, runner, activities, options.Probe, time, logger);
        Client = new LocalDurableTaskClient(options.HubName, Engine, new InstanceQueries(store, json), json);
        functions.Client = Client;
    }

    public DurableEngine Engine { get; }

    public DurableTaskClient Client { get; }

    public async Task Start(Action stopHost, CancellationToken cancellation)
    {
        await table.CreateIfNotExistsAsync(cancellation);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await Engine.Start(stopHost, cancellation);
    }

    public void Dispose()
    {
        activities.Dispose();
        Engine.Dispose();
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,39}$")]
    private static partial Regex HubNames();
}
