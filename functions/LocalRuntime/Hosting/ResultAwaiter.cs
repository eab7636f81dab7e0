using System.Reflection;

namespace Handover.LocalRuntime.Hosting;

/// <summary>Awaits what a function method returned, whatever its shape: a value, a task or a value task, with or without a result.</summary>
internal sealed class ResultAwaiter
{
    private readonly Func<object?, Task<object?>> unwrap;

    private ResultAwaiter(Type? resultType, Func<object?, Task<object?>> unwrap)
    {
        ResultType = resultType;
        this.unwrap = unwrap;
    }

    /// <summary>The type of the value; null for void and for tasks without a result.</summary>
    public Type? ResultType { get; }

    public static ResultAwaiter For(MethodInfo method)
    {
        var type = method.ReturnType;
        if (type == typeof(void))
        {
            return new ResultAwaiter(null, _ => Task.FromResult<object?>(null));
        }

        if (type == typeof(Task))
        {
            return new ResultAwaiter(null, FromTask);
        }

        if (type == typeof(ValueTask))
        {
            return new ResultAwaiter(null, returned => FromTask(((ValueTask)returned!).AsTask()));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() is var shape && (shape == typeof(Task<>) || shape == typeof(ValueTask<>)))
        {
            var result = type.GetGenericArguments()[0];
            var source = shape == typeof(Task<>) ? nameof(FromTaskOf) : nameof(FromValueTaskOf);
            var generic = typeof(ResultAwaiter).GetMethod(source, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(result);
            return new ResultAwaiter(result, generic.CreateDelegate<Func<object?, Task<object?>>>());
        }

        return new ResultAwaiter(type, Task.FromResult);
    }

    public Task<object?> Await(object? returned) => unwrap(returned);

    private static async Task<object?> FromTask(object? returned)
    {
        await (Task)returned!;
        return null;
    }

    private static async Task<object?> FromTaskOf<T>(object? returned) => await (Task<T>)returned!;

    private static async Task<object?> FromValueTaskOf<T>(object? returned) => await (ValueTask<T>)returned!;
}
