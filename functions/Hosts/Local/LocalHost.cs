using Handover.Local.Azurite;
using Handover.Local.Data;
using Handover.Local.Identity;
using Handover.Local.Node;
using Handover.Local.Sample;
using Handover.Local.Web;
using Handover.Services.Identity;
using Handover.Services.Notifications.Secrets;
using Handover.Services.Storage;
using Handover.Services.Warehouse;
using Handover.Triggers;
using Handover.Triggers.Http;

namespace Handover.Local;

/// <summary>The whole product in one process: storage, warehouse, functions, workflows, sign-in and the page.</summary>
public static class LocalHost
{
    /// <summary>Starts everything, hands the running host to <paramref name="use"/>, and ends everything when that returns.</summary>
    public static async Task RunAsync(string[] args, Func<LocalFunctionsApplication, string, CancellationToken, Task> use)
    {
        var builder = LocalFunctionsApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.UseQuietLogging();
        var paths = LocalPaths.Find(builder.Configuration);
        var address = LoopbackGuard.UseLoopback(builder.Configuration, builder.WebHost);
        using var hostLock = HostLock.Take(paths, $"is running on {address}");
        using var stop = new StopSignals();
        var node = NodeRuntime.Find(Console.WriteLine);
        await using var azurite = await AzuriteProcess.StartAsync(paths, builder.Configuration, node, Console.WriteLine, stop.Token);
        await SampleData.LoadAsync(paths, node, Console.WriteLine, stop.Token);
        await WebBuild.RunAsync(paths, builder.Configuration, () => node, Console.WriteLine, stop.Token);
        await using var app = Build(builder, paths, azurite.ConnectionString, address);
        await app.StartAsync(stop.Token);
        await new SampleWorkspace(address, paths).FillAsync(Console.WriteLine, stop.Token);
        var ending = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, app.Web.Lifetime.ApplicationStopping);
        await use(app, address, ending.Token);
        await app.StopAsync(CancellationToken.None);
    }

    private static LocalFunctionsApplication Build(LocalFunctionsApplicationBuilder builder, LocalPaths paths, string storage, string address)
    {
        builder.Configuration["AzureWebJobsStorage"] = storage;
        builder.Configuration["FirstAdministrator"] ??= SampleWorkspace.Administrator;
        builder.Configuration["FirstAdministratorName"] ??= "Anna Administrator";
        builder.Configuration["Notifications:PageAddress"] ??= address;
        // Several installations may share a storage account: each has a prefix of its own.
        var prefix = builder.Configuration["Storage:Prefix"] ?? "handover";
        builder.Durable.HubName = $"{prefix}Hub";
        builder.Durable.OwnershipConflict = HubOwnershipConflict.Refuse;
        builder.AddFunctions(typeof(TriggerServices).Assembly);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<RequestDoor>();
        var (stores, warehouse) = Settings(builder.Configuration, storage, prefix, paths);
        builder.Services.AddSingleton(stores);
        builder.Services.AddSingleton<IWarehouse>(_ => new DuckDbWarehouse(warehouse));
        builder.Services.AddSingleton<SecretStore>(_ => new FileSecretStore(paths.Secrets));
        // The principal header is set by this host from its own cookie, whatever the client sent.
        builder.Services.AddTriggers(builder.Configuration, new HostTrust(Reason: null));
        if (StepFaults.From(builder.Configuration) is { } faults)
        {
            builder.Services.AddSingleton(faults);
        }

        builder.Services.AddLogging(logging => logging.AddSafeConsole());
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddLocalSignIn(paths).AddStaticPage();
        var app = builder.Build();
        app.Web.UseLoopbackGuard();
        app.Web.UseClientPrincipal();
        app.Web.UseStaticPage(paths);
        app.Web.UseRouting();
        app.Web.MapLocalSignIn(token => PeopleAsync(app.Services.GetRequiredService<UserDirectory>(), token));
        return app;
    }

    private static (StorageOptions Storage, DuckDbOptions Warehouse) Settings(ConfigurationManager configuration, string storage, string prefix, LocalPaths paths)
    {
        try
        {
            var stores = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
            (stores.ConnectionString, stores.Prefix) = (storage, prefix);
            stores.Validate();
            var warehouse = configuration.GetSection("Warehouse").Get<DuckDbOptions>() ?? new DuckDbOptions { Folder = paths.Warehouse };
            warehouse.Folder = paths.Warehouse;
            warehouse.Validate();
            return (stores, warehouse);
        }
        catch (InvalidOperationException wrong)
        {
            throw new HostStartException($"A setting is wrong. {wrong.Message}", wrong);
        }
    }

    private static async Task<IReadOnlyList<LocalUser>> PeopleAsync(UserDirectory users, CancellationToken cancellation)
    {
        var page = await users.ListAsync(200, null, cancellation);
        return [.. page.Items.Select(item => item.Value).Select(user => new LocalUser(user.Email, user.Name, user.IsAdministrator ? "Administrator" : "", user.Active))];
    }
}
