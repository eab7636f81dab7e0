using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Handover.Api.Tests.Fuzz;

/// <summary>Holds answers against the API's document: its schemas use the keywords that are checked here, and a keyword that is not is an error.</summary>
internal sealed class AnswerSchema(JsonObject document)
{
    private static readonly HashSet<string> Known = ["type", "properties", "required", "additionalProperties", "enum", "items", "format", "$ref", "anyOf", "default", "description"];

    /// <summary>Whether the document allows this answer to an operation; null if it does, else what it does not.</summary>
    public string? Violation(JsonObject operation, Answer answer)
    {
        var responses = operation["responses"]!.AsObject();
        var described = responses[answer.Status.ToString(CultureInfo.InvariantCulture)] ?? (answer.Status >= 400 ? responses["default"] : null);
        if (described is null)
        {
            return $"The status {answer.Status} is not in the document.";
        }

        if (described["content"] is not JsonObject { Count: > 0 } content)
        {
            return answer.Bytes.Length == 0 || answer.Status == 304 ? null : "The document has no content here.";
        }

        if (content[answer.ContentType] is not JsonObject media)
        {
            return $"The content type {answer.ContentType} is not in the document.";
        }

        if (!answer.ContentType.EndsWith("json", StringComparison.Ordinal) || media["schema"] is not JsonObject schema)
        {
            return null;
        }

        try
        {
            return Violation(schema, JsonNode.Parse(answer.Bytes), "$");
        }
        catch (JsonException)
        {
            return "It is not JSON.";
        }
    }

    private string? Violation(JsonObject schema, JsonNode? value, string path)
    {
        if (schema.FirstOrDefault(keyword => !Known.Contains(keyword.Key)).Key is { } unknown)
        {
            return $"{path}: the keyword {unknown} is not checked.";
        }

        if (schema["$ref"] is { } reference)
        {
            return Violation(Resolve(document, reference.GetValue<string>()), value, path);
        }

        if (schema["anyOf"] is JsonArray choices)
        {
            var found = choices.Select(choice => Violation(choice!.AsObject(), value, path)).ToList();
            return found.Contains(null) ? null : string.Join(" Or: ", found);
        }

        if (schema["enum"] is JsonArray words)
        {
            return words.Any(word => JsonNode.DeepEquals(word, value)) || (value is null && Types(schema).Contains("null")) ? null : $"{path}: {value?.ToJsonString()} is none of {words.ToJsonString()}.";
        }

        var types = Types(schema);
        if (types.Count > 0 && !types.Any(type => Is(type, value)))
        {
            return $"{path}: {Short(value)} is not {string.Join(" or ", types)}.";
        }

        return value switch
        {
            JsonObject item => Object(schema, item, path),
            JsonArray items when schema["items"] is JsonObject each => items.Select((item, index) => Violation(each, item, $"{path}[{index}]")).FirstOrDefault(found => found is not null),
            JsonValue text when schema["format"]?.GetValue<string>() is "date-time" =>
                DateTimeOffset.TryParse(text.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : $"{path}: {Short(text)} is no time.",
            _ => null,
        };
    }

    /// <summary>What a reference within the document points to.</summary>
    public static JsonObject Resolve(JsonObject document, string reference) => reference.Split('/').Skip(1).Aggregate(
        (JsonNode)document,
        static (node, part) => node is JsonArray items ? items[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]!).AsObject();

    private string? Object(JsonObject schema, JsonObject value, string path)
    {
        if (schema["required"] is JsonArray required && required.FirstOrDefault(name => !value.ContainsKey(name!.GetValue<string>())) is { } missing)
        {
            return $"{path}: {missing} is missing.";
        }

        var properties = schema["properties"] as JsonObject;
        foreach (var (name, item) in value)
        {
            var found = properties?[name] is JsonObject known ? Violation(known, item, $"{path}.{name}")
                : schema["additionalProperties"] is JsonObject rest ? Violation(rest, item, $"{path}.{name}")
                : schema["additionalProperties"] is JsonValue flag && !flag.GetValue<bool>() ? $"{path}.{name} is not in the document." : null;
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static List<string> Types(JsonObject schema) => schema["type"] switch
    {
        null => [],
        JsonArray several => [.. several.Select(type => type!.GetValue<string>())],
        var one => [one.GetValue<string>()],
    };

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("null", null) => true,
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => decimal.TryParse(value!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number),
        _ => false,
    };

    private static string Short(JsonNode? value) => value?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 80)] : "null";
}
