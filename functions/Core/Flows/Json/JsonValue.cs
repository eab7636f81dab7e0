using System.Globalization;
using System.Text;

namespace Handover.Core.Flows;

/// <summary>A value of a JSON text that knows its place in it, so that a problem found later can still name it.</summary>
internal abstract class JsonValue(int offset)
{
    /// <summary>Offset of its first byte.</summary>
    public int Offset { get; } = offset;

    /// <summary>The object or array around it; null for the root.</summary>
    public JsonValue? Parent { get; set; }

    /// <summary>Its property's name, if it stands in an object.</summary>
    public string? Key { get; set; }

    /// <summary>Its position, if it stands in an array.</summary>
    public int Index { get; set; }

    /// <summary>How messages call this type of value.</summary>
    public abstract string TypeName { get; }

    /// <summary>RFC 6901 pointer to it.</summary>
    public string Pointer()
    {
        var segments = new Stack<string>();
        for (var at = this; at.Parent is not null; at = at.Parent)
        {
            segments.Push(at.Key ?? at.Index.ToString(CultureInfo.InvariantCulture));
        }

        var pointer = new StringBuilder();
        foreach (var segment in segments)
        {
            pointer.Append('/').Append(segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }
}

internal sealed class JsonObjectValue(int offset) : JsonValue(offset)
{
    public List<JsonValue> Properties { get; } = [];

    public override string TypeName => "an object";
}

internal sealed class JsonArrayValue(int offset) : JsonValue(offset)
{
    public List<JsonValue> Items { get; } = [];

    public override string TypeName => "an array";
}

internal sealed class JsonTextValue(int offset, string text) : JsonValue(offset)
{
    public string Text { get; } = text;

    public override string TypeName => "a text";
}

internal sealed class JsonNumberValue(int offset, string text) : JsonValue(offset)
{
    public string Text { get; } = text;

    public override string TypeName => "a number";
}

internal sealed class JsonBooleanValue(int offset, bool value) : JsonValue(offset)
{
    public bool Value { get; } = value;

    public override string TypeName => Value ? "true" : "false";
}

internal sealed class JsonNullValue(int offset) : JsonValue(offset)
{
    public override string TypeName => "null";
}
