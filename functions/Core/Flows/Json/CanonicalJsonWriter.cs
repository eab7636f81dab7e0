using System.Globalization;
using System.Text;

namespace Handover.Core.Flows;

/// <summary>
/// Writes JSON whose bytes depend on nothing but the values: no whitespace, escapes only where RFC 8259 demands them.
/// Not Utf8JsonWriter, because what its encoders escape follows the runtime's Unicode tables: a new runtime would change flow hashes.
/// </summary>
internal sealed class CanonicalJsonWriter
{
    private readonly StringBuilder output = new();
    private bool needsComma;

    public override string ToString() => output.ToString();

    public byte[] ToUtf8()
    {
        var bytes = new List<byte[]>();
        var length = 0;
        var encoder = Encoding.UTF8.GetEncoder();
        foreach (var chunk in output.GetChunks())
        {
            var buffer = new byte[Encoding.UTF8.GetMaxByteCount(chunk.Length)];
            var count = encoder.GetBytes(chunk.Span, buffer, flush: false);
            bytes.Add(buffer[..count]);
            length += count;
        }

        var whole = new byte[length];
        var at = 0;
        foreach (var part in bytes)
        {
            part.CopyTo(whole, at);
            at += part.Length;
        }

        return whole;
    }

    public void BeginObject() => Begin('{');

    public void EndObject() => End('}');

    public void BeginArray() => Begin('[');

    public void EndArray() => End(']');

    public void Name(string name)
    {
        Text(name);
        output.Append(':');
        needsComma = false;
    }

    public void Text(string value)
    {
        Separate();
        output.Append('"');
        foreach (var character in value)
        {
            Append(character);
        }

        output.Append('"');
    }

    public void Field(string name, string value)
    {
        Name(name);
        Text(value);
    }

    public void OptionalField(string name, string? value)
    {
        if (value is not null)
        {
            Field(name, value);
        }
    }

    public void Field(string name, bool value)
    {
        Name(name);
        Raw(value ? "true" : "false");
    }

    public void OptionalField(string name, long? value)
    {
        if (value is { } number)
        {
            Name(name);
            Raw(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    public void OptionalField(string name, decimal? value)
    {
        if (value is { } number)
        {
            Name(name);
            Raw(ScalarValue.Of(number).Text);
        }
    }

    public void Field(string name, double value)
    {
        Name(name);
        // Minus zero equals zero, so it must not have bytes of its own.
        Raw((value == 0 ? 0d : value).ToString("R", CultureInfo.InvariantCulture));
    }

    public void Field(string name, ValueList<string> values)
    {
        Name(name);
        BeginArray();
        foreach (var value in values)
        {
            Text(value);
        }

        EndArray();
    }

    public void OptionalField(string name, ValueList<string> values)
    {
        if (values.Count > 0)
        {
            Field(name, values);
        }
    }

    public void Field<T>(string name, ValueList<T> items, Action<CanonicalJsonWriter, T> fields)
    {
        Name(name);
        BeginArray();
        foreach (var item in items)
        {
            BeginObject();
            fields(this, item);
            EndObject();
        }

        EndArray();
    }

    public void OptionalField<T>(string name, ValueList<T> items, Action<CanonicalJsonWriter, T> fields)
    {
        if (items.Count > 0)
        {
            Field(name, items, fields);
        }
    }

    public void Value(ScalarValue value)
    {
        if (value.Kind == ScalarKind.Text)
        {
            Text(value.Text);
        }
        else
        {
            Raw(value.Text);
        }
    }

    public void Values(string name, ValueList<ScalarValue> values)
    {
        Name(name);
        BeginArray();
        foreach (var value in values)
        {
            Value(value);
        }

        EndArray();
    }

    private void Raw(string text)
    {
        Separate();
        output.Append(text);
    }

    private void Begin(char bracket)
    {
        Separate();
        output.Append(bracket);
        needsComma = false;
    }

    private void End(char bracket)
    {
        output.Append(bracket);
        needsComma = true;
    }

    private void Separate()
    {
        if (needsComma)
        {
            output.Append(',');
        }

        needsComma = true;
    }

    private void Append(char character)
    {
        switch (character)
        {
            case '"': output.Append("\\\""); break;
            case '\\': output.Append("\\\\"); break;
            case '\n': output.Append("\\n"); break;
            case '\r': output.Append("\\r"); break;
            case '\t': output.Append("\\t"); break;
            case < ' ': output.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)); break;
            default: output.Append(character); break;
        }
    }
}
