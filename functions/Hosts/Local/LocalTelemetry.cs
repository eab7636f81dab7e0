using Handover.Services.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Handover.Local;

/// <summary>Traces and metrics for whoever wants them: the setting <c>Telemetry:Exporter</c> says where they go, and nowhere is the default.</summary>
public static class LocalTelemetry
{
    /// <exception cref="HostStartException">The setting names no exporter.</exception>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var exporter = configuration["Telemetry:Exporter"] ?? "none";
        if (exporter is "none")
        {
            return services;
        }

        // Outgoing requests are not traced: the address of a webhook is a secret.
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("handover"))
            .WithTracing(traces => traces.AddSource(Signals.Name).AddAspNetCoreInstrumentation())
            .WithMetrics(metrics => metrics.AddMeter(Signals.Name).AddMeter("Microsoft.AspNetCore.Hosting"));
        switch (exporter)
        {
            case "otlp":
                // Where to is said by the standard variables, OTEL_EXPORTER_OTLP_ENDPOINT and its kin.
                telemetry.UseOtlpExporter();
                break;
            case "console":
                telemetry.WithTracing(traces => traces.AddConsoleExporter()).WithMetrics(metrics => metrics.AddConsoleExporter());
                break;
            default:
                throw new HostStartException($"Telemetry:Exporter is '{exporter}'. It can be none, console or otlp.");
        }

        return services;
    }
}
