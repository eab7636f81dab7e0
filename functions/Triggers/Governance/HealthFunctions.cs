using System.Reflection;
using Handover.Services.Storage;
using Handover.Services.Warehouse;
using Handover.Triggers.Http;

namespace Handover.Triggers.Governance;

/// <summary>How a part is.</summary>
public sealed record PartHealth(string Status, string? Detail = null)
{
    public static readonly PartHealth Up = new("up");
}

/// <summary>How the installation is.</summary>
public sealed record HealthView(string Status, string Version, PartHealth Storage, PartHealth Warehouse, PartHealth Engine, DateTimeOffset Time);

/// <summary>Whether everything that Handover depends on answers.</summary>
public sealed class HealthFunctions(StorageClients storage, IWarehouse warehouse, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string Version =
        typeof(StorageClients).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    [Function("GetHealth"), Requires(Audience.Anyone)]
    [Documented("Version, storage, warehouse and engine", Answer = typeof(HealthView))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        _ = request;
        var parts = await Task.WhenAll(
            ProbeAsync("Storage", async token => (await storage.HealthAsync(token)).Problem, cancellation),
            ProbeAsync("The warehouse", async token => (await warehouse.RolesAsync(token)).Count == 0 ? "No role is configured." : null, cancellation),
            ProbeAsync("The engine", async token => (await client.GetInstanceAsync("health-probe", token)) is null ? null : "", cancellation));
        var up = parts.All(part => part.Status == "up");
        var health = new HealthView(up ? "up" : "down", Version, parts[0], parts[1], parts[2], clock.GetUtcNow());
        return TypedResults.Json(health, statusCode: up ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Anyone may ask, so no more is said than which part is down.</summary>
    private static async Task<PartHealth> ProbeAsync(string part, Func<CancellationToken, Task<string?>> probe, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Patience);
        try
        {
            return await probe(limited.Token) is null or "" ? PartHealth.Up : new PartHealth("down", $"{part} does not answer.");
        }
        catch (Exception failure) when (failure is OperationCanceledException or StorageException or WarehouseException or InvalidOperationException)
        {
            return new PartHealth("down", $"{part} does not answer.");
        }
    }
}
