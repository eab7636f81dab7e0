using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Handover.Core.Notifications;
using Handover.Services;

namespace Handover.Triggers.Http;

/// <summary>
/// The custom connector of Logic Apps and Power Automate: OpenAPI 2.0 with Microsoft's extensions, made from the OpenAPI document. It has
/// the few actions that a workflow needs, and a trigger that is a subscribed webhook.
/// </summary>
public sealed class ConnectorDocument(OpenApiDocument api)
{
    /// <summary>The host in the committed definition; whoever imports it sets their own.</summary>
    public const string AnyHost = "handover.example.com";

    private const string Operation = "OperationView";
    private const int Deepest = 12;

    // What a workflow may do, by path and method: its name there, its sentence, and the schema of what it gets in the end if that is not the first answer.
    private static readonly Action[] Actions =
    [
        new("/plans", "post", "Plan a promotion", "Computes what bringing a project into an environment would do. Nothing else happens."),
        new("/promotions", "post", "Promote", "Requests the promotion that a plan describes, and waits until it has ended.", Operation),
        new("/promotions/{promotion}/approve", "post", "Approve a promotion", "Approves exactly the plan that is named."),
        new("/promotions/{promotion}", "get", "Get a promotion", "How far a promotion is, now."),
        new("/operations/{operation}", "get", "Wait for an operation", "Follows long work to its end."),
        new("/projects/{id}/deployments/{node}/run", "post", "Run a deployment", "Builds a deployed table again, and waits until it has ended.", Operation),
    ];

    private JsonObject Schemas => api.Value["components"]!["schemas"]!.AsObject();

    /// <summary>The definition for an installation.</summary>
    public JsonObject For(string host)
    {
        var definitions = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        var paths = new JsonObject();
        foreach (var action in Actions)
        {
            if (api.Value["paths"]![action.Path]?[action.Method] is JsonObject operation)
            {
                Under(paths, action.Path)[action.Method] = Described(operation, action, definitions);
            }
        }

        AddTrigger(paths, definitions);
        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Handover",
                ["description"] = "Plans, requests, approves and follows promotions of analytics projects, and starts a workflow when one ends.",
                ["version"] = "1.0",
            },
            ["host"] = host,
            ["basePath"] = "/api",
            ["schemes"] = new JsonArray("https"),
            ["consumes"] = new JsonArray("application/json"),
            ["produces"] = new JsonArray("application/json"),
            ["paths"] = paths,
            ["definitions"] = new JsonObject(definitions),
            ["securityDefinitions"] = new JsonObject
            {
                ["oauth2-auth"] = new JsonObject
                {
                    ["type"] = "oauth2",
                    ["flow"] = "accessCode",
                    ["authorizationUrl"] = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
                    ["tokenUrl"] = "https://login.microsoftonline.com/common/oauth2/v2.0/token",
                    ["scopes"] = new JsonObject(),
                },
            },
            ["security"] = new JsonArray(new JsonObject { ["oauth2-auth"] = new JsonArray() }),
        };
    }

    /// <summary>Subscribing is the trigger: the platform puts its callback into the body, and deletes the Location to unsubscribe.</summary>
    private void AddTrigger(JsonObject paths, SortedDictionary<string, JsonNode?> definitions)
    {
        var webhooks = api.Value["paths"]!["/webhooks"]!;
        var subscribe = Described(
            webhooks["post"]!.AsObject(),
            new Action("/webhooks", "post", "When a promotion ends", "Starts when a promotion that you may see is applied, refused, called off, expired or put back."), definitions);
        subscribe["x-ms-trigger"] = "single";
        var body = definitions["NewWebhook"]!["properties"]!.AsObject();
        body["callbackUrl"]!["x-ms-notification-url"] = true;
        body["callbackUrl"]!["x-ms-visibility"] = "internal";
        definitions[nameof(EventPayload)] = Converted(
            HandoverJson.Options.GetJsonSchemaAsNode(typeof(EventPayload), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true }), definitions, 0);
        var path = Under(paths, "/webhooks");
        path["x-ms-notification-content"] = new JsonObject { ["description"] = "What has happened", ["schema"] = Reference(nameof(EventPayload)) };
        path["post"] = subscribe;
        var unsubscribe = Described(
            api.Value["paths"]!["/webhooks/{webhook}"]!["delete"]!.AsObject(),
            new Action("/webhooks/{webhook}", "delete", "Unsubscribe", "Ends a subscription."), definitions);
        unsubscribe["x-ms-visibility"] = "internal";
        Under(paths, "/webhooks/{webhook}")["delete"] = unsubscribe;
    }

    private JsonObject Described(JsonObject operation, Action action, SortedDictionary<string, JsonNode?> definitions)
    {
        var parameters = new JsonArray([.. operation["parameters"]!.AsArray().Select(parameter => (JsonNode)Parameter(parameter!.AsObject()))]);
        if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } body)
        {
            parameters.Add(new JsonObject { ["name"] = "body", ["in"] = "body", ["required"] = true, ["schema"] = Converted(body, definitions, 0) });
        }

        return new JsonObject
        {
            ["operationId"] = operation["operationId"]!.GetValue<string>(),
            ["summary"] = action.Summary,
            ["description"] = action.Description,
            ["x-ms-visibility"] = "important",
            ["parameters"] = parameters,
            ["responses"] = Responses(operation["responses"]!.AsObject(), action, definitions),
        };
    }

    private JsonObject Responses(JsonObject given, Action action, SortedDictionary<string, JsonNode?> definitions)
    {
        var responses = new JsonObject();
        foreach (var (status, response) in given.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var content = response!["content"]?.AsObject().FirstOrDefault().Value?["schema"];
            var schema = status == "200" && action.Ends is { } ends ? Use(ends, definitions, 0) : content is null ? null : Converted(content, definitions, 0);
            var converted = new JsonObject { ["description"] = response["description"]!.GetValue<string>() };
            if (schema is not null)
            {
                converted["schema"] = schema;
            }

            responses[status] = converted;
        }

        return responses;
    }

    private static JsonObject Parameter(JsonObject given)
    {
        var (name, place) = (given["name"]!.GetValue<string>(), given["in"]!.GetValue<string>());
        var parameter = new JsonObject
        {
            ["name"] = name,
            ["in"] = place,
            ["required"] = given["required"]!.GetValue<bool>(),
            ["type"] = given["schema"]!["type"]!.GetValue<string>(),
            ["x-ms-summary"] = name is "id" ? "Project" : char.ToUpperInvariant(name[0]) + name[1..],
        };
        if (place == "path")
        {
            parameter["x-ms-url-encoding"] = "single";
        }

        return parameter;
    }

    /// <summary>A schema in the words of OpenAPI 2.0, which knows neither several types nor references into the middle of a definition.</summary>
    private JsonObject Converted(JsonNode schema, SortedDictionary<string, JsonNode?> definitions, int depth)
    {
        if (schema is not JsonObject given || depth > Deepest)
        {
            return new JsonObject();
        }

        if (given["$ref"]?.GetValue<string>() is { } reference)
        {
            return reference.Split('/') is ["#", "components", "schemas", var name]
                ? Use(name, definitions, depth)
                : Converted(Pointed(reference), definitions, depth + 1);
        }

        var converted = new JsonObject();
        foreach (var (key, value) in given)
        {
            switch (key, value)
            {
                case ("type", JsonArray types):
                    converted["type"] = types.Select(type => type!.GetValue<string>()).First(type => type != "null");
                    converted["x-nullable"] = types.Any(type => type!.GetValue<string>() == "null");
                    break;
                case ("properties", JsonObject properties):
                    converted["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)Converted(property.Value!, definitions, depth + 1))));
                    break;
                case ("items" or "additionalProperties", JsonObject inner):
                    converted[key] = Converted(inner, definitions, depth + 1);
                    break;
                case ("enum", JsonArray values):
                    converted["enum"] = new JsonArray([.. values.Where(one => one is not null).Select(one => one!.DeepClone())]);
                    if (!given.ContainsKey("type"))
                    {
                        converted["type"] = "string";
                    }

                    break;
                case ("type" or "required" or "format" or "description" or "minimum" or "maximum" or "additionalProperties", not null):
                    converted[key] = value.DeepClone();
                    break;
                default:
                    // What 2.0 has no word for says less, never something else.
                    break;
            }
        }

        return converted;
    }

    private JsonObject Use(string name, SortedDictionary<string, JsonNode?> definitions, int depth)
    {
        if (!definitions.ContainsKey(name))
        {
            definitions[name] = null;
            definitions[name] = Schemas[name] is { } schema ? Converted(schema, definitions, depth + 1) : new JsonObject();
        }

        return Reference(name);
    }

    private JsonNode Pointed(string reference)
    {
        JsonNode? at = api.Value;
        foreach (var part in reference.Split('/').Skip(1))
        {
            at = at is JsonArray items ? items[int.Parse(part)] : at?[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        }

        return at ?? new JsonObject();
    }

    private static JsonObject Under(JsonObject paths, string path)
    {
        if (paths[path] is not JsonObject item)
        {
            paths[path] = item = [];
        }

        return item;
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/definitions/{name}" };

    private sealed record Action(string Path, string Method, string Summary, string Description, string? Ends = null);
}

/// <summary>Serves the connector's definition.</summary>
public sealed class ConnectorFunctions(ConnectorDocument document)
{
    [Function("GetConnector"), Requires(Audience.Anyone)]
    [Documented("The custom connector for Logic Apps and Power Automate, OpenAPI 2.0, ready to import", Answer = typeof(object))]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "connector.json")] HttpRequest request) =>
        TypedResults.Text(document.For(request.Host.Value ?? ConnectorDocument.AnyHost).ToJsonString(), "application/json");
}
