using System.Text;
using System.Text.Json;

namespace Handover.Core.Flows;

/// <summary>Reads a JSON text into <see cref="JsonValue"/>s; the problems of the text itself are reported, the first broken one ends it.</summary>
internal static class JsonTree
{
    /// <summary>Deepest nesting of a flow document; its own shapes need eight.</summary>
    private const int MaxDepth = 32;

    public static JsonValue? Parse(ReadOnlySpan<byte> utf8, FlowProblemList problems)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, problems);
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            problems.InvalidJson(exception, (int)reader.TokenStartIndex);
            return null;
        }
    }

    private static JsonValue ReadValue(ref Utf8JsonReader reader, FlowProblemList problems)
    {
        var offset = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, offset, problems);
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, offset, problems);
            case JsonTokenType.String:
                return new JsonTextValue(offset, ReadText(ref reader, problems));
            case JsonTokenType.Number:
                return new JsonNumberValue(offset, Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.True or JsonTokenType.False:
                return new JsonBooleanValue(offset, reader.TokenType == JsonTokenType.True);
            default:
                return new JsonNullValue(offset);
        }
    }

    private static JsonObjectValue ReadObject(ref Utf8JsonReader reader, int offset, FlowProblemList problems)
    {
        var result = new JsonObjectValue(offset);
        HashSet<string>? keys = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = ReadText(ref reader, problems);
            reader.Read();
            var value = ReadValue(ref reader, problems);
            value.Parent = result;
            value.Key = key;
            // Nearly every object of a flow document has a handful of properties: a set pays only beyond that.
            if (result.Properties.Count == 16)
            {
                keys = Keys(result);
            }

            if (keys is null ? Holds(result, key) : !keys.Add(key))
            {
                problems.DuplicateProperty(value, key);
                continue;
            }

            result.Properties.Add(value);
        }

        return result;
    }

    private static HashSet<string> Keys(JsonObjectValue value)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.Properties)
        {
            keys.Add(property.Key!);
        }

        return keys;
    }

    private static bool Holds(JsonObjectValue value, string key)
    {
        foreach (var property in value.Properties)
        {
            if (property.Key == key)
            {
                return true;
            }
        }

        return false;
    }

    private static JsonArrayValue ReadArray(ref Utf8JsonReader reader, int offset, FlowProblemList problems)
    {
        var result = new JsonArrayValue(offset);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var item = ReadValue(ref reader, problems);
            item.Parent = result;
            item.Index = result.Items.Count;
            result.Items.Add(item);
        }

        return result;
    }

    private static string ReadText(ref Utf8JsonReader reader, FlowProblemList problems)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or an escape that is half a surrogate pair: valid JSON syntax, but no text.
            problems.InvalidText((int)reader.TokenStartIndex);
            return "";
        }
    }
}
