using System.Reflection;
using System.Text.Json;
using Handover.LocalRuntime.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Handover.LocalRuntime.Http;

/// <summary>Values for an HTTP function's parameters: by name from the route, then from the query string.</summary>
internal static class HttpParameters
{
    private static readonly HashSet<Type> Convertible =
    [
        typeof(string), typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal),
        typeof(Guid), typeof(DateTime), typeof(DateTimeOffset),
    ];

    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web);

    public static void Validate(FunctionDescriptor function)
    {
        foreach (var parameter in function.Parameters.Where(p => p != function.Trigger))
        {
            if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null || IsContext(parameter.ParameterType))
            {
                continue;
            }

            if (parameter.GetCustomAttributes().FirstOrDefault(a => a is IBindingSourceMetadata or IFromServiceMetadata) is { } attribute)
            {
                throw function.Refuse(
                    $"has [{attribute.GetType().Name}] on '{parameter.Name}', which the Functions host does not heed. Read it from the request.");
            }

            var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (!Convertible.Contains(type))
            {
                throw function.Refuse(
                    $"has a parameter '{parameter.Name}' of type {type.Name}, which the Functions host fails to bind. Take a string and parse it.");
            }
        }
    }

    public static object?[] Bind(LocalFunctionContext context, HttpContext http, DurableTaskClient client)
    {
        var parameters = context.Function.Parameters;
        var values = new object?[parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = parameters[i];
            var type = parameter.ParameterType;
            values[i] = parameter switch
            {
                _ when type == typeof(HttpRequest) => http.Request,
                _ when type == typeof(FunctionContext) => context,
                _ when type == typeof(CancellationToken) => context.CancellationToken,
                _ when type == typeof(DurableTaskClient) => client,
                _ => Convert(context, parameter, Find(http, parameter.Name!)),
            };
        }

        return values;
    }

    private static bool IsContext(Type type) => type == typeof(FunctionContext) || type == typeof(CancellationToken);

    private static string? Find(HttpContext http, string name) =>
        http.Request.RouteValues.TryGetValue(name, out var routed) ? routed as string
        : http.Request.Query.TryGetValue(name, out var asked) && asked.Count > 0 ? asked[^1]
        : null;

    private static object? Convert(LocalFunctionContext context, ParameterInfo parameter, string? text)
    {
        var type = parameter.ParameterType;
        if (text is null)
        {
            if (parameter.HasDefaultValue)
            {
                return parameter.DefaultValue;
            }

            return type.IsValueType && Nullable.GetUnderlyingType(type) is null
                ? throw new FunctionInputConverterException(
                    $"Could not populate the value for '{parameter.Name}' parameter. Consider adding a default value or making the parameter nullable.")
                : null;
        }

        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(string))
        {
            return text;
        }

        try
        {
            return target == typeof(Guid) ? Guid.Parse(text)
                : target == typeof(DateTime) || target == typeof(DateTimeOffset)
                    ? JsonSerializer.Deserialize(JsonSerializer.Serialize(text), target, Lenient)
                    : JsonSerializer.Deserialize(text.ToLowerInvariant(), target, Lenient);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new FunctionInputConverterException(
                $"Error converting 1 input parameters for Function '{context.Function.Name}': '{parameter.Name}' is no {target.Name}.", e);
        }
    }
}
