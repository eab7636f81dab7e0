using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Handover.Triggers.Http;

namespace Handover.Api.Tests;

/// <summary>The custom connector: what is committed is what is made, and it is OpenAPI 2.0.</summary>
public sealed class ConnectorTests(Installation installation) : IClassFixture<Installation>
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
    private static readonly string[] Types = ["string", "number", "integer", "boolean", "array", "object"];
    private static readonly string[] SchemaWords =
        ["type", "x-nullable", "properties", "items", "additionalProperties", "enum", "required", "format", "description", "minimum", "maximum", "$ref", "x-ms-notification-url", "x-ms-visibility"];

    private static JsonObject Definition => new ConnectorDocument(new OpenApiDocument()).For(ConnectorDocument.AnyHost);

    [Fact]
    public void The_committed_definition_is_the_one_that_is_made()
    {
        var path = Path.Combine(Root(), "infra", "logicapp", "connector", "apiDefinition.swagger.json");
        var made = Definition.ToJsonString(Written) + "\n";
        if (Environment.GetEnvironmentVariable("HANDOVER_ACCEPT") == "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == made, "apiDefinition.swagger.json is not what the API says. HANDOVER_ACCEPT=1 writes it.");
    }

    [Fact]
    public async Task An_installation_serves_its_own()
    {
        var served = (await Api.Anonymous(installation.Address).GetAsync("connector.json")).Expect(200).Body;
        Assert.Equal(new Uri(installation.Address).Authority, served["host"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(Definition["definitions"], served["definitions"]));
    }

    [Fact]
    public void It_is_openapi_2_by_structure()
    {
        var document = Definition;
        Assert.Equal("2.0", document["swagger"]!.GetValue<string>());
        Assert.All(new[] { "info", "host", "basePath", "paths", "definitions", "securityDefinitions" }, name => Assert.NotNull(document[name]));
        var ids = new List<string>();
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject().Where(pair => !pair.Key.StartsWith("x-", StringComparison.Ordinal)))
            {
                ids.Add(operation!["operationId"]!.GetValue<string>());
                Assert.NotEmpty(operation["responses"]!.AsObject());
                Assert.All(operation["responses"]!.AsObject(), response => Assert.NotNull(response.Value!["description"]));
                var parameters = operation["parameters"]!.AsArray();
                var named = parameters.Where(parameter => parameter!["in"]!.GetValue<string>() == "path").Select(parameter => $"{{{parameter!["name"]}}}");
                Assert.Equal(path.Split('/').Where(part => part.StartsWith('{')), named);
                Assert.True(parameters.Count(parameter => parameter!["in"]!.GetValue<string>() == "body") <= 1, $"{method} {path}");
                Assert.All(parameters, parameter => Assert.True(parameter!["schema"] is not null || Types.Contains(parameter["type"]!.GetValue<string>())));
            }
        }

        Assert.Equal(ids.Distinct(), ids);
        Assert.Subset(ids.ToHashSet(), new HashSet<string> { "PlanPromotion", "RequestPromotion", "ApprovePromotion", "GetPromotion", "GetOperation", "SubscribeWebhook", "UnsubscribeWebhook" });
        foreach (var schema in SchemasIn(document))
        {
            Assert.All(schema, word => Assert.Contains(word.Key, SchemaWords));
            Assert.True(schema["type"] is null || Types.Contains(schema["type"]!.GetValue<string>()), schema.ToJsonString());
            if (schema["$ref"]?.GetValue<string>() is { } reference)
            {
                Assert.StartsWith("#/definitions/", reference, StringComparison.Ordinal);
                Assert.NotNull(document["definitions"]![reference["#/definitions/".Length..]]);
            }
        }
    }

    [Fact]
    public void Its_trigger_is_a_webhook_as_the_platform_wants_it()
    {
        var path = Definition["paths"]!["/webhooks"]!;
        Assert.Equal("single", path["post"]!["x-ms-trigger"]!.GetValue<string>());
        Assert.Equal("#/definitions/EventPayload", path["x-ms-notification-content"]!["schema"]!["$ref"]!.GetValue<string>());
        var callback = Definition["definitions"]!["NewWebhook"]!["properties"]!["callbackUrl"]!;
        Assert.True(callback["x-ms-notification-url"]!.GetValue<bool>());
        Assert.Equal("internal", callback["x-ms-visibility"]!.GetValue<string>());
        Assert.Equal("internal", Definition["paths"]!["/webhooks/{webhook}"]!["delete"]!["x-ms-visibility"]!.GetValue<string>());
        var properties = JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "infra", "logicapp", "connector", "apiProperties.json")))!["properties"]!;
        Assert.Equal("aad", properties["connectionParameters"]!["token"]!["oAuthSettings"]!["identityProvider"]!.GetValue<string>());
    }

    private static IEnumerable<JsonObject> SchemasIn(JsonObject document)
    {
        var roots = document["definitions"]!.AsObject().Select(pair => pair.Value!.AsObject()).ToList();
        foreach (var operation in document["paths"]!.AsObject().SelectMany(item => item.Value!.AsObject()).Select(pair => pair.Value!.AsObject()).Where(item => item.ContainsKey("responses")))
        {
            roots.AddRange(operation["responses"]!.AsObject().Select(response => response.Value!["schema"]).OfType<JsonObject>());
            roots.AddRange(operation["parameters"]!.AsArray().Select(parameter => parameter!["schema"]).OfType<JsonObject>());
        }

        return roots.SelectMany(Within);
    }

    private static IEnumerable<JsonObject> Within(JsonObject schema)
    {
        yield return schema;
        var inner = (schema["properties"] as JsonObject)?.Select(pair => pair.Value).ToList() ?? [];
        inner.Add(schema["items"]);
        inner.Add(schema["additionalProperties"]);
        foreach (var one in inner.OfType<JsonObject>().SelectMany(Within))
        {
            yield return one;
        }
    }

    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Serverless.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
