using System.Text.Json;
using Handover.Services;
using Handover.Services.Backups;
using Handover.Services.Identity;
using Handover.Services.Notifications;
using Handover.Services.Operations;
using Handover.Services.Projects;
using Handover.Services.Schedules;
using Handover.Services.Verification;
using Handover.Triggers.Http;
using Handover.Triggers.Notifications;
using Handover.Triggers.Projects;
using Microsoft.AspNetCore.Http.Json;

namespace Handover.Triggers;

/// <summary>What the function classes need on either host.</summary>
public static class TriggerServices
{
    public static IServiceCollection AddTriggers(this IServiceCollection services, IConfiguration configuration, HostTrust trust)
    {
        services.AddSingleton(trust);
        services.AddSingleton(configuration.GetSection("RateLimits").Get<RateLimits>() ?? new RateLimits());
        services.AddSingleton<AccessCheck>().AddSingleton<OpenApiDocument>().AddSingleton<ConnectorDocument>().AddSingleton<EventTelling>().AddSingleton<ProjectViews>();
        services.AddSingleton(NotificationOptions.From(configuration));
        services.AddSingleton(configuration.GetSection("Runs").Get<RunLimits>() ?? new RunLimits());
        services.AddSingleton(configuration.GetSection("Operations").Get<OperationLimits>() ?? new OperationLimits());
        services.AddSingleton(configuration.GetSection("Backups").Get<BackupOptions>() ?? new BackupOptions());
        services.AddSingleton(configuration.GetSection("Verification").Get<VerifyOptions>() ?? new VerifyOptions());
        services.AddSingleton(configuration.GetSection("Collection").Get<CollectionOptions>() ?? new CollectionOptions());
        services.AddHostedService<FirstAdministrator>();
        services.Configure<JsonOptions>(options => HandoverJson.Configure(options.SerializerOptions));
        // Durable payloads are written by the worker's own options.
        services.Configure<JsonSerializerOptions>(options => HandoverJson.Configure(options));
        return services.AddHandover();
    }
}
