using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Handover.LocalRuntime.Hosting;

/// <summary>Every function of the host, by name without regard to case.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, FunctionDescriptor> functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> disabled = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, FunctionDescriptor> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, FunctionDescriptor> activities = new(StringComparer.OrdinalIgnoreCase);

    private FunctionCatalog()
    {
    }

    public IEnumerable<FunctionDescriptor> Http => Enabled(FunctionKind.Http);

    /// <summary>Disabled timers too: they may still be run by hand.</summary>
    public IEnumerable<FunctionDescriptor> Timers => functions.Values.Where(f => f.Kind == FunctionKind.Timer);

    public IEnumerable<FunctionDescriptor> All => functions.Values;

    public static FunctionCatalog Discover(IEnumerable<Type> types, IConfiguration configuration)
    {
        var catalog = new FunctionCatalog();
        foreach (var type in types)
        {
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute)
                {
                    catalog.Add(FunctionDescriptor.From(method, attribute), configuration);
                }
            }
        }

        return catalog;
    }

    public bool IsDisabled(FunctionDescriptor function) => disabled.Contains(function.Name);

    public FunctionDescriptor? FindOrchestrator(string name) => orchestrators.GetValueOrDefault(name);

    public FunctionDescriptor? FindActivity(string name) => activities.GetValueOrDefault(name);

    private void Add(FunctionDescriptor function, IConfiguration configuration)
    {
        if (functions.TryGetValue(function.Name, out var other))
        {
            throw new FunctionDefinitionException(
                $"Two functions are named '{function.Name}': {other.EntryPoint} and {function.EntryPoint}.");
        }

        functions.Add(function.Name, function);
        if (configuration.GetValue<bool>($"AzureWebJobs.{function.Name}.Disabled"))
        {
            disabled.Add(function.Name);
            return;
        }

        switch (function.Kind)
        {
            case FunctionKind.Orchestrator:
                var orchestration = function.Trigger.GetCustomAttribute<OrchestrationTriggerAttribute>()!.Orchestration;
                AddDurable(orchestrators, orchestration ?? function.Name, function);
                break;
            case FunctionKind.Activity:
                var activity = function.Trigger.GetCustomAttribute<ActivityTriggerAttribute>()!.Activity;
                AddDurable(activities, activity ?? function.Name, function);
                break;
        }
    }

    private static void AddDurable(Dictionary<string, FunctionDescriptor> named, string name, FunctionDescriptor function)
    {
        if (!named.TryAdd(name, function))
        {
            throw function.Refuse($"has the durable name '{name}' of another function, {named[name].EntryPoint}.");
        }
    }

    private IEnumerable<FunctionDescriptor> Enabled(FunctionKind kind) =>
        functions.Values.Where(f => f.Kind == kind && !disabled.Contains(f.Name));
}
