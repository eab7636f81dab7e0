using System.Reflection;

namespace Handover.LocalRuntime.Hosting;

internal enum FunctionKind
{
    Http,
    Timer,
    Orchestrator,
    Activity,
}

/// <summary>A function found in an assembly: its trigger, its parameters and how its result is awaited.</summary>
internal sealed class FunctionDescriptor
{
    private FunctionDescriptor(string name, FunctionKind kind, MethodInfo method, ParameterInfo trigger)
    {
        Name = name;
        Kind = kind;
        Method = method;
        Trigger = trigger;
        Parameters = method.GetParameters();
        Result = ResultAwaiter.For(method);
        Definition = new LocalFunctionDefinition(method, name);
    }

    public string Name { get; }

    public FunctionKind Kind { get; }

    public MethodInfo Method { get; }

    public ParameterInfo Trigger { get; }

    public ParameterInfo[] Parameters { get; }

    public ResultAwaiter Result { get; }

    public FunctionDefinition Definition { get; }

    public string EntryPoint => Definition.EntryPoint;

    public static FunctionDescriptor From(MethodInfo method, FunctionAttribute function)
    {
        var place = $"{method.DeclaringType}.{method.Name}";
        if (string.IsNullOrWhiteSpace(function.Name))
        {
            throw new FunctionDefinitionException($"The function at {place} has no name.");
        }

        var triggers = method.GetParameters().Where(p => p.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToList();
        if (triggers.Count != 1)
        {
            throw new FunctionDefinitionException(
                $"The function '{function.Name}' ({place}) has {triggers.Count} trigger parameters; it needs exactly one.");
        }

        if (!method.IsPublic || method.ContainsGenericParameters)
        {
            throw new FunctionDefinitionException($"The function '{function.Name}' ({place}) must be a public method without type parameters.");
        }

        var kind = triggers[0].GetCustomAttribute<TriggerBindingAttribute>() switch
        {
            HttpTriggerAttribute => FunctionKind.Http,
            TimerTriggerAttribute => FunctionKind.Timer,
            OrchestrationTriggerAttribute => FunctionKind.Orchestrator,
            ActivityTriggerAttribute => FunctionKind.Activity,
            var other => throw new FunctionDefinitionException(
                $"The function '{function.Name}' ({place}) has a trigger that this host does not know: {other?.GetType().Name}."),
        };
        return new FunctionDescriptor(function.Name, kind, method, triggers[0]);
    }

    public FunctionDefinitionException Refuse(string problem) => new($"The function '{Name}' ({EntryPoint}) {problem}");

    private sealed class LocalFunctionDefinition(MethodInfo method, string name) : FunctionDefinition
    {
        public override string PathToAssembly { get; } = method.DeclaringType!.Assembly.Location;

        public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

        public override string Id { get; } = Durable.DeterministicGuid.Of($"{method.DeclaringType!.FullName}.{method.Name}/{name}").ToString("N");

        public override string Name { get; } = name;
    }
}
