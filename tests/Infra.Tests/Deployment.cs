using System.Text.Json.Nodes;

namespace Handover.Infra.Tests;

/// <summary>A resource that a deployment would have.</summary>
public sealed record Resource(string Type, string Id, JsonObject Content)
{
    public JsonObject Properties => Content["properties"]!.AsObject();

    /// <summary>A property by its path, or null.</summary>
    public JsonNode? At(string path) => path.Split('.').Aggregate((JsonNode?)Content, (node, name) => node?[name]);

    public string TextAt(string path) => At(path)?.ToString() ?? "";
}

/// <summary>What main.bicep deploys in two set-ups: as it is by default, and with everything that is optional.</summary>
public sealed class Deployment
{
    private static readonly Dictionary<string, string> Required = new()
    {
        ["environmentName"] = "'test'",
        ["location"] = "'westeurope'",
        ["webLocation"] = "'westeurope'",
        ["entraClientId"] = "'11111111-1111-1111-1111-111111111111'",
        ["firstAdministrator"] = "'admin@example.com'",
        ["snowflakeAccount"] = "'ORGANISATION-ACCOUNT'",
    };

    private static readonly Dictionary<string, string> Optional = new(Required)
    {
        ["principalId"] = "'22222222-2222-2222-2222-222222222222'",
        ["privateNetwork"] = "true",
        ["durableTaskScheduler"] = "true",
        ["promotionWorkflow"] = "true",
        ["promotionTrigger"] = "'Recurrence'",
        ["alwaysReadyHttp"] = "1",
        ["preventDeletion"] = "true",
        ["logStorageReads"] = "true",
        ["snowflakeAuthentication"] = "'KeyPair'",
        ["snowflakeUser"] = "'HANDOVER'",
        ["snowflakePrivateKeyEncrypted"] = "true",
        ["snowflakeHost"] = "'x.privatelink.snowflakecomputing.com'",
        ["snowflakeOAuthScope"] = "'api://x/.default'",
        ["snowflakeEntraResource"] = "'api://x'",
        ["trustPrincipalHeader"] = "true",
    };

    private static readonly Lazy<Deployment> LazyDefault = new(() => new Deployment(Required));
    private static readonly Lazy<Deployment> LazyComplete = new(() => new Deployment(Optional));
    private static readonly Lazy<Deployment> LazyDedicated = new(() => new Deployment(new Dictionary<string, string>(Optional) { ["hostingPlan"] = "'Dedicated'" }));

    private Deployment(IReadOnlyDictionary<string, string> parameters)
    {
        var snapshot = Bicep.Predict("infra/main.bicep", parameters);
        Assert.Empty(snapshot["diagnostics"]!.AsArray());
        Outputs = snapshot["outputs"]!.AsObject();
        Resources = [.. snapshot["predictedResources"]!.AsArray().Select(node => new Resource(node!["type"]!.ToString(), node["id"]!.ToString(), node.AsObject()))];
    }

    public static IEnumerable<Deployment> All => [LazyDefault.Value, LazyComplete.Value, LazyDedicated.Value];

    public static Deployment Default => LazyDefault.Value;

    public static Deployment Complete => LazyComplete.Value;

    public static Deployment Dedicated => LazyDedicated.Value;

    public IReadOnlyList<Resource> Resources { get; }

    public JsonObject Outputs { get; }

    public IEnumerable<Resource> OfType(string type) => Resources.Where(resource => string.Equals(resource.Type, type, StringComparison.OrdinalIgnoreCase));

    public Resource Single(string type) => OfType(type).Single();

    public Resource Single(string type, string lastName) => OfType(type).Single(resource => resource.Id.EndsWith('/' + lastName, StringComparison.Ordinal));
}
