using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Handover.LocalRuntime.Hosting;

/// <summary>The worker middleware around every function, in the order of registration, and the call of the method at its end.</summary>
internal sealed class FunctionPipeline
{
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();
    private readonly FunctionExecutionDelegate pipeline;

    public FunctionPipeline(IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        FunctionExecutionDelegate next = context => LocalFunctionContext.Of(context).Execute();
        foreach (var component in middleware.Reverse())
        {
            next = component(next);
        }

        pipeline = next;
    }

    /// <summary>Runs the function and gives its result, which middleware may have put in place of the function's own.</summary>
    public async Task<object?> Invoke(LocalFunctionContext context)
    {
        await pipeline(context);
        return context.Result.Value;
    }

    /// <summary>Calls the method on a new instance, or on none where it is static.</summary>
    public static Task<object?> Call(LocalFunctionContext context, object?[] arguments)
    {
        var method = context.Function.Method;
        var target = method.IsStatic
            ? null
            : Factories.GetOrAdd(method.ReflectedType!, type => ActivatorUtilities.CreateFactory(type, []))(context.InstanceServices, null);
        var returned = method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        return context.Function.Result.Await(returned);
    }
}
