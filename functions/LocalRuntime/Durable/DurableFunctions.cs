using System.Reflection;
using System.Text.Json;
using Handover.LocalRuntime.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.LocalRuntime.Durable;

/// <summary>The orchestrators and activities of the host, called with serialised payloads.</summary>
internal sealed class DurableFunctions(
    FunctionCatalog catalog, FunctionPipeline pipeline, IServiceScopeFactory scopes, JsonSerializerOptions json)
{
    public DurableTaskClient? Client { get; set; }

    /// <summary>Refuses declarations that could only fail when they run.</summary>
    public static void Validate(FunctionDescriptor function)
    {
        foreach (var parameter in function.Parameters)
        {
            if (parameter.GetCustomAttribute<DurableClientAttribute>() is { } client)
            {
                ClientBinding.Validate(function, parameter, client);
                if (function.Kind == FunctionKind.Orchestrator)
                {
                    throw function.Refuse($"is an orchestrator and takes a durable client ('{parameter.Name}'), which a replay cannot repeat.");
                }
            }
        }

        if (function.Kind == FunctionKind.Orchestrator)
        {
            if (function.Trigger.ParameterType != typeof(TaskOrchestrationContext))
            {
                throw function.Refuse($"must take a {nameof(TaskOrchestrationContext)} as its orchestration trigger.");
            }

            if (!typeof(Task).IsAssignableFrom(function.Method.ReturnType))
            {
                throw function.Refuse("is an orchestrator and must return a Task.");
            }

            if (function.Parameters.Count(IsInput) > 1)
            {
                throw function.Refuse("may have one input parameter beside the orchestration context.");
            }
        }
    }

    /// <summary>Null if there is no such orchestrator. The scope of the call is the caller's to dispose.</summary>
    public Func<TaskOrchestrationContext, Task<string?>>? Orchestrator(string name, IServiceProvider services, CancellationToken cancellation)
    {
        if (catalog.FindOrchestrator(name) is not { } function)
        {
            return null;
        }

        return async orchestration =>
        {
            var context = new LocalFunctionContext(
                function, services, LocalBindingContext.Empty,
                call => FunctionPipeline.Call(call, [.. function.Parameters.Select(p => OrchestratorArgument(p, orchestration, call))]),
                cancellation);
            var result = await pipeline.Invoke(context);
            return function.Result.ResultType is null ? null : Serialize(result);
        };
    }

    public bool HasActivity(string name) => catalog.FindActivity(name) is not null;

    public async Task<string?> RunActivity(string name, string instanceId, string? input, CancellationToken cancellation)
    {
        var function = catalog.FindActivity(name)
            ?? throw new InvalidOperationException($"The function '{name}' doesn't exist, is disabled, or is not an activity function.");
        await using var scope = scopes.CreateAsyncScope();
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = instanceId };
        var context = new LocalFunctionContext(
            function, scope.ServiceProvider, new LocalBindingContext(data),
            call => FunctionPipeline.Call(call, ActivityArguments(function, instanceId, input, call)), cancellation);
        var result = await pipeline.Invoke(context);
        return result is null ? null : Serialize(result);
    }

    private static bool IsInput(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<BindingAttribute>() is null
        && parameter.ParameterType != typeof(FunctionContext)
        && parameter.ParameterType != typeof(CancellationToken);

    private static object? OrchestratorArgument(ParameterInfo parameter, TaskOrchestrationContext orchestration, LocalFunctionContext call)
    {
        if (parameter.ParameterType == typeof(TaskOrchestrationContext))
        {
            return orchestration;
        }

        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return call;
        }

        return parameter.ParameterType == typeof(CancellationToken)
            ? CancellationToken.None
            : ((ReplayContext)orchestration).InputAs(parameter.ParameterType);
    }

    private object?[] ActivityArguments(FunctionDescriptor function, string instanceId, string? input, LocalFunctionContext call)
    {
        var arguments = new object?[function.Parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = function.Parameters[i];
            arguments[i] = parameter switch
            {
                _ when parameter == function.Trigger => Deserialize(input, parameter.ParameterType),
                { ParameterType: var type } when type == typeof(FunctionContext) => call,
                { ParameterType: var type } when type == typeof(CancellationToken) => call.CancellationToken,
                _ when parameter.GetCustomAttribute<DurableClientAttribute>() is not null => Client,
                { Name: "instanceId" } => instanceId,
                _ => Property(input, parameter),
            };
        }

        return arguments;
    }

    private object? Property(string? input, ParameterInfo parameter)
    {
        using var document = input is null ? null : JsonDocument.Parse(input);
        if (document?.RootElement is { ValueKind: JsonValueKind.Object } root)
        {
            foreach (var property in root.EnumerateObject())
            {
                if (string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
                {
                    return property.Value.Deserialize(parameter.ParameterType, json);
                }
            }
        }

        return Deserialize(null, parameter.ParameterType);
    }

    private object? Deserialize(string? payload, Type type) => payload is null
        ? type.IsValueType ? Activator.CreateInstance(type) : null
        : JsonSerializer.Deserialize(payload, type, json);

    private string Serialize(object? value) => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), json);
}
