using System.Globalization;
using Handover.Core.Expressions;
using Handover.Core.Sql;

namespace Handover.Core.Flows;

/// <summary>
/// Reads the properties of one JSON object by name. What is wrong is reported and read as an empty value, so that one pass reports
/// everything; <see cref="Finish"/> reports the properties that nobody asked for.
/// </summary>
internal sealed class ObjectReader(JsonObjectValue value, FlowProblemList problems)
{
    public const int MaxName = 255;
    public const int MaxText = 10_000;
    public const int MaxItems = 10_000;

    private readonly List<string> asked = [];

    public FlowProblemList Problems => problems;

    /// <summary>The names of all properties, for an object whose names are the user's own.</summary>
    public IEnumerable<string> PropertyNames => value.Properties.Select(static property => property.Key!);

    public JsonValue? Find(string name)
    {
        asked.Add(name);
        foreach (var property in value.Properties)
        {
            if (property.Key == name)
            {
                // null says the same as leaving the property out; the canonical form leaves it out.
                return property is JsonNullValue ? null : property;
            }
        }

        return null;
    }

    public string Text(string name, int most = MaxName) => Required(name) is { } found ? ReadText(found, most) : "";

    public string? OptionalText(string name, int most = MaxText) => Find(name) is { } found ? ReadText(found, most) : null;

    public string Id(string name)
    {
        if (Required(name) is not { } found)
        {
            return "";
        }

        return ReadId(found);
    }

    public string Expression(string name) => Text(name, ExpressionParser.MaxLength);

    public string? OptionalExpression(string name) => OptionalText(name, ExpressionParser.MaxLength);

    public bool Flag(string name, bool absent = false)
    {
        if (Find(name) is not { } found)
        {
            return absent;
        }

        if (found is JsonBooleanValue flag)
        {
            return flag.Value;
        }

        problems.WrongType(found, "true or false");
        return false;
    }

    public long? OptionalWhole(string name, long least)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        if (found is not JsonNumberValue number)
        {
            problems.WrongType(found, "A whole number");
            return null;
        }

        if (long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole >= least)
        {
            return whole;
        }

        problems.OutOfRange(found, $"a whole number of at least {least}");
        return null;
    }

    public decimal? OptionalNumber(string name, decimal least, decimal most)
    {
        if (Find(name) is not { } found)
        {
            return null;
        }

        if (found is not JsonNumberValue number)
        {
            problems.WrongType(found, "A number");
            return null;
        }

        if (decimal.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && exact >= least && exact <= most)
        {
            return exact;
        }

        problems.OutOfRange(found, $"between {least} and {most}");
        return null;
    }

    public double Coordinate(string name)
    {
        const double Farthest = 1e9;
        if (Required(name) is not { } found)
        {
            return 0;
        }

        if (found is not JsonNumberValue number)
        {
            problems.WrongType(found, "A number");
            return 0;
        }

        if (double.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var place) && Math.Abs(place) <= Farthest)
        {
            return place;
        }

        problems.OutOfRange(found, "between -1e9 and 1e9");
        return 0;
    }

    public T Choice<T>(string name, WordSet<T> words)
        where T : struct, Enum
    {
        if (Required(name) is not { } found)
        {
            return default;
        }

        if (found is not JsonTextValue text)
        {
            problems.WrongType(found, "A text");
            return default;
        }

        if (words.TryParse(text.Text, out var chosen))
        {
            return chosen;
        }

        problems.UnknownKind(found, text.Text, words.All);
        return default;
    }

    public TableName Table(string name) => Required(name) is { } found ? ReadTable(found) : new TableName("", "", "");

    public TableName? OptionalTable(string name) => Find(name) is { } found ? ReadTable(found) : null;

    public ValueList<string> Texts(string name, bool required = true) => List(name, required, found => ReadText(found, MaxName));

    public ValueList<string> Ids(string name, bool required = true) => List(name, required, ReadId);

    public ValueList<ScalarValue> Scalars(string name) => List(name, required: true, ReadScalar);

    /// <summary>An array of objects, each read by <paramref name="read"/>; unknown properties of each are reported.</summary>
    public ValueList<T> Objects<T>(string name, Func<ObjectReader, T> read, bool required = true) => List(name, required, found => ReadObject(found, read)!);

    /// <summary>An object; null where it is absent or no object.</summary>
    public T? OptionalObject<T>(string name, Func<ObjectReader, T> read)
        where T : class => Find(name) is { } found ? ReadObject(found, read) : null;

    public T? RequiredObject<T>(string name, Func<ObjectReader, T> read)
        where T : class => Required(name) is { } found ? ReadObject(found, read) : null;

    /// <summary>Takes the other properties as known: nothing can be said of an object whose kind is unknown.</summary>
    public void SkipRest() => asked.AddRange(PropertyNames);

    public void Finish()
    {
        foreach (var property in value.Properties)
        {
            if (!asked.Contains(property.Key!))
            {
                problems.UnknownProperty(property, EditDistance.Nearest(property.Key!, asked));
            }
        }
    }

    public ValueList<T> List<T>(string name, bool required, Func<JsonValue, T> read, int most = MaxItems)
    {
        if ((required ? Required(name) : Find(name)) is not { } found)
        {
            return [];
        }

        if (found is not JsonArrayValue array)
        {
            problems.WrongType(found, "An array");
            return [];
        }

        if (array.Items.Count > most)
        {
            problems.TooManyItems(found, array.Items.Count, most);
            return [];
        }

        return ValueList.From(array.Items.Select(read));
    }

    public T? ReadObject<T>(JsonValue found, Func<ObjectReader, T> read)
    {
        if (found is not JsonObjectValue inner)
        {
            problems.WrongType(found, "An object");
            return default;
        }

        var reader = new ObjectReader(inner, problems);
        var result = read(reader);
        reader.Finish();
        return result;
    }

    private JsonValue? Required(string name)
    {
        var found = Find(name);
        if (found is null)
        {
            problems.MissingProperty(value, name);
        }

        return found;
    }

    public string ReadText(JsonValue found, int most)
    {
        if (found is not JsonTextValue text)
        {
            problems.WrongType(found, "A text");
            return "";
        }

        if (text.Text.Length > most)
        {
            problems.TextTooLong(found, text.Text.Length, most);
        }

        return text.Text;
    }

    private string ReadId(JsonValue found)
    {
        if (found is not JsonTextValue text)
        {
            problems.WrongType(found, "An id");
            return "";
        }

        if (!NodeId.IsValid(text.Text))
        {
            problems.InvalidId(found);
        }

        return text.Text;
    }

    private ScalarValue ReadScalar(JsonValue found)
    {
        switch (found)
        {
            case JsonTextValue:
                return ScalarValue.Of(ReadText(found, MaxText));
            case JsonBooleanValue flag:
                return ScalarValue.Of(flag.Value);
            case JsonNumberValue number when decimal.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact):
                return ScalarValue.Of(exact);
            case JsonNumberValue:
                problems.OutOfRange(found, "exact within 28 digits; write a longer one as text");
                return default;
            default:
                problems.WrongType(found, "A text, a number, true or false");
                return default;
        }
    }

    private TableName ReadTable(JsonValue found) =>
        ReadObject(found, static json => new TableName(json.Text("database"), json.Text("schema"), json.Text("name"))) ?? new TableName("", "", "");
}
