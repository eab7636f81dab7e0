using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Handover.Services.Storage;

/// <summary>Whether storage answers; <paramref name="Problem"/> says what does not, <paramref name="Time"/> what its clock shows, to the second.</summary>
public sealed record StorageHealth(bool Tables, bool Blobs, string? Problem, DateTimeOffset? Time = null)
{
    public bool IsHealthy => Tables && Blobs;
}

/// <summary>The clients of one installation's tables and blobs. One for the process: they pool connections.</summary>
public sealed class StorageClients
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(5);
    private readonly StorageOptions options;
    private readonly TableServiceClient tables;
    private readonly BlobContainerClient container;
    private readonly EnsureOnce containerExists;

    /// <summary>Bound of the contents of one kind that are kept in memory.</summary>
    internal long CacheBytes => options.CacheMiB * 1024L * 1024;

    /// <param name="options">Where storage is.</param>
    /// <param name="configure">Last word on the clients' options, such as a policy of its own in the pipeline.</param>
    public StorageClients(StorageOptions options, Action<ClientOptions>? configure = null)
    {
        options.Validate();
        this.options = options;
        var tableOptions = Configured(new TableClientOptions(), configure);
        var blobOptions = Configured(new BlobClientOptions(), configure);
        BlobServiceClient blobs;
        if (options.ConnectionString is { } connection)
        {
            tables = new TableServiceClient(connection, tableOptions);
            blobs = new BlobServiceClient(connection, blobOptions);
        }
        else
        {
            var credential = Credential(options);
            tables = new TableServiceClient(options.TableEndpoint, credential, tableOptions);
            blobs = new BlobServiceClient(options.BlobEndpoint, credential, blobOptions);
        }
        container = blobs.GetBlobContainerClient(options.Prefix.ToLowerInvariant());
        containerExists = new EnsureOnce(cancellation => container.CreateIfNotExistsAsync(cancellationToken: cancellation));
    }

    /// <summary>Asks both services for something small; never throws for what storage does.</summary>
    public async Task<StorageHealth> HealthAsync(CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(HealthTimeout);
        DateTimeOffset? time = null;
        var tableProblem = ProblemAsync("Tables", async token => time = await TableProbeAsync(token), limited.Token, cancellation);
        var blobProblem = ProblemAsync("Blobs", token => container.ExistsAsync(token), limited.Token, cancellation);
        var problems = await Task.WhenAll(tableProblem, blobProblem);
        var text = string.Join(' ', problems.OfType<string>());
        return new StorageHealth(problems[0] is null, problems[1] is null, text.Length == 0 ? null : text, time);
    }

    internal TableClient Table(string name) => tables.GetTableClient(options.Prefix + name);

    internal async Task<BlobContainerClient> ContainerAsync(CancellationToken cancellation)
    {
        await containerExists.DoneAsync(cancellation);
        return container;
    }

    private async Task<DateTimeOffset?> TableProbeAsync(CancellationToken cancellation)
    {
        // Listing tables is what the data role allows; the service's properties need a role of their own.
        await foreach (var page in tables.QueryAsync(table => table.Name == options.Prefix, maxPerPage: 1, cancellation).AsPages())
        {
            return page.GetRawResponse().Headers.Date;
        }

        return null;
    }

    private static async Task<string?> ProblemAsync(
        string service, Func<CancellationToken, Task> probe, CancellationToken limited, CancellationToken cancellation)
    {
        try
        {
            await probe(limited);
            return null;
        }
        catch (Exception error) when (StorageErrors.Map(error, service, cancellation) is { } mapped)
        {
            return mapped.Message;
        }
    }

    private T Configured<T>(T client, Action<ClientOptions>? configure) where T : ClientOptions
    {
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(4);
        client.Retry.MaxRetries = options.MaxRetries;
        client.Retry.NetworkTimeout = options.NetworkTimeout;
        client.Diagnostics.ApplicationId = "handover";
        client.AddPolicy(new SendCount.Policy(), HttpPipelinePosition.PerRetry);
        configure?.Invoke(client);
        return client;
    }

    private static TokenCredential Credential(StorageOptions options) => options.ManagedIdentityClientId is { } id
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id))
        : new DefaultAzureCredential();
}
