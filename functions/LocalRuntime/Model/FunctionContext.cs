using Microsoft.AspNetCore.Http;

namespace Handover.LocalRuntime;

/// <summary>One invocation of a function, as its middleware and the function itself see it.</summary>
public abstract class FunctionContext
{
    public abstract string InvocationId { get; }

    public abstract string FunctionId { get; }

    public abstract BindingContext BindingContext { get; }

    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Fires when the HTTP client goes away or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; }
}

public abstract class FunctionDefinition
{
    public abstract string PathToAssembly { get; }

    public abstract string EntryPoint { get; }

    public abstract string Id { get; }

    public abstract string Name { get; }
}

public abstract class BindingContext
{
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

public abstract class InvocationResult<T>
{
    public abstract T? Value { get; set; }
}

public abstract class InvocationResult : InvocationResult<object>;

public delegate Task FunctionExecutionDelegate(FunctionContext context);

public interface IFunctionsWorkerMiddleware
{
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}

public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the function returned; middleware may replace it before or after <c>next</c>.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => Hosting.LocalFunctionContext.Of(context).Result;

    public static InvocationResult<T?> GetInvocationResult<T>(this FunctionContext context) =>
        new Hosting.TypedInvocationResult<T>(Hosting.LocalFunctionContext.Of(context).Result);
}

public static class FunctionContextExtensions
{
    internal const string HttpContextKey = "HttpRequestContext";

    /// <summary>Null for triggers other than HTTP, and in middleware registered before <c>ConfigureFunctionsWebApplication</c>.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpContextKey, out var value) ? value as HttpContext : null;
}
