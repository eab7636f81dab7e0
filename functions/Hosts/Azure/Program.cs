using Handover.Functions;
using Handover.Services.Notifications.Secrets;
using Handover.Services.Storage;
using Handover.Services.Warehouse;
using Handover.Triggers;
using Handover.Triggers.Http;
using Microsoft.Azure.Functions.Worker.Builder;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<RequestDoor>();
// Durable Functions reads a failure's type out of the whole exception, and the worker's newer default sends only its message.
#pragma warning disable CS0618
builder.Services.Configure<WorkerOptions>(options => options.EnableUserCodeException = false);
#pragma warning restore CS0618
builder.Services.AddSingleton(builder.Configuration.GetSection("Storage").Get<StorageOptions>()
    ?? throw new InvalidOperationException("The settings Storage__TableEndpoint and Storage__BlobEndpoint are missing."));
builder.Services.AddSingleton<IWarehouse>(_ => HostWarehouse.Of(builder.Configuration));
builder.Services.AddSingleton<SecretStore>(_ => Vault.Of(builder.Configuration));
builder.Services.AddTriggers(builder.Configuration, PrincipalTrust.Of(builder.Configuration));
builder.Services.AddTelemetry(builder.Configuration);
await builder.Build().RunAsync();
