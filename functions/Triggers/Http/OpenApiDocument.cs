using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Handover.Core.Flows;
using Handover.Core.Sql;
using Handover.Services;
using Handover.Triggers.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Handover.Triggers.Http;

/// <summary>The OpenAPI 3.1 document, built from the functions themselves: routes from their triggers, schemas from their types.</summary>
public sealed class OpenApiDocument
{
    private readonly JsonObject schemas = [];
    private readonly HashSet<string> answers = new(StringComparer.Ordinal);
    private readonly Lazy<JsonObject> document;

    public OpenApiDocument() => document = new Lazy<JsonObject>(Build);

    public JsonObject Value => document.Value;

    private JsonObject Build()
    {
        var paths = new JsonObject();
        foreach (var function in AccessCheck.Functions().OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            var request = function.Method.GetParameters().FirstOrDefault(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null);
            if (request?.GetCustomAttribute<HttpTriggerAttribute>() is not { } trigger)
            {
                continue;
            }

            var path = "/" + trigger.Route;
            var item = paths[path] as JsonObject ?? [];
            foreach (var method in trigger.Methods ?? [])
            {
                item[method] = Operation(function.Name, function.Method, function.Requires, trigger.Route ?? "");
            }

            paths[path] = item;
        }

        schemas["Problem"] = JsonNode.Parse("""
            {"type":"object","required":["type","title","status","code"],"properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},
             "detail":{"type":"string"},"code":{"type":"string"},"requestId":{"type":"string"},"diagnostics":{"type":"array","items":{"type":"object"}}}}
            """);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Handover", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/api" }),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private JsonObject Operation(string name, MethodInfo method, RequiresAttribute? requires, string route)
    {
        var documented = method.GetCustomAttribute<DocumentedAttribute>()
            ?? throw new InvalidOperationException($"The HTTP function {name} has no [Documented] attribute.");
        var operation = new JsonObject
        {
            ["operationId"] = name,
            ["summary"] = documented.Summary,
            ["tags"] = new JsonArray(route.Split('/')[0]),
            ["parameters"] = Parameters(documented, route),
            ["responses"] = Responses(method, documented),
        };
        if (documented.Body is not null)
        {
            operation["requestBody"] = new JsonObject { ["content"] = Json(Reference(documented.Body, isAnswer: false)) };
        }

        if (requires is not null)
        {
            operation["x-requires"] = requires.Audience is Audience.ProjectMember ? $"project:{Word(requires.Right)}" : Word(requires.Audience);
        }

        return operation;
    }

    private static JsonArray Parameters(DocumentedAttribute documented, string route)
    {
        var parameters = new JsonArray();
        foreach (var part in route.Split('/').Where(part => part.StartsWith('{')))
        {
            parameters.Add(Parameter(part.Trim('{', '}'), "path", required: true));
        }

        foreach (var query in documented.Query)
        {
            parameters.Add(Parameter(query.TrimStart('!'), "query", query.StartsWith('!')));
        }

        if (documented.Conditional)
        {
            parameters.Add(Parameter("If-Match", "header", required: true));
        }

        // Whoever begins something may ask for it again; an operation that is looked at or called off is the one it is.
        if (documented.LongRunning && documented.Answer != typeof(OperationView))
        {
            parameters.Add(Parameter("Idempotency-Key", "header", required: false));
        }

        return parameters;
    }

    private static JsonObject Parameter(string name, string place, bool required) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = required,
        ["schema"] = new JsonObject { ["type"] = name == "limit" ? "integer" : "string" },
    };

    private JsonObject Responses(MethodInfo method, DocumentedAttribute documented)
    {
        var (status, type) = Success(method, documented);
        var responses = new JsonObject
        {
            [status] = type == typeof(byte[])
                ? new JsonObject { ["description"] = "Done", ["content"] = new JsonObject { ["application/zip"] = new JsonObject() } }
                : Response(type),
            ["default"] = new JsonObject
            {
                ["description"] = "What went wrong",
                ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" } } },
            },
        };
        if (documented.LongRunning)
        {
            responses["202"] = Response(type);
            responses["200"] = Response(documented.OtherAnswer ?? type);
        }
        else if (type is not null && documented.OtherAnswer is { } other)
        {
            responses[status] = new JsonObject
            {
                ["description"] = "Done",
                ["content"] = Json(new JsonObject { ["anyOf"] = new JsonArray(Reference(type, isAnswer: true), Reference(other, isAnswer: true)) }),
            };
        }

        return responses;
    }

    private JsonObject Response(Type? type) => type is null
        ? new JsonObject { ["description"] = "Done" }
        : new JsonObject { ["description"] = "Done", ["content"] = Json(Reference(type, isAnswer: true)) };

    private static (string Status, Type? Type) Success(MethodInfo method, DocumentedAttribute documented)
    {
        var result = method.ReturnType;
        if (result.IsGenericType && result.GetGenericTypeDefinition() == typeof(Task<>))
        {
            result = result.GetGenericArguments()[0];
        }

        if (!result.IsGenericType)
        {
            return result == typeof(NoContent) ? ("204", null) : ("200", documented.Answer);
        }

        return (result.GetGenericTypeDefinition() == typeof(Created<>) ? "201" : "200", result.GetGenericArguments()[0]);
    }

    private static JsonObject Json(JsonNode schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    private JsonObject Reference(Type type, bool isAnswer)
    {
        var name = NameOf(type);
        if (isAnswer ? answers.Add(name) : !schemas.ContainsKey(name))
        {
            schemas[name] = new JsonObject();
            schemas[name] = type == typeof(Flow)
                ? new JsonObject { ["type"] = "object", ["description"] = "The flow document, handover/flow/1" }
                : Absolute(Exported(type, isAnswer), name);
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private JsonNode Exported(Type type, bool isAnswer) => HandoverJson.Options.GetJsonSchemaAsNode(
        type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, schema) => Described(context, schema, isAnswer) });

    private static bool MayBeNull(JsonNode? schema) =>
        (schema?["type"] is JsonArray types && types.Any(word => word!.GetValue<string>() == "null")) || (schema?["enum"] is JsonArray words && words.Any(word => word is null));

    /// <summary>What the exporter does not know: types that have converters of their own, and that an answer leaves out what is null.</summary>
    private JsonNode Described(JsonSchemaExporterContext context, JsonNode schema, bool isAnswer)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        JsonNode Or(string word) => context.PropertyInfo is { IsGetNullable: true } ? new JsonArray(word, "null") : word;
        if (type == typeof(object))
        {
            // An answer that is any object, or a value of any kind within one.
            return context.Path.IsEmpty ? new JsonObject { ["type"] = "object" } : new JsonObject();
        }

        if (type == typeof(SqlType))
        {
            return new JsonObject { ["type"] = Or("string") };
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            var item = type.GetGenericArguments()[0];
            return new JsonObject
            {
                ["type"] = Or("array"),
                ["items"] = HandoverJson.Options.GetTypeInfo(item).Kind is JsonTypeInfoKind.Object ? Reference(item, isAnswer) : Exported(item, isAnswer),
            };
        }

        if (isAnswer && schema is JsonObject { } described && described["required"] is JsonArray required && described["properties"] is JsonObject properties)
        {
            var always = required.Where(name => !MayBeNull(properties[name!.GetValue<string>()]));
            described["required"] = new JsonArray([.. always.Select(name => name!.DeepClone())]);
        }

        return schema;
    }

    /// <summary>References within an exported schema begin at its own root; here that is a component.</summary>
    private static JsonNode Absolute(JsonNode schema, string name)
    {
        if (schema is JsonObject node)
        {
            foreach (var (key, value) in node.ToList())
            {
                if (key == "$ref" && value?.GetValue<string>() is { } reference && reference.StartsWith('#') && !reference.StartsWith("#/components", StringComparison.Ordinal))
                {
                    node[key] = $"#/components/schemas/{name}{reference[1..]}";
                }
                else if (value is not null)
                {
                    Absolute(value, name);
                }
            }
        }
        else if (schema is JsonArray items)
        {
            foreach (var item in items.OfType<JsonNode>())
            {
                Absolute(item, name);
            }
        }

        return schema;
    }

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}Of{string.Concat(type.GetGenericArguments().Select(NameOf))}"
        : type.Name;

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>Serves the document.</summary>
public sealed class OpenApiFunctions(OpenApiDocument document)
{
    [Function("GetOpenApi"), Requires(Audience.Anyone)]
    [Documented("This document", Answer = typeof(object))]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request)
    {
        _ = request;
        return TypedResults.Text(document.Value.ToJsonString(), "application/json");
    }
}
