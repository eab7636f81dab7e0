using Microsoft.AspNetCore.Http;

namespace Handover.LocalRuntime.Hosting;

internal sealed class LocalFunctionContext(
    FunctionDescriptor function, IServiceProvider services, BindingContext bindings, FunctionBody body, CancellationToken cancellation)
    : FunctionContext
{
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => function.Definition.Id;

    public override BindingContext BindingContext => bindings;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken => cancellation;

    public FunctionDescriptor Function => function;

    public InvocationResult Result { get; } = new HeldResult();

    /// <summary>Held back from <see cref="Items"/> until the middleware of <c>ConfigureFunctionsWebApplication</c> has been reached.</summary>
    public HttpContext? HttpContext { get; init; }

    public static LocalFunctionContext Of(FunctionContext context) => context as LocalFunctionContext
        ?? throw new ArgumentException("The context is not one of this host's invocations.", nameof(context));

    public async Task Execute() => Result.Value = await body(this);

    private sealed class HeldResult : InvocationResult
    {
        public override object? Value { get; set; }
    }
}

/// <summary>Binds the parameters, calls the method and awaits it.</summary>
internal delegate Task<object?> FunctionBody(LocalFunctionContext context);

internal sealed class TypedInvocationResult<T>(InvocationResult untyped) : InvocationResult<T?>
{
    public override T? Value
    {
        get => (T?)untyped.Value;
        set => untyped.Value = value;
    }
}

internal sealed class LocalBindingContext(IReadOnlyDictionary<string, object?> data) : BindingContext
{
    public static readonly LocalBindingContext Empty = new(new Dictionary<string, object?>());

    public override IReadOnlyDictionary<string, object?> BindingData => data;
}
