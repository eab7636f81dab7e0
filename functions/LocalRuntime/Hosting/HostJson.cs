using System.Text.Json;
using System.Text.Json.Nodes;

namespace Handover.LocalRuntime.Hosting;

/// <summary>What this host reads of host.json.</summary>
internal sealed record HostJson(string RoutePrefix, string? HubName, int? MaxConcurrentActivityFunctions)
{
    public static HostJson Read(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return new HostJson("api", null, null);
        }

        JsonNode? root;
        try
        {
            root = JsonNode.Parse(
                File.ReadAllText(path), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            throw new FunctionDefinitionException($"{path} is not valid JSON: {e.Message}");
        }

        var extensions = root?["extensions"];
        var durable = extensions?["durableTask"];
        return new HostJson(
            extensions?["http"]?["routePrefix"]?.GetValue<string>().Trim('/') ?? "api",
            durable?["hubName"]?.GetValue<string>(),
            durable?["maxConcurrentActivityFunctions"]?.GetValue<int>());
    }
}
