using System.Reflection;
using System.Text.Json;
using Handover.LocalRuntime.Durable;
using Handover.LocalRuntime.Hosting;
using Handover.LocalRuntime.Http;
using Handover.LocalRuntime.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handover.LocalRuntime;

/// <summary>Reads like the worker's own builder, and is a <see cref="WebApplicationBuilder"/> underneath.</summary>
public sealed class LocalFunctionsApplicationBuilder
{
    private readonly WebApplicationBuilder web;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware = [];
    private readonly List<Assembly> assemblies = [];
    private readonly List<Type> types = [];
    private bool isWebApplication;

    internal LocalFunctionsApplicationBuilder(WebApplicationBuilder web)
    {
        this.web = web;
        HostJsonPath = Path.Combine(AppContext.BaseDirectory, "host.json");
        Services.AddOptions<JsonSerializerOptions>().Configure(options => options.PropertyNameCaseInsensitive = true);
        Services.AddMvcCore();
        Services.TryAddSingleton(TimeProvider.System);
    }

    public IServiceCollection Services => web.Services;

    public ConfigurationManager Configuration => web.Configuration;

    public IWebHostEnvironment Environment => web.Environment;

    public ILoggingBuilder Logging => web.Logging;

    public ConfigureWebHostBuilder WebHost => web.WebHost;

    /// <summary>Where host.json is: beside the assemblies unless set. Without the file its defaults hold.</summary>
    public string HostJsonPath { get; set; }

    /// <summary>Settings of the task hub; what is set here wins over host.json.</summary>
    public LocalDurableOptions Durable { get; } = new() { HubName = "" };

    /// <summary>Looks for functions in this assembly rather than in the entry assembly; may be called for several.</summary>
    public LocalFunctionsApplicationBuilder AddFunctions(Assembly assembly)
    {
        assemblies.Add(assembly);
        return this;
    }

    /// <summary>Adds the functions of these classes alone.</summary>
    public LocalFunctionsApplicationBuilder AddFunctions(params Type[] classes)
    {
        types.AddRange(classes);
        return this;
    }

    /// <summary>Turns HTTP functions on. Worker middleware added before this does not see the HTTP context.</summary>
    public LocalFunctionsApplicationBuilder ConfigureFunctionsWebApplication()
    {
        isWebApplication = true;
        return Use(next => context =>
        {
            if (LocalFunctionContext.Of(context).HttpContext is { } http)
            {
                context.Items[FunctionContextExtensions.HttpContextKey] = http;
            }

            return next(context);
        });
    }

    public LocalFunctionsApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> component)
    {
        middleware.Add(component);
        return this;
    }

    /// <summary>Adds worker middleware, one instance for all invocations, in the order of the calls.</summary>
    public LocalFunctionsApplicationBuilder UseMiddleware<T>()
        where T : class, IFunctionsWorkerMiddleware
    {
        Services.TryAddSingleton<T>();
        return Use(next => context => context.InstanceServices.GetRequiredService<T>().Invoke(context, next));
    }

    public LocalFunctionsApplicationBuilder UseMiddleware(Func<FunctionContext, Func<Task>, Task> component) =>
        Use(next => context => component(context, () => next(context)));

    public LocalFunctionsApplicationBuilder UseWhen<T>(Func<FunctionContext, bool> predicate)
        where T : class, IFunctionsWorkerMiddleware
    {
        Services.TryAddSingleton<T>();
        return Use(next => context => predicate(context)
            ? context.InstanceServices.GetRequiredService<T>().Invoke(context, next)
            : next(context));
    }

    /// <summary>Finds the functions and checks them.</summary>
    /// <exception cref="FunctionDefinitionException">One of them cannot work as it is declared.</exception>
    public LocalFunctionsApplication Build()
    {
        var hostJson = HostJson.Read(HostJsonPath);
        var catalog = FunctionCatalog.Discover(FunctionClasses(), Configuration);
        var routes = HttpRoutes.From(catalog, hostJson.RoutePrefix);
        if (routes.Count > 0 && !isWebApplication)
        {
            throw new FunctionDefinitionException(
                $"There are HTTP functions ('{routes[0].Function.Name}'): call {nameof(ConfigureFunctionsWebApplication)}.");
        }

        foreach (var function in catalog.All)
        {
            DurableFunctions.Validate(function);
        }

        var schedules = catalog.Timers.Select(timer => TimerFunction.From(timer, Configuration, catalog.IsDisabled(timer))).ToList();
        ApplyHostJson(hostJson);
        var connectionString = Durable.ConnectionString ?? Configuration["AzureWebJobsStorage"]
            ?? throw new FunctionDefinitionException("The setting AzureWebJobsStorage, the storage connection string, is missing.");
        AddRuntime(catalog, schedules, connectionString);
        var app = web.Build();
        app.MapFunctions(routes, hostJson.RoutePrefix);
        app.MapTimerRuns(app.Services.GetRequiredService<TimerService>());
        return new LocalFunctionsApplication(app, app.Services.GetRequiredService<TaskHub>());
    }

    private void AddRuntime(FunctionCatalog catalog, List<TimerFunction> schedules, string connectionString)
    {
        Services.AddSingleton(catalog);
        Services.AddSingleton(new FunctionPipeline(middleware));
        Services.AddSingleton(services => new DurableFunctions(
            catalog, services.GetRequiredService<FunctionPipeline>(), services.GetRequiredService<IServiceScopeFactory>(), Json(services)));
        Services.AddSingleton(services => new TaskHub(
            Durable, connectionString, services.GetRequiredService<DurableFunctions>(), Json(services),
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IServiceScopeFactory>(),
            services.GetRequiredService<ILoggerFactory>()));
        Services.AddSingleton(new TimerStatusStore(connectionString, Durable.HubName));
        Services.AddSingleton(services => ActivatorUtilities.CreateInstance<TimerService>(services, schedules));
        Services.AddHostedService<FunctionsHostedService>();
    }

    private static JsonSerializerOptions Json(IServiceProvider services) =>
        services.GetRequiredService<IOptions<JsonSerializerOptions>>().Value;

    private void ApplyHostJson(HostJson hostJson)
    {
        if (Durable.HubName.Length == 0)
        {
            Durable.HubName = hostJson.HubName ?? new LocalDurableOptions().HubName;
        }

        Durable.MaxConcurrentActivityFunctions ??= hostJson.MaxConcurrentActivityFunctions;
    }

    private IEnumerable<Type> FunctionClasses()
    {
        if (assemblies.Count == 0 && types.Count == 0)
        {
            assemblies.Add(Assembly.GetEntryAssembly() ?? throw new InvalidOperationException("There is no entry assembly to find functions in."));
        }

        return assemblies.SelectMany(a => a.GetTypes()).Concat(types).Distinct();
    }
}
