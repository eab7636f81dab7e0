using System.Reflection;
using System.Xml.Linq;
using Handover.LocalRuntime.Hosting;
using Handover.LocalRuntime.Timers;
using Handover.Triggers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.LocalRuntime.Tests.Surface;

/// <summary>
/// The worker's build writes the functions' metadata from their attributes, and the Functions host maps what it says. What this host maps is
/// held against the same attributes, read by the worker's rules.
/// </summary>
public class MetadataTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly List<(MethodInfo Method, string Name)> Functions =
        [.. typeof(TriggerServices).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(m => (Method: m, Argument(m, "FunctionAttribute")))
            .Where(f => f.Item2 is not null)
            .Select(f => (f.Method, f.Item2!))];

    [Fact]
    public async Task Every_http_function_answers_where_its_attributes_say()
    {
        await using var app = Build();
        var served = ((IEndpointRouteBuilder)app.Web).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"])
                .Select(method => $"{method} /{e.RoutePattern.RawText!.TrimStart('/')} {e.DisplayName}"))
            .Where(line => Functions.Any(f => line.EndsWith(" " + f.Name, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

        var declared = Functions
            .Select(f => (f.Name, Trigger: Trigger(f.Method, "HttpTriggerAttribute")))
            .Where(f => f.Trigger is not null)
            .SelectMany(f => Methods(f.Trigger!).Select(method => $"{method} /api/{Named(f.Trigger!, "Route") ?? f.Name} {f.Name}"))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(declared.Count > 50, $"Only {declared.Count} routes were found.");
        Assert.Equal(declared, served);
    }

    [Fact]
    public async Task Timers_and_durable_functions_go_by_the_names_and_schedules_of_their_attributes()
    {
        await using var app = Build();
        var catalog = app.Services.GetRequiredService<FunctionCatalog>();

        foreach (var (method, name) in Functions)
        {
            if (Trigger(method, "TimerTriggerAttribute") is { } timer)
            {
                var schedule = (string)timer.ConstructorArguments[0].Value!;
                Assert.Contains(catalog.Timers, t => t.Name == name);
                Assert.Equal(6, schedule.Split(' ').Length);
                TimerSchedule.Parse(schedule);
            }
            else if (Trigger(method, "OrchestrationTriggerAttribute") is { } orchestration)
            {
                Assert.Equal(name, catalog.FindOrchestrator(Named(orchestration, "Orchestration") ?? name)?.Name);
            }
            else if (Trigger(method, "ActivityTriggerAttribute") is { } activity)
            {
                Assert.Equal(name, catalog.FindActivity(Named(activity, "Activity") ?? name)?.Name);
            }
            else
            {
                Assert.NotNull(Trigger(method, "HttpTriggerAttribute"));
            }
        }

        Assert.Equal(Functions.Count, catalog.All.Count());
    }

    [Fact]
    public void Function_classes_are_such_as_the_worker_finds_and_calls()
    {
        foreach (var (method, name) in Functions)
        {
            Assert.True(method.DeclaringType!.IsPublic && !method.DeclaringType.IsGenericType, $"The class of {name} is not public, or generic.");
            Assert.Matches("^[A-Za-z][A-Za-z0-9]{0,126}$", name);
        }

        Assert.Empty(Functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Both_hosts_compile_the_same_functions_with_the_same_settings()
    {
        var functions = Path.Combine(Repository(), "functions");
        var azure = XDocument.Load(Path.Combine(functions, "Hosts", "Azure", "Handover.Functions.csproj"));
        var local = XDocument.Load(Path.Combine(functions, "Hosts", "Local", "Handover.Local.csproj"));

        Assert.Equal(["../../Triggers/**/*.cs"], Items(azure, "Compile"));
        Assert.Equal(["../../Triggers/**/*.cs"], Items(local, "Compile"));
        Assert.Equal(["../../../host.json"], Items(azure, "None"));
        Assert.Contains("../../../host.json", Items(local, "None"));
        Assert.DoesNotContain(azure.Descendants("Compile").Concat(local.Descendants("Compile")), c => c.Attribute("Remove") is not null || c.Attribute("Exclude") is not null);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(functions, "Triggers"), "*.cs", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(File.ReadLines(file), line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal));
        }
    }

    private LocalFunctionsApplication Build()
    {
        var builder = LocalFunctionsApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.AddFunctions(typeof(TriggerServices).Assembly);
        builder.ConfigureFunctionsWebApplication();
        builder.HostJsonPath = Path.Combine(Repository(), "host.json");
        builder.Durable.ConnectionString = azurite.ConnectionString;
        builder.Durable.HubName = AzuriteFixture.UniqueName("hub");
        return builder.Build();
    }

    private static string? Argument(MethodInfo method, string attribute) => method.CustomAttributes
        .FirstOrDefault(a => a.AttributeType.Name == attribute)?.ConstructorArguments[0].Value as string;

    private static CustomAttributeData? Trigger(MethodInfo method, string attribute) =>
        method.GetParameters().SelectMany(p => p.CustomAttributes).FirstOrDefault(a => a.AttributeType.Name == attribute);

    private static string? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue.Value as string;

    private static IEnumerable<string> Methods(CustomAttributeData trigger)
    {
        var methods = trigger.ConstructorArguments.Select(a => a.Value).OfType<IReadOnlyCollection<CustomAttributeTypedArgument>>().SingleOrDefault() ?? [];
        return methods.Count == 0 ? ["any"] : methods.Select(m => ((string)m.Value!).ToUpperInvariant());
    }

    private static IEnumerable<string> Items(XDocument project, string item) => project.Descendants(item).Select(e => (string?)e.Attribute("Include")).OfType<string>();

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Serverless.sln is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
