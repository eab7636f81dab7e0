using System.Text;
using System.Text.Json.Nodes;

namespace Handover.Api.Tests.Fuzz;

/// <summary>A request made up from the document.</summary>
internal sealed record FuzzedRequest(JsonObject Operation, HttpMethod Method, string Path, string? Body, string? IfMatch, string? Key);

/// <summary>
/// Makes requests up: mostly such as the document allows, with values that earlier answers gave, so that they get far; some with hostile
/// text, some torn apart.
/// </summary>
internal sealed class RequestGenerator
{
    private const int MostValues = 40;

    private static readonly string[] Hostile =
    [
        "", " ", "'", "\"", "';DROP TABLE users;--", "\" OR 1=1 --", "<script>alert(1)</script>", "../../etc/passwd", "..%2f..%2f", "%00", "\0", "\u202e", "日本", "🦆", "\ud800",
        new('x', 300), new('é', 5000), "null", "true", "-1", "0", "9223372036854775808", "1e400", "2024-02-30", "${jndi:ldap://x}", "{{7*7}}", "\r\nX-Injected: 1", "a/b", "a\\b", "a?b#c", "p-", "|", "~", "*",
    ];

    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete];
    private readonly Random random;
    private readonly JsonObject document;
    private readonly List<(string Path, HttpMethod Method, JsonObject Operation)> operations = [];
    private readonly Dictionary<string, List<string>> seen = new(StringComparer.Ordinal);
    private readonly List<string> etags = [];

    public RequestGenerator(JsonObject document, int seed)
    {
        this.document = document;
        random = new Random(seed);
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var method in Methods)
            {
                if (item![method.Method.ToLowerInvariant()] is JsonObject operation)
                {
                    operations.Add((path, method, operation));
                }
            }
        }
    }

    public void Know(string name, params string[] values)
    {
        foreach (var value in values)
        {
            Remember(name, value);
        }
    }

    /// <summary>Learns names and versions from an answer.</summary>
    public void Learn(Answer answer)
    {
        if (answer.ETag.Length > 0)
        {
            etags.Add(answer.ETag);
        }

        if (answer.Status < 300 && answer.ContentType == "application/json")
        {
            Learn("id", JsonNode.Parse(answer.Bytes), 0);
        }
    }

    public FuzzedRequest Next()
    {
        var (path, method, operation) = operations[random.Next(operations.Count)];
        var query = new StringBuilder();
        var address = path.TrimStart('/');
        string? ifMatch = null, key = null;
        foreach (var parameter in (operation["parameters"] as JsonArray ?? []).Select(item => item!.AsObject()))
        {
            var name = parameter["name"]!.GetValue<string>();
            switch (parameter["in"]!.GetValue<string>())
            {
                case "path":
                    address = address.Replace($"{{{name}}}", Uri.EscapeDataString(Wellformed(Value(name == "id" ? Resource(path) : name))), StringComparison.Ordinal);
                    break;
                case "query" when Chance(40):
                    query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(Wellformed(Value(name))));
                    break;
                case "header" when name == "If-Match" && Chance(90):
                    ifMatch = etags.Count > 0 && Chance(85) ? etags[^random.Next(1, Math.Min(etags.Count, 20) + 1)] : "\"0\"";
                    break;
                case "header" when Chance(20):
                    key = $"key-{random.Next(50)}";
                    break;
            }
        }

        var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"] as JsonObject;
        return new FuzzedRequest(operation, method, address + query, schema is null ? null : Body(schema), ifMatch, key);
    }

    private string Body(JsonObject schema)
    {
        var text = Make(schema, "body", 0)?.ToJsonString() ?? "null";
        return random.Next(25) switch
        {
            0 => text[..random.Next(text.Length)],
            1 => text.Insert(random.Next(text.Length), Pick(["{", "}", "\"", ",", "\u0000", "\\u0000", "[[[["])),
            2 => $"{string.Concat(Enumerable.Repeat("[", 200))}{string.Concat(Enumerable.Repeat("]", 200))}",
            3 => "[]",
            _ => text,
        };
    }

    private JsonNode? Make(JsonObject schema, string name, int depth)
    {
        if (schema["$ref"] is { } reference)
        {
            return Make(AnswerSchema.Resolve(document, reference.GetValue<string>()), name, depth);
        }

        if (Chance(2))
        {
            return Pick<JsonNode?>([null, JsonValue.Create(1), JsonValue.Create("text"), JsonValue.Create(true), new JsonArray(), new JsonObject()]);
        }

        if (schema["enum"] is JsonArray words)
        {
            return Chance(95) ? words[random.Next(words.Count)]?.DeepClone() : JsonValue.Create("none-of-these");
        }

        var types = schema["type"] switch { null => [], JsonArray several => several.Select(type => type!.GetValue<string>()).ToList(), var one => [one.GetValue<string>()] };
        return types.Contains("null") && Chance(60) ? null : types.FirstOrDefault(type => type != "null") switch
        {
            "object" => Object(schema, depth),
            "array" => new JsonArray([.. Enumerable.Range(0, depth > 4 ? 0 : random.Next(4)).Select(_ => schema["items"] is JsonObject each ? Make(each, name, depth + 1) : JsonValue.Create(Value(name)))]),
            "integer" => JsonValue.Create(Pick<long>([0, 1, 2, 5, 30, 1000, -1, int.MaxValue, long.MaxValue, random.Next(100)])),
            "number" => JsonValue.Create(Pick<decimal>([0, 1, 0.5m, -3, 1e20m])),
            "boolean" => JsonValue.Create(Chance(50)),
            "string" => JsonValue.Create(schema["format"]?.GetValue<string>() == "date-time" && Chance(90) ? $"20{random.Next(20, 40)}-0{random.Next(1, 10)}-1{random.Next(10)}T12:00:00Z" : Value(name)),
            _ => JsonValue.Create(Value(name)),
        };
    }

    private JsonObject Object(JsonObject schema, int depth)
    {
        var made = new JsonObject();
        var required = (schema["required"] as JsonArray ?? []).Select(item => item!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (required.Contains(name) ? Chance(98) : depth < 6 && Chance(50))
            {
                made[name] = property is JsonObject described ? Make(described, name, depth + 1) : null;
            }
        }

        if (Chance(2))
        {
            made["unknownProperty"] = 1;
        }

        return made;
    }

    /// <summary>A value that an answer gave under that name, or a hostile one.</summary>
    private string Value(string name) => seen.TryGetValue(name, out var known) && Chance(88) ? known[random.Next(known.Count)] : name switch
    {
        "limit" => Pick(["1", "10", "1000", "0", "-1", "x"]),
        "role" => Pick(["ANALYST_DEV", "DEPLOYER", "owner", "editor", "reviewer", "nobody"]),
        "dialect" => Pick(["snowflake", "duckdb", "mysql"]),
        "expression" or "filter" or "where" or "having" or "condition" => Pick(["STATE = 'CA'", "COUNT(*)", "1/0", "((((", "sum(x", "'", "LENGTH(STATE) > 1"]),
        _ when Chance(50) => $"{name} {random.Next(1000)}",
        _ => Pick(Hostile),
    };

    private void Learn(string name, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (property, value) in item)
                {
                    Learn(property, value, depth + 1);
                }

                break;
            case JsonArray items when items.Count > 0:
                Learn(name, items[random.Next(items.Count)], depth + 1);
                break;
            case JsonValue value:
                Remember(name, value.ToString());
                break;
        }
    }

    private void Remember(string name, string value)
    {
        var values = seen.TryGetValue(name, out var known) ? known : seen[name] = [];
        if (values.Contains(value) || value.Length > 400)
        {
            return;
        }

        if (values.Count == MostValues)
        {
            values.RemoveAt(random.Next(MostValues));
        }

        values.Add(value);
        // What an answer calls id may be named for its kind in a path.
        if (name == "id" && value.Split('-') is [var kind, ..] && kind is "p" or "op" or "promotion" or "c" or "ch" or "b")
        {
            Remember(kind switch { "p" => "project", "op" => "operation", "c" => "comment", "ch" => "channel", "b" => "backup", _ => kind }, value);
        }
    }

    private static string Resource(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) is var parts && Array.IndexOf(parts, "{id}") is > 0 and var at && parts[at - 1] == "projects" ? "project" : "id";

    /// <summary>What a web server refuses by itself never reaches Handover: half of a surrogate pair, a zero, more than a few thousand characters.</summary>
    private static string Wellformed(string text) => text.Replace("\0", "", StringComparison.Ordinal).Replace('\ud800', '?') is { Length: > 0 } usable ? usable[..Math.Min(usable.Length, 500)] : "-";

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
