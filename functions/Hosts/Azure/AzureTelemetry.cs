using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Handover.Services.Telemetry;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using OpenTelemetry;

namespace Handover.Functions;

/// <summary>
/// Traces and metrics to Application Insights, signed in as the app's identity. Not Azure Monitor's distribution but its exporter alone: the
/// distribution traces every outgoing request, and the address of a webhook is a secret.
/// </summary>
internal static class AzureTelemetry
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var insights = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"];
        var collector = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (string.IsNullOrEmpty(insights) && string.IsNullOrEmpty(collector))
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry();
        telemetry.UseFunctionsWorkerDefaults();
        telemetry.WithTracing(traces => traces.AddSource(Signals.Name)).WithMetrics(metrics => metrics.AddMeter(Signals.Name));
        if (!string.IsNullOrEmpty(insights))
        {
            telemetry.UseAzureMonitorExporter(options => (options.ConnectionString, options.Credential) = (insights, CredentialOf(configuration)));
        }

        if (!string.IsNullOrEmpty(collector))
        {
            telemetry.UseOtlpExporter();
        }

        return services;
    }

    private static ManagedIdentityCredential CredentialOf(IConfiguration configuration) => new ManagedIdentityCredential(
        configuration["Storage:ManagedIdentityClientId"] is { Length: > 0 } client ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned);
}
