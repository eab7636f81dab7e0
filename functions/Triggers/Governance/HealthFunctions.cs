using System.Reflection;
using Handover.Services.Operations;
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
public sealed record HealthView(string Status, string Version, PartHealth Storage, PartHealth Warehouse, PartHealth Engine, PartHealth Clock, BacklogView? Backlog, DateTimeOffset Time);

/// <summary>Whether everything that Handover depends on answers.</summary>
public sealed class HealthFunctions(StorageClients storage, IWarehouse warehouse, Backlog backlog, TimeProvider clock, ILogger<HealthFunctions> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(1);

    private static readonly string Version =
        typeof(StorageClients).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    [Function("GetHealth"), Requires(Audience.Anyone)]
    [Documented("Version, storage, warehouse, engine, clock, and what waits longer than it should", Answer = typeof(HealthView))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        _ = request;
        DateTimeOffset? time = null;
        BacklogView? waits = null;
        var parts = await Task.WhenAll(
            ProbeAsync("Storage", async token => { var answer = await storage.HealthAsync(token); time = answer.Time; return answer.Problem; }, cancellation),
            ProbeAsync("The warehouse", async token => (await warehouse.RolesAsync(token)).Count == 0 ? "No role is configured." : null, cancellation),
            ProbeAsync("The engine", async token => (await client.GetInstanceAsync("health-probe", token)) is null ? null : "", cancellation));
        if (parts[0].Status == "up")
        {
            await ProbeAsync("The backlog", async token => { waits = await backlog.LookAsync(token); return null; }, cancellation);
        }

        var now = clock.GetUtcNow();
        var shows = ClockOf(now, time);
        // That something waits is for a person to see; the parts are what somebody who asks every minute acts on.
        var up = parts.Append(shows).All(part => part.Status == "up");
        var health = new HealthView(up ? "up" : "down", Version, parts[0], parts[1], parts[2], shows, waits, now);
        return TypedResults.Json(health, statusCode: up ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What is due is due by this clock, and signatures are dated by it.</summary>
    private static PartHealth ClockOf(DateTimeOffset now, DateTimeOffset? storage) => storage is { } time && (now - time).Duration() > MostSkew
        ? new PartHealth("down", $"The clock is {(now - time).TotalSeconds:0} s away from storage's.")
        : PartHealth.Up;

    /// <summary>Anyone may ask, so no more is said than which part is down.</summary>
    private async Task<PartHealth> ProbeAsync(string part, Func<CancellationToken, Task<string?>> probe, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(Patience);
        try
        {
            return await probe(limited.Token) is null or "" ? PartHealth.Up : new PartHealth("down", $"{part} does not answer.");
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it is: each engine has exceptions of its own for storage that lets nobody in.
            log.LogWarning(failure, "Health: {Part} does not answer", part);
            return new PartHealth("down", $"{part} does not answer.");
        }
    }
}
